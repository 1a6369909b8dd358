// Dates in whatever order a file writes them: one order for all of it.

import Quantities

/// Which of two numbers is the day.
enum DateOrder: String { case dayFirst = "dmy", monthFirst = "mdy" }

/// A date as read, before its file's order is known.
enum DateCell: Hashable {
    case day(CalendarDate)
    /// Two numbers that are day and month in either order; of each the day it would be, nil where there is none.
    case either(dayFirst: CalendarDate?, monthFirst: CalendarDate?)

    /// Nil for what is no date. A time behind the date is let go.
    init?(_ text: String) {
        var words: [String] = []
        var word = ""
        var marks = ""
        for character in FoldedText.cell(text) {
            let isWord = character.isOfWord || character.isDigit
            if !isWord || word.last.map({ $0.isOfWord != character.isOfWord }) ?? false, !word.isEmpty {
                words.append(word)
                word = ""
            }
            if isWord { word.append(character.wholeNumberValue.map { String($0) } ?? String(character)) }
            if !isWord { marks.append(character) }
        }
        if !word.isEmpty { words.append(word) }
        // A weekday before it says nothing more.
        if let first = words.first, first.first?.isOfWord == true, DateCell.month(first) == nil, words.count > 3 {
            words.removeFirst()
        }
        words.removeAll { ["de", "del", "st", "nd", "rd", "th", "er", "of"].contains($0) }
        guard words.count >= 3, DateCell.isTime(words.dropFirst(3)), words.prefix(3).allSatisfy({ $0.count <= 9 })
        else {
            return nil
        }
        self.init(words[0], words[1], words[2], isDotted: marks.first == ".")
    }

    private init?(_ first: String, _ second: String, _ third: String, isDotted: Bool) {
        if let month = DateCell.month(first) ?? DateCell.month(second) {
            let day = DateCell.month(first) == nil ? first : second
            if first.count == 4, let year = Int(asciiDigits: first) {
                guard let date = DateCell.date(year, month, Int(asciiDigits: third)) else { return nil }
                self = .day(date)
                return
            }
            guard let date = DateCell.date(DateCell.year(third), month, Int(asciiDigits: day)) else { return nil }
            self = .day(date)
            return
        }
        guard let one = Int(asciiDigits: first), let two = Int(asciiDigits: second) else { return nil }
        if first.count == 4 {
            guard let date = DateCell.date(one, two, Int(asciiDigits: third)) else { return nil }
            self = .day(date)
            return
        }
        guard first.count <= 2, second.count <= 2, let year = DateCell.year(third) else { return nil }
        let dayFirst = DateCell.date(year, two, one)
        // Who parts by points writes the day first.
        let monthFirst = isDotted && dayFirst != nil ? nil : DateCell.date(year, one, two)
        if let dayFirst, isDotted || dayFirst == monthFirst {
            self = .day(dayFirst)
        } else if dayFirst != nil || monthFirst != nil {
            self = .either(dayFirst: dayFirst, monthFirst: monthFirst)
        } else {
            return nil
        }
    }

    func date(_ order: DateOrder) -> CalendarDate? {
        switch self {
        case .day(let date): date
        case .either(let dayFirst, let monthFirst): order == .dayFirst ? dayFirst : monthFirst
        }
    }

    private static func date(_ year: Int?, _ month: Int, _ day: Int?) -> CalendarDate? {
        guard let year, let day, (1900...2400).contains(year) else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    private static func year(_ word: String) -> Int? {
        guard let number = Int(asciiDigits: word) else { return nil }
        if word.count == 4 { return number }
        return word.count == 2 ? (number < 70 ? 2000 : 1900) + number : nil
    }

    private static func month(_ word: String) -> Int? {
        guard word.count >= 3, word.first?.isOfWord == true else { return nil }
        return RegisterHeads.months.first { $0.1.contains { word.hasPrefix($0) } }?.0
    }

    /// Hours, minutes, seconds and what stands with them.
    private static func isTime(_ words: ArraySlice<String>) -> Bool {
        words.allSatisfy { word in
            word.allSatisfy(\.isDigit)
                || ["t", "am", "pm", "a", "p", "m", "z", "utc", "gmt", "uhr", "h"].contains(word)
        }
    }
}

extension DateOrder {
    /// The one order that fits all dates of a file.
    ///
    /// - Throws: a `FileProblem` that asks, where two do.
    static func of(_ cells: [(row: Int, text: String)], said: String?) throws(FileProblem) -> DateOrder {
        if let said {
            guard let order = DateOrder(rawValue: said.lowercased()) else {
                throw FileProblem("dates=\(said) is no order; expected dates=dmy or dates=mdy")
            }
            return order
        }
        var misfits = [DateOrder.dayFirst: 0, .monthFirst: 0]
        var example: (row: Int, text: String)?
        for (row, text) in cells {
            guard let cell = DateCell(text), case .either(let dayFirst, let monthFirst) = cell else { continue }
            if example == nil { example = (row, text) }
            if dayFirst == nil { misfits[.dayFirst, default: 0] += 1 }
            if monthFirst == nil { misfits[.monthFirst, default: 0] += 1 }
        }
        guard let example else { return .dayFirst }
        let (day, month) = (misfits[.dayFirst, default: 0], misfits[.monthFirst, default: 0])
        guard day != month else {
            let why =
                day == 0
                ? "may be two days, and no other date tells which" : "is read in one order, others only in the other"
            throw FileProblem(row: example.row, "\"\(example.text.prefix(30))\" \(why): say dates=dmy or dates=mdy")
        }
        return day < month ? .dayFirst : .monthFirst
    }
}
