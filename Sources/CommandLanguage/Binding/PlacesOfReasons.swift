// Reasons that follow what is done: said with because, or after a comma; and what is none, though it stands there.

import Quantities

extension Places {
    /// `close R-4 T-2 covers it`: whether the second id is closed or begins the reason is not known.
    func refuseReasonWithID() throws(UsageProblem) {
        guard verb.arguments.contains(where: \.isReason), words.count > 2 else { return }
        func isID(_ index: Int) -> Bool {
            !words[index].isText && ItemID(words[index].text.filter { $0 != "," }) != nil
        }
        for index in words.indices.dropFirst().dropLast() where isID(index) && isID(index - 1) {
            let next = words[index + 1]
            // `close T-1, T-2, not needed`: the reason is set apart from both.
            guard !isID(index + 1), !next.isText, words[index].text.utf8.last != UInt8(ascii: ","), !next.isDash,
                introducer(at: index + 1, of: verb.arguments) == nil, !DateReader.mayRead(1, first: next.text),
                !next.isOne(of: SmallWords.joins + SmallWords.thanks + SmallWords.withAll)
            else { continue }
            throw UsageProblem(.unexpected(word: words[index].text), marked: words[index].text)
        }
    }

    /// `close R-4, not needed any more`: what a comma sets apart from the last id is the reason.
    mutating func sayReasonAfterComma() {
        guard verb.arguments.contains(where: { $0.isReason && $0.after.contains("because") }) else { return }
        for index in words.indices.dropLast() where !words[index].isText {
            let next = words[index + 1]
            // `close R-4 - not needed`
            if next.isDash, index + 2 < words.count, ItemID(words[index].text) != nil,
                ItemID(words[index + 2].text) == nil
            {
                words[index + 1] = .supplied("because")
                return
            }
            guard words[index].text.utf8.last.map({ ",:.".utf8.contains($0) }) == true,
                ItemID(words[index].text.dropLast()) != nil, !next.isText,
                ItemID(next.text.filter { $0 != "," }) == nil,
                !next.isOne(of: SmallWords.joins + SmallWords.goesOn + ["because"]), next.text != "/"
            else { continue }
            words[index].text.removeLast()
            words.insert(.supplied("because"), at: index + 1)
            return
        }
    }

    /// A reason that a word of its own introduces, without it: the reply says because.
    func withoutSince(_ words: [Word]) -> [Word] {
        guard words.count > 2, words[0].isOne(of: ["since", "as", "cos"]), !words[1].isText,
            DateReader.readPast([words[1].text], today: context.today) == nil
        else { return words }
        return Array(words.dropFirst())
    }

    /// A reason without the full stop after it: the reply ends its own sentence.
    static func withoutStop(_ words: [Word]) -> String {
        var words = words
        if let last = words.last, !last.isText, last.text.utf8.count > 1, last.text.last == ".",
            !last.text.hasSuffix("..")
        {
            words[words.count - 1].text.removeLast()
            if last.typed == last.text { words[words.count - 1].typed.removeLast() }
        }
        return words.phrase
    }

    /// Refuses what stands where a reason would and says that it is not so, not yet or not sure: `done, almost`, `done 50%`,
    /// `close T-1 later`, `drop T-1, 2 and 3`.
    func refuseHedged(_ reason: ArraySlice<Word>) throws(UsageProblem) {
        guard let first = reason.first, !first.isText else { return }
        func bare(_ word: Word?) -> String {
            func isMark(_ character: Character) -> Bool { "(),.;:!?".contains(character) }
            guard var text = word?.text.lowercased()[...] else { return "" }
            text = text.drop(while: isMark)
            while let last = text.last, isMark(last) { text.removeLast() }
            return String(text)
        }
        let (word, next) = (bare(first), bare(reason.dropFirst().first))
        let isSetApart = reason.count == 1 || first.text.last == ","
        let isHedge =
            switch word {
            case "not": !SmallWords.afterNot.contains(next)
            case "no": isSetApart || ["wait", "not"].contains(next)
            case "due": next != "to"
            // `remove T-1 from M-1`, `remove T-2 owner kim`: what is meant is not the whole record.
            case "owner": reason.count < 3
            case "deadline", "date", "estimate": reason.count == 1
            case "from": reason.count < 3 || ItemID(next) != nil || ProjectKey(next).map(context.isKey) == true
            case "i": ["guess", "think", "hope", "believe"].contains(next)
            case "after", "before", "as": ItemID(next) != nil
            case "with": ItemID(next) != nil || context.isHandle(next)
            case "in": !["favour", "favor", "time", "place", "use"].contains(next) && reason.count < 4
            default:
                SmallWords.conditional.contains(word) || SmallWords.hedges.contains(word) || word.isEmpty
                    || word.last == "%" && word.first?.isNumber == true
                    || SmallWords.links.contains(word)
                        && reason.dropFirst().contains { !$0.isText && ItemID(bare($0)) != nil }
                    || reason.count == 1 && context.isHandle(word)
                    || reason.count == 1 && (DateReader.isTime(word) || SmallWords.timesOfDay.contains(word))
            }
        let areNumbers = reason.allSatisfy { Int(asciiDigits: bare($0)) != nil || $0.isOne(of: SmallWords.joins) }
        // `done T-2`, and below it `next: T-1 again`
        let isOtherLine =
            first.startsLine
            && (first.text.last == ":" || reason.contains { !$0.isText && ItemID(bare($0)) != nil })
        let isValue = first.text.first == "#" || first.text.contains(":") && KeyReader.split(first) != nil
        guard isHedge || first.isMention || areNumbers || isOtherLine || isValue else { return }
        throw UsageProblem(.noReason(word: first.text), marked: first.text)
    }

    /// Whether a reason is only that it is done today, which needs no record.
    ///
    /// - Throws: for another day, as in `done T-1 yesterday`: done is recorded as of now, and a day is no reason.
    func isDayOfDoing(_ reason: ArraySlice<Word>) throws(UsageProblem) -> Bool {
        let said = reason.drop { $0.isOne(of: SmallWords.beforeDays) }.map(\.text)
        guard !reason.contains(where: \.isText), !said.isEmpty, said.count <= Places.longestValue,
            let reading = DateReader.readPast(said, today: context.today)
                ?? DateReader.read(said, today: context.today)
                ?? DateReader.readIntroduced(said, today: context.today)
        else { return false }
        if case .date(context.today) = reading { return true }
        let day = said.joined(separator: " ")
        throw UsageProblem(.dayOfDoing(day: day), marked: day)
    }
}
