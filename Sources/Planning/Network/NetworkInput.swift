// What a network is computed from: tasks, links, calendars, dates. Plain values; tasks are named by their index.

package import Quantities

/// How one task's date follows from another's.
package enum LinkKind: UInt8, CaseIterable, Sendable {
    case finishToStart, startToStart, finishToFinish, startToFinish

    /// Whether the predecessor's finish counts (else its start).
    @inline(__always) package var isFromFinish: Bool { self == .finishToStart || self == .finishToFinish }
    /// Whether the successor's finish is bound (else its start).
    @inline(__always) var isToFinish: Bool { self == .finishToFinish || self == .startToFinish }
}

/// The signed distance of a link.
package enum Lag: Hashable, Sendable {
    /// Working minutes on the lag calendar.
    case working(Int)
    /// Minutes that run day and night.
    case elapsed(Int)
    /// Per cent of the predecessor's duration, in working time.
    case percent(Int)
    /// Per cent of the predecessor's duration, running day and night.
    case elapsedPercent(Int)
}

/// Whose calendar counts a working lag; Microsoft Project takes the successor's, Primavera P6 leaves the choice.
package enum LagCalendar: Hashable, Sendable { case successor, predecessor, continuous, project }

package struct NetworkLink: Hashable, Sendable {
    package var from: Int
    package var to: Int
    package var kind: LinkKind
    package var lag: Lag

    package init(from: Int, to: Int, kind: LinkKind = .finishToStart, lag: Lag = .working(0)) {
        self.from = from
        self.to = to
        self.kind = kind
        self.lag = lag
    }
}

/// The eight date constraints, with the numbers Microsoft Project gives them.
package enum ConstraintKind: UInt8, CaseIterable, Sendable {
    case asSoonAsPossible, asLateAsPossible, mustStartOn, mustFinishOn, startNoEarlierThan, startNoLaterThan,
        finishNoEarlierThan, finishNoLaterThan

    package var isPin: Bool { self == .mustStartOn || self == .mustFinishOn }
    /// Its date can put the task somewhere, and does not only limit it.
    var places: Bool { isPin || self == .startNoEarlierThan || self == .finishNoEarlierThan }
}

package struct DateConstraint: Hashable, Sendable {
    package var kind: ConstraintKind
    /// Minutes since 1970; without meaning for the first two kinds.
    package var date: Int

    package init(_ kind: ConstraintKind, date: Int = 0) {
        self.kind = kind
        self.date = date
    }
}

/// What has happened to a task that began.
package struct TaskProgress: Hashable, Sendable {
    /// Minutes since 1970.
    package var actualStart: Int
    package var actualFinish: Int?
    /// Working minutes still to do; without meaning when finished.
    package var remaining: Int
    /// The rest does not go on before this instant; without a status date and without it, it goes on right after what is done.
    package var resume: Int?

    package init(actualStart: Int, actualFinish: Int? = nil, remaining: Int = 0, resume: Int? = nil) {
        self.actualStart = actualStart
        self.actualFinish = actualFinish
        self.remaining = remaining
        self.resume = resume
    }
}

/// Whether remaining work of a task that began out of order waits for its predecessors (P6's retained logic) or not.
package enum ProgressRule: Hashable, Sendable { case retainedLogic, progressOverride }

/// How late a task that is to be as late as possible is: with all its float, what follows it moving along (Microsoft
/// Project), or with its free float alone, nothing else moving (Primavera P6).
package enum LateRule: Hashable, Sendable { case totalFloat, freeFloat }

/// Which end of the project is given; the other one is computed.
package enum ScheduleDirection: Hashable, Sendable { case fromStart, fromFinish }

package struct NetworkInput: Sendable {
    package var tasks: [NetworkTask]
    package var links: [NetworkLink]
    package var calendars: [WorkingCalendar]
    package var zone: ZoneRules
    /// When the project starts, in minutes since 1970; computed when it is scheduled from its finish.
    package var start: Int
    /// The finish the late dates count back from; nil: the computed one. A project scheduled from its finish has one.
    package var imposedFinish: Int?
    package var direction = ScheduleDirection.fromStart
    /// Nothing that has not happened can be before it.
    package var statusDate: Int?
    package var lagCalendar = LagCalendar.successor
    package var progressRule = ProgressRule.retainedLogic
    /// A task stays on its latest date even when a link asks for later (Microsoft Project's "tasks will always honor their
    /// constraint dates").
    package var honorsLatestDates = true
    package var lateRule = LateRule.totalFloat
    /// A task is critical when its total float is at most this many working minutes.
    package var criticalFloat = 0

    package init(
        tasks: [NetworkTask], links: [NetworkLink], calendars: [WorkingCalendar] = [.continuous],
        zone: ZoneRules = .utc, start: Int
    ) {
        self.tasks = tasks
        self.links = links
        self.calendars = calendars
        self.zone = zone
        self.start = start
    }

    /// Each is laid out over years.
    package static let mostCalendars = 2000

    /// The longest duration or lag of one task: 100 years of minutes.
    package static let longestDuration = 100 * 366 * 1440
}
