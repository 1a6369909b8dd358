// What levelling is asked: who is scarce, who needs whom, what may not move.

package struct LevellingResource: Hashable, Sendable {
    /// Units that are there whenever its calendar works (100 for one person in per cent, 3 for three machines).
    package var capacity: Int
    /// Index into the network's calendars.
    package var calendar: Int
    /// When it is there, in order and apart from each other, and with how many units; empty: always, with its capacity.
    package var availability: [AvailabilityPeriod] = []

    package init(capacity: Int, calendar: Int = 0) {
        self.capacity = capacity
        self.calendar = calendar
    }
}

/// A stretch of real time with so many units; outside all of them there are none.
package struct AvailabilityPeriod: Hashable, Sendable {
    /// Minutes since 1970; nil: since ever.
    package var from: Int?
    /// Up to, not including; nil: for ever.
    package var to: Int?
    package var units: Int

    package init(from: Int?, to: Int?, units: Int) {
        self.from = from
        self.to = to
        self.units = units
    }
}

/// A task holds the units from its start to its finish, while it rests not.
package struct ResourceNeed: Hashable, Sendable {
    package var task: Int
    /// Which of the task's assignments it is, where they differ.
    package var assignment = 0
    package var resource: Int
    package var units: Int
    /// Overbooked on purpose: the units are taken and nothing waits for them.
    package var isOverbooked: Bool

    package init(task: Int, resource: Int, units: Int, isOverbooked: Bool = false) {
        self.task = task
        self.resource = resource
        self.units = units
        self.isOverbooked = isOverbooked
    }
}

package struct LevellingInput: Sendable {
    package var network: ScheduleNetwork
    package var resources: [LevellingResource]
    package var needs: [ResourceNeed]
    /// By task of the network: the higher one keeps its place; 1000 never moves for a resource.
    package var priorities: [Int]

    package static let usualPriority = 500
    package static let fixedPriority = 1000

    package init(
        network: ScheduleNetwork, resources: [LevellingResource], needs: [ResourceNeed], priorities: [Int]? = nil
    ) {
        self.network = network
        self.resources = resources
        self.needs = needs
        self.priorities =
            priorities ?? Array(repeating: LevellingInput.usualPriority, count: network.taskCount)
    }
}

package enum LevellingProblem: Error, Hashable, Sendable {
    case unknownResource(need: Int)
    case unknownTask(need: Int)
    case unknownCalendar(resource: Int)
    case units(need: Int)
    case capacity(resource: Int)
    /// The task needs more than the resource ever has.
    case neverFree(need: Int)
    /// The levelled plan does not fit within 400 years.
    case tooLong
}

/// A plan in which nobody does more than they can, with the reason for everything that moved.
package struct LevelledPlan: Sendable {
    package struct Move: Hashable, Sendable {
        package enum Cause: Hashable, Sendable {
            /// The resource was held by this other task until just before.
            case resource(Int, heldBy: Int)
            /// The resource was not there until just before, or with too few units.
            case availability(Int)
            /// A task before it moved; the link of the input.
            case link(Int)
            /// The plan was rearranged for an earlier finish.
            case order
        }
        package var task: Int
        /// Starts before and after, in minutes since 1970.
        package var from: Int
        package var to: Int
        package var cause: Cause
    }
    /// More booked than there is: on purpose, by tasks that may not move, or for want of a time when there is enough.
    package struct Overload: Hashable, Sendable {
        package var resource: Int
        package var from: Int
        package var to: Int
        package var used: Int

        package init(resource: Int, from: Int, to: Int, used: Int) {
            self.resource = resource
            self.from = from
            self.to = to
            self.used = used
        }
    }
    /// The network with levelled dates as its early dates.
    package var network: ScheduleNetwork
    package var moves: [Move]
    package var overloads: [Overload]
    package var finishBefore: Int
    /// Generation passes used.
    package var schedules: Int
}
