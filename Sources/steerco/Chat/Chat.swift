// `steerco chat`: a prompt on a terminal, a batch in a pipe.

import ArgumentParser
import ChatPlatforms
import CommandLanguage
import Conversation
import EventStorage
import FieldTypes
import Foundation
import Logging
import ProgramModel
import Quantities
import NIOConcurrencyHelpers
import WebhookDelivery

struct Chat: WaitingCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat", abstract: "Read messages from standard input, answer on standard output.")

    @Option(help: "The store (:memory: keeps nothing).")
    var data: String?
    @Option(name: .customLong("as"), help: "Who speaks.")
    var speaker: String?
    @Option(help: "Where: the room's name.")
    var channel: String?
    @Option(help: "plain, ansi, json, slack or mattermost.")
    var format: Format?
    @Option(help: "Post each reply to this address instead of printing it.")
    var replyTo: String?
    @Option(help: "A fixed clock, such as 2026-11-22T09:00:00Z.")
    var now: String?
    @Flag(help: "Do what is due by now: reminders, digests, nudges.")
    var due = false
    @Flag(help: "Leave out what others are told.")
    var noTold = false
    @Flag(name: .customLong("yes"), help: "Confirm what would be asked.")
    var isYes = false

    enum Format: String, ExpressibleByArgument, CaseIterable { case plain, ansi, json, slack, mattermost }

    func run() async throws {
        let settings: Settings
        let code: Int32
        do {
            settings = try Settings()
            let fixed = try fixedClock()
            let isTerminal = isatty(STDIN_FILENO) != 0
            let clock = PipeClock(fixed)
            let store = try prepareStore(data, settings)
            // What only this process can do is not asked of a server: another clock, and posting to an address of one's own.
            if fixed == nil, replyTo == nil, !due, let client = SocketClient(store: store) {
                let terminal: Format = showsColour(ProcessInfo.processInfo.environment) ? .ansi : .plain
                let served = SocketChat(
                    speaker: speakerName, channel: channel,
                    format: format ?? (isatty(STDOUT_FILENO) != 0 ? terminal : .plain), isYes: isYes, told: !noTold)
                let conversation = try ServedConversation(client, served)
                end(
                    isTerminal
                        ? await Prompt(conversation: conversation, settings: settings, store: store).run()
                        : await Pipe(conversation: conversation, format: format).run())
            }
            var options = Bot.Options(
                dataPath: store, now: fixed,
                terminal: renderer(isTerminal: isatty(STDOUT_FILENO) != 0, umbrella: settings.policy.umbrella),
                queue: InlineCommitQueue(), clock: { clock.now })
            options.servesMany = false
            options.hasConsole = true
            if let replyTo {
                guard let address = WebAddress(replyTo) else {
                    throw SettingsProblem(description: "--reply-to: expected an http or https address")
                }
                options.extraHosts = [address.hostAndPort]
            }
            let bot = try Bot(
                settings: settings, options: options, logger: Logger(label: "steerco") { _ in QuietLog() })
            let conversation = PipeConversation(
                bot: bot, clock: clock, speaker: speakerName,
                channel: channel,
                replyTo: replyTo, format: format, isYes: isYes,
                speaks: Speaks(told: !noTold, due: due || fixed != nil))
            if isTerminal {
                code = await Prompt(conversation: conversation, settings: settings, store: store).run()
            } else {
                code = await Pipe(conversation: conversation, format: format).run()
            }
            try bot.desk.close()
            try bot.log.close()
            // The workspace is not taken apart: the process ends.
            end(code)
        } catch let error as ExitCode {
            throw error
        } catch {
            complain("steerco: \(error)")
            throw ExitCode(ending: error)
        }
    }

    private var speakerName: String { speaker ?? ProcessInfo.processInfo.environment["USER"] ?? "me" }

    private func fixedClock() throws -> Instant? {
        guard let now else { return nil }
        guard let instant = Instant(iso: now) else {
            throw SettingsProblem(description: "--now: expected a moment such as 2026-11-22T09:00:00Z")
        }
        return instant
    }

    private func renderer(isTerminal: Bool, umbrella: String) -> any ReplyRenderer {
        format?.renderer(umbrella: umbrella)
            ?? TerminalRenderer(isColoured: isTerminal && showsColour(ProcessInfo.processInfo.environment))
    }
}

/// Whether a terminal is to be given colours (https://no-color.org).
private func showsColour(_ environment: [String: String]) -> Bool {
    environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
}

/// The clock of one pipe: fixed by a flag, moved forward by the input, else the wall's.
final class PipeClock: Sendable {
    private let fixed: NIOLockedValueBox<Instant?>
    init(_ fixed: Instant?) { self.fixed = NIOLockedValueBox(fixed) }

    var now: Instant {
        fixed.withLockedValue { $0 } ?? Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    /// Moves the clock; never backwards.
    func move(to instant: Instant) { fixed.withLockedValue { $0 = max($0 ?? instant, instant) } }
}

/// Faults of a one-shot run go to standard error in one line; the rest is silence.
struct QuietLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.error
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
    func log(event: LogEvent) {
        let details = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
            separator: " ")
        complain("\(event.level) \(event.message) \(details)")
    }
}
