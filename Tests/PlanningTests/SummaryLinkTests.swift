// Links of summaries: a summary starts with its first part and finishes with its last.

import Planning
import Quantities
import Testing

struct SummaryLinkTests {
    /// 0 is a summary of 1 (3 long) and 2 (4 long, after 1); 3 is 2 long and linked with the summary.
    private func network(_ links: [NetworkLink], change: (inout NetworkInput) -> Void = { _ in }) throws
        -> ScheduleNetwork
    {
        try smallNetwork([0, 3, 4, 2], [(1, 2)]) {
            $0.tasks[1].parent = 0
            $0.tasks[2].parent = 0
            $0.links += links
            change(&$0)
        }
    }

    @Test(arguments: [
        (LinkKind.startToStart, 0, 0), (.startToStart, 1, 1), (.startToFinish, 4, 2), (.finishToStart, 0, 7),
        (.finishToFinish, 1, 6),
    ]) func `a link from a summary counts from its first start or its last finish`(
        _ kind: LinkKind, _ lag: Int, _ start: Int
    ) throws {
        let network = try network([NetworkLink(from: 0, to: 3, kind: kind, lag: .working(lag))])
        #expect(network[3].earlyStart == start)
    }

    @Test func `only the first part is held back by what follows the summary's start`() throws {
        let network = try network([NetworkLink(from: 0, to: 3, kind: .startToStart)]) { $0.tasks[3].deadline = 2 }
        // The deadline leaves 3 no time, nor the first part; the second one follows the project's finish.
        #expect(network[3].totalFloat == 0)
        #expect(network[1].totalFloat == 0)
        let free = try self.network([NetworkLink(from: 0, to: 3, kind: .startToStart)]) {
            $0.links.removeFirst()
            $0.tasks[2].constraint = DateConstraint(.startNoEarlierThan, date: 1)
            $0.tasks[3].deadline = 2
        }
        #expect(free[1].totalFloat == 0)
        #expect(free[2].totalFloat == 0 && free.finish == 5)
    }

    @Test func `a link into a summary's finish pushes its last part, and that only as far as it must`() throws {
        let pushed = try network([NetworkLink(from: 3, to: 0, kind: .finishToFinish)]) { $0.tasks[3].duration = 10 }
        #expect(pushed.starts(1, 2) == [0, 6])
        #expect(pushed[0].earlyFinish == 10 && pushed.finish == 10)
        let idle = try network([NetworkLink(from: 3, to: 0, kind: .finishToFinish)])
        #expect(idle.starts(1, 2) == [0, 3])
        // Another part is late enough: the last one stays.
        let other = try network([NetworkLink(from: 3, to: 0, kind: .finishToFinish)]) {
            $0.tasks[3].duration = 10
            $0.links.removeFirst()
            $0.tasks[1].duration = 12
        }
        #expect(other.starts(1, 2) == [0, 0])
    }

    @Test func `what leads to a summary's finish has the float that the last part leaves it`() throws {
        let network = try network([NetworkLink(from: 3, to: 0, kind: .finishToFinish)]) {
            $0.tasks.append(NetworkTask(duration: 20))
        }
        #expect(network[3].totalFloat == 18)
        #expect(network[2].totalFloat == 13)
    }

    @Test func `a link into a summary's start holds every part`() throws {
        let network = try network([NetworkLink(from: 3, to: 0)])
        #expect(network.starts(1, 2) == [2, 5])
        #expect(network[0].reason.driver == .parts)
    }

    /// Random summaries with every kind of link among them.
    private func random(_ random: inout SeededGenerator) -> NetworkInput {
        var input = RandomNetworks.make(&random)
        let leaves = input.tasks.count
        input.links.removeAll { _ in random.below(3) == 0 }
        for summary in leaves..<(leaves + 2) {
            input.tasks.append(NetworkTask(duration: 0))
            for task in 0..<leaves where input.tasks[task].parent == nil && random.below(3) == 0 {
                input.tasks[task].parent = summary
            }
        }
        for _ in 0..<2 {
            let ends = (random.below(leaves + 2), random.below(leaves + 2))
            guard ends.0 != ends.1 else { continue }
            let lag = Lag.working([0, 0, 120, -60][random.below(4)])
            input.links.append(
                NetworkLink(from: ends.0, to: ends.1, kind: LinkKind.allCases[random.below(4)], lag: lag))
        }
        return input
    }

    @Test func `links of random summaries hold as defined, early and late, and after every change`() throws {
        var generator = SeededGenerator(seed: 21)
        var compared = 0
        for _ in 0..<600 {
            var input = random(&generator)
            for task in input.tasks.indices {
                input.tasks[task].constraint = DateConstraint(.asSoonAsPossible)
                // Every calendar works without a rest, so that an instant is a coordinate.
                input.tasks[task].calendar = 2
            }
            input.lagCalendar = .successor
            guard var network = try? ScheduleNetwork(input) else { continue }
            compared += 1
            let dates = network.allDates()
            for (index, link) in input.links.enumerated() {
                let (from, to) = (dates[link.from], dates[link.to])
                let named = self.named(link, from.earlyStart, from.earlyFinish, input)
                let isToFinish = link.kind == .finishToFinish || link.kind == .startToFinish
                #expect((isToFinish ? to.earlyFinish : to.earlyStart) >= named, "link \(index)")
            }
            #expect(input.tasks.indices.map { network[$0] } == dates)
            let task = generator.below(input.tasks.count - 2)
            input.tasks[task].duration += 60 * generator.below(20)
            guard (try? network.change(task, to: input.tasks[task])) != nil else { continue }
            #expect(network.allDates() == (try ScheduleNetwork(input)).allDates())
        }
        #expect(compared > 200)
    }

    private func named(_ link: NetworkLink, _ start: Int, _ finish: Int, _ input: NetworkInput) -> Int {
        let isFromFinish = link.kind == .finishToStart || link.kind == .finishToFinish
        let isSummary = input.tasks.contains { $0.parent == link.from }
        let lag =
            switch link.lag {
            case .working(let size), .elapsed(let size): size
            // Of each part's duration: the least that any of them gives.
            case .percent(let size), .elapsedPercent(let size):
                isSummary ? min(0, size * 10) : size * input.tasks[link.from].duration / 100 - 1
            }
        return (isFromFinish ? finish : start) + lag
    }
}
