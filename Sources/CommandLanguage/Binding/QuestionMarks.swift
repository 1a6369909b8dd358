// Messages that ask and would otherwise write: a question changes nothing.

import Quantities

extension CommandReader {
    /// `T-1 done yet?`, `is T-1 done`, `risk R-1?`: how that record is; nil where no one record is asked about.
    func askedOfRecord(
        _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        guard let first = words.first, words.count > 1, !first.isText,
            !words.contains(where: { $0.isText || $0.startsLine })
        else { return nil }
        let asks =
            first.isOne(of: SmallWords.askers)
            || first.isOne(of: SmallWords.requests) && ItemID(words[1].text) != nil
        guard asks || words[words.count - 1].isQuestion else { return nil }
        let ids = words.filter { ItemID($0.withoutMark.text) != nil }.map(\.withoutMark)
        // `is T-1 waiting for T-2?`, `does T-2 block T-1`
        if let id = ids.first, ids.count > 1, first.isOne(of: SmallWords.askers), let why = catalogue.command("why"),
            words.contains(where: { $0.isOne(of: SmallWords.links + ["wait", "block", "depend", "need"]) }),
            let bare = why.bareVerb
        {
            return try Binder.bind([id], to: bare, of: why, line: line, context: context)
        }
        guard let id = ids.first, ids.count == 1, let kind = ItemID(id.text)?.kind else { return nil }
        let isSubject = ItemID(first.text) != nil
        // `risk R-1?`, `drop T-1?`
        let isNamed =
            words.count == 2 && !first.text.contains("/")
            && catalogue.command(first.text.lowercased()).map { $0.kind == kind } != false
        guard asks || isSubject || isNamed, let show = catalogue.command("show"), let bare = show.bareVerb else {
            return nil
        }
        return try Binder.bind([id], to: bare, of: show, line: line, context: context)
    }

    /// Refuses to write what was asked: `decision needed by friday?` is recorded only with its slash.
    func refuseQuestion(_ bound: BoundCommand, _ said: CommandWords) throws(UsageProblem) {
        // `decision? Buy or lease`: the question comes first.
        if bound.verb.role != "viewer", said.words.count > 1, let first = said.words.first, first.isQuestion {
            let words = [first.withoutMark] + said.words.dropFirst()
            throw UsageProblem(.question(said: "/" + words.typed), line: bound.line, marked: first.text)
        }
        guard !said.isPrefixed, !said.words.contains(where: \.startsLine), bound.verb.role != "viewer",
            let last = said.words.last, last.isQuestion,
            // `could you push M-1 by a week?` asks for it to be done.
            !said.words[0].isOne(of: SmallWords.requests)
        else { return }
        var words = said.words
        words[words.count - 1] = last.withoutMark
        throw UsageProblem(.question(said: "/" + words.typed), line: bound.line)
    }
}

extension Word {
    /// Whether it ends what is asked: `done?`.
    var isQuestion: Bool { !isText && token == nil && text.utf8.last == UInt8(ascii: "?") }

    /// The English letters of the word, in lower case: `what's` is `whats`.
    var letters: String {
        String(decoding: text.utf8.lazy.map { $0 | 0x20 }.filter { $0 &- 0x61 < 26 }, as: UTF8.self)
    }

    /// The word without the mark that ends a sentence.
    var withoutMark: Word {
        var word = self
        while !isText, word.text.utf8.count > 1, let last = word.text.utf8.last, "?!.".utf8.contains(last) {
            if word.typed == word.text { word.typed.removeLast() }
            word.text.removeLast()
        }
        return word
    }
}
