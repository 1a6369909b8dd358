// Every example of the catalogue is a test: said on the sample program, it gets the reply it shows.

import CatalogueFiles
import CommandLanguage
import Foundation
import TestSupport
import Testing

@testable import ChatPlatforms

struct Examples {
    struct Case: Sendable, CustomTestStringConvertible {
        var word: String
        var say: String
        var reply: String
        var testDescription: String { say }
    }

    static let all: [Case] = {
        guard let catalogue = try? Catalogue.load(directory: nil) else { return [] }
        let files = ShippedCommands.sources.compactMap { try? CommandFile(yaml: $0.text(), file: $0.file) }
        return files.flatMap { file in
            file.command.verbs.flatMap { verb in
                verb.examples.map { Case(word: file.command.word, say: $0.say, reply: $0.reply) }
            }
        }.filter { _ in !catalogue.words.isEmpty }
    }()

    @Test(arguments: all) func `an example gets the reply it shows`(_ example: Case) async throws {
        let trial = try await TrialDesk(script: ShippedCommands.sampleScript)
        let reply = await trial.text(example.say)
        if let path = ProcessInfo.processInfo.environment["STEERCO_PRINT_EXAMPLES"] {
            try Data(reply.utf8).write(to: URL(fileURLWithPath: path + "/" + UUID().uuidString + ".txt"))
            let record = "\(example.word)\u{1F}\(example.say)\u{1F}\(reply)"
            try Data(record.utf8).write(to: URL(fileURLWithPath: path + "/" + UUID().uuidString + ".rec"))
            return
        }
        #expect(Wildcard.matches(example.reply, reply), "said \(example.say), got:\n\(reply)")
    }

    /// Where the platform has slash commands of its own, `/status` would be one of them.
    @Test(arguments: all) func `a reply says every command with the bot's own word where that is needed`(
        _ example: Case
    ) async throws {
        let trial = try await TrialDesk(script: ShippedCommands.sampleScript)
        let catalogue = try Catalogue.load(directory: nil)
        for result in await trial.say(example.say) {
            var writer = MrkdwnWriter(umbrella: "pm")
            AnswerLayout.lay(result.reply, buttons: false, umbrella: "pm", into: &writer)
            for word in writer.text.split(whereSeparator: { " \n(`*".contains($0) }) where word.first == "/" {
                let name = word.dropFirst().prefix { $0.isLetter || $0 == "-" }
                #expect(catalogue.command(String(name)) == nil, "\(writer.text)")
            }
        }
    }

    @Test func `every verb has an example`() {
        #expect(Examples.all.count > 60)
    }
}
