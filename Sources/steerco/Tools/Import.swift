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
        let hints = try hints()
        guard FileManager.default.fileExists(atPath: path) || path == ":memory:" else {
            // A file that cannot be read makes no store, nor does a preview.
            _ = try FileReading.records(bytes, hints: hints)
            let store = isYes || isTerminal ? try prepareStore(data, settings) : ":memory:"
            return try await take(bytes, hints, OneShot.bot(settings, store: store))
        }
        guard isYes || isTerminal else {
            return try await take(bytes, hints, OneShot.bot(settings, store: path, readsOnly: true))
        }
        if isYes, let client = SocketClient(store: path) { return taken(bytes, hints, by: client) }
        return try await take(bytes, hints, OneShot.bot(settings, store: path))
    }

    private var isTerminal: Bool { isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0 && format == .plain }
    private var name: String { URL(fileURLWithPath: file).lastPathComponent }

    private func take(_ bytes: [UInt8], _ hints: [String: String], _ bot: Bot) async throws -> Int32 {
        let run = ImportRun(desk: bot.desk, speaker: speaker, project: project)
        let read = try run.read(name: name, bytes, hints)
        var answer = isYes ? await run.taken(read) : run.tried(read)
        put(ImportRun.outputs(answer))
        if !isYes, isTerminal, let confirmed = try confirmed(read, answer, run) {
            answer = await run.taken(confirmed)
            put(ImportRun.outputs(answer))
        } else if !isYes, ImportRun.code(answer) == 0, format == .plain {
            print("Nothing is stored yet: --yes does it.")
        }
        if isYes || isTerminal { try bot.desk.close() }
        try bot.log.close()
        return ImportRun.code(answer)
    }

    /// Has the server that has the store open take the file.
    private func taken(_ bytes: [UInt8], _ hints: [String: String], by client: SocketClient) -> Int32 {
        let said = SocketFile(
            speaker: speaker ?? ProcessInfo.processInfo.environment["USER"] ?? "me", project: project, name: name,
            bytes: bytes, hints: hints)
        let answer = client.ask(SocketOpening.take(said).json)
        if let complaint = answer.complaint { complain("steerco: \(file): \(complaint)") }
        put(answer.outputs)
        return answer.code
    }

    /// Asks on the terminal, and looks at the file again: what was agreed to is what is done.
    private func confirmed(_ read: ReadFile, _ answer: MessageAnswer, _ run: ImportRun) throws -> ReadFile? {
        guard ImportRun.code(answer) == 0 else { return nil }
        var shown = read
        while true {
            FileHandle.standardOutput.put("Take it? [y/N] ")
            guard let said = readLine()?.lowercased(), ["y", "yes"].contains(said) else { return nil }
            let now = try run.read(name: name, try fileBytes(), try hints())
            if now.records == shown.records { return now }
            print("The file has changed meanwhile:")
            put(ImportRun.outputs(run.tried(now)))
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

    /// - Parameter outputs: the answer for people, then, where there is one, as an object.
    private func put(_ outputs: [String]) {
        guard format == .json else {
            if let text = outputs.first { FileHandle.standardOutput.put(text) }
            return
        }
        guard outputs.count > 1 else {
            if let text = outputs.first { complain("steerco: \(text.trimmingCharacters(in: .whitespacesAndNewlines))") }
            return
        }
        for object in outputs.dropFirst() { FileHandle.standardOutput.put(object) }
    }
}
