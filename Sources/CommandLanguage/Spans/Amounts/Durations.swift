// Working time in figures and words: 3d, 2.5 Tage, une semaine, half a day.

package import Quantities

extension AmountFinder {
    /// Working time that begins at a word.
    package func duration(at word: Int) -> Found<WorkSpan>? {
        guard let start = start(word) else { return nil }
        if let half = first(\.half, start), let unit = first(\.units, half.end) {
            return found(unit.end, WorkSpan(minutes: unit.meaning / 2))
        }
        guard let number = tenths(start), let unit = first(\.units, number.end) else { return nil }
        let (minutes, isTooLong) = number.tenths.multipliedReportingOverflow(by: unit.meaning)
        guard !isTooLong, minutes < 1_000_000_000 else { return nil }
        return found(unit.end, WorkSpan(minutes: minutes / 10))
    }

    /// A number with at most one decimal, in tenths.
    private func tenths(_ index: Int) -> (end: Int, tenths: Int)? {
        let parts = words[index].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        if parts.count == 2, parts[1].utf8.count == 1, let whole = Int(asciiDigits: parts[0]),
            let tenth = Int(asciiDigits: parts[1]), whole < 100_000
        {
            return (index + 1, whole * 10 + tenth)
        }
        guard let number = whole(index), number.value < 100_000 else { return nil }
        return (number.end, number.value * 10)
    }
}
