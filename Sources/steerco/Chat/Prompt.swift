// The prompt on a terminal: history, line editing and completion by libedit.

import CEdit
import CatalogueFiles
import Foundation
import NIOConcurrencyHelpers

/// What completion knows; libedit's callback can carry no context of its own.
private let completion = NIOLockedValueBox(Completion())

/// The words that can be completed, and those that fit what is typed now.
private struct Completion {
    var words: [String] = []
    var fitting: [String] = []

    /// Collects the words that go on from a line whose last word is `word`.
    mutating func collect(line: String, word: String) {
        let before = line.count > word.count ? String(line.dropLast(word.count)) : ""
        fitting = words.compactMap { candidate in
            // After a command word come its verbs; anywhere, project keys and handles.
            if candidate.hasPrefix(line), candidate.hasPrefix(before) {
                return String(candidate.dropFirst(before.count))
            }
            return !before.isEmpty && !candidate.hasPrefix("/") && candidate.lowercased().hasPrefix(word.lowercased())
                ? candidate : nil
        }
    }
}

struct Prompt {
    let conversation: PipeConversation
    let settings: Settings

    func run() async -> Int32 {
        prepareCompletion()
        let history = historyPath
        if let history { _ = read_history(history) }
        print("Steerco. /help shows what you can say; Ctrl-D ends.")
        while let line = readLine() {
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            if ["exit", "quit", "/exit", "/quit"].contains(line.lowercased()) { break }
            line.withCString { _ = add_history($0) }
            let (output, _) = await conversation.say(line)
            FileHandle.standardOutput.write(Data(output))
            if conversation.replyTo != nil { conversation.bot.delivery.start() }
        }
        if let history { _ = write_history(history) }
        print()
        await conversation.bot.delivery.stop(within: 11)
        return 0
    }

    private func readLine() -> String? {
        guard let raw = readline("steerco> ") else { return nil }
        defer { free(raw) }
        return String(cString: raw)
    }

    private var historyPath: String? {
        let store = settings.data ?? defaultStore(ProcessInfo.processInfo.environment)
        let directory = (store as NSString).deletingLastPathComponent
        return FileManager.default.fileExists(atPath: directory) ? directory + "/history" : nil
    }

    /// Completes command words, then their verbs, then project keys and handles.
    private func prepareCompletion() {
        guard let catalogue = try? Catalogue.load(directory: settings.catalogueDirectory) else { return }
        var words: [String] = []
        for word in catalogue.words {
            words.append("/" + word)
            for verb in catalogue.command(word)?.verbs ?? [] where verb.verb != word {
                words.append("/\(word) \(verb.verb)")
            }
        }
        let workspace = conversation.bot.desk.workspace
        words += workspace.projects.keys.map(\.text) + workspace.people.values.map { "@" + $0.handle }
        let sorted = words.sorted()
        completion.withLockedValue { $0.words = sorted }
        steerco_set_completion { word, state in
            let typed = word.map { String(cString: $0) } ?? ""
            let line = String(cString: steerco_line())
            let next = completion.withLockedValue { completion -> String? in
                if state == 0 { completion.collect(line: line, word: typed) }
                return completion.fitting.isEmpty ? nil : completion.fitting.removeFirst()
            }
            // libedit frees what it is given.
            return next.flatMap { strdup($0) }
        }
    }
}
