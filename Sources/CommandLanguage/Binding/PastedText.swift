// What a pasted mail or list has around its words: bullets, `Re:`, a closing and a signature.

enum PastedText {
    /// The words without the bullets of a pasted list, where it begins with one, and without `Re:`.
    static func withoutMarks(_ words: [Word]) -> [Word] {
        guard words.count > 1, let first = words.first, !first.isText else { return words }
        if first.isOne(of: SmallWords.replies) { return withoutMarks(Array(words.dropFirst())) }
        func isBullet(_ word: Word) -> Bool {
            let isNumber =
                word.text.last.map { ".)".contains($0) } == true && Int(asciiDigits: word.text.dropLast()) != nil
            return !word.isText && (SmallWords.bullets.contains(word.text) || isNumber && word.text.count <= 3)
        }
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

    /// The words before the close of a mail: a line of dashes, or a short one of thanks or regards.
    static func withoutClosing(_ words: [Word]) -> [Word] {
        guard words.contains(where: \.startsLine) else { return words }
        let starts = words.indices.dropFirst().filter { words[$0].startsLine }
        func line(_ start: Int) -> ArraySlice<Word> {
            words[start...].enumerated().prefix { $0.offset == 0 || !$0.element.startsLine }.map(\.element)[...]
        }
        /// `Priya Patel`, `IT Program Manager`: words with capitals, and no figures.
        func isName(_ words: some Collection<Word>) -> Bool {
            words.count <= 5
                && words.allSatisfy { word in
                    word.isOne(of: SmallWords.withClosings)
                        || word.text.first?.isUppercase == true && !word.text.contains(where: \.isNumber)
                }
        }
        func isClosing(_ word: Word?) -> Bool {
            word.map { !$0.isText && SmallWords.closings.contains($0.text.lowercased().filter(\.isLetter)) } ?? false
        }
        let close = starts.first { start in
            let words = line(start)
            let later = starts.filter { $0 > start }.map(line)
            guard let first = words.first else { return false }
            // An answered mail: `On Monday Bob wrote:` and what he wrote.
            if first.isVerbatim && first.text.hasPrefix(">") || words.last?.isOne(of: ["wrote:", "schrieb:"]) == true {
                return true
            }
            let isSignature = later.first.map(isName) ?? false
            if words.count == 1, first.text.count > 1,
                first.text.allSatisfy({ WordReader.dashes.contains($0) || $0 == "_" })
            {
                return isSignature
            }
            let isThanks =
                isClosing(first) || first.isOne(of: SmallWords.beforeClosings) && isClosing(words.dropFirst().first)
            let rest = words.dropFirst().filter { !isClosing($0) && !$0.isOne(of: SmallWords.beforeClosings) }
            return isThanks && isName(rest) && later.count <= 4 && later.allSatisfy(isName)
        }
        return close.map { Array(words[..<$0]) } ?? words
    }
}
