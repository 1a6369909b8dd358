// The unbroken run of values at the end of a statement, and where the text before it ends.

extension StatementBinder {
    /// Whether nothing but closings, such as thanks, stands from here to the end.
    func isOver(_ index: Int) -> Bool {
        if index >= chart.count { return true }
        // Closings are few words.
        guard index >= chart.count - StatementBinder.longestClosing else { return false }
        if let known = over[index] { return known }
        over[index] = false
        let isClosed = chart.ends(ofRule: "closing", from: index).contains { $0 > index && isOver($0) }
        over[index] = isClosed
        return isClosed
    }

    /// The values that cover everything from a lexeme to the end; nil when they do not.
    func tail(_ index: Int, _ used: UInt64) -> [Element]? {
        if isOver(index) { return [] }
        let key = TailKey(index: index, used: used)
        if let known = tails[key] { return known }
        tails[key] = .some(nil)
        let lexeme = chart.line[index]
        if lexeme.isText { return nil }
        if chart.isWord(index, in: language.tailJoins) || startsLevels(index) {
            // One word joins two values; several join nothing.
            let rest =
                index + 1 < chart.count && chart.isWord(index + 1, in: language.tailJoins) ? nil : tail(index + 1, used)
            tails[key] = rest
            return rest
        }
        var best: (score: Int, elements: [Element])?
        for element in elements(index, used) {
            var run: [Element]
            if element.isText {
                let found = text(from: element.range.upperBound, used | element.bits, keepsBareDays: true)
                guard let (end, text, rest) = found else { continue }
                var whole = element
                whole.values = [.text(text)]
                whole.range = element.range.lowerBound..<end
                run = [whole] + rest
            } else {
                var next = used | element.bits
                // Of what takes no argument there are a few: an address, a time, an option.
                if element.bits == 0 {
                    if used >> StatementBinder.loosePlace & 7 == 7 { continue }
                    next += 1 << StatementBinder.loosePlace
                }
                guard let rest = tail(element.range.upperBound, next) else { continue }
                run = [element] + rest
            }
            let score = run.reduce(0) { $0 + ($1.fault == nil ? $1.weight : 0) }
            if best == nil || score > best?.score ?? 0 { best = (score, run) }
            run.removeAll()
        }
        tails[key] = best?.elements
        return best?.elements
    }

    /// Where the bits of what is used count the values that are no argument's.
    private static let loosePlace: UInt64 = 50

    /// `with probability high`
    private func startsLevels(_ index: Int) -> Bool {
        chart.isWord(index, in: language.sets["with"] ?? []) && index + 1 < chart.count
            && verb.arguments.contains { isKey(chart.line[index + 1].folded, of: $0) && $0.type != .text }
    }

    /// The free text from a lexeme on, as short as the values behind it allow.
    ///
    /// - Parameter keepsBareDays: whether a day that no word introduces belongs to the text: `because they move next year`.
    func text(
        from start: Int, _ used: UInt64, keepsBareDays: Bool = false
    ) -> (end: Int, text: String, rest: [Element])? {
        guard start < chart.count else { return nil }
        if verb.takesWholeText { return (chart.count, slice(start..<chart.count), []) }
        for end in (start + 1)..<max(start + 2, chart.count + 1) {
            guard let rest = tail(end, used) else { continue }
            if end < chart.count, holds(end, from: start) { continue }
            if keepsBareDays, let first = rest.first, isBareDay(first) { continue }
            // Closings, such as thanks, only where a mark sets them apart.
            if rest.isEmpty, end < chart.count, !chart.line[end].startsLine,
                chart.line[end - 1].after.isDisjoint(with: [.comma, .stop, .exclamation, .dash, .open, .sign])
            {
                continue
            }
            if !rest.isEmpty, rest.allSatisfy({ $0.target == .aside }) { continue }
            let isSure = rest.contains { $0.weight >= 2 }
            let said = rest.count { if case .option = $0.target { false } else { true } }
            if !rest.isEmpty, !isSure, said < 2, end < chart.count,
                chart.line[end - 1].after.isDisjoint(with: [.comma, .dash]), !chart.line[end].before.contains(.open),
                !chart.line[end - 1].isText
            {
                continue
            }
            return (end, slice(start..<end), rest)
        }
        return nil
    }

    private func isBareDay(_ element: Element) -> Bool {
        chart.spans(.day, element.range.lowerBound).contains { $0.end == element.range.upperBound }
    }

    /// Whether the word before a place holds what stands there: `every fri`, `between mon and wed`, `call @kim`.
    func holds(_ index: Int, from start: Int) -> Bool {
        let before = chart.line[index - 1]
        let next = chart.line[index]
        // A key holds its value by itself.
        if next.isKey { return false }
        if language.holds.contains(before.folded), !before.isText, before.text != "A" { return true }
        // `7 dec - 9 dec`, `Black Friday`
        if let day = chart.spans(.day, index).first {
            if before.after.contains(.dash),
                (max(start, index - 4)..<index).contains(where: { place in
                    // A time may stand between: `sat 22:00 - sun 04:00`.
                    chart.spans(.day, place).contains { $0.end == index || !chart.spans(.clock, $0.end).isEmpty }
                })
            {
                return true
            }
            if day.end == index + 1, next.isCapitalised, before.isCapitalised, index - 1 > start,
                before.after.isDisjoint(with: Marks.separators)
            {
                return true
            }
        }
        if language.personVerbs.contains(before.folded), language.sets["beforepeople"]?.contains(next.folded) == true {
            return true
        }
        if before.after.isDisjoint(with: Marks.separators),
            chart.spans(.day, index - 1).contains(where: { $0.end > index })
        {
            return true
        }
        for place in max(start, index - 5)..<index
        where chart.ends(ofRule: "stretch", from: place).contains(where: { $0 > index }) { return true }
        if chart.line[index].isMention, language.personVerbs.contains(before.folded) { return true }
        // Several people after `with`, `for`.
        for place in max(start, index - 5)..<index where place > 0 {
            guard let span = chart.spans(.people, place).first, span.end > index, span.end > place + 1 else { continue }
            if language.personVerbs.contains(chart.line[place - 1].folded)
                || language.sets["beforepeople"]?.contains(chart.line[place - 1].folded) == true
            {
                return true
            }
        }
        return false
    }

    /// The text of a stretch of lexemes as it was typed, without the marks that set it apart from its neighbours.
    func slice(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        // `because:"racks are late"` as well: the quotes only held it together.
        let lexeme = chart.line[first]
        if range.count == 1, lexeme.isText || lexeme.isQuotedValue { return lexeme.text }
        var text = chart.line.text(chart.line[first].outer.lowerBound..<chart.line[last].outer.upperBound)
        let trailing: Set<Character> =
            range.upperBound == chart.count ? [" ", "\n"] : [" ", "\n", ",", ";", ":", "—", "–", "-", "("]
        while let character = text.last, trailing.contains(character) { text.removeLast() }
        if range.upperBound == chart.count {
            // `:tada:` is one sign.
            let isSign =
                text.split(separator: " ").last.map { $0.first == ":" && $0.last == ":" && $0.count > 2 } == true
            // What is asked for politely is no question: `could you add a task to order racks?`
            if chart.line.lexemes[0].outer.lowerBound > 0, text.last == "?" { text.removeLast() }
            while !isSign, let character = text.last, ",:;".contains(character) { text.removeLast() }
        }
        return text
    }
}

extension VerbDeclaration {
    /// Whether its text takes everything that follows, whatever it looks like.
    var takesWholeText: Bool { textArgument?.isWhole == true }
}
