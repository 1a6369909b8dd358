// The log together with the events that are decided and on their way to it.

import ProgramModel
import Quantities

/// What a command reads that must miss nothing: the log, and what was decided since and is not in it yet.
struct LogWithPending: LogReader {
    let log: any LogReader
    /// In their order; some may have reached the log meanwhile.
    let pending: [LoggedEvent]

    func events(touching id: ItemID, limit: Int) throws -> [LoggedEvent] {
        Array(try joined(log.events(touching: id, limit: limit)) { $0.items.contains(id) }.suffix(limit))
    }

    func events(ofCommand number: Int) throws -> [LoggedEvent] {
        try joined(log.events(ofCommand: number)) { $0.stamp.command == number }
    }

    func events(of words: Set<String>) throws -> [LoggedEvent] {
        try joined(log.events(of: words)) { words.contains(type(of: $0.event).word) }
    }

    func events(saying text: String) throws -> [LoggedEvent] {
        try joined(log.events(saying: text)) { $0.event.says(text) }
    }

    func events(from: Instant, to: Instant, limit: Int) throws -> [LoggedEvent] {
        let events = try joined(log.events(from: from, to: to, limit: limit)) { (from...to).contains($0.stamp.time) }
        return Array(events.suffix(limit))
    }

    private func joined(_ found: [LoggedEvent], _ belongs: (LoggedEvent) -> Bool) -> [LoggedEvent] {
        let known = Set(found.map(\.stamp.version))
        return found + pending.filter { belongs($0) && !known.contains($0.stamp.version) }
    }

    func workspace(at moment: Instant) throws -> Workspace { try log.workspace(at: moment) }
    func deadLetters(limit: Int) throws -> [DeadLetter] { try log.deadLetters(limit: limit) }
    func misses(limit: Int) throws -> [Miss] { try log.misses(limit: limit) }
    func outbox() throws -> OutboxState { try log.outbox() }
    func health() -> StoreHealth { log.health() }
}
