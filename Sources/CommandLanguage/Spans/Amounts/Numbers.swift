// Numbers and shares in figures and words: 12, twelve, 40 %, vierzig Prozent.

package import FieldTypes
import Quantities

extension AmountFinder {
    /// A whole number that begins at a word.
    package func number(at word: Int) -> Found<Int>? {
        start(word).flatMap { whole($0) }.flatMap { found($0.end, $0.value) }
    }

    /// A share of 0 to 100 percent that begins at a word.
    package func percent(at word: Int) -> Found<Percent>? {
        guard let start = start(word), let number = whole(start), (0...100).contains(number.value),
            let sign = first(\.percent, number.end)
        else { return nil }
        return found(sign.end, Percent(number.value))
    }

    func whole(_ index: Int) -> (end: Int, value: Int)? {
        guard index < words.count else { return nil }
        if let number = Int(asciiDigits: words[index]) { return (index + 1, number) }
        return first(\.numbers, index).map { ($0.end, $0.meaning) }
    }
}
