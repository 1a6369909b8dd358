// Dates of an export as a table: the site's own form, one for the whole file.

import Quantities

/// Months by their names in the languages of exports.
enum JiraMonth {
    private static let beginnings: [(month: Int, words: [String])] = [
        (1, ["jan", "jän", "ene"]), (2, ["feb", "fév", "fev"]), (3, ["mar", "mär", "mrz", "maer"]),
        (4, ["apr", "avr", "abr"]), (5, ["may", "mai"]), (6, ["jun", "juin"]), (7, ["jul", "juil"]),
        (8, ["aug", "aoû", "aou", "ago"]), (9, ["sep"]), (10, ["oct", "okt"]), (11, ["nov"]),
        (12, ["dec", "dez", "déc", "dic"]),
    ]

    /// The month that a word of three letters or more begins as.
    static func number(_ word: some StringProtocol) -> Int? {
        guard word.count >= 3, word.count <= 12 else { return nil }
        let word = word.lowercased()
        return beginnings.first { $0.words.contains { word.hasPrefix($0) } }?.month
    }
}

/// A date as it stands in a cell, before the order of its file is known.
enum JiraDateCell: Hashable {
    case day(CalendarDate)
    /// `3/4/2026`, by either order; nil where that order has no such day.
    case either(dayFirst: CalendarDate?, monthFirst: CalendarDate?)

    /// `15/Feb/26 4:37 PM`, `19/févr./26 7:31 PM`, `23.10.2024 11:02`, `6/21/2025 16:14`, `2026-02-15T16:37:00`; nil for
    /// anything else.
    init?(_ text: String) {
        guard text.utf8.count <= 60 else { return nil }
        let (words, mark) = JiraDateCell.words(text)
        guard words.count >= 3, JiraDateCell.isTime(words.dropFirst(3)) else { return nil }
        if let month = JiraMonth.number(words[1]) {
            guard let date = JiraDateCell.date(words[2], month, Int(asciiDigits: words[0])) else { return nil }
            self = .day(date)
            return
        }
        guard let first = Int(asciiDigits: words[0]), let second = Int(asciiDigits: words[1]) else { return nil }
        if words[0].utf8.count == 4 {
            guard let date = JiraDateCell.date(words[0], second, Int(asciiDigits: words[2])) else { return nil }
            self = .day(date)
            return
        }
        let dayFirst = JiraDateCell.date(words[2], second, first)
        // Who parts by points writes the day first.
        if mark == "." {
            guard let dayFirst else { return nil }
            self = .day(dayFirst)
            return
        }
        let monthFirst = JiraDateCell.date(words[2], first, second)
        guard dayFirst != nil || monthFirst != nil else { return nil }
        if let dayFirst, dayFirst == monthFirst {
            self = .day(dayFirst)
        } else {
            self = .either(dayFirst: dayFirst, monthFirst: monthFirst)
        }
    }

    /// Runs of digits and of letters, and the mark behind the first.
    private static func words(_ text: String) -> (words: [String], mark: Character?) {
        var words: [String] = []
        var mark: Character?
        var kind = 0
        for character in text {
            let next = character.isLetter ? 1 : character.isNumber ? 2 : 0
            if next == 0 {
                if words.count == 1, mark == nil { mark = character }
            } else if next == kind {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
            kind = next
        }
        return (words, mark)
    }

    /// Hours and minutes, and what may stand with them.
    private static func isTime(_ words: ArraySlice<String>) -> Bool {
        let beside: Set<String> = ["t", "z", "am", "pm", "a", "p", "m", "uhr", "utc", "gmt"]
        return words.allSatisfy { Int(asciiDigits: $0) != nil || beside.contains($0.lowercased()) }
    }

    private static func date(_ year: String, _ month: Int, _ day: Int?) -> CalendarDate? {
        guard let day, let number = Int(asciiDigits: year) else { return nil }
        switch year.utf8.count {
        case 2: return CalendarDate(year: number + (number < 70 ? 2000 : 1900), month: month, day: day)
        case 4 where (1900...2400).contains(number): return CalendarDate(year: number, month: month, day: day)
        default: return nil
        }
    }
}

/// Reads the dates of one file in its one order.
struct JiraDates {
    enum Order: String { case dayFirst = "dmy", monthFirst = "mdy" }
    let order: Order

    func day(_ text: String) -> CalendarDate? {
        switch JiraDateCell(text) {
        case .day(let date): date
        case .either(let dayFirst, let monthFirst): order == .dayFirst ? dayFirst : monthFirst
        case nil: nil
        }
    }

    /// - Parameters:
    ///   - cells: every cell of the file that is to be a date.
    ///   - said: the hint `dates`.
    /// - Throws: a `FileProblem` that asks for the hint, where both orders fit as well.
    init(_ cells: [(row: Int, text: String)], said: String?) throws(FileProblem) {
        if let said {
            guard let order = Order(rawValue: said.lowercased()) else {
                throw FileProblem("dates=\(said) is no order of dates: pass dates=dmy or dates=mdy")
            }
            self.order = order
            return
        }
        var (dayFits, monthFits) = (0, 0)
        var example: (row: Int, text: String)?
        for (row, text) in cells {
            guard case .either(let dayFirst, let monthFirst) = JiraDateCell(text) else { continue }
            if example == nil { example = (row, text) }
            if dayFirst != nil { dayFits += 1 }
            if monthFirst != nil { monthFits += 1 }
        }
        if let example, dayFits == monthFits {
            throw FileProblem(
                row: example.row,
                "\(TrackerText.shown(example.text)) may be two days, and no other date of the file tells which: "
                    + "pass the hint dates=dmy or dates=mdy")
        }
        order = dayFits >= monthFits ? .dayFirst : .monthFirst
    }
}
