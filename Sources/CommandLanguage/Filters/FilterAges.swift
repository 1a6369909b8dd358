// How old and how late: `late more than 2 days`, `older than a week`.

import FieldTypes
import Quantities

extension FilterReader {
    private static let ages = ["late", "overdue", "older", "old", "open"]
    private static let below: Set = ["less", "under", "<", "below", "fewer"]
    private static let comparing: Set = below.union([
        "by", "for", "more", "longer", "over", "than", ">", "at", "least", "since",
    ])

    /// `late more than 2 days`, `more than 2 days late`, `overdue by 2 days`, `older than 3 days`.
    mutating func aged(_ word: String) -> Filter? {
        guard isOfRecords else { return nil }
        let isAge = FilterReader.ages.contains(word)
        guard isAge || FilterReader.comparing.contains(word) else { return nil }
        let start = isAge ? index : index - 1
        var place = start
        while place < words.count, !words[place].isText, FilterReader.comparing.contains(words[place].text.lowercased())
        {
            place += 1
        }
        guard place > start, place - start <= 3, let (days, length) = span(at: place) else { return nil }
        let isLess = words[start..<place].contains { FilterReader.below.contains($0.text.lowercased()) }
        let isLeast = words[start..<place].contains { $0.isOne(of: ["least", "since"]) }
        place += length
        var age = word
        if !isAge {
            // What they are stands after it, or stood before: `late bo more than 3 days`.
            let after = place < words.count && !words[place].isText ? words[place].text.lowercased() : ""
            if FilterReader.ages.contains(after) {
                age = after
                place += 1
            } else if let before = words[..<start].first(where: { $0.isOne(of: ["late", "overdue"]) }) {
                age = before.text.lowercased()
            } else {
                return nil
            }
        }
        let isLate = ["late", "overdue"].contains(age)
        guard !isLate || fields.contains("due") else { return nil }
        index = place
        let day = FieldValue.date(context.today - days)
        let comparison: Comparison = isLess ? .more : isLeast ? .atMost : .less
        if isLate {
            let bound = Filter.compare(field: "due", comparison, value: day)
            return isLess ? .and([.compare(field: "due", .less, value: .date(context.today)), bound]) : bound
        }
        // Since when is never after it was logged.
        let areBlockers = kind == "blocker" || words.contains { $0.isOne(of: ["blocker", "blockers"]) }
        let old = (areBlockers ? ["since", "created"] : ["created"]).map {
            Filter.compare(field: $0, comparison, value: day)
        }
        return old.count == 1 ? old[0] : isLess ? .and(old) : .or(old)
    }

    /// `3 days`, `2w`: how many days, and the words they take.
    private func span(at place: Int) -> (days: Int, length: Int)? {
        for length in [2, 1] where place + length <= words.count {
            let said = words[place..<(place + length)]
            guard !said.contains(where: \.isText), let days = DateReader.days(said.map { $0.text.lowercased() }) else {
                continue
            }
            return (days, length)
        }
        return nil
    }
}
