// Times the planning library on files, in its own process: what deploy/bench.sh prints beside its peers.
//
//   planning-benchmarks network FILE RUNS     build and solve, then move single tasks; memory
//   planning-benchmarks forecast FILE RUNS    10,000 trials on all cores
//   planning-benchmarks search FILE RUNS      5,000 counted schedules
//   planning-benchmarks quality DIR BUDGET SEED    published instances beside their best known answers

import Foundation
import PlanFiles
import Planning
import Quantities

func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let duration = try ContinuousClock().measure(body)
    return Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) / 1e15
}

/// `median (least to most)`.
func spread(_ values: [Double], _ digits: Int = 1) -> String {
    let sorted = values.sorted()
    let text = [sorted[sorted.count / 2], sorted[0], sorted[sorted.count - 1]].map {
        String(format: "%.\(digits)f", $0)
    }
    return "\(text[0]) (\(text[1]) to \(text[2]))"
}

func network(_ file: String, _ runs: Int) throws {
    let plan = try NetworkFile(bytes(file), zones: { _ in .utc })
    let input = plan.input
    var times: [Double] = []
    // A move of any task; of one on the longest path, which moves the finish; and of the first there that takes time,
    // which moves nearly everything.
    var moves: [(name: String, times: [Double])] = [("any", []), ("on the longest path", []), ("at its beginning", [])]
    var random = SeededGenerator(seed: 1)
    var kept: ScheduleNetwork?
    for run in 0..<runs {
        var network: ScheduleNetwork?
        try times.append(milliseconds { network = try ScheduleNetwork(input) })
        guard var network else { return }
        if run == 0 { kept = network }
        let path = network.longestPath().filter { input.tasks[$0].duration > 0 }
        for _ in 0..<10 {
            for (kind, task) in [random.below(input.tasks.count), path[random.below(path.count)], path[0]].enumerated()
            {
                var moved = input.tasks[task]
                moved.duration += 480 * (1 + random.below(9))
                try moves[kind].times.append(milliseconds { try network.change(task, to: moved) })
            }
        }
    }
    print("solve ms \(spread(times))   move of one task ms:", terminator: "")
    print(moves.map { " \($0.name) \(spread($0.times, 2))" }.joined(separator: ","))
    if let kept {
        let size = Double(kept.bytesInUse)
        print(
            "arrays \(String(format: "%.1f", size / 1e6)) MB for \(input.tasks.count) tasks and \(input.links.count) links"
        )
    }
}

func forecast(_ file: String, _ runs: Int) throws {
    let plan = try NetworkFile(bytes(file), zones: { _ in .utc })
    let network = try plan.network()
    var lines: [String] = []
    for threads in [ProcessInfo.processInfo.activeProcessorCount, 1] {
        var times: [Double] = []
        for _ in 0..<runs {
            try times.append(
                milliseconds {
                    _ = try plan.forecast(
                        network, trials: 10_000, seed: 1, cruciality: .pearson, threads: threads,
                        stopsWhenStable: false,
                        shouldStop: { false }, progress: { _ in })
                })
        }
        lines.append("10,000 trials ms on \(threads) threads \(spread(times))")
    }
    print(lines.joined(separator: "   "))
}

func search(_ file: String, _ runs: Int) throws {
    let project = try InstanceFile.rcp(bytes(file))
    var times: [Double] = []
    var spans: [Int] = []
    for run in 0..<runs {
        times.append(
            milliseconds {
                spans.append(project.searched(limits: SearchLimits(schedules: 5000), seed: UInt64(run + 1)).makespan)
            })
    }
    print("5,000 schedules ms \(spread(times))   makespans \(spans)   lower bound \(project.lowerBound)")
}

func quality(_ folder: String, _ budget: Int, _ seed: UInt64) throws {
    let table = try String(contentsOfFile: folder + "/known.csv", encoding: .utf8)
    struct Sum { var count = 0.0, found = 0.0, known = 0.0, over = 0.0, milliseconds = 0.0, wrong = 0 }
    var sums: [String: Sum] = [:]
    for line in table.split(separator: "\n").dropFirst() {
        let cells = line.split(separator: ",")
        guard let path = Double(cells[1]), let bound = Int(cells[2]), let known = Double(cells[3]) else { continue }
        let project = try InstanceFile.rcp(bytes("\(folder)/\(cells[0]).rcp"))
        var found: ProjectSchedule?
        let time = milliseconds { found = project.searched(limits: SearchLimits(schedules: budget), seed: seed) }
        guard let found else { continue }
        let name = String(cells[0].prefix { $0 != "_" })
        var sum = sums[name] ?? Sum()
        sum.count += 1
        sum.found += (Double(found.makespan) / path - 1) * 100
        sum.known += (known / path - 1) * 100
        sum.over += (Double(found.makespan) / known - 1) * 100
        sum.milliseconds += time
        if !project.violations(found.starts).isEmpty || found.makespan < bound { sum.wrong += 1 }
        sums[name] = sum
    }
    for (name, sum) in sums.sorted(by: { $0.value.count + $0.value.found < $1.value.count + $1.value.found }) {
        print(
            name,
            String(
                format:
                    "over critical path %.2f %%, best known %.2f %%, points above %.2f, over best known %.3f %%, %.1f ms, wrong %d",
                sum.found / sum.count, sum.known / sum.count, (sum.found - sum.known) / sum.count, sum.over / sum.count,
                sum.milliseconds / sum.count, sum.wrong))
    }
}

let words = CommandLine.arguments
guard words.count >= 4 else {
    fatalError("planning-benchmarks network|forecast|search FILE RUNS, quality DIR BUDGET SEED")
}
switch words[1] {
case "network": try network(words[2], Int(words[3]) ?? 5)
case "forecast": try forecast(words[2], Int(words[3]) ?? 5)
case "search": try search(words[2], Int(words[3]) ?? 5)
default: try quality(words[2], Int(words[3]) ?? 5000, words.count > 4 ? UInt64(words[4]) ?? 1 : 1)
}
