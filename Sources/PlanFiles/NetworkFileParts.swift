// What is gathered while the tasks of a network file are read.

import JSONText
import Planning

/// What reading has gathered so far.
struct NetworkFileParts {
    var ids: [String] = []
    var titles: [Int: String] = [:]
    /// Tasks that say themselves how they are bound.
    var constrained: Set<Int> = []
    var tasks: [NetworkTask] = []
    var links: [NetworkLink] = []
    var linkPaths: [[JSONStep]] = []
    var calendars: [WorkingCalendar] = []
    var calendarNames: [String] = []
    var needs: [ResourceNeed] = []
    var needPaths: [[JSONStep]] = []
    var priorities: [Int] = []
    var estimates: [Int: DurationEstimate] = [:]
    var factors: [String] = []
    var loadings: [FactorLoading] = []
    var baseline: [Int: Int] = [:]
    var withCost: Set<Int> = []
    var levelOfEffort: Set<Int> = []

    mutating func add(_ link: NetworkLink, _ path: [JSONStep]) {
        links.append(link)
        linkPaths.append(path)
    }
}
