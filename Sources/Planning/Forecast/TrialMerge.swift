// Sums over trials: a block's own, and all blocks' in order.

import NIOConcurrencyHelpers

/// The sums of one block of trials.
struct BlockTally: Sendable {
    /// By position, five each: critical trials, Σ d/(d+TF)·T, Σ d, Σ d², Σ d·T.
    var sums: [Double]
    var finishes: [Int]
    var durations: [Int]
    var targets: [[Int]]

    /// - Parameter shouldStop: asked now and then; true leaves the rest of the trials out.
    init(_ plan: TrialPlan, _ run: TrialRun, from first: Int, count: Int, shouldStop: () -> Bool) {
        let positions = plan.samplers.count
        sums = Array(repeating: 0, count: positions * 5)
        finishes = []
        durations = []
        targets = plan.targets.map { _ in [] }
        var done = 0
        while done < count, done == 0 || !shouldStop() {
            let lanes = min(TrialPlan.lanes, count - done)
            run.run(from: first + done, count: lanes)
            for lane in 0..<lanes {
                finishes.append(Int(run.finish[lane]))
                durations.append(Int(run.duration[lane]))
            }
            for index in plan.targets.indices {
                for lane in 0..<lanes { targets[index].append(run.finishInstant(target: index, lane: lane)) }
            }
            add(run, positions, lanes, criticalFloat: Int32(clamping: max(0, plan.network.criticalFloat)))
            done += lanes
        }
    }

    private mutating func add(_ run: TrialRun, _ positions: Int, _ lanes: Int, criticalFloat: Int32) {
        sums.withUnsafeMutableBufferPointer { sums in
            run.duration.withUnsafeBufferPointer { total in
                for position in 0..<positions {
                    let at = position * TrialPlan.lanes
                    var (critical, significance, sum, squares, product) = (Int32(0), 0.0, 0.0, 0.0, 0.0)
                    for lane in 0..<lanes {
                        let float = max(0, run.lates[at + lane] &- run.starts[at + lane])
                        let length = Double(run.lengths[at + lane])
                        critical &+= float <= criticalFloat ? 1 : 0
                        let reach = length + Double(float)
                        significance += reach > 0 ? length / reach * total[lane] : total[lane]
                        sum += length
                        squares += length * length
                        product += length * total[lane]
                    }
                    sums[position * 5] += Double(critical)
                    sums[position * 5 + 1] += significance
                    sums[position * 5 + 2] += sum
                    sums[position * 5 + 3] += squares
                    sums[position * 5 + 4] += product
                }
            }
        }
    }
}

/// Adds blocks up in their order, whichever is ready first.
final class TrialMerge: Sendable {
    static let blockSize = 1 << Strata.shift

    struct Outcome: Sendable {
        var sums: [Double]
        var finishes: [Int] = []
        var durations: [Int] = []
        var targets: [[Int]]
        var isStable = false
        fileprivate var next = 0
        fileprivate var waiting: [Int: BlockTally] = [:]
        fileprivate var isOver = false
    }

    private let state: NIOLockedValueBox<Outcome>
    private let stopsWhenStable: Bool

    init(plan: TrialPlan, trials: Int, stopsWhenStable: Bool) {
        self.stopsWhenStable = stopsWhenStable
        state = NIOLockedValueBox(
            Outcome(
                sums: Array(repeating: 0, count: plan.samplers.count * 5), targets: plan.targets.map { _ in [] }))
    }

    var isOver: Bool { state.withLockedValue { $0.isOver } }

    /// Takes a block; the number of trials that are summed up.
    func add(_ tally: BlockTally, at block: Int) -> Int {
        state.withLockedValue { state in
            state.waiting[block] = tally
            while !state.isOver, let ready = state.waiting.removeValue(forKey: state.next) {
                for index in state.sums.indices { state.sums[index] += ready.sums[index] }
                state.finishes += ready.finishes
                state.durations += ready.durations
                for index in state.targets.indices { state.targets[index] += ready.targets[index] }
                state.next += 1
                // A power-of-two pace keeps the sorting rare.
                if stopsWhenStable, state.next >= 4, state.next & (state.next - 1) == 0 {
                    state.isOver = TrialMerge.isStable(state.durations)
                }
            }
            return state.finishes.count
        }
    }

    var outcome: Outcome {
        state.withLockedValue { state in
            var result = state
            result.isStable = TrialMerge.isStable(result.durations)
            return result
        }
    }

    /// P80 moved by less than 0.5 % over the last fifth.
    private static func isStable(_ durations: [Int]) -> Bool {
        guard durations.count >= 500 else { return false }
        let all = Double(Distribution(durations).percentile(0.8))
        let before = Double(Distribution(Array(durations.prefix(durations.count * 4 / 5))).percentile(0.8))
        return abs(all - before) < 0.005 * max(1, all)
    }
}
