// The prompt on a terminal: history, line editing and completion by libedit.

import CEdit
import CatalogueFiles
import Foundation
import NIOConcurrencyHelpers

/// What completion offers, and what is left of it; libedit's callback can carry no context of its own.
private let completion = NIOLockedValueBox<(offers: Completion?, left: ArraySlice<String>)>((nil, []))

struct Prompt {
    let conversation: any Conversing
    let settings: Settings
    /// The store's file; the history lies beside it.
    let store: String

    func run() async -> Int32 {
        steerco_prepare_terminal()
        prepareCompletion()
        let history = historyPath
        if let history { _ = read_history(history) }
        stifle_history(1000)
        print("Steerco. /help shows what you can say; Ctrl-C clears the line, Ctrl-D ends.")
        while let line = readLine() {
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            if ["exit", "quit", "/exit", "/quit"].contains(line.lowercased()) { break }
            line.withCString { _ = add_history($0) }
            if let history { _ = write_history(history) }
            let (outputs, _) = await conversation.say(line)
            for output in outputs where !output.isEmpty {
                FileHandle.standardOutput.put(output.last == 0x0A ? output : output + [0x0A])
            }
        }
        print()
        _ = await conversation.finish()
        return 0
    }

    /// The next line; nil at the end. Ctrl-C forgets what was typed.
    private func readLine() -> String? {
        while true {
            if let raw = readline("steerco> ") {
                defer { free(raw) }
                return String(cString: raw)
            }
            guard steerco_take_interrupt() != 0 else { return nil }
            print()
        }
    }

    /// Beside the store and named after it.
    private var historyPath: String? { store == ":memory:" ? nil : store + ".history" }

    private func prepareCompletion() {
        guard let catalogue = try? Catalogue.load(directory: settings.catalogueDirectory) else { return }
        // What exists for the speaker depends on who speaks and where, not on what is said; a server's records are not here.
        let own = conversation as? PipeConversation
        let speaking = own?.invocation("")
        completion.withLockedValue {
            $0.offers = Completion(catalogue: catalogue) { speaking.flatMap { own?.bot.desk.view(for: $0) } }
        }
        steerco_set_completion { word, state in
            let typed = word.map { String(cString: $0) } ?? ""
            let line = String(cString: steerco_line()).prefix(Int(steerco_completed_end()))
            let next = completion.withLockedValue { completion -> String? in
                if state == 0 {
                    completion.left = completion.offers?.fitting(line: String(line), word: typed)[...] ?? []
                }
                return completion.left.popFirst()
            }
            guard let next else { return nil }
            steerco_end_completion_with_space(next.last == ":" ? 0 : 1)
            // libedit frees what it is given.
            return strdup(next)
        }
    }
}
