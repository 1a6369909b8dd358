// Words that stand for commands: one person's, or everybody's.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/alias log-it risk add`.
package enum SetAlias: WriteCommand {
    package static let handler = "alias.set"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let word = bare(try request.need(text: "word"))
        guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }), word.count <= 32 else {
            throw Refusal.badField("word", expected: "one word of letters, digits and dashes")
        }
        guard view.catalogue.command(word) == nil, ItemID(word, dashless: true) == nil, word != view.policy.umbrella,
            !SmallWords.courtesies.contains(word)
        else {
            throw Refusal.wordTaken(word)
        }
        let isShared = request.choice("for") == "all"
        let meaning = try request.need(text: "meaning")
        guard meaning.utf8.count <= 1000 else { throw Refusal.badField("meaning", expected: "at most 1000 characters") }
        let slashed = meaning.hasPrefix("/") ? meaning : "/" + meaning
        guard let first = slashed.dropFirst().split(separator: " ").first,
            view.catalogue.command(first.lowercased()) != nil
        else {
            throw Refusal.badField("meaning", expected: "a command, such as risk add")
        }
        let person = isShared ? nil : view.person
        return Decision([try view.put(Alias(person: person, word: word, meaning: slashed))]) { _ in
            Reply(
                "/\(word) means \(.said(slashed))\(isShared ? " for everybody" : " for you").",
                suggestions: [.init("/undo")])
        }
    }

    /// The word without what may stand before a command.
    fileprivate static func bare(_ word: String) -> String {
        let word = word.lowercased()
        return word.first.map { "/!".contains($0) } ?? false ? String(word.dropFirst()) : word
    }
}

/// `/alias remove log-it`: mine, or else everybody's.
package enum RemoveAlias: WriteCommand {
    package static let handler = "alias.remove"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let word = SetAlias.bare(try request.need(text: "word"))
        let mine = view.slot(Alias.self, Alias.key(word, of: view.person))
        guard let alias = mine ?? view.slot(Alias.self, Alias.key(word, of: nil)) else {
            throw Refusal.other(
                code: "no-such-word", text: "\"\(word)\" is no word of yours. /alias list shows them.")
        }
        return Decision([try view.remove(alias)]) { _ in
            Reply(
                "/\(word) means nothing of its own any more\(mine != nil ? "" : " for anybody").",
                suggestions: [.init("/undo")])
        }
    }
}

/// `/alias list`.
package enum ListAliases: ReadCommand {
    package static let handler = "alias.list"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let aliases = [SlotScope.everywhere, .person(view.person)].flatMap { scope in
            view.slots(Alias.self, from: Alias.Key(scope, ""), while: { $0.first == scope })
        }
        let lines = aliases.sorted { $0.word < $1.word }.map { alias in
            Reply.Line(
                .bullet, "/\(alias.word) = \(.said(alias.meaning))\(alias.person == nil ? " (everybody)" : "")")
        }
        return lines.isEmpty
            ? Reply("No words of your own yet: /alias oops undo")
            : Reply(RichText(counted(lines.count, "word")), blocks: [.list(lines)])
    }
}
