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

    func run() async throws {
        do {
            let settings = try Settings()
            let path = try prepareStore(data, settings)
            let fixed = now.flatMap { Instant(iso: $0) }
            let clock: @Sendable () -> Instant = { fixed ?? Bot.wallClock() }
            let catalogue = try Catalogue.load(directory: settings.catalogueDirectory)
            let desks = SharedDesk {
                var options = Bot.Options(
                    dataPath: path, now: fixed, terminal: JSONRenderer(), queue: InlineCommitQueue(), clock: clock)
                options.servesMany = false
                return try Bot(
                    settings: settings, options: options, logger: Logger(label: "steerco") { _ in QuietLog() })
            }
            var random = SystemRandomNumberGenerator()
            let server = AssistantServer(
                catalogue: catalogue, handlers: AllHandlers.registry, kinds: catalogue.kinds, hasAll: all,
                stateKey: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }, clock: clock,
                makeID: Bot.makeID, withDesk: { try await desks.use($0) })
            let user = PipeConversation.name(speaker ?? ProcessInfo.processInfo.environment["USER"] ?? "me")
            let caller = AssistantServer.Caller(
                Identity(platform: "stdin", team: "local", user: user), name: user, signer: "mcp", ceiling: nil,
                isReadOnly: readOnly)
            await AssistantLines(server: server, caller: caller).run()
            end(0)
        } catch {
            complain("steerco: \(error)")
            throw ExitCode(ending: error)
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
private final class AssistantLines: Sendable {
    private let server: AssistantServer
    private let caller: AssistantServer.Caller
    private let state = NIOLockedValueBox(State())

    private struct State {
        /// What is under way, by its id.
        var calls: [JSON: Task<Void, Never>] = [:]
        /// Those that hold a line open until the end, by their ids.
        var listening: [JSON] = []
    }

    init(server: AssistantServer, caller: AssistantServer.Caller) {
        self.server = server
        self.caller = caller
    }

    /// Reads to the end of the input.
    func run() async {
        var lines = InputLines()
        while let line = lines.next() {
            if line.allSatisfy(\.isWhitespace) { continue }
            take(Array(line.utf8))
        }
        let (calls, listening) = state.withLockedValue { (Array($0.calls.values), $0.listening) }
        for call in calls { await call.value }
        for id in listening { write(AssistantServer.closed(id)) }
    }

    private func take(_ bytes: [UInt8]) {
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
        state.withLockedValue { _ in _ = FileHandle.standardOutput.put(message.bytes + [0x0A]) }
    }
}
