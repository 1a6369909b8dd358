// One conversation over standard input: every line a message, every answer printed or posted.

import ChatPlatforms
import CommandLanguage
import Conversation
import Foundation
import JSONText
import ProgramModel
import Quantities

struct PipeConversation {
    let bot: Bot
    let clock: PipeClock
    let speaker: String
    let channel: String?
    let replyTo: String?
    let format: Chat.Format?
    let isYes: Bool

    /// Reads to the end of the input.
    ///
    /// - Returns: the exit code: 0 all done, 1 something refused or not understood, 70 a fault, 75 a reply not delivered.
    func run() async -> Int32 {
        var code: Int32 = 0
        var isFirst = true
        var lines = InputLines()
        while let line = lines.next() {
            guard !line.allSatisfy(\.isWhitespace), !line.hasPrefix("#") else { continue }
            let (output, result) = await say(line)
            code = max(code, result)
            guard !output.isEmpty else { continue }
            let isText = format == nil || format == .plain || format == .ansi
            let isPayload = format == .slack || format == .mattermost
            FileHandle.standardOutput.write(
                Data((isText && !isFirst ? [0x0A] : []) + output + (isPayload ? [0x0A] : [])))
            isFirst = false
        }
        if bot.delivery.isStarted { code = max(code, await drain()) }
        return code
    }

    /// Says one line; the output to print, and the exit code it alone would give.
    func say(_ line: String) async -> ([UInt8], Int32) {
        let object = line.first == "{" ? (try? JSON(reading: line)).flatMap { MessageObject($0) } : nil
        if let now = object?.now { clock.move(to: now) }
        let user = object?.user ?? speaker
        let room = object?.channel ?? channel
        var text = object?.text ?? line
        if isYes { text += " --yes" }
        let postTo = object?.replyTo ?? replyTo
        let address = postTo.map {
            ReplyAddress(destination: .url($0), platform: platform, answersInResponse: false)
        }
        let invocation = Invocation(
            identity: Identity(platform: "stdin", team: "local", user: user), name: user,
            channel: ChannelAddress(platform: "stdin", team: "local", channel: room ?? user), isDirect: true,
            text: MessageText(text), deliveryID: object?.id.map { "stdin:\($0)" }, replyAddress: address, isLocal: true,
            now: clock.now)
        let handled = await bot.desk.handle(invocation)
        let code = handled.answer.map { PipeConversation.code($0) } ?? 0
        return (postTo == nil ? handled.response : [], code)
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
            case .done, .answer, .asks: 0
            case .usage, .refused: 1
            case .fault: 70
            }
        }.max() ?? 0
    }

    /// Waits for posted replies, at most 30 seconds.
    private func drain() async -> Int32 {
        bot.delivery.start()
        let end = Date().addingTimeInterval(30)
        while Date() < end {
            let waiting = (try? bot.log.pendingReplies()) ?? 0
            if waiting == 0 { break }
            try? await Task.sleep(for: .milliseconds(20))
        }
        bot.delivery.stop()
        let undelivered = ((try? bot.log.pendingReplies()) ?? 0) + ((try? bot.log.deadLetters(limit: 1).count) ?? 0)
        if undelivered > 0 { complain("steerco: replies could not be delivered yet; they stay in the outbox") }
        return undelivered > 0 ? 75 : 0
    }
}

/// Lines of standard input as bytes, decoded leniently; a line of any length is one line.
struct InputLines {
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
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
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            buffer.removeLast(buffer.count - max(0, count))
            start = 0
            if count <= 0 {
                isAtEnd = true
                if line.isEmpty { return nil }
            }
        }
    }

    private static func text(_ line: [UInt8]) -> String {
        var text = String(decoding: line.prefix(longest), as: UTF8.self)
        if text.hasSuffix("\r") { text.removeLast() }
        return text
    }
}
