// A moment in time, without a zone.

/// A moment, in milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored as POSIX does.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    /// The first and the last moment there is: all that ``CalendarDate`` has a day for, with room to reckon beyond.
    package static let range: ClosedRange<Int64> = -300_000_000_000_000...300_000_000_000_000

    /// The moment of these milliseconds; beyond the first or the last the first or the last, so that no sum overflows.
    package init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Instant.range.lowerBound), Instant.range.upperBound)
    }
    package init(seconds: Int64) { self.init(milliseconds: seconds * 1000) }

    /// Reads `2026-11-22T09:00:00Z`, with optional fraction, or an offset such as `+01:00`; nil for anything else.
    package init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let date = CalendarDate(iso: text.prefix(10)),
            bytes[10] == 0x54 || bytes[10] == 0x20,
            let hour = Int(asciiDigits: bytes[11..<13]), hour < 24, bytes[13] == 0x3A,
            let minute = Int(asciiDigits: bytes[14..<16]), minute < 60, bytes[16] == 0x3A,
            let second = Int(asciiDigits: bytes[17..<19]), second < 60
        else { return nil }
        var index = 19
        var fraction = 0
        if bytes[index] == 0x2E {
            let digits = bytes[(index + 1)...].prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty, digits.count <= 9 else { return nil }
            fraction = Int(asciiDigits: (Array(digits) + [0x30, 0x30]).prefix(3)) ?? 0
            index += 1 + digits.count
        }
        guard index < bytes.count else { return nil }
        var offset = 0
        if bytes[index] == 0x5A {
            guard index + 1 == bytes.count else { return nil }
        } else {
            guard bytes[index] == 0x2B || bytes[index] == 0x2D, bytes.count == index + 6, bytes[index + 3] == 0x3A,
                let hours = Int(asciiDigits: bytes[(index + 1)..<(index + 3)]), hours <= 14,
                let minutes = Int(asciiDigits: bytes[(index + 4)..<(index + 6)]), minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * 60 * (bytes[index] == 0x2D ? -1 : 1)
        }
        let seconds = date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(milliseconds: Int64(seconds) * 1000 + Int64(fraction))
    }

    package var seconds: Int64 { Int64((Double(milliseconds) / 1000).rounded(.down)) }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
    package static func + (instant: Instant, milliseconds: Int64) -> Instant {
        Instant(milliseconds: instant.milliseconds + milliseconds)
    }

    /// `2026-11-22T09:00:00Z`, with milliseconds only when there are some.
    package var iso: String {
        let (date, time) = utcParts
        let fraction = Int(((milliseconds % 1000) + 1000) % 1000)
        let clock = "\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))"
        return fraction == 0 ? "\(date.iso)T\(clock)Z" : "\(date.iso)T\(clock).\(padded(fraction, 3))Z"
    }

    /// `Wed, 25 Nov 2026 09:00:00 GMT`, as HTTP writes dates (RFC 9110, section 5.6.7).
    package var httpDate: String {
        let (date, time) = utcParts
        let (year, month, day) = date.parts
        let clock = "\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))"
        let name = CalendarDate.monthNames[month - 1].prefix(3)
        return "\(date.weekday.abbreviation), \(padded(day, 2)) \(name) \(padded(year, 4)) \(clock) GMT"
    }

    /// The UTC day, and the second within it.
    var utcParts: (date: CalendarDate, secondOfDay: Int) {
        let seconds = Int(seconds)
        let day = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
        return (CalendarDate(dayNumber: day), seconds - day * 86_400)
    }

    package static let minute: Int64 = 60_000
    package static let hour: Int64 = 3_600_000
    package static let day: Int64 = 86_400_000
}
