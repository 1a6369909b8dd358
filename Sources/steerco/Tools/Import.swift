// `steerco import`: takes a file of another program into a project, after a preview.

import ArgumentParser
import ChatPlatforms
import CommandLanguage
import Conversation
import Foundation
import JSONText
import Logging
import ProgramFiles
import ProgramModel
import ProgramServices
import Quantities

struct Import: WaitingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take a file of Microsoft Project, Jira, Trello or a register into a project.",
        discussion: "Shows what it would do, and asks; in a pipe it does nothing without --yes. See docs/importing.md.")

    @Argument(help: "The file.")
    var file: String
    @Option(help: "The store.")
    var data: String?
    @Option(help: "The project that it goes into; made where there is none.")
    var project: String
    @Option(name: .customLong("as"), help: "Who does it.")
    var speaker: String?
    @Option(help: "How columns are read: HEAD=FIELD, as often as needed.")
    var map: [String] = []
    @Option(help: "The order of days in dates: dmy, mdy or ymd.")
    var dates: String?
    @Flag(help: "Take archived cards too.")
    var archived = false
    @Flag(name: .customLong("yes"), help: "Do it.")
    var isYes = false
    @Option(help: "plain or json.")
    var format = Format.plain

    enum Format: String, ExpressibleByArgument, CaseIterable { case plain, json }

    func run() async throws {
        do {
            end(try await take())
        } catch let error as FileProblem {
            complain("steerco: \(file): \(error)")
            throw ExitCode(1)
        } catch {
            complain("steerco: \(error)")
            throw ExitCode(ending: error)
        }
    }

    private func take() async throws -> Int32 {
        let settings = try Settings()
        let path = try storePath(data, settings)
        let bytes = try fileBytes()
        // A preview makes no store where there is none, nor does a file that cannot be read.
        let isThere = FileManager.default.fileExists(atPath: path)
        if !isThere { _ = try FileReading.records(bytes, hints: try hints()) }
        let store = isYes || isThere || isTerminal ? try prepareStore(data, settings) : ":memory:"
        let bot = try OneShot.bot(settings, store: store)
        let read = try readFile(bytes, bot)
        var answer = isYes ? await handled(read, bot) : tried(read, bot)
        put(answer)
        if !isYes, isTerminal, let confirmed = try confirmed(read, answer, bot) {
            answer = await handled(confirmed, bot)
            put(answer)
        }
        try bot.desk.close()
        try bot.log.close()
        return answer.results.allSatisfy(\.isOK) ? 0 : 1
    }

    private var isTerminal: Bool { isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0 && format == .plain }

    /// Asks on the terminal, and looks at the file again: what was agreed to is what is done.
    private func confirmed(_ read: ReadFile, _ answer: MessageAnswer, _ bot: Bot) throws -> ReadFile? {
        guard answer.results.allSatisfy(\.isOK) else { return nil }
        var shown = read
        while true {
            FileHandle.standardOutput.put("Take it? [y/N] ")
            guard let said = readLine()?.lowercased(), ["y", "yes"].contains(said) else { return nil }
            let now = try readFile(try fileBytes(), bot)
            if now.records == shown.records { return now }
            print("The file has changed meanwhile:")
            put(tried(now, bot))
            shown = now
        }
    }

    private func fileBytes() throws -> [UInt8] {
        let url = URL(fileURLWithPath: file)
        let values = try? url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
        guard let values, values.isRegularFile == true else { throw FileProblem("is no file that can be read") }
        guard (values.fileSize ?? 0) <= FileReading.mostBytes else { throw FileProblem("is larger than 1 GiB") }
        return try [UInt8](Data(contentsOf: url))
    }

    private func readFile(_ bytes: [UInt8], _ bot: Bot) throws -> ReadFile {
        let view = bot.desk.view(for: OneShot.invocation(as: speaker, ""))
        let records = try RememberedHints.records(into: ProjectKey(project), try hints(), view) {
            try FileReading.records(bytes, hints: $0)
        }
        return ReadFile(name: URL(fileURLWithPath: file).lastPathComponent, records: records)
    }

    private func hints() throws -> [String: String] {
        var hints: [String: String] = [:]
        for pair in map {
            guard let mark = pair.lastIndex(of: "="), mark != pair.startIndex else {
                throw FileProblem("--map: expected HEAD=FIELD")
            }
            hints[String(pair[..<mark])] = String(pair[pair.index(after: mark)...])
        }
        if let dates { hints["dates"] = dates }
        if archived { hints[FileReading.archived] = "yes" }
        return hints
    }

    private func invocation(_ read: ReadFile) -> Invocation {
        var invocation = OneShot.invocation(as: speaker, "/import take \(project)")
        invocation.words = CommandWords(words: [Word("import"), Word("take"), Word(project)], isPrefixed: true)
        invocation.file = read
        return invocation
    }

    /// What taking the file would be answered with.
    private func tried(_ read: ReadFile, _ bot: Bot) -> MessageAnswer {
        var answer = bot.desk.tried(invocation(read))
        for index in answer.results.indices where answer.results[index].isOK {
            answer.results[index].reply.headline = "Would be: " + answer.results[index].reply.headline
            answer.results[index].reply.suggestions = []
            if !isTerminal { answer.results[index].reply.add("Nothing is stored yet: --yes does it.") }
        }
        return answer
    }

    private func handled(_ read: ReadFile, _ bot: Bot) async -> MessageAnswer {
        await bot.desk.handle(invocation(read)).answer ?? MessageAnswer([])
    }

    private func put(_ answer: MessageAnswer) {
        guard format == .json else {
            let bytes = TerminalRenderer(isColoured: false).payloads(for: answer, context: [:]).flatMap(\.bytes)
            FileHandle.standardOutput.put(bytes)
            return
        }
        for result in answer.results {
            if result.isOK {
                FileHandle.standardOutput.put(JSON.object(result.reply.data).text + "\n")
            } else {
                complain("steerco: \(result.reply.headline.plain)")
            }
        }
    }
}
