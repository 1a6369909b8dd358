// Money in figures and words: 12k€, 1,5 Mio. Euro, 50 000 €, three million dollars.

import Quantities

extension AmountFinder {
    /// Money that begins at a word: an amount, or two where a separator may mean either.
    package func money(at word: Int) -> Found<AmountReader.MoneyReading>? {
        for length in stride(from: min(5, typed.count - word), to: 0, by: -1) {
            let said = Array(typed[word..<(word + length)])
            guard let reading = AmountReader.money(said, style: style) ?? inWords(word, length) else {
                continue
            }
            return Found(end: word + length, value: reading)
        }
        return nil
    }

    /// The amount with its words written as signs: `1,5 Mio. Euro` as `1,5m EUR`.
    private func inWords(_ word: Int, _ length: Int) -> AmountReader.MoneyReading? {
        guard var index = start(word) else { return nil }
        let end = places.firstIndex { $0 >= word + length } ?? places.count
        var amount = ""
        if words[index].first?.isNumber == true {
            amount = words[index]
            index += 1
        } else if let number = whole(index) {
            amount = "\(number.value)"
            index = number.end
        } else {
            return nil
        }
        if let factor = first(\.factors, index), factor.end <= end {
            amount += factor.meaning
            index = factor.end
        }
        guard let currency = first(\.currencies, index), currency.end == end else {
            // `three million €`
            guard index == end - 1, index < end, amount.first?.isNumber == true else { return nil }
            return AmountReader.money([amount, words[index]], style: style)
        }
        return AmountReader.money([amount, currency.meaning], style: style)
    }
}
