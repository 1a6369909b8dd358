// Verbs that were meant and mistyped: never a title, never words to look for.

import Quantities

extension CommandReader {
    /// Refuses a word that is nearly a verb, alone or before an id, and any small word before a record of the command's own
    /// kind: `/milestone mvoe M-1 to 18dec`, `/risk lits`, `/task delete T-1`.
    func refuseMistypedVerb(of command: CommandDeclaration, _ words: [Word], line: String) throws(UsageProblem) {
        guard command.bareVerb?.textArgument != nil, let first = words.first else { return }
        // Before an id a capital is the keyboard's; alone it begins a title.
        var word = first
        let isBeforeID = words.count > 1 && ItemID(words[1].text) != nil
        if isBeforeID { word.text = word.text.prefix(1).lowercased() + word.text.dropFirst() }
        guard isVerbLike(word), words.count == 1 || isBeforeID else { return }
        let isOfKind = isBeforeID && word.text == first.text && ItemID(words[1].text)?.kind == command.kind
        guard isOfKind || !nearVerbs(word.text, of: command).isEmpty else { return }
        throw unknownVerb(command, first.text, line: line, orTitle: isOfKind)
    }

    /// Refuses a word that a list would look for and that was meant as a verb: `/project colse NET`, `/role gant @bo admin`.
    func refuseVerbAmongWords(
        _ bound: BoundCommand, _ first: Word, _ rest: [Word], line: String
    ) throws(UsageProblem) {
        guard let argument = bound.verb.filterArgument, bound.command.verbs.count > 1, isVerbLike(first),
            bound.filter(argument.name)?.hasWord(first.text) == true
        else { return }
        let meansSomething = rest.contains { word in
            !word.isText
                && (word.token != nil || word.text.first == "@"
                    || word.text.count >= 2
                        && word.text == word.text.uppercased() && ProjectKey(word.text) != nil)
        }
        guard meansSomething || !nearVerbs(first.text, of: bound.command).isEmpty else { return }
        throw unknownVerb(bound.command, first.text, line: line)
    }

    /// Small letters and nothing else.
    private func isVerbLike(_ word: Word) -> Bool {
        !word.isText && word.token == nil && word.text.count >= 3
            && word.text.unicodeScalars.allSatisfy {
                $0.isASCII ? $0.value &- 0x61 < 26 : $0.properties.isLowercase
            }
    }

    private func nearVerbs(_ word: String, of command: CommandDeclaration) -> [String] {
        let names = command.verbs.flatMap { [$0.verb] + $0.aliases }
        return names.filter { $0.count >= 3 && Nearest.edits(word, $0, atMost: word.count <= 5 ? 1 : 2) != nil }
    }
}
