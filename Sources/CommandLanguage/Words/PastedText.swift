// What a pasted mail or list has around its words: bullets, `Re:`, a closing and a signature.

import Quantities

package enum PastedText {
    /// The words without the bullets of a pasted list, where it begins with one, and without `Re:`.
    static func withoutMarks(_ words: [Word]) -> [Word] {
        let words = withoutBox(Array(words.drop { $0.isOne(of: SmallWords.replies) }))
        guard words.count > 1, let first = words.first, !first.isText else { return words }
        guard isBullet(first) else { return words }
        var result: [Word] = []
        for (index, word) in words.enumerated() {
            if (index == 0 || word.startsLine), isBullet(word) { continue }
            var word = word
            if index > 0, words[index - 1].startsLine, isBullet(words[index - 1]) { word.startsLine = true }
            result.append(word)
        }
        return result.isEmpty ? words : result
    }

    private static func isBullet(_ word: Word) -> Bool {
        let isNumber = word.text.last.map { ".)".contains($0) } == true && Int(asciiDigits: word.text.dropLast()) != nil
        return !word.isText && (SmallWords.bullets.contains(word.text) || isNumber && word.text.count <= 3)
    }

    /// Without the box of a check list, `- [ ] task One`; one that is ticked beside a record alone says that it is done.
    private static func withoutBox(_ words: [Word]) -> [Word] {
        let start = words.first.map { isBullet($0) } == true ? 1 : 0
        let rest = words.dropFirst(start)
        guard let box = rest.first, !box.isText else { return words }
        let isOpen = ["☐", "□", "[]"].contains(box.text)
        let length = isOpen ? 1 : box.text == "[" && rest.dropFirst().first?.text == "]" ? 2 : 0
        if length > 0, rest.count > length { return Array(rest.dropFirst(length)) }
        let isTicked = ["[x]", "✅", "☑", "✔", "✓", "☒", "✔️", "☑️"].contains(box.text.lowercased())
        guard isTicked, rest.count == 2, let record = rest.last, ItemID(record.text) != nil else { return words }
        return [record, Word("done")]
    }

    /// `/task` above a pasted list: a command for each line of it; nil for anything else.
    ///
    /// - Parameters:
    ///   - kind: the command that logs records by a word or its plural; nil for any other word.
    ///   - isVerb: whether a word after it logs one.
    package static func listed(
        _ words: [Word], kind: (String) -> String?, isVerb: (String, String) -> Bool
    ) -> [[Word]]? {
        guard let first = words.first, !first.isText, words.contains(where: \.startsLine) else { return nil }
        let starts = [0] + words.indices.dropFirst().filter { words[$0].startsLine }
        let lines = zip(starts, starts.dropFirst() + [words.count]).map { words[$0..<$1] }
        var head = Array(lines[0])
        while let last = head.last, !last.isText, last.text.count > 1, last.text.last == ":" {
            head[head.count - 1].text.removeLast()
        }
        // `add tasks:`
        if head.count == 2, head[0].isOne(of: SmallWords.logs + ["new", "make"]), kind(head[1].text.lowercased()) != nil
        {
            head.removeFirst()
        }
        guard let kind = kind(head[0].text.lowercased()),
            head.count == 1 || head.count == 2 && isVerb(kind, head[1].text.lowercased()),
            lines.count > 1,
            lines.dropFirst().allSatisfy({ line in
                line.count > 1 && (line.first.map(isBullet) == true || withoutBox(Array(line)).count < line.count)
            })
        else { return nil }
        head[0] = Word(kind)
        return lines.dropFirst().map { line in
            var said = withoutBox(Array(line))
            if let first = said.first, isBullet(first) { said.removeFirst() }
            said[0].startsLine = false
            return head + said
        }
    }

    /// The words without a greeting before them, `Morning all, quick one - …`, and thanks of their own after them.
    static func withoutTalk(_ words: [Word]) -> [Word] {
        var words = words
        if words.count > 2, words[0].isOne(of: SmallWords.greetings) || isGreeting(words[0]) {
            // To whom, and up to the mark that ends it.
            let end = words.prefix(4).firstIndex { word in
                !word.isText && (word.isDash || word.text.last.map { ",!.:;–—-".contains($0) } == true)
            }
            let length = end.map { $0 + 1 } ?? (words.dropFirst().first?.isOne(of: SmallWords.everyone) == true ? 2 : 1)
            // `Hi, T-1 …`: what a mark does not end is dropped only where nothing but names is in it.
            let names = words[1..<length].filter { !$0.isDash }
            let areNames = names.allSatisfy { word in
                SmallWords.everyone.contains(word.letters) || SmallWords.greetings.contains(word.letters)
            }
            if length < words.count, areNames { words.removeFirst(length) }
        }
        // `quick one -`, `quick question:`
        if words.count > 3, words[0].isOne(of: ["quick", "just"]), SmallWords.quick.contains(words[1].letters) {
            let isMarked = words[1].text.last.map { ",:".contains($0) } == true
            if isMarked || words[2].isDash { words.removeFirst(isMarked ? 2 : 3) }
        }
        while words.count > 1, let last = words.last, !last.isText,
            SmallWords.thanks.contains(last.letters) && last.text.last != ":"
        {
            words.removeLast()
        }
        // `… please? Ta`, `… risks. Thank you.`
        for length in [3, 2, 1] where words.count > length {
            let end = words.suffix(length).map(\.letters).joined(separator: " ")
            let before = words[words.count - length - 1]
            guard SmallWords.ownThanks.contains(end), !before.isText,
                before.text.last.map({ ".?!,".contains($0) }) == true
            else { continue }
            words.removeLast(length)
            break
        }
        return words
    }

    private static func isGreeting(_ word: Word) -> Bool { !word.isText && SmallWords.greetings.contains(word.letters) }

    /// The words before the close of a mail: a line of dashes or a short one of thanks or regards, with names below it; or what
    /// the mail answers.
    static func withoutClosing(_ words: [Word]) -> [Word] {
        guard words.contains(where: \.startsLine) else { return words }
        let starts = [0] + words.indices.dropFirst().filter { words[$0].startsLine }
        let lines = zip(starts, starts.dropFirst() + [words.count]).map { words[$0..<$1] }
        let close = lines.indices.dropFirst().first { index in
            isAnswered(lines[index]) || isClosing(lines[index], before: lines[(index + 1)...])
        }
        return close.map { Array(words[..<starts[$0]]) } ?? words
    }

    /// `On Monday Bob wrote:`, and what he wrote.
    private static func isAnswered(_ line: ArraySlice<Word>) -> Bool {
        line.first.map { $0.isVerbatim && $0.text.hasPrefix(">") } ?? false
            || line.last?.isOne(of: ["wrote:", "schrieb:"]) == true
    }

    private static func isClosing(_ line: ArraySlice<Word>, before later: ArraySlice<ArraySlice<Word>>) -> Bool {
        guard let first = line.first, line.count <= 5, !first.isText else { return false }
        if line.count == 1, first.text.count > 1,
            first.text.allSatisfy({ WordReader.dashes.contains($0) || $0 == "_" })
        {
            return later.first.map(isName) ?? false
        }
        let isThanks =
            isClosing(first)
            || first.isOne(of: SmallWords.beforeClosings) && line.dropFirst().first.map(isClosing) == true
        let beside = line.dropFirst().filter { !isClosing($0) && !$0.isOne(of: SmallWords.beforeClosings) }
        return isThanks && later.count <= 4 && isName(beside[...]) && later.allSatisfy(isName)
    }

    private static func isClosing(_ word: Word) -> Bool {
        !word.isText && SmallWords.closings.contains(word.letters)
    }

    /// `Priya Patel`, `IT Program Manager`: words with capitals, and no figures.
    private static func isName(_ line: ArraySlice<Word>) -> Bool {
        line.count <= 5
            && line.allSatisfy { word in
                word.isOne(of: SmallWords.withClosings)
                    || word.text.first?.isUppercase == true && !word.text.contains(where: \.isNumber)
            }
    }
}
