// Times the desk in its own process, from text to reply: what deploy/bench.sh prints.
//
//   desk-benchmarks STORE RUNS [reads|writes|TEXT]
//
// STORE is a file that is not there yet, on the disk that is to be measured; a TEXT is one read, as "/status NET".

import CatalogueFiles
import ChatPlatforms
import CommandLanguage
import Conversation
import Dispatch
import EventStorage
import Foundation
import ProgramModel
import ProgramServices
import Quantities
import Synchronization

/// A bot on a durable store, without servers and terminals.
func makeDesk(_ path: String) throws -> Desk {
    let catalogue = try Catalogue.load(directory: nil)
    let ids = IDs()
    return try Desk(
        surroundings: Surroundings(
            catalogue: catalogue, handlers: AllHandlers.registry, kinds: catalogue.kinds, policy: Policy(),
            renderers: { _ in JSONRenderer() }, clock: { clockNow() }, wallClock: { clockNow() }, zones: { _ in .utc },
            makeID: { ids.next() }, reportFault: { id, error in print("fault \(id): \(error)") }),
        log: try SQLiteEventLog(path: path, access: .write(patience: 0)), queue: DiskQueue(), outboxChanged: {})
}

final class IDs: Sendable {
    private let number = Atomic(0)
    func next() -> String { "id-\(number.add(1, ordering: .relaxed).newValue)" }
}

@Sendable func clockNow() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

@Sendable func message(_ text: String, id: String?) -> Invocation {
    let identity = Identity(platform: "stdin", team: "local", user: "ana")
    return Invocation(
        identity: identity, name: "ana",
        channel: ChannelAddress(platform: "stdin", team: "local", channel: "net"), isDirect: false,
        text: MessageText(text), delivery: DeliveryKey(identity, id: id), isLocal: true)
}

/// Says messages from two threads, at most `inFlight` of them unanswered, and gives the answers each second.
func rate(_ desk: Desk, _ count: Int, inFlight: Int, _ text: @escaping @Sendable (Int) -> String, ids: String?)
    -> Double
{
    let gate = DispatchSemaphore(value: inFlight)
    let done = DispatchGroup()
    let start = ContinuousClock.now
    DispatchQueue.concurrentPerform(iterations: 2) { half in
        for number in stride(from: half, to: count, by: 2) {
            gate.wait()
            done.enter()
            desk.start(message(text(number), id: ids.map { "\($0)-\(number)" })) { handled in
                if handled.answer?.results.first?.isOK != true { print("not done: \(text(number))") }
                gate.signal()
                done.leave()
            }
        }
    }
    done.wait()
    let duration = ContinuousClock.now - start
    return Double(count) / (Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)
}

func spread(_ values: [Double]) -> String {
    let sorted = values.sorted().map { Int($0) }
    return "\(sorted[sorted.count / 2]) (\(sorted[0]) to \(sorted[sorted.count - 1]))"
}

let arguments = CommandLine.arguments
guard (3...4).contains(arguments.count), let runs = Int(arguments[2]), runs > 0 else {
    print("usage: desk-benchmarks STORE RUNS [reads|writes|TEXT]")
    exit(2)
}
let desk = try makeDesk(arguments[1])
let setUp = [
    "/project new NET \"Network refresh\"", "/here NET", "/task Order the racks due:fri", "/risk Vendor slips p4 i5",
]
for line in setUp { _ = await desk.handle(message(line, id: nil)) }

// Reads alone, writes alone and one read alone are for a profiler.
let part = arguments.count == 4 ? arguments[3] : "all"
let (withReads, withWrites) = (part != "writes", part == "writes" || part == "all")
let reads =
    ["reads", "all"].contains(part)
    ? ["/status NET", "/risk show R-1", "/task list top:5", "/whoami", "T-1"] : [part]
/// Questions nobody has asked before: each ends in other white space.
@Sendable func unheard(_ text: String, _ number: Int) -> String {
    text + String(decoding: (0..<24).map { number >> $0 & 1 == 0 ? 0x20 : 0x09 } as [UInt8], as: UTF8.self)
}
var readRates: [Double] = []
var unheardRates: [Double] = []
var writeRates: [Double] = []
for run in 0..<runs {
    if withReads {
        readRates.append(rate(desk, 100_000, inFlight: 2, { reads[$0 % reads.count] }, ids: nil))
        let before = run * 100_000
        unheardRates.append(
            rate(desk, 100_000, inFlight: 2, { unheard(reads[$0 % reads.count], before + $0) }, ids: nil))
    }
    if withWrites {
        writeRates.append(
            rate(desk, 40_000, inFlight: 256, { "/risk Vendor delay \($0) p:40% i:4" }, ids: "run-\(run)"))
    }
}
if withReads {
    print("reads, two threads, of five questions: \(spread(readRates)) replies/s")
    print("the same, none asked before: \(spread(unheardRates)) replies/s")
}
if withWrites { print("durable writes, 256 at once: \(spread(writeRates)) replies/s") }
