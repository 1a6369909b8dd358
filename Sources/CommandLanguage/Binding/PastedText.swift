// What a pasted mail or list has around its words: bullets, `Re:`, a closing and a signature.

enum PastedText {
    /// The words without the bullets of a pasted list, where it begins with one, and without `Re:`.
    static func withoutMarks(_ words: [Word]) -> [Word] {
        guard words.count > 1, let first = words.first, !first.isText else { return words }
        if first.isOne(of: SmallWords.replies) { return Array(words.dropFirst()) }
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
        func isClosing(_ word: Word) -> Bool {
            !word.isText && SmallWords.closings.contains(word.text.lowercased().filter(\.isLetter))
        }
        let close = words.indices.dropFirst().first { index in
            guard words[index].startsLine, !words[index].isText else { return false }
            let line = words[index...].prefix { !$0.startsLine || $0 == words[index] }
            let rest = line.dropFirst()
            if rest.isEmpty, words[index].text.count > 1,
                words[index].text.allSatisfy({ WordReader.dashes.contains($0) || $0 == "_" })
            {
                return true
            }
            guard line.count <= 4, rest.first?.isOne(of: SmallWords.afterNoClosings) != true else { return false }
            return isClosing(words[index])
                || words[index].isOne(of: SmallWords.beforeClosings) && rest.first.map(isClosing) == true
        }
        return close.map { Array(words[..<$0]) } ?? words
    }
}
