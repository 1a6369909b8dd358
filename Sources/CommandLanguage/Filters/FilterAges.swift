// How old, how late, and for whom it waits: `late more than 2 days`, `older than a week`, `waiting for kim`.

import Quantities

extension FilterReader {
    /// `late more than 2 days`, `overdue by 2 days`, `older than 3 days`.
    mutating func aged(_ word: String) -> Filter? {
        guard isOfRecords, ["late", "overdue", "older", "open"].contains(word) else { return nil }
        var place = index
        while place < words.count, words[place].isOne(of: ["by", "for", "more", "longer", "over", "than", ">"]) {
            place += 1
        }
        guard place > index, place - index <= 3, place < words.count, !words[place].isText else { return nil }
        for length in [2, 1] where place + length <= words.count {
            guard let days = DateReader.days(words[place..<(place + length)].map { $0.text.lowercased() }) else {
                continue
            }
            index = place + length
            let day = Filter.Value.date(context.today - days)
            switch word {
            case "older", "open":
                // Since when is never after it was logged.
                let fields = kind == "blocker" ? ["since", "created"] : ["created"]
                let old = fields.map { Filter.compare(field: $0, .less, value: day) }
                return old.count == 1 ? old[0] : .or(old)
            default: return fields.contains("due") ? .compare(field: "due", .less, value: day) : nil
            }
        }
        return nil
    }

    /// `blockers waiting for kim`, `blockers needs @kim`.
    mutating func needed(_ word: String) throws(UsageProblem) -> Filter? {
        guard kind == "blocker", ["waiting", "waits", "needs", "needing"].contains(word) else {
            return nil
        }
        let place = index < words.count && words[index].isOne(of: ["for", "on"]) ? index + 1 : index
        guard place < words.count, names(words[place]) else { return nil }
        index = place + 1
        return .compare(field: "needs", .equal, value: .person(try person(words[place], words[place].text)))
    }
}
