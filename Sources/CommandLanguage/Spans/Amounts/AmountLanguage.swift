// The words for amounts of one human language, as its file says them: percent, hours, thousands, currencies, levels.

import FieldTypes
import Quantities

/// What a language's `amounts.yaml` holds, as it is written; each list has commas between.
package struct AmountLanguageParts: Sendable {
    package var lists: [String: String] = [:]
    /// The words for a currency, by its three letters.
    package var currencies: [String: String] = [:]
    /// The words for each level, 1 to 5.
    package var levels: [Int: String] = [:]
    package init() {}
}

/// The words for amounts of one language, ready to match.
package struct AmountLanguage: Sendable {
    /// Several words that mean one thing.
    struct Words<Meaning: Sendable>: Sendable {
        /// By the first word, the longest first.
        private var entries: [String: [(words: [String], meaning: Meaning)]] = [:]

        mutating func add(_ list: String, _ meaning: Meaning) {
            for said in list.split(separator: ",") {
                let words = DayToken.plain(String(said)).split(separator: " ").map(String.init)
                guard let first = words.first else { continue }
                entries[first, default: []].append((words, meaning))
                entries[first]?.sort { $0.words.count > $1.words.count }
            }
        }

        /// What the words at a place mean, and the place after them.
        func meaning(_ words: [String], at index: Int) -> (end: Int, meaning: Meaning)? {
            guard index < words.count, let entries = entries[words[index]] else { return nil }
            for entry in entries {
                let end = index + entry.words.count
                if end <= words.count, words[index..<end].elementsEqual(entry.words) {
                    return (end, entry.meaning)
                }
            }
            return nil
        }
    }

    private(set) var percent = Words<Void>()
    /// Minutes of working time.
    private(set) var units = Words<Int>()
    private(set) var half = Words<Void>()
    /// The letter that a factor is written with: `k`, `m`, `b`.
    private(set) var factors = Words<String>()
    private(set) var currencies = Words<String>()
    private(set) var levels = Words<Int>()
    private(set) var numbers = Words<Int>()

    /// - Parameter days: the language's days, whose numbers and units are these too.
    package init(_ parts: AmountLanguageParts, days: DayLanguage) {
        percent.add(parts.lists["percent"] ?? "", ())
        half.add(parts.lists["half"] ?? "", ())
        units.add(parts.lists["hour"] ?? "", 60)
        units.add(parts.lists["minute"] ?? "", 1)
        for (list, letter) in [("thousand", "k"), ("million", "m"), ("billion", "b")] {
            factors.add(parts.lists[list] ?? "", letter)
        }
        for (currency, words) in parts.currencies { currencies.add(words, currency) }
        for (level, words) in parts.levels { levels.add(words, level) }
        for entry in days.entries("number") + days.entries("article") {
            numbers.add(entry.words.joined(separator: " "), entry.value)
        }
        for entry in days.entries("unit") {
            guard let minutes = DayUnit(code: entry.value)?.workingMinutes else { continue }
            units.add(entry.words.joined(separator: " "), minutes)
        }
    }
}

extension DayUnit {
    /// How long one is in working time; a month and longer ones are of no length.
    fileprivate var workingMinutes: Int? {
        switch self {
        case .day, .workingDay: WorkSpan.minutesPerDay
        case .week: WorkSpan.minutesPerWeek
        case .month, .quarter, .year: nil
        }
    }
}
