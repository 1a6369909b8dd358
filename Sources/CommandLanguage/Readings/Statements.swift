// Several statements in one: lines, sentences, and what is joined by commas or "and", where each part reads by itself.

import Quantities

/// One statement of a message, and how it reads, where that was found while it was told from others.
package struct Statement: Sendable {
    package var words: CommandWords
    package var bound: Result<BoundCommand, UsageProblem>?

    package init(_ words: CommandWords, _ bound: Result<BoundCommand, UsageProblem>? = nil) {
        self.words = words
        self.bound = bound
    }
}

extension StatementReader {
    /// The statements of what was said as one; one where it is one.
    ///
    /// It is taken apart only where each part reads by itself, and, within a line, where each changes something: a title may hold
    /// full stops, commas and "and".
    package func statements(_ said: CommandWords, context: ReadingContext) -> [Statement] {
        guard said.words.count > 2, showsSeveral(said.words) else { return [Statement(said)] }
        let whole = whole(said, context)
        guard let fit = severalFit(said, whole, context) else { return [Statement(said, whole?.bound)] }
        let parts = parts(said, fit, context)
        return parts.count == 1 ? [Statement(said, whole?.bound)] : parts.map { Statement($0) }
    }

    /// What was said as one statement.
    private struct Whole {
        var look: StatementLook
        var bound: Result<BoundCommand, UsageProblem>
    }

    /// One line as one statement; nil of several lines, which are looked at together.
    private func whole(_ said: CommandWords, _ context: ReadingContext) -> Whole? {
        guard !said.words.contains(where: \.startsLine), let look = try? look(said, context: context) else {
            return nil
        }
        return Whole(
            look: look, bound: Result { () throws(UsageProblem) in try read(said, look, context: context) })
    }

    private func parts(_ said: CommandWords, _ fit: Fit, _ context: ReadingContext) -> [CommandWords] {
        let words = PastedText.withoutClosing(said.words)
        if fit == .doesNotStand, let each = distributed(words, said.isPrefixed, context) { return each }
        for separator in StatementSeparator.allCases where fit == .doesNotStand || separator.isStrong {
            var parts = separator.parts(of: words, language).map(StatementReader.withoutSlash)
            guard parts.count > 1, parts.count <= 50, parts.allSatisfy({ !$0.isEmpty }) else { continue }
            if separator == .line, goesOn(parts) { continue }
            if separator == .record, !parts.allSatisfy({ ItemID($0[0].text.filter { $0 != ":" }) != nil }) { continue }
            // `T-1 started, due 4 dec`
            if separator == .comma || separator == .and, let id = parts[0].first, ItemID(id.text) != nil {
                parts = parts.map { part in
                    part[0].text.contains("-") && ItemID(part[0].text) != nil
                        || catalogue.command(part[0].text.lowercased()) != nil || part.count < 2 ? part : [id] + part
                }
            }
            let commands = parts.enumerated().map { number, words in
                CommandWords(words: words, isPrefixed: said.isPrefixed && (number == 0 || separator == .slash))
            }
            if commands.allSatisfy({ stands($0, separator, context) }) { return commands }
        }
        return [said]
    }

    /// Whether anything in it could part statements: most of what is said has no such sign, and is read once.
    private func showsSeveral(_ words: [Word]) -> Bool {
        guard StatementReader.length(words) <= ReadingLimit.words.most else { return false }
        return words.indices.dropFirst().contains { index in
            let word = words[index]
            if word.startsLine { return true }
            guard !word.isText, let last = word.text.utf8.last else { return false }
            if last == UInt8(ascii: ";") || word.text.utf8.first == UInt8(ascii: "/") { return true }
            if index + 1 < words.count, last == UInt8(ascii: ",") || last == UInt8(ascii: ".") { return true }
            return language.joins.contains(word.text)
                || word.text.utf8.contains(UInt8(ascii: "-")) && ItemID(word.text.filter { $0 != "," }) != nil
        } || words.first.map { $0.text.utf8.last.map { ",.;".utf8.contains($0) } ?? false } ?? false
    }

    /// `Task force meets` below `task order the racks`: with a capital where the first line has none, it goes on with a text.
    private func goesOn(_ parts: [[Word]]) -> Bool {
        guard let first = parts[0].first?.text.first, !first.isUppercase else { return false }
        return parts.dropFirst().contains { part in
            part.count > 1 && part[0].text.first?.isUppercase == true && ItemID(part[0].text) == nil
                && part[0].text.last != ":" && part[1].text.first?.isUppercase == false
        }
    }

    private static func withoutSlash(_ words: [Word]) -> [Word] {
        guard var first = words.first, !first.isText, first.text.utf8.first == UInt8(ascii: "/"),
            first.text.utf8.count > 1
        else { return words }
        first.text.removeFirst()
        first.typed = first.text
        return [first] + words.dropFirst()
    }

    /// `T-1 and T-2 wait for T-3`: the same of each, where the verb takes one record.
    private func distributed(_ words: [Word], _ isPrefixed: Bool, _ context: ReadingContext) -> [CommandWords]? {
        let chart = Chart(LexemeReader.lexemes(words), language: language, context: context, catalogue: catalogue)
        guard let span = chart.spans(.ids, 0).first, case .ids(let ids) = span.value, ids.count > 1, ids.count <= 50,
            span.end < chart.count, span.end <= words.count
        else { return nil }
        let each = ids.map { CommandWords(words: [Word("\($0)")] + words[span.end...], isPrefixed: isPrefixed) }
        return each.allSatisfy { stands($0, .record, context) } ? each : nil
    }

    private enum Fit { case doesNotStand, mayHoldMore }

    /// Whether it may be several: it does not stand as one, or has another line, a record in a text, a semicolon.
    private func severalFit(_ said: CommandWords, _ whole: Whole?, _ context: ReadingContext) -> Fit? {
        let line = whole?.look.lexed ?? LexemeReader.lexemes(said.words)
        let readings = whole?.look.readings ?? readings(line, isPrefixed: said.isPrefixed, context: context)
        guard let best = readings.first else { return .doesNotStand }
        if best.verb.scriptArgument != nil || best.verb.takesWholeText || best.verb.handler == "item.note" {
            return nil
        }
        let stands =
            whole?.bound.isSuccess
            ?? ((try? standing(readings, line, isPrefixed: said.isPrefixed, context: context)) != nil)
        if !stands { return .doesNotStand }
        if said.words.contains(where: { $0.startsLine }) { return .mayHoldMore }
        let texts = best.values.texts
        let holds = texts.contains { text in
            text.contains(";") || text.contains(" /")
                || LexemeReader.lexemes(text).lexemes.contains {
                    !$0.isText && $0.text.contains("-") && ItemID($0.text) != nil
                }
        }
        return holds ? .mayHoldMore : nil
    }

    private func stands(_ said: CommandWords, _ separator: StatementSeparator, _ context: ReadingContext) -> Bool {
        guard let bound = try? read(said, context: context) else { return false }
        return bound.verb.role != "viewer" || separator == .line || separator == .semicolon
    }
}

/// What may stand between two statements.
enum StatementSeparator: CaseIterable {
    case line, semicolon, sentence, slash, comma, and, record

    /// Whether it parts statements although the whole reads as one.
    var isStrong: Bool { self == .line || self == .semicolon || self == .sentence || self == .slash }

    func parts(of words: [Word], _ language: Language) -> [[Word]] {
        var parts: [[Word]] = [[]]
        for (index, word) in words.enumerated() {
            var word = word
            if begins(index, words), !parts[parts.count - 1].isEmpty { parts.append([]) }
            if self == .and, !word.isText, language.tailJoins.contains(word.text.lowercased()) {
                parts.append([])
                continue
            }
            let ends = self.ends(word)
            if ends {
                word.text.removeLast()
                word.typed.removeLast()
            }
            if word.text.isEmpty { continue }
            if parts[parts.count - 1].isEmpty {
                word.startsLine = false
                if self == .comma, parts.count > 1, !word.isText, language.joins.contains(word.text.lowercased()) {
                    continue
                }
            }
            parts[parts.count - 1].append(word)
            if ends, index + 1 < words.count { parts.append([]) }
        }
        return parts
    }

    private func begins(_ index: Int, _ words: [Word]) -> Bool {
        let word = words[index]
        guard index > 0, !word.isText else { return false }
        switch self {
        case .line: return word.startsLine
        case .slash: return word.text.utf8.first == UInt8(ascii: "/") && word.text.utf8.count > 2
        case .record: return word.text.contains("-") && ItemID(word.text.filter { $0 != ":" }) != nil
        default: return false
        }
    }

    private func ends(_ word: Word) -> Bool {
        guard !word.isText, word.token == nil, word.text.utf8.count > 1 || self == .semicolon else { return false }
        switch self {
        case .semicolon: return word.text.last == ";"
        case .sentence: return word.text.last == "."
        case .comma: return word.text.last == ","
        default: return false
        }
    }
}

extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}
