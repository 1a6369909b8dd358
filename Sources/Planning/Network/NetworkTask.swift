// One task of a network: how long, by whose calendar, with which dates of its own.

package struct NetworkTask: Hashable, Sendable {
    /// Working minutes; 0 is a milestone. A summary's own duration is ignored.
    package var duration: Int
    /// Index into the calendars.
    package var calendar: Int
    package var constraint: DateConstraint
    /// The instant by which it should finish: it alone can make float negative, and moves nothing.
    package var deadline: Int?
    /// The summary task this one is part of.
    package var parent: Int?
    package var progress: TaskProgress?
    package var mode = TaskMode.automatic
    /// Minutes, day and night, that it waits beyond what its links ask: the delay that levelling gave it.
    package var levellingDelay = 0
    /// Where its work rests, in order.
    package var splits: [TaskSplit] = []
    /// Those who work on it, when they do so by calendars, durations or delays that differ; the task then reaches from the
    /// first one's start to the last one's finish. Empty: all of them work as the task says.
    package var assignments: [TaskAssignment] = []

    package init(
        duration: Int, calendar: Int = 0, constraint: DateConstraint = DateConstraint(.asSoonAsPossible),
        deadline: Int? = nil, parent: Int? = nil, progress: TaskProgress? = nil
    ) {
        self.duration = duration
        self.calendar = calendar
        self.constraint = constraint
        self.deadline = deadline
        self.parent = parent
        self.progress = progress
    }

    /// It is placed by its links and dates and worked on in one go, and nothing has happened yet.
    var isUsual: Bool {
        guard case .automatic = mode else { return false }
        return progress == nil && levellingDelay == 0 && splits.isEmpty && assignments.isEmpty
    }
}

/// Who decides when a task is done.
package enum TaskMode: Hashable, Sendable {
    /// Its links, dates and calendar.
    case automatic
    /// A person: it stays on these dates whatever its links say, and what follows waits for it.
    case manual(FixedDates)
    /// Another plan: as a manual task, and no part of this project's finish.
    case external(FixedDates)
    /// Nobody: it is shown and takes no time, its links hold nothing. The parts of an inactive summary are inactive too.
    case inactive

    var isInactive: Bool {
        if case .inactive = self { true } else { false }
    }

    var fixedDates: FixedDates? {
        switch self {
        case .manual(let dates), .external(let dates): dates
        case .automatic, .inactive: nil
        }
    }
}

/// Two instants in minutes since 1970, in working time or not.
package struct FixedDates: Hashable, Sendable {
    package var start: Int
    package var finish: Int

    package init(start: Int, finish: Int) {
        self.start = start
        self.finish = finish
    }
}

/// A rest within a task: once so many of its working minutes are done, so many working minutes pass without work.
package struct TaskSplit: Hashable, Sendable {
    package var after: Int
    package var pause: Int

    package init(after: Int, pause: Int) {
        self.after = after
        self.pause = pause
    }
}

/// One person's or machine's share of a task.
package struct TaskAssignment: Hashable, Sendable {
    /// Index into the calendars: when this one works on the task.
    package var calendar: Int
    /// Working minutes of that calendar.
    package var duration: Int
    /// Working minutes of that calendar by which this one begins after the task.
    package var delay: Int

    package init(calendar: Int, duration: Int, delay: Int = 0) {
        self.calendar = calendar
        self.duration = duration
        self.delay = delay
    }
}
