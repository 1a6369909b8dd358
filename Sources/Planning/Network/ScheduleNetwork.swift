// A network with its dates: flat arrays in topological order, so that a pass over it is a walk through memory.

import Quantities

/// Tasks and links with early and late dates (the critical path method with generalised links, constraints, calendars).
///
/// Every task is placed on its own calendar by a *coordinate* (``WorkingTimeline``); a link between tasks of one calendar
/// adds whole numbers, any other goes over real instants. A value: a copy is a what-if.
package struct ScheduleNetwork: Sendable {
    // By position in topological order. Summary tasks have no position; their figures come from their leaves.
    var taskAt: [Int32] = []
    var duration: [Int32] = []
    /// The whole duration, of which ``duration`` is what remains; percentages are of it.
    var planned: [Int32] = []
    var calendar: [Int16] = []
    var flags: [TaskFlags] = []
    var date: [Int32] = []
    var deadline: [Int32] = []
    var release: [Int32] = []
    /// Only what began is here.
    var actuals: [Int: TaskProgress] = [:]
    /// Only what rests, waits beyond its links, or has dates fixed by hand or by another plan is here.
    var splits: [Int: [TaskSplit]] = [:]
    var delays: [Int: StartDelay] = [:]
    /// Only what began is here: working minutes from its start to where its rest goes on, rests within included.
    var doneSpans: [Int: Int] = [:]
    var fixed: [Int: FixedDates] = [:]
    /// By task of the input that several people work on in their own ways, the position of each one's part.
    var partPositions: [Int: [Int32]] = [:]
    /// By link of the input into the finish of a summary, the positions of the summary's parts; the last one is pushed.
    var finishGroups: [Int32: [Int32]] = [:]
    /// Some task has what few have, and it is kept beside the arrays.
    var keepsRare = false
    /// Some links of summaries count together.
    var hasGroups = false
    /// Something lies before the project's start by its own date.
    var hasEarlyDates = false

    // Links, grouped by their successor's position.
    var linkFrom: [Int32] = []
    var linkTo: [Int32] = []
    var linkFlags: [LinkFlags] = []
    var linkLag: [Int32] = []
    /// Which link of the input this is (a link of a summary stands for several).
    var linkIndex: [Int32] = []
    var incoming: [Int32] = []
    var outgoing = Adjacency(count: 0, from: [], to: [])

    // Results.
    var early: [Int32] = []
    var late: [Int32] = []
    var driver: [Int32] = []
    /// When the last task finishes, in minutes since 1970.
    package internal(set) var finish = 0 {
        didSet { finishAt = timelines.map { $0.coordinate(imposedFinish ?? finish) } }
    }
    /// By calendar: the coordinates of the project's start, of the status date, and of the finish late dates count from.
    var startAt: [Int] = []
    var statusAt: [Int] = []
    private(set) var finishAt: [Int] = []

    var positionOf: [Int32] = []
    let calendars: [WorkingCalendar]
    let zone: ZoneRules
    /// The laid-out calendars, and one more that never rests.
    var timelines: [WorkingTimeline] = []
    package internal(set) var start: Int
    let imposedFinish: Int?
    let direction: ScheduleDirection
    let statusDate: Int?
    let lagCalendar: LagCalendar
    let progressRule: ProgressRule
    let honorsLatestDates: Bool
    let lateRule: LateRule
    let criticalFloat: Int
    let parents: [Int32]
    /// The earliest starts that summaries impose on their parts.
    var summaryStarts: [Int: Int] = [:]

    /// Builds and computes the network.
    ///
    /// - Throws: `NetworkProblem`.
    package init(_ input: NetworkInput) throws(NetworkProblem) {
        calendars = input.calendars
        zone = input.zone
        start = input.start
        imposedFinish = input.imposedFinish
        statusDate = input.statusDate
        lagCalendar = input.lagCalendar
        progressRule = input.progressRule
        honorsLatestDates = input.honorsLatestDates
        lateRule = input.lateRule
        direction = input.direction
        criticalFloat = input.criticalFloat
        parents = input.tasks.map { Int32($0.parent ?? -1) }
        try build(input)
        try layOutAndCompute(firstDates: NetworkBuilder.dates(of: input))
    }

    package var taskCount: Int { positionOf.count }
}

extension ScheduleNetwork {
    /// Where the task is, and where its people's parts are; none for a summary.
    func positions(of task: Int) -> [Int] {
        if let parts = partPositions[task] { return parts.map { Int($0) } }
        return positionOf[task] >= 0 ? [Int(positionOf[task])] : []
    }

    /// Where the share of one of a task's people is; nil for a summary.
    func position(of task: Int, assignment: Int) -> Int? {
        if let parts = partPositions[task] { return parts.indices.contains(assignment) ? Int(parts[assignment]) : nil }
        return positionOf[task] >= 0 ? Int(positionOf[task]) : nil
    }
}

/// What a task waits beyond what its links ask.
struct StartDelay: Hashable, Sendable {
    /// Minutes, day and night.
    var elapsed: Int
    /// Working minutes of its calendar, after everything else.
    var working: Int

    static let none = StartDelay(elapsed: 0, working: 0)
}

/// What drives an early date: a link (its number, from 0), or one of these.
enum Driver {
    static let projectStart: Int32 = -1
    static let statusDate: Int32 = -2
    static let actual: Int32 = -3
    static let constraint: Int32 = -4
    static let summaryConstraint: Int32 = -5
    static let fixed: Int32 = -6
    static let resume: Int32 = -7
}

func floorDivide(_ number: Int, _ by: Int) -> Int {
    number >= 0 ? number / by : -((by - 1 - number) / by)
}
