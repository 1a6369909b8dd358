// Days: what the rules of the languages find among a line's words.

import FieldTypes
import Quantities

enum DayRecogniser {
    static func spans(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        guard lexeme.token == nil, !lexeme.isText, ItemID(lexeme.text) == nil,
            chart.language.sets["nodays"]?.contains(lexeme.folded) != true, let finder = chart.dayFinder
        else { return [] }
        return finder.days(at: index).map { found in
            let words = chart.line.lexemes[index..<found.end].map(\.text)
            return Span(found.end, .day(SaidDay(words: words, day: found.day, isWeak: found.isWeak)))
        }
    }

    /// The words of a line with the marks that matter to days.
    static func words(_ line: LexedLine) -> [DayWord] {
        line.lexemes.indices.map { index in
            let lexeme = line[index]
            let next = index + 1 < line.count ? line[index + 1] : nil
            let ends: Marks = [.semicolon, .question, .exclamation, .close]
            let isLast =
                !lexeme.after.isDisjoint(with: ends)
                || next.map { $0.startsLine || $0.isText || $0.token != nil } ?? false
            return DayWord(
                lexeme.isText || ItemID(lexeme.text) != nil ? "\u{0}" : lexeme.text,
                hasStop: lexeme.after.contains(.stop), isLast: isLast,
                isFollowedByMark: !lexeme.after.isEmpty, isFollowedByDash: lexeme.after.contains(.dash),
                isGlued: lexeme.isGlued)
        }
    }
}
