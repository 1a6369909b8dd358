// Tags, addresses, times, kinds' words, and fields with their values.

import Quantities

enum TextRecogniser {
    static func isTag(_ text: String) -> Bool {
        guard text.utf8.first == UInt8(ascii: "#"), let next = text.dropFirst().first, next.isLetter else {
            return false
        }
        return text.dropFirst().allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }

    static func tag(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        guard !lexeme.isText, isTag(lexeme.text) else { return [] }
        return [Span(index + 1, .text(String(lexeme.text.dropFirst())))]
    }

    /// Tags in a row.
    static func tags(_ chart: Chart, _ index: Int) -> [Span] {
        var end = index
        while end < chart.count, !chart.line[end].isText, isTag(chart.line[end].text) { end += 1 }
        guard end > index else { return [] }
        return [Span(end, .texts(chart.line.lexemes[index..<end].map { String($0.text.dropFirst()) }))]
    }

    static func address(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        if case .link? = lexeme.token { return [Span(index + 1, .text(lexeme.text))] }
        guard lexeme.text.hasPrefix("https://") || lexeme.text.hasPrefix("http://") else { return [] }
        return [Span(index + 1, .text(lexeme.text))]
    }

    /// `12:30`, `5pm`
    static func clock(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        guard lexeme.startsWithDigit, !lexeme.isText else { return [] }
        var rest = lexeme.folded[...]
        let half = rest.hasSuffix("am") || rest.hasSuffix("pm")
        if half { rest = rest.dropLast(2) }
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 1 && half, let hour = Int(asciiDigits: parts[0]), hour < 25,
            parts.dropFirst().allSatisfy({ $0.count == 2 && Int(asciiDigits: $0) ?? 60 < 60 })
        else { return [] }
        return [Span(index + 1, .text(lexeme.text))]
    }

    static func kind(_ chart: Chart, _ index: Int) -> [Span] {
        chart.kind(index).map { [Span(index + 1, .text($0))] } ?? []
    }

    /// `due:fri priority:high`, to the end of the line.
    static func keysAndValues(_ chart: Chart, _ index: Int) -> [Span] {
        guard chart.line[index].isKey, index + 1 < chart.count, chart.line[index + 1].isGlued,
            chart.isField(chart.line[index].folded)
        else { return [] }
        return [
            Span(chart.count, .text(chart.line.text(chart.line[index].outer.lowerBound..<chart.line.text.utf8.count)))
        ]
    }
}
