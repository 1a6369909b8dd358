// Numbers, percentages, levels, money, working time.

import FieldTypes
import Quantities

enum NumberRecogniser {
    /// A whole number, in figures or words.
    static func counts(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        if let number = Int(asciiDigits: lexeme.text) { return [Span(index + 1, .number(number))] }
        guard !lexeme.isText, let number = chart.language.number("number", lexeme.folded) else { return [] }
        return [Span(index + 1, .number(number))]
    }

    static func numbers(_ chart: Chart, _ index: Int) -> [Span] { counts(chart, index) }

    /// `60%`, `60 %`, `60 percent`
    static func percents(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        guard lexeme.startsWithDigit, !lexeme.isText else { return [] }
        if lexeme.text.hasSuffix("%"), let percent = Int(asciiDigits: lexeme.text.dropLast()), percent <= 100 {
            return [Span(index + 1, .percent(percent))]
        }
        guard let percent = Int(asciiDigits: lexeme.text), percent <= 100,
            chart.isWord(index + 1, in: chart.language.percents)
        else { return [] }
        return [Span(index + 2, .percent(percent))]
    }
}

enum LevelRecogniser {
    /// `4`, `40%`, `high`.
    static func spans(_ chart: Chart, _ index: Int) -> [Span] {
        var spans = words(chart, index)
        if let level = AmountReader.level(chart.line[index].text) { spans.append(Span(index + 1, .level(level))) }
        return spans.sorted { $0.end > $1.end }
    }

    /// A level in words: `very high`.
    static func words(_ chart: Chart, _ index: Int) -> [Span] {
        guard chart.isWord(index, in: chart.language.scaleWords) else { return [] }
        var best: Span?
        for (level, phrase) in chart.language.scale {
            for match in chart.matches(phrase, from: index, { _, _ in [] }) where match.end > best?.end ?? index {
                best = Span(match.end, .level(Level(level)))
            }
        }
        return best.map { [$0] } ?? []
    }
}

enum AmountRecogniser {
    static func money(_ chart: Chart, _ index: Int) -> [Span] {
        guard !chart.line[index].isText else { return [] }
        for length in stride(from: min(4, chart.count - index), to: 0, by: -1) {
            let words = chart.line.lexemes[index..<(index + length)].map(\.text)
            guard AmountReader.mayBeMoney(words) else { continue }
            switch AmountReader.money(words, style: chart.context.numberStyle) {
            case .money(let money): return [Span(index + length, .money(money))]
            case .ambiguous(let one, let other):
                let said = words.joined(separator: " ")
                return [
                    Span(index + length, .fault(UsageProblem(.ambiguousMoney(value: said, one, other), marked: said)))
                ]
            case nil: continue
            }
        }
        return []
    }

    /// `3d`, `3 days`, `two weeks`
    static func durations(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        guard !lexeme.isText else { return [] }
        if lexeme.startsWithDigit || lexeme.text.hasPrefix("-"), let span = AmountReader.span(lexeme.text) {
            return [Span(index + 1, .duration(span))]
        }
        guard index + 1 < chart.count, let unit = chart.language.number("duration", chart.line[index + 1].folded) else {
            return []
        }
        let number = chart.language.number("number", lexeme.folded).map(String.init) ?? lexeme.text
        let letters = ["min", "h", "d", "w"]
        guard letters.indices.contains(unit), let span = AmountReader.span(number + letters[unit]) else { return [] }
        return [Span(index + 2, .duration(span))]
    }

    /// `2w`, `3 days`, `a week`: so many calendar days; nil for hours.
    static func distance(_ chart: Chart, _ index: Int) -> (end: Int, days: Int)? {
        guard index < chart.count, !chart.line[index].isText else { return nil }
        let lexeme = chart.line[index]
        func days(_ number: Int, _ unit: Int) -> Int? { [2: number, 3: number * 7][unit] }
        let digits = lexeme.folded.prefix { $0.isNumber }
        if let number = Int(asciiDigits: digits), digits.count < lexeme.folded.count,
            let unit = chart.language.number("duration", String(lexeme.folded.dropFirst(digits.count)))
        {
            return days(number, unit).map { (index + 1, $0) }
        }
        guard index + 1 < chart.count, let unit = chart.language.number("duration", chart.line[index + 1].folded),
            case .number(let number)? = chart.spans(.count, index).first?.value
        else { return nil }
        return days(number, unit).map { (index + 2, $0) }
    }
}
