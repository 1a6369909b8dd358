// One import by one person, whichever process does it.

import ChatPlatforms
import CommandLanguage
import Conversation
import Foundation
import JSONText
import ProgramFiles
import ProgramServices
import Quantities

/// Tries and takes files on a desk.
struct ImportRun {
    let desk: Desk
    let speaker: String?
    let project: String

    /// A file as one of its shape was read before.
    ///
    /// - Throws: a `FileProblem` where it cannot be read.
    func read(name: String, _ bytes: [UInt8], _ hints: [String: String]) throws -> ReadFile {
        let view = desk.view(for: OneShot.invocation(as: speaker, ""))
        let records = try RememberedHints.records(into: ProjectKey(project), hints, view) {
            try FileReading.records(bytes, hints: $0)
        }
        return ReadFile(name: name, records: records)
    }

    /// What taking a file would be answered with; nothing of it is kept.
    func tried(_ file: ReadFile) -> MessageAnswer {
        var answer = desk.tried(invocation(file))
        for index in answer.results.indices where answer.results[index].isOK {
            answer.results[index].reply.headline = "Would be: " + answer.results[index].reply.headline
            answer.results[index].reply.suggestions = []
        }
        return answer
    }

    func taken(_ file: ReadFile) async -> MessageAnswer {
        await desk.handle(invocation(file)).answer ?? MessageAnswer([])
    }

    func taken(name: String, _ bytes: [UInt8], _ hints: [String: String]) async throws -> MessageAnswer {
        await taken(try read(name: name, bytes, hints))
    }

    private func invocation(_ file: ReadFile) -> Invocation {
        var invocation = OneShot.invocation(as: speaker, "/import take \(project)")
        invocation.words = CommandWords(words: [Word("import"), Word("take"), Word(project)], isPrefixed: true)
        invocation.file = file
        return invocation
    }

    /// An answer for people, and as one object for programs.
    static func outputs(_ answer: MessageAnswer) -> [String] {
        let text = TerminalRenderer(isColoured: false).payloads(for: answer, context: [:]).flatMap(\.bytes)
        return [String(decoding: text, as: UTF8.self)]
            + answer.results.filter(\.isOK).map { JSON.object($0.reply.data).text + "\n" }
    }

    static func code(_ answer: MessageAnswer) -> Int32 { answer.results.allSatisfy(\.isOK) ? 0 : 1 }
}
