// Questions as people ask them: what changed since monday, what's late, what is ready.

import Quantities

extension CommandReader {
    /// The command that a question asks for; nil when the words are none of these questions.
    func asked(
        _ word: String, _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        guard words.count >= 2, "wa".utf8.contains(word.utf8.first ?? 0) else { return nil }
        let opener = word.filter { $0.isLetter }
        guard ["what", "whats", "which", "anything"].contains(opener) else { return nil }
        var rest = words.dropFirst().drop {
            !$0.isText && ["is", "are", "s", "has", "have", "the"].contains($0.text.lowercased())
        }
        guard var last = rest.last else { return nil }
        if !last.isText, last.token == nil, last.text.count > 1, last.text.last == "?" {
            last.text.removeLast()
            rest[rest.endIndex - 1] = last
        }
        guard let subject = rest.first, !subject.isText else { return nil }
        let command: String
        switch subject.text.lowercased() {
        case "changed", "new", "happened": (command, rest) = ("changes", rest.dropFirst())
        case "ready": (command, rest) = ("ready", rest.dropFirst())
        case "next": (command, rest) = ("today", rest.dropFirst())
        case "late", "overdue", "open", "due", "unassigned", "mine": command = "list"
        default:
            let kind = subject.text.lowercased()
            guard kind.last == "s", context.kinds().contains(String(kind.dropLast())) else { return nil }
            command = "list"
        }
        guard let declaration = catalogue.command(command), let bare = declaration.bareVerb else { return nil }
        let asked = rest.filter { $0.isText || !["are", "is"].contains($0.text.lowercased()) }
        return try Binder.bind(asked, to: bare, of: declaration, line: line, context: context)
    }
}
