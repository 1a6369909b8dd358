// Days in a condition: due<next fri, due:this week, changed since mon, due before friday.

import FieldTypes
import Quantities

extension FilterReader {
    static let dayFields: Set<String> = ["due", "review", "created", "changed", "closed", "start", "end"]

    func isDayField(_ field: String) -> Bool {
        FilterReader.dayFields.contains(field) || context.dayFields().contains(field)
    }
    /// Days before today are meant: `changed>=mon` is since the last Monday.
    static let pastFields: Set<String> = ["created", "changed", "closed"]
    /// Words that may stand between such a field and its days, as in speech.
    private static let relations: [String: Comparison] = [
        "before": .less, "by": .atMost, "until": .atMost, "till": .atMost, "on": .equal, "in": .equal, "is": .equal,
        "from": .atLeast, "since": .atLeast, "after": .more, "within": .equal,
        "during": .equal,
    ]

    /// Whether days may follow a word: a field of days, or what stands between such a field and them.
    static func takesDays(_ word: String) -> Bool { dayFields.contains(word) || relations[word] != nil }

    /// The condition of a field and a value that begins in its own word: as many more words belong to it as read as days.
    mutating func days(_ field: String, _ comparison: Comparison, _ text: String) throws(UsageProblem) -> Filter {
        // `due:none`
        if comparison == .equal, SmallWords.nobody.contains(text.lowercased()) {
            return .not(.compare(field: field, .atLeast, value: .date(CalendarDate(dayNumber: -1_000_000))))
        }
        let begun = text.split(separator: " ").map(String.init)
        guard let days = try phrase(begun, field) else {
            throw UsageProblem(.badValue(argument: field, value: text, type: .date, choices: []), marked: text)
        }
        return FilterReader.condition(field, comparison, days)
    }

    /// The condition of a field's bare name with days after it: `due this week`, `due before friday`; nil when what follows
    /// is no day, and the name is a word to look for.
    mutating func spokenDays(_ field: String) throws(UsageProblem) -> Filter? {
        guard isDayField(field), fields.contains(field), index < words.count, !words[index].isText
        else { return nil }
        // `due in 3 days` is a day, `due in this week` has a relation.
        if let days = try phrase([], field) { return FilterReader.condition(field, .equal, days) }
        guard let relation = FilterReader.relations[words[index].text.lowercased()] else { return nil }
        let start = index
        index += 1
        // `due in the next 30 days`
        if index < words.count, words[index].text.lowercased() == "the" { index += 1 }
        if words[start].text.lowercased() == "within", index + 1 < words.count,
            let days = DateReader.stretch(["next", words[index].text, words[index + 1].text], today: context.today)
        {
            index += 2
            return FilterReader.condition(field, relation, days)
        }
        if let days = try phrase([], field) { return FilterReader.condition(field, relation, days) }
        index = start
        return nil
    }

    /// The longest run of words from here on that reads as days, after those already begun.
    private mutating func phrase(_ begun: [String], _ field: String) throws(UsageProblem) -> ClosedRange<CalendarDate>?
    {
        let following = words[index...].prefix(max(0, 5 - begun.count)).prefix { !$0.isText }
        for length in stride(from: following.count, through: 0, by: -1) {
            let texts = begun + following.prefix(length).map(\.text)
            guard !texts.isEmpty, let days = try read(texts, field) else { continue }
            index += length
            return days
        }
        return nil
    }

    private func read(_ texts: [String], _ field: String) throws(UsageProblem) -> ClosedRange<CalendarDate>? {
        if let stretch = DateReader.stretch(texts, today: context.today) { return stretch }
        if texts.count <= 2, let month = month(texts, isPast: FilterReader.pastFields.contains(field)) { return month }
        let isPast = FilterReader.pastFields.contains(field)
        let reading =
            isPast
            ? DateReader.readPast(texts, today: context.today) : DateReader.readNear(texts, today: context.today)
        switch reading {
        case .date(let date): return date...date
        case .ambiguous(let one, let other):
            let value = texts.joined(separator: " ")
            throw UsageProblem(.ambiguousDate(value: value, one, other), marked: value)
        case .impossible:
            let value = texts.joined(separator: " ")
            throw UsageProblem(.noSuchDay(value: value, mayBeText: false), marked: value)
        case nil: return nil
        }
    }

    /// `november`, `november 2026`: of what has been, the last one that is called so.
    private func month(_ texts: [String], isPast: Bool) -> ClosedRange<CalendarDate>? {
        let name = texts[0].lowercased()
        guard DateReader.month(name) != nil else { return nil }
        if texts.count == 2 {
            guard texts[1].utf8.count == 4, let year = Int(asciiDigits: texts[1]),
                let first = CalendarDate(year: year, month: 1, day: 1)
            else { return nil }
            return DateReader.ofMonth(name, today: first)
        }
        return isPast
            ? DateReader.ofPastMonth(name, today: context.today) : DateReader.ofMonth(name, today: context.today)
    }

    static func condition(
        _ field: String, _ comparison: Comparison, _ days: ClosedRange<CalendarDate>
    ) -> Filter {
        func compare(_ comparison: Comparison, _ day: CalendarDate) -> Filter {
            .compare(field: field, comparison, value: .date(day))
        }
        switch comparison {
        case .equal where days.lowerBound == days.upperBound: return compare(.equal, days.lowerBound)
        case .equal: return .and([compare(.atLeast, days.lowerBound), compare(.atMost, days.upperBound)])
        case .less, .atLeast: return compare(comparison, days.lowerBound)
        case .atMost, .more: return compare(comparison, days.upperBound)
        }
    }
}
