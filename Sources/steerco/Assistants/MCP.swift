// `steerco mcp`: the catalogue for assistants, over standard input and output.

import ArgumentParser
import CatalogueFiles
import ChatPlatforms
import Conversation
import Foundation
import JSONText
import Logging
import NIOConcurrencyHelpers
import ProgramModel
import ProgramServices
import Quantities

struct MCP: WaitingCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp",
        abstract: "Serve an assistant over the Model Context Protocol, on standard input and output.")

    @Option(help: "The store.")
    var data: String?
    @Option(name: .customLong("as"), help: "Who speaks.")
    var speaker: String?
    @Flag(help: "Offer what reads alone.")
    var readOnly = false
    @Flag(help: "Offer every verb as a tool of its own.")
    var all = false
    @Option(help: "A fixed clock, for tests.")
    var now: String?

    private var user: String { speaker ?? ProcessInfo.processInfo.environment["USER"] ?? "me" }

    /// Hands lines to the server that has the store open, and its answers back, to the end of the input.
    private func relay(_ client: SocketClient) {
        client.say(SocketOpening.assistant(user: user, isReadOnly: readOnly, all: all).json)
        let answers = Thread {
            while let line = client.next() { FileHandle.standardOutput.put(line + [0x0A]) }
            end(0)
        }
        answers.start()
        var lines = InputLines()
        while let line = lines.next() {
            guard !line.allSatisfy(\.isWhitespace), client.say(text: line) else { continue }
        }
        client.end()
        // The answers to what is under way come before the end.
        while true { sleep(60) }
    }

    func run() async throws {
        do {
            let settings = try Settings()
            let path = try prepareStore(data, settings)
            let fixed = now.flatMap { Instant(iso: $0) }
            let clock: @Sendable () -> Instant = { fixed ?? Bot.wallClock() }
            if fixed == nil, let client = SocketClient(store: path) {
                relay(client)
                end(0)
            }
            let desks = SharedDesk {
                var options = Bot.Options(
                    dataPath: path, now: fixed, terminal: JSONRenderer(), queue: InlineCommitQueue(), clock: clock)
                options.servesMany = false
                return try Bot(
                    settings: settings, options: options, logger: Logger(label: "steerco") { _ in QuietLog() })
            }
            let server = try AssistantServer.makers(settings, clock: clock) { try await desks.use($0) }(all)
            let user = PipeConversation.name(user)
            let caller = AssistantServer.Caller(
                Identity(platform: "stdin", team: "local", user: user), name: user, signer: "mcp", ceiling: nil,
                isReadOnly: readOnly)
            await AssistantLines(server: server, caller: caller) { message in
                FileHandle.standardOutput.put(message.bytes + [0x0A])
            }.run()
            end(0)
        } catch {
            complain("steerco: \(error)")
            throw ExitCode(ending: error)
        }
    }
}

extension AssistantServer {
    /// Makes servers over one catalogue: for every verb as a tool of its own, or for few tools.
    ///
    /// - Parameter withDesk: has something done on a desk.
    static func makers(
        _ settings: Settings, clock: @escaping @Sendable () -> Instant,
        withDesk: @escaping @Sendable (@Sendable (Desk) async throws -> JSON) async throws -> JSON
    ) throws -> @Sendable (_ all: Bool) -> AssistantServer {
        let catalogue = try Catalogue.load(directory: settings.catalogueDirectory)
        var random = SystemRandomNumberGenerator()
        let key = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        return { all in
            AssistantServer(
                catalogue: catalogue, handlers: AllHandlers.registry, kinds: catalogue.kinds, hasAll: all,
                stateKey: key, clock: clock, makeID: Bot.makeID, withDesk: withDesk)
        }
    }
}

/// The desk while anybody uses it: between two requests others may write to the store.
private actor SharedDesk {
    private let open: @Sendable () throws -> Bot
    private var bot: Bot?
    private var users = 0

    init(_ open: @escaping @Sendable () throws -> Bot) { self.open = open }

    func use(_ body: @Sendable (Desk) async throws -> JSON) async throws -> JSON {
        let bot = try self.bot ?? open()
        self.bot = bot
        users += 1
        let result: Result<JSON, any Error>
        do { result = .success(try await body(bot.desk)) } catch { result = .failure(error) }
        users -= 1
        if users == 0 {
            self.bot = nil
            try bot.log.close()
        }
        return try result.get()
    }
}

/// One message a line, in and out: a slow call keeps no other waiting.
final class AssistantLines: Sendable {
    private let server: AssistantServer
    private let caller: AssistantServer.Caller
    private let put: @Sendable (JSON) -> Void
    private let state = NIOLockedValueBox(State())

    private struct State {
        /// What is under way, by its id.
        var calls: [JSON: Task<Void, Never>] = [:]
        /// Those that hold a line open until the end, by their ids.
        var listening: [JSON] = []
    }

    /// - Parameter put: takes what is answered, a message at a time.
    init(server: AssistantServer, caller: AssistantServer.Caller, put: @escaping @Sendable (JSON) -> Void) {
        self.server = server
        self.caller = caller
        self.put = put
    }

    /// Reads to the end of the input.
    func run() async {
        var lines = InputLines()
        while let line = lines.next() {
            if line.allSatisfy(\.isWhitespace) { continue }
            take(Array(line.utf8))
        }
        await end()
    }

    /// Waits for what is under way.
    func end() async {
        let (calls, listening) = state.withLockedValue { (Array($0.calls.values), $0.listening) }
        for call in calls { await call.value }
        for id in listening { write(AssistantServer.closed(id)) }
    }

    func take(_ bytes: [UInt8]) {
        let said = try? JSON(reading: bytes)
        let id = said?["id"]
        switch said?["method"]?.string {
        case "notifications/cancelled":
            guard let cancelled = said?["params"]?["requestId"] else { return }
            state.withLockedValue { state in
                state.calls.removeValue(forKey: cancelled)?.cancel()
                state.listening.removeAll { $0 == cancelled }
            }
        case "subscriptions/listen":
            guard let id, let answer = AssistantServer.listening(said ?? [:], id) else { return }
            if answer["error"] == nil { state.withLockedValue { $0.listening.append(id) } }
            write(answer)
        default:
            let task = Task { [self] in
                let answer = await server.answer(bytes, from: caller)
                if let id { state.withLockedValue { _ = $0.calls.removeValue(forKey: id) } }
                if let answer, !Task.isCancelled { write(answer) }
            }
            if let id { state.withLockedValue { $0.calls[id] = task } }
        }
    }

    private func write(_ message: JSON) {
        // One writer at a time, a whole line.
        state.withLockedValue { _ in put(message) }
    }
}
