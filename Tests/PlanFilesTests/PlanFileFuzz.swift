// Mutated files: an answer or a refusal, never a crash. The short form runs always, millions by deploy/fuzz.sh.

import Foundation
import Planning
import Testing

@testable import PlanFiles

struct PlanFileFuzz {
    /// How many mutated inputs.
    private static let count =
        ProcessInfo.processInfo.environment["STEERCO_FUZZ"].flatMap(Int.init) ?? 4000

    private func mutated(_ seed: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = seed
        let snippets = [
            "-1", "0", "1e9", "99999999999999999999", "\n", " ", "\"", "[", "]", "{", "}", ",", ":", "null", "true",
            "\u{0}", "4294967296", "0.000001", "é",
        ]
        for _ in 0..<(1 + random.below(6)) {
            guard !bytes.isEmpty else { break }
            let place = random.below(bytes.count)
            switch random.below(6) {
            case 0: bytes[place] = UInt8(random.below(256))
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(12)))
            case 2: bytes.insert(contentsOf: Array(snippets[random.below(snippets.count)].utf8), at: place)
            case 3: bytes = Array(bytes.prefix(place))
            case 4:
                let end = min(bytes.count, place + 1 + random.below(40))
                bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count))
            default:
                // Another digit where one was.
                if let digit = bytes[place...].firstIndex(where: { (0x30...0x39).contains($0) }) {
                    bytes[digit] = UInt8(0x30 + random.below(10))
                }
            }
        }
        return bytes
    }

    @Test(arguments: 0..<4) func `mutated plan files are answered or refused`(_ kind: Int) throws {
        let seeds: [[UInt8]] = [
            Array(SmallInstance.rcp.utf8), Array(SmallInstance.sm.utf8), try WorkedFile.bytes("data-centre.json"),
            try WorkedFile.bytes("migration-costs.json"),
        ]
        var random = SeededGenerator(seed: UInt64(kind) + 77)
        var answered = 0
        // A laid-out network costs a hundred times what the others do: a twentieth of the inputs, the others share the rest.
        let networks = PlanFileFuzz.count / 20
        for _ in 0..<(kind == 2 ? networks : (PlanFileFuzz.count - networks) / 3) {
            let bytes = mutated(seeds[kind], &random)
            do {
                switch kind {
                case 0, 1:
                    let project = try kind == 0 ? InstanceFile.rcp(bytes) : InstanceFile.sm(bytes)
                    if project.durations.reduce(0, { $0 + Int($1) }) < 10_000 {
                        let found = project.searched(limits: SearchLimits(schedules: 3), seed: 1)
                        #expect(project.violations(found.starts).isEmpty)
                    }
                case 2:
                    let plan = try NetworkFile(bytes, zones: { _ in .utc })
                    let network = try plan.network()
                    _ = plan.report(network)
                    _ = plan.report(try plan.levelled(network, limits: SearchLimits(schedules: 2), seed: 1))
                    let forecast = try plan.forecast(
                        network, trials: 64, seed: 1, cruciality: .pearson, threads: 1, stopsWhenStable: false,
                        shouldStop: { false }, progress: { _ in })
                    _ = plan.report(forecast, network)
                    _ = plan.report(plan.health(network))
                default: _ = try EarnedValueFile(bytes).report.text
                }
                answered += 1
            } catch {
                // Refused, which is as good.
                #expect(!error.reason.isEmpty)
            }
        }
        #expect(answered > 0)
    }
}
