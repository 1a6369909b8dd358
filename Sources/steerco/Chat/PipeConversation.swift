// One conversation over standard input: every line a message, every answer printed or posted.

import ChatPlatforms
import CommandLanguage
import Conversation
import Foundation
import JSONText
import ProgramModel
import Quantities
import NIOConcurrencyHelpers

/// What a conversation prints besides answers.
struct Speaks {
    /// What others are told of what is done.
    var told = true
    /// What falls due, whatever the input says of the time.
    var due = false
    /// Whether the input may say what time it is: not to a server, which has others' messages too.
    var clock = true
}

/// A conversation with a bot of this process.
struct PipeConversation: Conversing {
    let bot: Bot
    let clock: PipeClock
    let speaker: String
    let channel: String?
    let replyTo: String?
    let format: Chat.Format?
    let isYes: Bool
    /// What this process does and prints besides answering.
    let speaks: Speaks
    private let posted = PostedReplies()

    init(
        bot: Bot, clock: PipeClock, speaker: String, channel: String?, replyTo: String?, format: Chat.Format?,
        isYes: Bool, speaks: Speaks
    ) {
        self.bot = bot
        self.clock = clock
        self.speaker = speaker
        self.channel = channel
        self.replyTo = replyTo
        self.format = format
        self.isYes = isYes
        self.speaks = speaks
    }

    func finish() async -> Int32 {
        guard bot.delivery.isStarted else { return 0 }
        return (try? await drain()) ?? 70
    }

    func say(_ line: String) async -> ([[UInt8]], Int32) {
        var object: MessageObject?
        if line.first == "{" {
            do {
                object = try MessageObject(try JSON(reading: line))
            } catch {
                return ([badObject((error as? MessageObject.Problem)?.description)], 1)
            }
        }
        if object?.now != nil, !speaks.clock {
            return ([badObject("The server's own clock holds: \"now\" has no place here.")], 1)
        }
        if let now = object?.now { clock.move(to: now) }
        var due: [UInt8] = []
        if speaks.due || object?.now != nil {
            do { due = try bot.desk.tick(clock.now) } catch {
                complain("steerco: what is due was not done: \(error)")
                return ([], 70)
            }
        }
        let user = PipeConversation.name(object?.user ?? speaker)
        let room = object?.channel ?? channel
        let text = object?.text ?? line
        let postTo = object?.replyTo ?? replyTo
        let address = postTo.map {
            ReplyAddress(destination: .url($0), platform: platform, answersInResponse: false)
        }
        let identity = PipeConversation.identity(user)
        let delivery = object?.id.flatMap { DeliveryKey(identity, id: $0, earlier: "stdin:\(user):\($0)") }
        var invocation = PipeConversation.invocation(text, by: identity, in: room, now: clock.now)
        invocation.delivery = delivery
        invocation.replyAddress = address
        invocation.isConfirmed = isYes
        if let format { invocation.rendering[FormattedAnswers.key] = format.rawValue }
        let handled = await bot.desk.handle(invocation)
        posted.add(handled.posted)
        let code = handled.answer.map { PipeConversation.code($0) } ?? 0
        return ([due, postTo == nil ? handled.response : [], speaks.told ? handled.told : []], code)
    }

    /// Something the speaker would say, where they are.
    func invocation(_ text: String) -> Invocation {
        PipeConversation.invocation(text, by: PipeConversation.identity(speaker), in: channel, now: clock.now)
    }

    /// Who a name of this machine is.
    static func identity(_ speaker: String) -> Identity {
        Identity(platform: "stdin", team: "local", user: name(speaker))
    }

    /// What somebody of this machine says.
    static func invocation(_ text: String, by identity: Identity, in room: String?, now: Instant?) -> Invocation {
        Invocation(
            identity: identity, name: identity.user,
            channel: ChannelAddress(platform: "stdin", team: "local", channel: room ?? identity.user), isDirect: true,
            text: MessageText(text), isLocal: true, now: now)
    }

    /// Names in a pipe mean the same person in any case, with or without the `@`.
    static func name(_ text: String) -> String {
        let name = text.lowercased().filter { !$0.isWhitespace }
        let bare = name.first == "@" ? String(name.dropFirst()) : name
        return bare.isEmpty ? "me" : bare
    }

    /// - Parameter problem: what is wrong in it; nil where it is no JSON.
    private func badObject(_ problem: String?) -> [UInt8] {
        let text =
            problem
            ?? "A line that begins with { is one JSON object: {\"user\",\"channel\",\"text\",\"id\",\"now\",\"reply_to\"}, text needed."
        let result = CommandResult(outcome: .usage, reply: Reply(RichText(text)), isPrivate: true, code: "bad-object")
        let renderer: any ReplyRenderer = format == .json ? JSONRenderer() : TerminalRenderer(isColoured: false)
        return renderer.payloads(for: MessageAnswer([result]), context: [:]).flatMap(\.bytes)
    }

    private var platform: String {
        switch format {
        case .slack: "slack"
        case .mattermost: "mattermost"
        case .plain, .ansi: "stdin"
        case .json, nil: "generic"
        }
    }

    private static func code(_ answer: MessageAnswer) -> Int32 {
        answer.results.map { result in
            switch result.outcome {
            case .done, .answer, .asks, .told, .due: 0
            case .usage, .refused: 1
            case .fault: 70
            }
        }.max() ?? 0
    }

    /// Waits for posted replies, at most 30 seconds.
    private func drain() async throws -> Int32 {
        bot.delivery.start()
        let end = Date().addingTimeInterval(30)
        while Date() < end, try bot.log.undelivered(posted.ids).waiting > 0 {
            try await Task.sleep(for: .milliseconds(20))
        }
        await bot.delivery.stop(within: 11)
        let (waiting, dead) = try bot.log.undelivered(posted.ids)
        if dead > 0 {
            let reason = try bot.log.deadLetters(limit: 1000).first { posted.ids.contains($0.id) }?.reason ?? ""
            complain("steerco: \(dead) of the replies given up: \(reason); /admin outbox shows them")
        }
        if waiting > 0 { complain("steerco: \(waiting) of the replies not delivered yet; they stay in the outbox") }
        return waiting > 0 ? 75 : dead > 0 ? 1 : 0
    }
}

/// The outbox entries of one run.
private final class PostedReplies: Sendable {
    private let known = NIOLockedValueBox<[String]>([])
    var ids: [String] { known.withLockedValue { $0 } }
    func add(_ ids: [String]) { known.withLockedValue { $0 += ids } }
}

/// Lines of standard input as bytes, decoded leniently; a line of any length is one line.
struct InputLines {
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// Why the input could not be read to its end.
    private(set) var failure: String?
    /// A longer line is cut: the bot refuses messages this long anyway.
    private static let longest = 2 * 1024 * 1024

    mutating func next() -> String? {
        var line: [UInt8] = []
        while true {
            if let end = buffer[start...].firstIndex(of: 0x0A) {
                line.append(contentsOf: buffer[start..<end])
                start = end + 1
                return InputLines.text(line)
            }
            line.append(contentsOf: buffer[start...].prefix(max(0, InputLines.longest - line.count)))
            guard !isAtEnd else { return line.isEmpty ? nil : InputLines.text(line) }
            buffer = [UInt8](repeating: 0, count: 64 * 1024)
            let count = InputLines.read(&buffer)
            if count < 0 { failure = String(cString: strerror(errno)) }
            buffer.removeLast(buffer.count - max(0, count))
            start = 0
            if count <= 0 {
                isAtEnd = true
                if line.isEmpty { return nil }
            }
        }
    }

    /// Reads what there is, waiting for it where the input does not.
    private static func read(_ buffer: inout [UInt8]) -> Int {
        while true {
            let count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
            guard count < 0 else { return count }
            if errno == EAGAIN {
                var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
                poll(&input, 1, -1)
            } else if errno != EINTR {
                return count
            }
        }
    }

    private static func text(_ line: [UInt8]) -> String {
        var text = String(decoding: line.prefix(longest), as: UTF8.self)
        if text.hasSuffix("\r") { text.removeLast() }
        return text
    }
}
