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

    private static let oddValues = [" ", "0001-01-01", "9999-12-31", "-99999w", "0", "@", ":", "T-1"]

    /// Nothing anybody says is to end the process or to be stored so that the next start cannot read it: the log of a trial
    /// reads again whatever it is given.
    @Test(arguments: oddValues) func `an odd value of any argument is answered, and what it stores can be read`(
        _ value: String
    ) async throws {
        let catalogue = try Catalogue.load(directory: nil)
        let trial = try await TrialDesk(script: ShippedCommands.sampleScript)
        for command in catalogue.words.compactMap({ catalogue.command($0) }) {
            for verb in command.verbs {
                let name = "/\(command.word) \(verb.verb)"
                var lines = ["\(name) \"\(value)\"", "\(name) T-1 \"\(value)\"", "\(name) M-1 \(value) \(value)"]
                lines += verb.arguments.map { "\(name) T-2 \($0.name):\"\(value)\"" }
                for line in lines {
                    for result in await trial.say(line + " --yes") {
                        #expect(result.outcome != .fault, "\(line): \(TerminalRenderer.text(result.reply))")
                    }
                }
            }
        }
    }

    @Test func `a date is not moved beyond the calendar`() async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET", "/here NET", "/task One due:9999-12-31", "/task Two due:0001-01-01"] {
            _ = await trial.say(line)
        }
        #expect(await trial.text("/reschedule T-1 +1w").contains("Fri 31 Dec 9999"))
        #expect(await trial.text("/reschedule T-2 -1w").contains("Mon 1 Jan 1"))
        #expect(await trial.text("/reschedule T-1 +3d").contains("9999"))
    }

    @Test func `every verb has an example`() {
        #expect(Examples.all.count > 60)
    }
}
