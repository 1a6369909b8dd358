// Makes lexemes of a statement's words: marks off, keys from values, several ids and levels apart.

import Quantities

/// Reads lexemes. Each word of the message becomes one or more; a word of signs alone becomes a mark of its neighbour.
package enum LexemeReader {
    package static func lexemes(_ words: some Collection<Word>) -> LexedLine {
        var reader = Reader()
        for word in words { reader.read(word) }
        return LexedLine(text: reader.text, lexemes: reader.lexemes)
    }

    package static func lexemes(_ text: String) -> LexedLine { lexemes(WordReader.words(text)) }

    private struct Reader {
        var text = ""
        var lexemes: [Lexeme] = []
        private var last: Word?
        /// Marks of signs that stood before the first word.
        private var pending: Marks = []

        mutating func read(_ word: Word) {
            if let last, !word.follows(last) { text.append(word.startsLine ? "\n" : " ") }
            last = word
            let start = text.utf8.count
            text.append(word.typed)
            if word.isText { return appendText(word, start) }
            if ["<", ">", "<=", ">=", "->", "→", "=>"].contains(word.text) {
                return append(word.typed[...], at: start, before: [], after: [])
            }
            if word.token == nil, let box = LexemeReader.box(word.text) { return mark(box, word, start) }
            let first = lexemes.count
            if lexemes.isEmpty || word.startsLine, LexemeReader.isListNumber(word.text) {
                return pending.formUnion(.bullet)
            }
            // A ticked box before a record says that it is done.
            if pending.contains(.tickedBox), ItemID(word.text) != nil {
                lexemes.append(
                    Lexeme(text: "✅", folded: "✅", before: [], after: [], core: start..<start, outer: start..<start))
            }
            if Reader.isPlain(word) {
                append(word.typed[...], at: start, before: [], after: [])
            } else {
                parts(of: word, start)
            }
            guard first < lexemes.count else { return }
            pending.remove(.tickedBox)
            if lexemes.count == first + 1, !word.text.utf8.elementsEqual(word.typed.utf8) {
                // What only looks like a mention, or has another dash, is what it was before a reply showed it.
                let id = WordReader.withPlainID(lexemes[first].text.replacing("@\u{200B}", with: "@"))
                lexemes[first].folded = LexemeReader.folded(id)
                lexemes[first].text = id
            }
            lexemes[first].startsLine = word.startsLine && first > 0
            lexemes[first].before.formUnion(pending)
            pending = []
            if let token = word.token { lexemes[lexemes.count - 1].token = token }
            if word.quotedFrom != nil { quote(word) }
        }

        /// Letters and figures only, as most words are.
        private static func isPlain(_ word: Word) -> Bool {
            word.token == nil && word.quotedFrom == nil
                && word.typed.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
                && !WordCuts.isPairOfLevels(word.typed.utf8)
        }

        private mutating func appendText(_ word: Word, _ start: Int) {
            let range = start..<text.utf8.count
            var lexeme = Lexeme(
                text: word.text, folded: word.text.lowercased(), before: pending.union(.quote), after: .quote,
                isText: true, core: range, outer: range)
            lexeme.startsLine = word.startsLine && !lexemes.isEmpty
            pending = []
            lexemes.append(lexeme)
        }

        /// A word of signs alone: a mark of the word before it, or of the first one.
        private mutating func mark(_ marks: Marks, _ word: Word, _ start: Int) {
            guard !lexemes.isEmpty, !(word.startsLine && !marks.isDisjoint(with: [.bullet, .box, .tickedBox, .dash]))
            else {
                return pending.formUnion(marks)
            }
            lexemes[lexemes.count - 1].after.formUnion(marks)
            lexemes[lexemes.count - 1].outer = lexemes[lexemes.count - 1].outer.lowerBound..<text.utf8.count
        }

        /// The value of `due:"24 dec"` was quoted: the quotes held it together.
        private mutating func quote(_ word: Word) {
            guard let index = lexemes.indices.last, let from = word.quotedFrom else { return }
            let said = String(word.text.dropFirst(from))
            lexemes[index].text = said
            lexemes[index].folded = said.lowercased()
            lexemes[index].before.formUnion(.quote)
            lexemes[index].after.formUnion(.quote)
        }

        private mutating func parts(of word: Word, _ start: Int) {
            // What was typed is the word itself, but for quotes inside it.
            let typed = word.typed
            if let from = word.quotedFrom {
                let key = word.text.prefix(from)
                split(String(key), at: start, token: nil, last: false)
                let begin = start + key.utf8.count
                append(typed.dropFirst(key.count), at: begin, before: .quote, after: .quote, isGlued: true)
                return
            }
            split(typed, at: start, token: word.token, last: true)
        }

        private mutating func split(_ typed: String, at start: Int, token: PlatformToken?, last: Bool) {
            var rest = typed[...]
            var offset = start
            var isFirst = true
            while !rest.isEmpty {
                let cut = token == nil || rest.count > 1 ? WordCuts.first(in: rest) : nil
                let piece = cut.map { rest[..<$0.end] } ?? rest
                bare(
                    piece, at: offset, isGlued: !isFirst, mark: cut?.mark ?? [], markLength: cut?.markLength ?? 0, token
                )
                guard let cut else { break }
                let used = rest.utf8.distance(from: rest.startIndex, to: cut.end) + cut.markLength
                offset += used
                rest = rest[rest.utf8.index(rest.startIndex, offsetBy: used)...]
                isFirst = false
            }
        }

        /// One piece, its marks taken off.
        private mutating func bare(
            _ piece: Substring, at offset: Int, isGlued: Bool, mark: Marks, markLength: Int, _ token: PlatformToken?
        ) {
            var core = piece
            var before: Marks = []
            var after = mark
            if isGlued, core == "'s" || core == "’s" || core.first.map({ "<>".contains($0) }) == true {
                return append(core, at: offset, before: [], after: after, isGlued: true, trail: markLength)
            }
            let dashes = core.prefix { WordReader.dashes.contains($0) }
            if !dashes.isEmpty, dashes.count > 1 || dashes.first != "-",
                core.dropFirst(dashes.count).first?.isLetter == true
            {
                core = core.dropFirst(dashes.count)
                before.insert(.option)
            }
            while let first = core.first, let mark = Marks.mark(first) {
                before.insert(mark)
                core.removeFirst()
            }
            while let last = core.last, let mark = Marks.mark(last), core.count > 1 || before.isEmpty {
                after.insert(mark)
                core.removeLast()
            }
            let lead = piece.utf8.distance(from: piece.startIndex, to: core.startIndex)
            let trail = piece.utf8.count - lead - core.utf8.count + markLength
            guard !core.isEmpty else {
                guard var last = lexemes.popLast() else { return pending.formUnion(before.union(after)) }
                let marks = before.union(after)
                // A smiley is no colon.
                last.after.formUnion(
                    piece.utf8.count > 1 && !marks.subtracting([.stop, .question, .exclamation]).isEmpty ? .sign : marks
                )
                last.outer = last.outer.lowerBound..<text.utf8.count
                lexemes.append(last)
                return
            }
            append(core, at: offset + lead, before: before, after: after, isGlued: isGlued, lead: lead, trail: trail)
        }

        private mutating func append(
            _ core: Substring, at offset: Int, before: Marks, after: Marks, isGlued: Bool = false, lead: Int = 0,
            trail: Int = 0
        ) {
            let range = offset..<(offset + core.utf8.count)
            let word = String(core)
            lexemes.append(
                Lexeme(
                    text: word, folded: LexemeReader.folded(word), before: before, after: after, isGlued: isGlued,
                    core: range, outer: (range.lowerBound - lead)..<(range.upperBound + trail)))
        }
    }

    /// In lower case, with straight apostrophes.
    static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }) { return text }
        let lower = text.lowercased()
        return lower.utf8.contains { $0 >= 0x80 } ? lower.replacing("’", with: "'") : lower
    }

    /// `1.`, `2)`: the number of a list's line.
    static func isListNumber(_ text: String) -> Bool {
        guard let last = text.utf8.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ")") else { return false }
        return (1...2).contains(text.utf8.count - 1) && text.utf8.dropLast().allSatisfy { $0 &- 0x30 < 10 }
    }

    /// The marks of a word that is nothing but signs: dashes, bullets, boxes, an arrow.
    static func box(_ text: String) -> Marks? {
        guard text.utf8.count <= 12, let first = text.first, !first.isLetter, !first.isNumber else { return nil }
        switch text {
        case "[ ]", "☐", "[]": return .box
        case "[x]", "[X]", "☑", "✅", "✔", "✔️": return text.hasPrefix("[") || text == "☑" ? .tickedBox : nil
        case "/": return .slash
        case "|": return .bar
        case "+", "&": return nil
        case "->", "→", "=>": return nil
        case "*", "•", "◦", "▪", "‣": return .bullet
        case "--": return .option
        default: return text.allSatisfy { WordReader.dashes.contains($0) } ? .dash : nil
        }
    }
}
