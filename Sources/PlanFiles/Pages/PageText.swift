// Words, numbers, dates and columns of a page for people, from the JSON of a report.

import JSONText
import Quantities

/// How the figures of one report are written.
struct PageText {
    /// `days`, `hours` or `minutes`.
    let unit: String
    /// Whether the times of day say anything: not when all work begins and ends at the same ones.
    let showsTimes: Bool

    init(_ report: JSON) {
        unit = report["unit"]?.string ?? "days"
        let worked = (report["tasks"]?.array ?? []).filter { $0["start"] != $0["finish"] }
        let starts = Set(worked.compactMap { $0["start"]?.string?.dropFirst(10) })
        let finishes = Set(worked.compactMap { $0["finish"]?.string?.dropFirst(10) })
        showsTimes = starts.count > 1 || finishes.count > 1
    }

    /// `Mon 23 Nov 2026`, with ` 08:00` where times of day count; a number where the plan has no dates.
    func date(_ value: JSON?) -> String {
        guard let text = value?.string, let day = CalendarDate(iso: text.prefix(10)) else {
            return PageText.number(value)
        }
        let (year, month, number) = day.parts
        let weekday = PageText.weekdays[day.weekday.rawValue - 1]
        let time = showsTimes && text.utf8.count == 16 ? " \(text.suffix(5))" : ""
        return "\(weekday) \(number) \(PageText.months[month - 1]) \(year)\(time)"
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `1 day`, `2.5 days`.
    func span(_ value: JSON?) -> String {
        let number = PageText.number(value)
        return number == "1" || number == "-1" ? "\(number) \(unit.dropLast())" : "\(number) \(unit)"
    }

    /// A number to two digits, or so many, with its thousands parted; `-` where there is none, and why where the report says so.
    static func number(_ value: JSON?, digits: Int = 2) -> String {
        if let reason = value?["undefined"]?.string { return "none: \(reason)" }
        guard let number = value?.double else { return "-" }
        let scale = digits == 2 ? 100.0 : digits == 1 ? 10 : 1
        // What is not nothing is never shown as nothing.
        let rounded = number == 0 ? 0 : max((abs(number) * scale).rounded(), 1) / scale
        guard rounded < 1e15 else { return String(number) }
        let whole = String(Int(rounded))
        var parted = ""
        for (place, digit) in whole.enumerated() {
            if place > 0, (whole.count - place).isMultiple(of: 3) { parted += "," }
            parted.append(digit)
        }
        var rest = ""
        if rounded != rounded.rounded(.down) {
            let fraction = String(Int(((rounded - rounded.rounded(.down)) * scale).rounded()))
            rest = "." + String(repeating: "0", count: digits - fraction.count) + fraction
            while rest.hasSuffix("0") { rest.removeLast() }
        }
        return (number < 0 && rounded > 0 ? "-" : "") + parted + rest
    }

    /// A share as per cent.
    static func percent(_ value: JSON?) -> String {
        guard let share = value?.double else { return number(value) }
        return number(.double(share * 100), digits: 1) + " %"
    }

    static func words(_ value: JSON?) -> String { printable(value?.string ?? "-") }

    static func list(_ value: JSON?) -> String { (value?.array ?? []).map { words($0) }.joined(separator: ", ") }

    /// Columns two spaces apart; those named are set to the right.
    static func table(_ rows: [[String]], right: Set<Int> = []) -> [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return right.contains(column) ? space + row[column] : row[column] + space
            }
            let line = cells.joined(separator: "  ")
            return String(line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)])
        }
    }
}
