// A number of a sheet as the text that its format shows.

import Quantities

enum CellNumber {
    /// - Returns: nil for what is no number, or no day of a date's format.
    static func text(_ number: String, _ format: CellFormat, isFrom1904: Bool) -> String? {
        guard let value = Double(number), value.isFinite else { return nil }
        switch format {
        case .number: return plain(value)
        case .percent: return plain(value * 100).map { "\($0)%" }
        case .elapsed: return elapsed(value)
        case .time where value < 1 && value >= 0: return elapsed(value)
        case .time, .date: return date(value, isFrom1904: isFrom1904)
        }
    }

    private static func elapsed(_ days: Double) -> String? {
        guard (0...100_000).contains(days) else { return nil }
        let seconds = Int((days * 86_400).rounded())
        return clock(seconds)
    }

    private static func clock(_ seconds: Int) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// Day 1 is 1 January 1900, and day 60 is a leap day that this year did not have.
    private static func date(_ serial: Double, isFrom1904: Bool) -> String? {
        guard (0...3_000_000).contains(serial) else { return nil }
        let seconds = ((serial - serial.rounded(.down)) * 86_400).rounded()
        let day = Int(serial.rounded(.down)) + (isFrom1904 ? 1462 : 0) + (seconds == 86_400 ? 1 : 0)
        guard day != 60, (1...2_958_465).contains(day) else { return nil }
        let date = CalendarDate(dayNumber: day - (day < 60 ? 25_568 : 25_569))
        return seconds == 0 || seconds == 86_400 ? date.iso : "\(date.iso)T\(clock(Int(seconds)))"
    }

    /// With fifteen digits, as spreadsheets show them, and without an exponent where it can be.
    static func plain(_ value: Double) -> String? {
        if value == value.rounded(), abs(value) < 1e15 { return "\(Int(value))" }
        let parts = "\(abs(value))".split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = mantissa.first, let exponent = parts.count > 1 ? Int(parts[1]) : 0 else { return nil }
        var digits = (whole + (mantissa.count > 1 ? mantissa[1] : "")).compactMap(\.wholeNumberValue)
        // Where the point stands, counted from the first digit.
        var point = whole.count + exponent
        while digits.first == 0 {
            digits.removeFirst()
            point -= 1
        }
        round(&digits, &point)
        while digits.last == 0, digits.count > point { digits.removeLast() }
        guard (-20...40).contains(point) else { return "\(value)" }
        let all = digits.map { String($0) }
        let before =
            point <= 0 ? "0" : all.prefix(point).joined() + String(repeating: "0", count: max(0, point - all.count))
        let after = String(repeating: "0", count: max(0, -point)) + all.dropFirst(max(0, point)).joined()
        return (value < 0 ? "-" : "") + before + (after.isEmpty || digits.isEmpty ? "" : ".\(after)")
    }

    private static func round(_ digits: inout [Int], _ point: inout Int) {
        guard digits.count > 15 else { return }
        let isUp = digits[15] >= 5
        digits.removeSubrange(15...)
        guard isUp else { return }
        var place = 14
        while place >= 0, digits[place] == 9 {
            digits[place] = 0
            place -= 1
        }
        if place >= 0 {
            digits[place] += 1
        } else {
            digits.insert(1, at: 0)
            point += 1
        }
    }
}
