// Sentences that speak of several records, or say several things: each of them done, or refused with each as it would be done.

import Quantities

extension CommandReader {
    /// `T-1, T-2 due fri`, `T-1 and T-2 @kim`, `T-1, T-2 slip 2 days`: of each of them.
    func severalSaid(
        _ command: CommandDeclaration, _ first: Word, _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        var rest = words
        let ids = Places.leadingIDs(&rest)
        guard !ids.isEmpty, let next = rest.first, !next.isText else { return nil }
        func say(_ word: String, _ rest: [Word]) throws(UsageProblem) -> BoundCommand? {
            guard let other = catalogue.command(word) else { return nil }
            return try verb(of: other, [first] + ids + rest, line: line, context: context, isSentence: true)
        }
        while rest.count > 1, rest[0].isOne(of: ["are", "is"]) { rest.removeFirst() }
        if rest.count > 1, rest[0].isOne(of: SmallWords.beforeDueDays) {
            return try say("set", [Word("due:" + Array(rest.dropFirst()).typed)])
        }
        if rest[0].isOne(of: SmallWords.moves) {
            return try moved(command, first, [rest[0]] + ids + rest.dropFirst(), line: line, context: context)
        }
        if rest[0].text.first == "#", rest[0].token == nil { return try say("tag", rest) }
        // `T-1 and T-2 wait for T-3`
        if rest.count > 1, rest[0].isOne(of: SmallWords.links + ["wait", "depend", "need", "block"]) {
            let singular = ["wait": "waits", "depend": "depends", "need": "needs", "block": "blocks"]
            rest[0] = Word(singular[rest[0].text.lowercased()] ?? rest[0].text)
            let said = ([first] + ids).flatMap { [$0] + rest }
            let begins = (1...ids.count).map { $0 * (rest.count + 1) }
            throw UsageProblem(
                .severalPlainLines(said: SeveralCommands.said(said, begins)), line: line, marked: ids[0].text)
        }
        let isIntroduced = rest.count > 1 && rest[0].isOne(of: SmallWords.beforeOwners + ["owner", "with"])
        let owner = isIntroduced ? Array(rest.dropFirst()) : rest
        guard owner[0].isMention || isIntroduced && context.isHandle(owner[0].text.lowercased()) else { return nil }
        return try say("assign", owner)
    }

    /// `40 %`, `at 40%`, `40 percent done` as `40%`.
    static func withPercent(_ words: [Word]) -> [Word] {
        var words = words
        if words.count > 1, words[0].isOne(of: ["at"]) { words.removeFirst() }
        if words.count > 1, Int(asciiDigits: words[0].text) != nil, words[1].isOne(of: ["%", "percent", "pct"]) {
            words.replaceSubrange(0...1, with: [Word(words[0].text + "%")])
        }
        return words
    }

    /// `T-1 started, due 4 dec`, `T-1 50%; note T-2 slow`, `T-1 done. T-2 started`: each is said by itself.
    func refuseParts(_ rest: [Word], of words: [Word], line: String) throws(UsageProblem) {
        guard let second = rest.first, !second.isText, rest.count > 1, let mark = second.text.last,
            ",;.".contains(mark),
            second.text.count > 1, let id = words.first
        else { return }
        let begin = words.count - rest.count + 1
        let next = words[begin]
        let isSaidToo = begin + 1 < words.count && !words[begin + 1].isOne(of: SmallWords.withAll)
        if !next.isText, ItemID(next.text) != nil && isSaidToo || mark == ";" {
            throw UsageProblem(
                .severalPlainLines(said: SeveralCommands.said(words, [begin])), line: line, marked: next.text)
        }
        var bare = second
        bare.text.removeLast()
        guard isSaid(of: id, bare) || SmallWords.participles[bare.text.lowercased()] != nil,
            next.isOne(of: SmallWords.beforeDueDays + ["owner", "note", "priority"]) || next.text.first == "@"
        else { return }
        let said = Array(words[..<begin]) + [id] + words[begin...]
        throw UsageProblem(
            .severalPlainLines(said: SeveralCommands.said(said, [begin])), line: line, marked: next.text)
    }

    /// `T-1 and T-2 done`: the other ids and the verb; nil when the words are anything else.
    static func severalAndVerb(_ id: ItemID, _ rest: [Word]) -> [Word]? {
        guard rest.count >= 2, let last = rest.last, !last.isText, ItemID(last.text) == nil else { return nil }
        let others = rest.dropLast().filter { !$0.isOne(of: SmallWords.joins) && !$0.isOne(of: ["are"]) }
        let ids = others.flatMap(Places.separatedIDs)
        guard !ids.isEmpty, ids.allSatisfy({ !$0.isText && ItemID($0.text)?.kind == id.kind }) else { return nil }
        return ids + [last]
    }

    /// `T-1 done and T-2 can start`, `T-1 done` with `T-2 start` on the next line: the second is refused, not done as part of the first.
    func refuseSecondSentence(
        _ words: ArraySlice<Word>, of all: [Word], line: String
    ) throws(UsageProblem) {
        guard let first = words.first, first.isOne(of: SmallWords.goesOn) || first.startsLine else { return }
        var rest = words.drop { $0.isOne(of: SmallWords.goesOn) }
        guard let id = rest.popFirst(), !id.isText, ItemID(id.text) != nil, let next = rest.first,
            !next.isOne(of: SmallWords.joins), ItemID(next.text) == nil
        else { return }
        guard isSaid(of: id, next) else {
            throw UsageProblem(.unexpected(word: first.text), line: line, marked: first.text)
        }
        let joints = words.count - words.drop { $0.isOne(of: SmallWords.goesOn) }.count
        let begin = all.count - words.count
        let said = Array(all[..<begin]) + all[(begin + joints)...]
        throw UsageProblem(
            .severalPlainLines(said: SeveralCommands.said(said, [begin])), line: line, marked: first.text)
    }

    /// `T-1 done T-2 blocked`: what is said of the others is not done to them as part of the first.
    func refuseOthersSaid(_ words: ArraySlice<Word>, of all: [Word], line: String) throws(UsageProblem) {
        guard let first = words.first, !first.isText, ItemID(first.text) != nil else { return }
        let rest = words.drop { $0.isOne(of: SmallWords.joins) || !$0.isText && ItemID($0.text) != nil }
        guard let next = rest.first, !next.isOne(of: ["because", "as", "by", "please", "pls", "too", "now"]) else {
            return
        }
        if words.count - rest.count == 1, isSaid(of: first, next) {
            let said = SeveralCommands.said(all, [all.count - words.count])
            throw UsageProblem(.severalPlainLines(said: said), line: line, marked: first.text)
        }
        throw UsageProblem(.unexpected(word: next.text), line: line, marked: next.text)
    }

    /// Where, after one record is linked, another and its own link begin.
    func secondLink(_ words: [Word]) -> Int? {
        let reason = words.firstIndex { $0.isOne(of: ["because", "since", "as"]) } ?? words.count
        return words.indices.prefix(reason).dropFirst(2).dropLast(reason == words.count ? 1 : 0).first { index in
            !words[index].isText && ItemID(words[index].text) != nil
                && words[index + 1].isOne(of: SmallWords.links + ["is"])
        }
    }

    /// Whether a word is a verb of the record before it.
    func isSaid(of id: Word, _ word: Word) -> Bool {
        let command = ItemID(id.text)?.kind.flatMap(catalogue.command(kind:))
        return !word.isText && command?.verb(word.text.lowercased()) != nil
    }
}
