// The days of a line by every language that is on: what the readings ask for.

package import FieldTypes
package import Quantities

/// Finds days in the words of one line; each place is looked at once for each language.
package final class DayFinder {
    /// A day that begins at a word, and the word after its last one.
    package struct Found: Hashable, Sendable {
        package var end: Int
        package var day: DayExpression
        /// A day only where one is expected: a short word, a number that may be a version.
        package var isWeak: Bool
        /// Which of the languages says so.
        package var language: Int
    }

    private let charts: [DayChart]
    /// For each language, the first token of each word.
    private let starts: [[Int?]]
    private let today: CalendarDate

    /// - Parameter today: for telling what can be a day from what cannot.
    package init(_ words: [DayWord], languages: [DayLanguage], today: CalendarDate) {
        self.today = today
        charts = languages.map { DayChart(words, language: $0) }
        starts = charts.map { chart in
            var starts = [Int?](repeating: nil, count: words.count)
            for (index, token) in chart.tokens.enumerated() where starts[token.word] == nil {
                starts[token.word] = index
            }
            return starts
        }
    }

    /// The days that begin at a word, the longest first, by the first language that says each. What cannot be a day is
    /// left out where the same words can be one.
    package func days(at word: Int) -> [Found] {
        var found: [Found] = []
        for (language, chart) in charts.enumerated() {
            guard starts[language].indices.contains(word), let start = starts[language][word] else {
                continue
            }
            for span in chart.days(start) where chart.tokens[span.end - 1].endsWord {
                let end = chart.tokens[span.end - 1].word + 1
                guard !found.contains(where: { $0.end == end && $0.day == span.day }) else { continue }
                found.append(Found(end: end, day: span.day, isWeak: span.isWeak, language: language))
            }
        }
        guard found.count > 1 else { return found }
        // Of two ways of saying the same days the first stands: `15 of october 2027` is also the 15th day of that month.
        var kept: [Found] = []
        for one in found.sorted(by: { ($0.end, $1.language) > ($1.end, $0.language) }) {
            let isKnown = kept.contains { $0.end == one.end && $0.day.isSame(as: one.day, today: today) }
            if !isKnown { kept.append(one) }
        }
        let possible = kept.filter { $0.day.fault(today: today) == nil }
        return kept.filter { one in possible.contains(one) || !possible.contains { $0.end == one.end } }
    }
}

extension DayExpression {
    /// Whether it means the same days as another, whatever they are for.
    fileprivate func isSame(as other: DayExpression, today: CalendarDate) -> Bool {
        [DayUse.ahead, .back].allSatisfy { use in
            guard let own = try? days(use, today: today), let others = try? other.days(use, today: today)
            else {
                return false
            }
            return own == others
        }
    }
}
