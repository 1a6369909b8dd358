// A bot for tests: memory for a log, a clock that moves when told, ids that count.

package import CatalogueFiles
package import ChatPlatforms
import CommandLanguage
package import Conversation
import JSONText
package import ProgramModel
import ProgramServices
package import Quantities
import NIOConcurrencyHelpers

package final class TrialDesk: Sendable {
    package let desk: Desk
    package let log: MemoryEventLog
    private let time: NIOLockedValueBox<Instant>
    private let ids: NIOLockedValueBox<Int>

    /// What is shipped, read once for all desks: a command's file is parsed when a message first needs it.
    private static let shipped = Result { try Catalogue.load(directory: nil) }

    /// - Parameters:
    ///   - script: messages said before, in the form of `commands/sample.script`.
    ///   - store: keeps what happens in place of `log`.
    package init(
        now: String = "2026-11-23T09:00:00Z", policy: Policy = Policy(), script: String = "",
        log: MemoryEventLog = MemoryEventLog(), queue: any CommitQueue = InlineCommitQueue(),
        pool: WorkPool = .inline(), catalogue: Catalogue? = nil, store: (any EventLog)? = nil
    ) async throws {
        let time = NIOLockedValueBox(Instant(iso: now) ?? Instant(milliseconds: 0))
        self.time = time
        self.log = log
        let ids = NIOLockedValueBox(0)
        self.ids = ids
        let catalogue = try catalogue ?? TrialDesk.shipped.get()
        var policy = policy
        policy.hasConsole = true
        let holder = Holder()
        let renderers: [String: any ReplyRenderer] = [
            "stdin": JSONRenderer(), "generic": JSONRenderer(), "slack": SlackRenderer(),
            "mattermost": MattermostRenderer(buttonKey: nil, publicURL: nil),
        ]
        desk = try Desk(
            surroundings: Surroundings(
                catalogue: catalogue, handlers: AllHandlers.registry, kinds: catalogue.kinds, policy: policy,
                renderers: { renderers[$0] }, clock: { holder.now() }, wallClock: { holder.now() },
                zones: { TrialDesk.zones[$0] },
                makeID: { holder.makeID() }, reportFault: { _, _ in }),
            log: store ?? log, queue: queue, pool: pool, outboxChanged: {})
        holder.set({ [weak self] in self?.time.withLockedValue { $0 } ?? Instant(milliseconds: 0) }) { [weak self] in
            self?.ids.withLockedValue { ids in
                ids += 1
                return "id-\(ids)"
            } ?? ""
        }
        for line in script.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count == 3, let moment = Instant(iso: parts[0]) else { continue }
            set(moment)
            _ = await say(String(parts[2]), as: String(parts[1]), in: "net-refresh")
        }
        set(Instant(iso: now) ?? Instant(milliseconds: 0))
    }

    /// Zones that tests may use: fixed, from no file.
    private static let zones: [String: ZoneRules] = [
        "UTC": .utc, "Europe/Berlin": ZoneRules(posix: "CET-1CEST,M3.5.0,M10.5.0/3", name: "Europe/Berlin") ?? .utc,
        "America/New_York": ZoneRules(posix: "EST5EDT,M3.2.0,M11.1.0", name: "America/New_York") ?? .utc,
    ]

    package func set(_ instant: Instant) { time.withLockedValue { $0 = instant } }
    package func advance(_ milliseconds: Int64) { time.withLockedValue { $0 = $0 + milliseconds } }
    package var now: Instant { time.withLockedValue { $0 } }
    package var workspace: Workspace { desk.workspace }
    /// The role everywhere of whoever has a handle.
    package func role(_ handle: String) -> Role? {
        workspace.person(handle: handle).flatMap { workspace.role(of: $0.id) }
    }

    /// Says something over standard input; the results.
    @discardableResult
    package func say(
        _ text: String, as user: String = "ana", in channel: String = "net-refresh", direct: Bool = true,
        id: String? = nil
    ) async -> [CommandResult] {
        await handle(invocation(text, as: user, in: channel, direct: direct, id: id)).answer?.results ?? []
    }

    package func invocation(
        _ text: String, as user: String = "ana", in channel: String = "net-refresh", direct: Bool = true,
        id: String? = nil
    ) -> Invocation {
        let identity = Identity(platform: "stdin", team: "local", user: user)
        return Invocation(
            identity: identity, name: user,
            channel: ChannelAddress(platform: "stdin", team: "local", channel: channel), isDirect: direct,
            text: MessageText(text), delivery: DeliveryKey(identity, id: id), isLocal: true)
    }

    /// What others are told of something that is said, and whom: `@bo` is `bo`.
    package func told(_ text: String, as user: String = "ana", in channel: String = "net-refresh") async
        -> [TrialNotice]
    {
        TrialNotice.all(await handle(invocation(text, as: user, in: channel)).told)
    }

    /// What is due by a moment, which becomes now.
    package func due(_ moment: String) throws -> [TrialNotice] {
        if let instant = Instant(iso: moment) { set(instant) }
        return TrialNotice.all(try desk.tick(now))
    }

    /// The same bot for assistants.
    package func assistant(hasAll: Bool = false) throws -> AssistantServer {
        let catalogue = try TrialDesk.shipped.get()
        let desk = desk
        return AssistantServer(
            catalogue: catalogue, handlers: AllHandlers.registry, kinds: catalogue.kinds, hasAll: hasAll,
            stateKey: Array(repeating: 7, count: 32), clock: { [time] in time.withLockedValue { $0 } },
            makeID: { [ids] in
                ids.withLockedValue { ids in
                    ids += 1
                    return "call-\(ids)"
                }
            }, withDesk: { try await $0(desk) })
    }

    package func handle(_ invocation: Invocation) async -> HandledMessage { await desk.handle(invocation) }

    /// What a person reads as the answer.
    package func text(_ text: String, as user: String = "ana", in channel: String = "net-refresh") async -> String {
        await say(text, as: user, in: channel).map { TerminalRenderer.text($0.reply) }.joined(separator: "\n\n")
    }

    /// The desk wants its clock before the desk exists.
    private final class Holder: Sendable {
        private let parts = NIOLockedValueBox<(clock: @Sendable () -> Instant, id: @Sendable () -> String)?>(nil)
        func set(_ clock: @escaping @Sendable () -> Instant, _ id: @escaping @Sendable () -> String) {
            parts.withLockedValue { $0 = (clock, id) }
        }
        func now() -> Instant { parts.withLockedValue { $0 }?.clock() ?? Instant(milliseconds: 0) }
        func makeID() -> String { parts.withLockedValue { $0 }?.id() ?? "" }
    }
}

/// What somebody was told who did not ask.
package struct TrialNotice: Hashable, Sendable, CustomStringConvertible {
    package var to: String
    package var text: String
    package var cause: String?
    package var outcome: String

    /// From the lines that a pipe prints.
    package static func all(_ bytes: [UInt8]) -> [TrialNotice] {
        bytes.split(separator: 0x0A).compactMap { line in
            guard let json = try? JSON(reading: Array(line)), let to = json["to"]?.string,
                let text = json["text"]?.string
            else { return nil }
            return TrialNotice(
                to: to, text: text, cause: json["cause"]?.string, outcome: json["outcome"]?.string ?? "")
        }
    }

    package var description: String { "\(to): \(text)" }
}

/// A queue whose commits wait while it is held: what arrives meanwhile is committed together when it is let go.
package final class HeldQueue: CommitQueue {
    private let state = NIOLockedValueBox<(isHeld: Bool, works: [@Sendable () -> Void])>((false, []))
    package init() {}

    package func start(_ work: @escaping @Sendable () -> Void) {
        let runs = state.withLockedValue { state in
            if state.isHeld { state.works.append(work) }
            return !state.isHeld
        }
        if runs { work() }
    }

    package func startAside(_ work: @escaping @Sendable () -> Void) { work() }

    /// How much waits.
    package var waiting: Int { state.withLockedValue { $0.works.count } }

    package func hold() { state.withLockedValue { $0.isHeld = true } }
    package func letGo() {
        let works = state.withLockedValue { state in
            defer { state = (false, []) }
            return state.works
        }
        for work in works { work() }
    }
}
