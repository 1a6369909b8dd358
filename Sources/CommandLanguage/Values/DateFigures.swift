// Days in figures alone: 24.12., 24/12/2026, 2026/12/24.

import Quantities

extension DateReader {
    /// `24.12.`, `24.12.2026`, `24/12/2026`, `12/24/2026`; `03/04/2027` is two days.
    static func numeric(_ word: String, today: CalendarDate) -> Reading? {
        let dotted = word.split(separator: ".", omittingEmptySubsequences: false)
        if dotted.count == 3, let day = Int(asciiDigits: dotted[0]), let month = Int(asciiDigits: dotted[1]) {
            if dotted[2].isEmpty {
                guard (1...12).contains(month), case .date(let date)? = nextOccurrence(day, month, today) else {
                    return nil
                }
                return .date(date)
            }
            guard let year = fullYear(dotted[2]) else { return nil }
            return CalendarDate(year: year, month: month, day: day).map { .date($0) }
        }
        // `2026/12/18`, `18-12-2026`
        let parts = word.split { "/-".contains($0) }
        if parts.count == 3, parts[0].utf8.count == 4, word.contains("/"), let year = Int(asciiDigits: parts[0]),
            let month = Int(asciiDigits: parts[1]), let day = Int(asciiDigits: parts[2])
        {
            return CalendarDate(year: year, month: month, day: day).map { .date($0) }
        }
        let isDashed = parts.count == 3 && parts[2].utf8.count == 4 && word.contains("-")
        let slashed = word.split(separator: isDashed ? "-" : "/", omittingEmptySubsequences: false)
        guard slashed.count == 2 || slashed.count == 3, let first = Int(asciiDigits: slashed[0]),
            let second = Int(asciiDigits: slashed[1])
        else { return nil }
        var readings: [CalendarDate] = []
        for (day, month) in first == second ? [(first, second)] : [(first, second), (second, first)] {
            if slashed.count == 3 {
                guard let year = fullYear(slashed[2]) else { return nil }
                if let date = CalendarDate(year: year, month: month, day: day) { readings.append(date) }
            } else if (1...12).contains(month), case .date(let date)? = nextOccurrence(day, month, today) {
                readings.append(date)
            }
        }
        if readings.count == 2 { return .ambiguous(readings[0], readings[1]) }
        return readings.first.map { .date($0) }
    }
}
