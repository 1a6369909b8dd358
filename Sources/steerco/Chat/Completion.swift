// What the Tab key offers: commands and their verbs, then what a verb takes and what there is for the speaker.

import CommandLanguage
import Conversation
import ProgramModel

/// Finds the words that go on from what is typed.
struct Completion: Sendable {
    let catalogue: any CommandCatalogue
    /// What exists for the speaker when the key is pressed; nil before they have said anything.
    let view: @Sendable () -> ProgramView?

    /// The words that may stand where `word`, the last of the line, is being typed.
    func fitting(line: String, word: String) -> [String] {
        let before = line.dropLast(word.count).split(separator: " ").map(String.init)
        guard let first = before.first else {
            let prefix = word.first.map { "/!".contains($0) } ?? true ? String(word.first ?? "/") : ""
            return catalogue.words.map { prefix + $0 }.filter { $0.hasPrefix(word) }
        }
        // `owner:@k`
        if let colon = word.firstIndex(of: ":"), colon != word.startIndex {
            let value = String(word[word.index(after: colon)...])
            return value.isEmpty ? [] : names(value).map { word[...colon] + $0 }
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

    /// Nobody reads more.
    private var mostNames: Int { 200 }

    /// Projects, programs, people and open records that begin so.
    private func names(_ word: String) -> [String] {
        guard let view = view() else { return [] }
        let begun = word.lowercased()
        if begun.first == "@" {
            return view.everybody.map { "@" + view.mention($0.id).handle }
                .filter { $0.hasPrefix(begun) }.sorted()
        }
        let keys = (view.projects.map(\.key) + view.programs.map(\.key)).map(\.text)
            .filter { $0.lowercased().hasPrefix(begun) }
        // By the letters first: a store may hold a hundred thousand.
        let letters = String(begun.prefix { $0.isLetter }).uppercased()
        let ids = view.allItems.lazy.filter { $0.isOpen && $0.id.prefix.hasPrefix(letters) }.map(\.id)
            .filter { $0.description.lowercased().hasPrefix(begun) }.prefix(mostNames)
        return keys.sorted() + Array(ids).sorted().map(\.description)
    }
}
