// One line's words with every day found in them by the rules of one language, each looked for once.

import FieldTypes
import Quantities

/// A day that begins at a token, and the token after its last one.
struct DaySpan: Hashable, Sendable {
    var end: Int
    var day: DayExpression
    /// A day only where one is expected: a short word, a number that may be a version.
    var isWeak: Bool
}

/// The days of a line by one language.
final class DayChart {
    /// What a slot may hold at a token.
    struct Piece: Hashable {
        var end: Int
        var value: DayPiece
        var isWeak = false
    }
    /// A way through a phrase.
    private struct Match {
        var end: Int
        var slots: [(name: String, piece: Piece)] = []
    }

    let language: DayLanguage
    let tokens: [DayToken]
    private var found: [Int: [DaySpan]] = [:]

    init(_ words: [DayWord], language: DayLanguage) {
        self.language = language
        tokens = DayToken.tokens(words, of: language)
    }

    /// Whether a day can begin at a token: most words are in no rule.
    private func mayBegin(_ index: Int) -> Bool {
        guard index < tokens.count, let byte = tokens[index].text.utf8.first else { return false }
        return byte &- 0x30 < 10 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            || language.vocabulary.contains(tokens[index].text)
    }

    /// How many tokens from one on may be of a day, as many as a day takes at most.
    private func reach(_ index: Int) -> Int {
        var end = index
        while end < min(tokens.count, index + DayChart.longest), mayBelong(tokens[end]) { end += 1 }
        return end - index
    }

    private func mayBelong(_ token: DayToken) -> Bool {
        token.text.utf8.contains { $0 &- 0x30 < 10 } || language.vocabulary.contains(token.text)
            || language.halves.contains(token.text) || language.suffixes.contains(token.text)
    }

    /// The most tokens a day takes: rules that hold each other would otherwise make a line one day.
    private static let longest = 16
    /// The most ways of reading the same words that are kept: the first ones are the simple ones.
    private static let most = 4

    /// The days that begin at a token, the longest first.
    func days(_ index: Int) -> [DaySpan] {
        if let known = found[index] { return known }
        guard mayBegin(index) else { return [] }
        // From the right, so that what a day holds is known when it is asked for: no line makes the search deep.
        var end = index
        while mayBegin(end), found[end] == nil { end += 1 }
        for place in (index..<end).reversed() { found[place] = search(place) }
        return found[index] ?? []
    }

    private func search(_ index: Int) -> [DaySpan] {
        let reach = reach(index)
        var spans = units(index, reach)
        // `cop fri`, then `fri 4 dec` of it: what begins with a day may be part of another that does.
        for _ in 0..<2 {
            let before = spans
            for rule in language.rules.rules(for: tokens[index], hasDay: !before.isEmpty, reach: reach) {
                apply(rule, at: index, base: before, to: &spans)
            }
            if spans.count == before.count { break }
        }
        return spans.enumerated().sorted {
            ($0.element.end, $1.offset) > ($1.element.end, $0.offset)
        }.map(\.element)
    }

    /// The days that are said without another one.
    private func units(_ index: Int, _ reach: Int) -> [DaySpan] {
        var spans = NumericDay.spans(tokens, index, isDayFirst: language.isDayFirst)
        for rule in language.days.rules(for: tokens[index], hasDay: false, reach: reach) {
            apply(rule, at: index, base: [], to: &spans)
        }
        return spans
    }

    private func apply(_ rule: DayRule, at index: Int, base: [DaySpan], to spans: inout [DaySpan]) {
        for match in matches(rule.nodes[...], Match(end: index), index, base)
        where match.end - index <= DayChart.longest {
            guard let day = rule.day({ name in match.slots.first { $0.name == name }?.piece.value })
            else { continue }
            let isWeak = rule.isWeak || match.end == index + 1 && match.slots.contains { $0.piece.isWeak }
            let span = DaySpan(end: match.end, day: day, isWeak: isWeak)
            let same = spans.filter { $0.end == span.end }
            if same.count < DayChart.most, !same.contains(where: { $0.day == span.day }) { spans.append(span) }
        }
    }

    // MARK: Phrases

    private func matches(
        _ nodes: ArraySlice<PhraseNode>, _ from: Match, _ start: Int, _ base: [DaySpan]
    ) -> [Match] {
        guard let node = nodes.first else { return [from] }
        let rest = nodes.dropFirst()
        let found = step(node, from, start, base)
        if rest.isEmpty || found.isEmpty { return found }
        return found.flatMap { matches(rest, $0, start, base) }
    }

    private func step(_ node: PhraseNode, _ from: Match, _ start: Int, _ base: [DaySpan]) -> [Match] {
        switch node {
        case .word(let word, _):
            guard from.end < tokens.count, tokens[from.end].text == word, goesOn(from.end, start) else {
                return []
            }
            return [Match(end: from.end + 1, slots: from.slots)]
        case .rule(let name):
            return (language.shared[name] ?? []).flatMap { matches($0[...], from, start, base) }
        case .oneOf(let ways, let isOptional):
            let found = ways.flatMap { matches($0[...], from, start, base) }
            return isOptional ? found + [from] : found
        case .slot(let slot):
            guard from.end < tokens.count, goesOn(from.end, start) else { return [] }
            return pieces(slot.type ?? slot.name, from.end, start, base).map {
                Match(end: $0.end, slots: from.slots + [(slot.name, $0)])
            }
        }
    }

    /// Whether a phrase that began may go on with a token.
    private func goesOn(_ index: Int, _ start: Int) -> Bool {
        guard index > start else { return true }
        let before = tokens[index - 1]
        if before.isLast { return false }
        // A stop ends what is said, but for figures and short forms.
        return !before.hasStop || before.isNumber || before.text.count <= 5
    }
}
