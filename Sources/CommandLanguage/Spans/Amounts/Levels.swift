// Levels in words, figures and percent: very high, 4, 40 %.

package import FieldTypes
import Quantities

extension AmountFinder {
    /// A level that begins at a word: in words, of 1 to 5, or as the share that it stands for.
    package func level(at word: Int) -> Found<Level>? {
        if let share = percent(at: word) {
            return Found(end: share.end, value: Level(ofPercent: share.value.number))
        }
        if let said = levelInWords(at: word) { return said }
        guard let start = start(word), let number = Int(asciiDigits: words[start]), (1...5).contains(number) else {
            return nil
        }
        return found(start + 1, Level(number))
    }

    /// A level in words: `very high`.
    package func levelInWords(at word: Int) -> Found<Level>? {
        guard let start = start(word), let said = first(\.levels, start) else { return nil }
        return found(said.end, Level(said.meaning))
    }
}
