// What makes a network impossible; dates that merely contradict each other are conflicts, and told.

/// Why a network cannot be computed. Tasks, links and calendars are named by their index.
package enum NetworkProblem: Error, Hashable, Sendable {
    case noTasks
    case duration(task: Int)
    case lag(link: Int)
    case unknownTask(link: Int)
    case unknownCalendar(task: Int)
    case unknownParent(task: Int)
    /// A task that is, over its summaries, part of itself.
    case parentLoop([Int])
    /// More than 200 summaries within each other.
    case tooDeep(task: Int)
    /// A link between a task and a summary it is part of.
    case linkToOwnSummary(link: Int)
    case summaryConstraint(task: Int)
    case summaryProgress(task: Int)
    /// A split that is not within the task's work, or parts of it out of order.
    case split(task: Int)
    /// A manual or external task whose finish is before its start.
    case fixedDates(task: Int)
    /// A change of how many people a task has, or of whether it is active: the network has to be computed anew.
    case structure(task: Int)
    /// Each waits for the one before it, and the first for the last.
    case loop([Int])
    /// It is scheduled from its finish, and has none.
    case noFinish
    case noWorkingTime(calendar: Int)
    /// The plan does not fit within 400 years of its start, or within fewer when there are very many calendars.
    case tooLong
    case tooManyLinks
    case tooManyCalendars
}
