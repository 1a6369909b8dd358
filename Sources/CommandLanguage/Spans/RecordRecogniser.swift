// Records: `T-1`, `task T-2`, `risk 4`, `T-1, T-2 and T-3`, `T-1..T-4`, `T-1 to T-3`.

import Quantities

enum RecordRecogniser {
    /// The longest run of ids that a range may stand for.
    static let longestRange = 50

    /// One record; its kind's word may stand before it.
    static func one(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        guard !lexeme.isText, lexeme.token == nil else { return [] }
        if let id = ItemID(lexeme.text, dashless: true) { return [Span(index + 1, .ids([id]))] }
        if let meant = pronoun(chart, index) { return [meant] }
        guard index + 1 < chart.count, let kind = chart.kind(index) else { return [] }
        let next = chart.line[index + 1]
        guard !next.isText else { return [] }
        if let id = ItemID(next.text), id.kind == kind { return [Span(index + 2, .ids([id]))] }
        // `milestone 18 dec` is about a day.
        if let number = Int(asciiDigits: next.text), number > 0,
            !chart.spans(.day, index + 1).contains(where: { $0.end > index + 2 }),
            let prefix = ItemID.prefixes.first(where: { $0.kind == kind })?.prefix
        {
            return [Span(index + 2, .ids([ItemID(prefix, number)]))]
        }
        return []
    }

    /// `it`, `that`, `that task`: the one record that was shown or changed last.
    private static func pronoun(_ chart: Chart, _ index: Int) -> Span? {
        guard chart.isWord(index, in: chart.language.sets["pronoun"] ?? []), let id = chart.context.lastRecord() else {
            return nil
        }
        let next = index + 1
        if let kind = next < chart.count ? chart.kind(next) : nil {
            return kind == id.kind ? Span(next + 1, .ids([id])) : nil
        }
        if chart.isWord(next, in: chart.language.sets["one"] ?? []) { return Span(next + 1, .ids([id])) }
        // `drop this idea`: a thing of which nothing is known.
        let isLoose = chart.isWord(index, in: chart.language.sets["pointing"] ?? [])
        guard
            !isLoose || next >= chart.count || chart.isWord(next, in: chart.language.sets["afterpronoun"] ?? [])
                || !chart.spans(.day, next).isEmpty || !chart.line[index].after.isEmpty
                || !chart.line[next].before.isEmpty
        else { return nil }
        return Span(next, .ids([id]))
    }

    /// Records in a row, joined by commas, by words such as `and`, or by nothing.
    static func several(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        guard !lexeme.isText else { return [] }
        if let range = range(in: lexeme.text) { return [Span(index + 1, .ids(range))] }
        guard let first = chart.spans(.id, index).first, case .ids(var ids) = first.value else { return [] }
        var end = first.end
        if chart.isWord(end, in: chart.language.sets["upto"] ?? []), let last = chart.spans(.id, end + 1).first,
            case .ids(let lasts) = last.value,
            let range = range(ids[0], lasts[0])
        {
            return [Span(last.end, .ids(range))]
        }
        while end < chart.count {
            var next = end
            if chart.isWord(next, in: chart.language.joins) { next += 1 }
            // `T-1 - T-3`: a stretch, or two; nobody knows.
            if chart.line[end - 1].after.contains(.dash) { break }
            guard let more = chart.spans(.id, next).first, case .ids(let others) = more.value else { break }
            ids += others
            end = more.end
        }
        if ids.count > 1, chart.isWord(end, in: chart.language.toos) { end += 1 }
        return [Span(end, .ids(ids.unique))]
    }

    /// `T-1..T-4`, `T-1|T-2`
    private static func range(in text: String) -> [ItemID]? {
        if text.contains("|") {
            let ids = text.split(separator: "|").map { ItemID($0, dashless: true) }
            return ids.count > 1 && !ids.contains(nil) ? ids.compactMap { $0 } : nil
        }
        guard text.contains(".."), let dots = text.range(of: ".."),
            let first = ItemID(text[..<dots.lowerBound], dashless: true),
            let last = ItemID(text[dots.upperBound...], dashless: true)
        else { return nil }
        return range(first, last)
    }

    private static func range(_ first: ItemID, _ last: ItemID) -> [ItemID]? {
        guard first.code == last.code, first.number < last.number, last.number - first.number < longestRange else {
            return nil
        }
        return (first.number...last.number).map { ItemID(code: first.code, number: $0) }
    }
}
