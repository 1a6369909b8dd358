// Networks of a few tasks, each of whole units on a calendar that never rests, from 0.

import Planning

func smallNetwork(
    _ durations: [Int], _ links: [(Int, Int)], change: (inout NetworkInput) -> Void = { _ in }
) throws -> ScheduleNetwork {
    var input = NetworkInput(
        tasks: durations.map { NetworkTask(duration: $0) },
        links: links.map { NetworkLink(from: $0.0, to: $0.1) }, start: 0)
    change(&input)
    return try ScheduleNetwork(input)
}

extension ScheduleNetwork {
    /// Early starts of tasks, in order.
    func starts(_ tasks: Int...) -> [Int] { tasks.map { self[$0].earlyStart } }
    func finishes(_ tasks: Int...) -> [Int] { tasks.map { self[$0].earlyFinish } }
}
