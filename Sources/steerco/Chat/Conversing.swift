// A conversation with the bot, in this process or with a server that runs beside it.

import Foundation
import JSONText

/// Whom a pipe or a prompt speaks with.
protocol Conversing {
    /// Says one line.
    ///
    /// - Returns: what to print, in order: what was due before it, its answer, what others were told of it; and the exit code it
    ///   alone would give.
    func say(_ line: String) async -> ([[UInt8]], Int32)
    /// What is done when nothing more is said.
    ///
    /// - Returns: an exit code.
    func finish() async -> Int32
}

/// The lines of standard input, one after the other.
struct Pipe {
    let conversation: any Conversing
    let format: Chat.Format?

    /// Reads to the end of the input, or until its answers cannot be written any more. Empty lines say nothing, nor do
    /// lines that begin with `# `: comments in a script.
    ///
    /// - Returns: the exit code: 0 all done, 1 something refused, not understood or given up, 70 a fault, 75 a reply still waiting.
    func run() async -> Int32 {
        var code: Int32 = 0
        var isFirst = true
        var lines = InputLines()
        while let line = lines.next() {
            guard !line.allSatisfy(\.isWhitespace), line != "#", !line.hasPrefix("# ") else { continue }
            let (outputs, result) = await conversation.say(line)
            code = max(code, result)
            let isText = format == nil || format == .plain || format == .ansi
            let isPayload = format == .slack || format == .mattermost
            var isWritten = true
            for output in outputs where isWritten && !output.isEmpty {
                isWritten = FileHandle.standardOutput.put(
                    (isText && !isFirst ? [0x0A] : []) + output + (isPayload ? [0x0A] : []))
                isFirst = false
            }
            if !isWritten {
                complain("steerco: the answers cannot be written; what follows was not read")
                code = 70
                break
            }
        }
        if let failure = lines.failure {
            complain("steerco: standard input: \(failure)")
            code = 70
        }
        return max(code, await conversation.finish())
    }
}

/// A conversation with the server that has the store open.
struct ServedConversation: Conversing {
    private let client: SocketClient

    /// - Throws: `SettingsProblem` where the server does not take it.
    init(_ client: SocketClient, _ chat: SocketChat) throws {
        self.client = client
        let answer = client.ask(SocketOpening.chat(chat).json)
        if let complaint = answer.complaint { throw SettingsProblem(description: complaint) }
    }

    func say(_ line: String) async -> ([[UInt8]], Int32) {
        let answer = client.ask(.string(line))
        if let complaint = answer.complaint { complain("steerco: \(complaint)") }
        return (answer.outputs.map { Array($0.utf8) }, answer.code)
    }

    func finish() async -> Int32 { 0 }
}
