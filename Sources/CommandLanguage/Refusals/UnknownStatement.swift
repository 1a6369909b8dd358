// What is said of a statement that no phrase reads: the nearest commands, or what a verb of records still needs.

import Quantities

extension StatementReader {
    /// Why nothing was understood.
    func unknown(_ line: LexedLine, context: ReadingContext) -> UsageProblem {
        guard let first = line.lexemes.first else { return UsageProblem(.empty) }
        let word = first.folded
        if !first.isText, line.count > 1, isVerbOfRecords(word, context) {
            if let kind = ItemID(line[1].text).flatMap(\.kind) {
                return UsageProblem(.verbOfOtherRecords(verb: word, kind: kind), marked: line[1].text)
            }
            return UsageProblem(.verbNeedsRecord(verb: word), marked: line[1].text)
        }
        if !first.isText, let id = ItemID(first.text), line.count > 1,
            let command = id.kind.flatMap(catalogue.command(kind:))
        {
            let names = command.verbs.flatMap { [$0.verb] + $0.aliases }
            return UsageProblem(
                .unknownVerb(
                    command: command.word, word: line[1].text, nearest: Nearest.candidates(line[1].folded, of: names)),
                marked: line[1].text)
        }
        return UsageProblem(
            .unknownCommand(word: first.text, nearest: nearest(word, before: line.lexemes.dropFirst())),
            marked: first.text)
    }

    /// Whether a word is a verb of some kind of record, as `move` and `drop` are.
    private func isVerbOfRecords(_ word: String, _ context: ReadingContext) -> Bool {
        context.kinds().contains { kind in
            catalogue.command(kind: kind)?.verb(word).map { $0.arguments.first?.type == .id } ?? false
        }
    }

    /// The three commands nearest to a word, by letters and by what they are about: else by what the words after it are
    /// about, as in `what's late`.
    private func nearest(_ word: String, before others: ArraySlice<Lexeme>) -> [String] {
        let aliases = catalogue.aliases
        var byLetters: [String] = []
        for found in Nearest.candidates(word, of: catalogue.words + aliases.keys.sorted()) {
            let command = aliases[found] ?? found
            if !byLetters.contains(command) { byLetters.append(command) }
        }
        guard byLetters.count < 3, word.count >= 3 else { return byLetters }
        var byMeaning = catalogue.commands(about: word).filter { !byLetters.contains($0) }
        for other in others.prefix(4) where byMeaning.isEmpty && !other.isText {
            let topic = other.folded.filter(\.isLetter)
            guard topic.count >= 4, language.sets["undescriptive"]?.contains(topic) != true else { continue }
            byMeaning = catalogue.commands(about: topic).filter { !byLetters.contains($0) }
        }
        return Array((byLetters + byMeaning).prefix(3))
    }
}
