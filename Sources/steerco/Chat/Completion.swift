// What the Tab key offers: commands and their verbs, then what a verb takes and what there is in the workspace.

import CommandLanguage
import ProgramModel

/// Finds the words that go on from what is typed.
struct Completion: Sendable {
    let catalogue: any CommandCatalogue
    /// The workspace as it is when the key is pressed.
    let workspace: @Sendable () -> Workspace

    /// The words that may stand where `word`, the last of the line, is being typed.
    func fitting(line: String, word: String) -> [String] {
        let before = line.dropLast(word.count).split(separator: " ").map(String.init)
        guard let first = before.first else {
            return catalogue.words.map { "/" + $0 }.filter { $0.hasPrefix(word) }
        }
        guard let command = catalogue.command(first.drop { $0 == "/" || $0 == "!" }.lowercased()) else {
            return word.isEmpty ? [] : names(word)
        }
        let said = before.count > 1 ? command.verb(before[1].lowercased()) : nil
        var words = before.count == 1 ? command.verbs.map(\.verb).filter { $0 != command.word } : []
        if let verb = said ?? command.bareVerb {
            for argument in verb.arguments where argument.type != .id && argument.type != .filter {
                words += argument.type == .choice && argument.isRequired ? argument.choices : []
                words += argument.isRequired ? [] : [argument.name + ":"]
            }
        }
        return words.filter { $0.hasPrefix(word.lowercased()) } + (word.isEmpty ? [] : names(word))
    }

    /// Projects, programs, people and open records that begin so.
    private func names(_ word: String) -> [String] {
        let workspace = workspace()
        let begun = word.lowercased()
        if begun.first == "@" {
            return workspace.people.values.map { "@" + $0.handle }.filter { $0.hasPrefix(begun) }.sorted()
        }
        let keys = (Array(workspace.projects.keys) + Array(workspace.programs.keys)).map(\.text)
            .filter { $0.lowercased().hasPrefix(begun) }
        let ids = workspace.allItems.filter(\.isOpen).map(\.id)
            .filter { $0.description.lowercased().hasPrefix(begun) }
        return keys.sorted() + ids.sorted().map(\.description)
    }
}
