// The log's in-memory twin: passes the same suite as the stores, and can be told to fail.

package import Conversation
import JSONText
import NIOConcurrencyHelpers
package import ProgramModel
package import Quantities

package final class MemoryEventLog: EventLog, Outbox {
    package struct DiskFull: Error {}
    /// An event that a log would hold and no start could read.
    package struct Unreadable: Error { package var event: String }
    private struct State {
        var events: [LoggedEvent] = []
        var inbox: [String: StoredReply] = [:]
        var outbox: [OutboxEntry] = []
        var reasons: [String: String] = [:]
        var dead: [String: (entry: OutboxEntry, reason: String)] = [:]
        var misses: [String: Miss] = [:]
        var done: [String: Instant] = [:]
        var attempts = 0
        /// Which attempts to commit find the disk full.
        var isFull: @Sendable (Int) -> Bool = { _ in false }
        var commits = 0
        var isUnreadable = false
        var beforeCommit: (@Sendable () -> Void)?
    }
    /// A lock the thread sanitizer sees, as in ``Delivery``.
    private let state = NIOLockedValueBox(State())

    package init() {}

    /// From now on every commit fails.
    package func fill() { state.withLockedValue { $0.isFull = { _ in true } } }
    package func free() { state.withLockedValue { $0.isFull = { _ in false } } }
    /// From now on what happened cannot be read.
    package func makeUnreadable() { state.withLockedValue { $0.isUnreadable = true } }
    /// The next commit alone fails.
    package func failOnce() {
        state.withLockedValue { state in
            let failing = state.attempts + 1
            state.isFull = { $0 == failing }
        }
    }
    /// Every so many commits one fails.
    package func failEach(_ interval: Int) { state.withLockedValue { $0.isFull = { $0.isMultiple(of: interval) } } }
    /// What happens while the next commit is on its way.
    package func beforeNextCommit(_ body: @escaping @Sendable () -> Void) {
        state.withLockedValue { $0.beforeCommit = body }
    }
    package var commits: Int { state.withLockedValue { $0.commits } }
    /// Everything that waits to be sent, in its order.
    package var waiting: [OutboxEntry] { state.withLockedValue { $0.outbox } }
    package var events: [LoggedEvent] { state.withLockedValue { $0.events } }

    package func load() throws -> Workspace { fold(events) }
    package func replay() throws -> Workspace { fold(events) }

    private func fold(_ events: [LoggedEvent]) -> Workspace {
        var workspace = Workspace()
        for logged in events { workspace.apply(logged.event, logged.stamp) }
        return workspace
    }

    package func commit(_ transaction: LogTransaction) throws {
        let before = state.withLockedValue { state in
            defer { state.beforeCommit = nil }
            return state.beforeCommit
        }
        before?()
        try state.withLockedValue { state in
            state.attempts += 1
            if state.isFull(state.attempts) { throw DiskFull() }
            state.commits += 1
            for logged in transaction.events { try MemoryEventLog.readAgain(logged.event) }
            state.events += transaction.events
            for replacement in transaction.events.flatMap(\.event.replacements) {
                guard let index = state.events.firstIndex(where: { $0.stamp.version == replacement.version }) else {
                    continue
                }
                let type = type(of: state.events[index].event)
                state.events[index].event = try type.init(
                    payload: replacement.payload, schemaVersion: type.schemaVersion)
            }
            for entry in transaction.inbox { state.inbox[entry.deliveryID] = entry.reply }
            state.done.merge(transaction.done) { $1 }
            state.outbox += transaction.outbox + transaction.inbox.compactMap(\.fallback)
        }
    }

    /// Holds an event against what a start would read of it.
    private static func readAgain(_ event: any ProgramEvent) throws {
        let (word, written) = (type(of: event).word, event.payload.bytes)
        let read = try EventCatalogue.read(
            word: word, schemaVersion: event.schemaVersion, payload: try JSON(reading: written))
        guard read.payload.bytes == written else {
            throw Unreadable(event: "\(word) \(String(decoding: written, as: UTF8.self))")
        }
    }

    package func storedReplies(for deliveries: [DeliveryKey]) throws -> [String: StoredReply] {
        state.withLockedValue { state in
            deliveries.reduce(into: [:]) { found, key in
                let earlier = key.earlier.flatMap { state.inbox[$0] }.flatMap { $0.textDigest == nil ? $0 : nil }
                found[key.text] = state.inbox[key.text] ?? earlier
            }
        }
    }
    package func markSent(_ ids: [String]) throws {
        state.withLockedValue { $0.outbox.removeAll { ids.contains($0.id) } }
    }
    package func doneWork() throws -> [String: Instant] { state.withLockedValue { $0.done } }
    package var newestSnapshot: Int { 0 }
    package func keepSnapshot(of workspace: Workspace) throws {}
    package func countMiss(command: String, word: String) throws {
        state.withLockedValue { state in
            state.misses["\(command) \(word)", default: Miss(command: command, word: word, count: 0)].count += 1
        }
    }

    package func events(touching id: ItemID, limit: Int) throws -> [LoggedEvent] {
        Array(events.filter { $0.items.contains(id) }.suffix(limit))
    }
    package func events(from: Instant, to: Instant, limit: Int) throws -> [LoggedEvent] {
        if state.withLockedValue({ $0.isUnreadable }) { throw DiskFull() }
        return Array(events.filter { $0.stamp.time >= from && $0.stamp.time <= to }.suffix(limit))
    }
    package func events(saying text: String) throws -> [LoggedEvent] { events.filter { $0.event.says(text) } }

    package func events(ofCommand number: Int) throws -> [LoggedEvent] {
        events.filter { $0.stamp.command == number }
    }
    package func events(of words: Set<String>) throws -> [LoggedEvent] {
        events.filter { words.contains(type(of: $0.event).word) }
    }
    package func health() -> StoreHealth {
        state.withLockedValue { StoreHealth(problem: $0.isFull($0.attempts + 1) ? "the disk is full" : nil) }
    }
    package func workspace(at moment: Instant) throws -> Workspace { fold(events.filter { $0.stamp.time <= moment }) }
    package func misses(limit: Int) throws -> [Miss] {
        Array(
            state.withLockedValue { Array($0.misses.values) }.sorted { ($1.count, $0.word) < ($0.count, $1.word) }
                .prefix(
                    limit))
    }
    package func outbox() throws -> OutboxState {
        state.withLockedValue { state in
            OutboxState(
                waiting: state.outbox.count, dead: state.dead.count, oldest: state.outbox.map(\.created).min(),
                places: MemoryEventLog.places(of: state.outbox, state.reasons))
        }
    }
    package func deadLetters(limit: Int) throws -> [DeadLetter] {
        state.withLockedValue { state in
            state.dead.values.map {
                DeadLetter(
                    id: $0.entry.id, place: "", created: $0.entry.created, attempts: $0.entry.attempts,
                    reason: $0.reason, canBeSent: !$0.entry.payload.isEmpty)
            }
        }
    }
    package func undelivered(_ ids: [String]) throws -> (waiting: Int, dead: Int) {
        state.withLockedValue { state in
            (
                state.outbox.count { ids.contains($0.id) },
                state.dead.values.count { ids.contains($0.entry.id) }
            )
        }
    }
    package func resend(_ id: String, now: Instant) throws -> Bool {
        state.withLockedValue { state in
            guard var entry = state.dead[id]?.entry, !entry.payload.isEmpty else { return false }
            state.dead[id] = nil
            entry.created = now
            entry.due = now
            entry.attempts = 0
            entry.expires = nil
            state.outbox.append(entry)
            return true
        }
    }
    package func flushSent() throws {}
    package func postOverdueAnswers(now: Instant) throws {}
    package func due(now: Instant, besides lanes: Set<String>, limit: Int) throws -> [OutboxEntry] {
        let last = now + OutboxEntry.longestWait
        return state.withLockedValue { state in
            var lanes = lanes
            return Array(
                state.outbox.filter { lanes.insert($0.lane).inserted && ($0.due <= now || $0.due > last) }.prefix(limit)
            )
        }
    }
    package func nextDue() throws -> Instant? {
        state.withLockedValue { state in
            var lanes: Set<String> = []
            return state.outbox.filter { lanes.insert($0.lane).inserted }.map(\.due).min()
        }
    }
    /// Where replies wait, by their hosts, webhooks or methods.
    private static func places(of entries: [OutboxEntry], _ reasons: [String: String]) -> [OutboxState.Place] {
        func name(_ entry: OutboxEntry) -> String {
            switch entry.destination {
            case .url(let url): String(url.split(separator: "/").dropFirst().first ?? "")
            case .webhook(let name): "webhook \(name)"
            case .slackMethod(let method): "Slack \(method)"
            case .direct(let platform, let place): "\(platform) \(place)"
            }
        }
        return Dictionary(grouping: entries, by: name).map { name, entries in
            OutboxState.Place(
                name: name, waiting: entries.count, since: entries.map(\.created).min() ?? Instant(milliseconds: 0),
                reason: entries.compactMap { reasons[$0.id] }.first)
        }.sorted { ($0.since, $0.name) < ($1.since, $1.name) }
    }
    package func retry(_ id: String, at due: Instant, attempts: Int, reason: String) throws {
        state.withLockedValue { state in
            state.reasons[id] = reason
            guard let index = state.outbox.firstIndex(where: { $0.id == id }) else { return }
            state.outbox[index].due = due
            state.outbox[index].attempts = attempts
        }
    }
    package func bury(_ id: String, reason: String, attempts: Int, isExpired: Bool) throws {
        state.withLockedValue { state in
            guard let index = state.outbox.firstIndex(where: { $0.id == id }) else { return }
            var entry = state.outbox.remove(at: index)
            entry.attempts = attempts
            if isExpired { entry.payload = [] }
            state.dead[id] = (entry, reason)
        }
    }
}
