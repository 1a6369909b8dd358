// How Microsoft Project writes durations, dates, lags and flags in its XML (MSPDI).
// Source: Microsoft's pages on the XML schema, and counts over files that it saved.

import Planning
import Quantities

/// Reads and writes the values of MSPDI. Instants are minutes of a clock on the wall since 1970.
enum ProjectCodes {
    /// Whole minutes of `PT16H30M0S`, `PT-8H0M0S` or `-PT8H`; days of `P5D` are working days.
    static func minutes(_ text: String, perDay: Int) -> Int? {
        var sign = 1
        var isTime = false
        var sum = 0.0
        var number: [UInt8] = []
        var hasParts = false
        for (place, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-"): sign = -1
            case UInt8(ascii: "P") where place <= 1: break
            case UInt8(ascii: "T") where !isTime: isTime = true
            case 0x30...0x39, UInt8(ascii: "."): number.append(byte)
            default:
                guard let value = Double(String(decoding: number, as: UTF8.self)), value < 1e9,
                    let unit = unit(byte, isTime: isTime, perDay: perDay)
                else { return nil }
                sum += value * unit
                number = []
                hasParts = true
            }
        }
        guard hasParts, number.isEmpty else { return nil }
        return sign * Int(sum.rounded())
    }

    private static func unit(_ byte: UInt8, isTime: Bool, perDay: Int) -> Double? {
        switch (byte, isTime) {
        case (UInt8(ascii: "H"), true): 60
        case (UInt8(ascii: "M"), true): 1
        case (UInt8(ascii: "S"), true): 1 / 60
        case (UInt8(ascii: "D"), false): Double(perDay)
        default: nil
        }
    }

    static func duration(_ minutes: Int) -> String {
        let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
        return "PT\(minutes < 0 ? "-" : "")\(hours)H\(rest)M0S"
    }

    /// An instant of `2026-01-05T08:00:00`, seconds dropped; the dates that stand for none give nil.
    static func instant(_ text: String) -> Int? {
        guard text.utf8.count >= 10, let day = CalendarDate(iso: text.prefix(10)),
            (1900...2400).contains(day.parts.year)
        else { return nil }
        guard text.utf8.count > 10 else { return day.dayNumber * 1440 }
        guard text.utf8.dropFirst(10).first == UInt8(ascii: "T"), let time = clock(text.dropFirst(11)) else {
            return nil
        }
        return day.dayNumber * 1440 + time
    }

    /// Minutes of `08:00:00`, up to `24:00:00`.
    static func clock(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":")
        guard parts.count >= 2, let hour = Int(asciiDigits: parts[0]), let minute = Int(asciiDigits: parts[1]),
            (0...24).contains(hour), (0..<60).contains(minute), hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }

    static func text(_ instant: Int) -> String { "\(short(instant)):00" }

    /// `2026-01-05T08:00`.
    static func short(_ instant: Int) -> String {
        let day = CalendarDate(startMinute: instant)
        let minute = instant - day.dayNumber * 1440
        return "\(day.iso)T\(two(minute / 60)):\(two(minute % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    static func flag(_ text: String?) -> Bool? { text.map { $0 == "1" || $0 == "true" } }

    /// Whether a duration of this format runs day and night: 4, 6, 8, 10, 12 and, estimated, 32 more.
    static func isElapsed(_ format: Int) -> Bool {
        let plain = format >= 35 ? format - 32 : format
        return [4, 6, 8, 10, 12, 20].contains(plain)
    }

    /// A lag, in tenths of a minute unless its format is a share of the predecessor's duration.
    static func lag(_ size: Int, format: Int) -> Lag {
        switch format {
        case 19, 51: .percent(size)
        case 20, 52: .elapsedPercent(size)
        default: isElapsed(format) ? .elapsed(tenths(size)) : .working(tenths(size))
        }
    }

    static func code(_ lag: Lag) -> (size: Int, format: Int) {
        switch lag {
        case .working(let minutes): (minutes * 10, 7)
        case .elapsed(let minutes): (minutes * 10, 8)
        case .percent(let share): (share, 19)
        case .elapsedPercent(let share): (share, 20)
        }
    }

    /// Minutes of tenths of a minute.
    static func tenths(_ size: Int) -> Int { Int((Double(size) / 10).rounded()) }

    static func kind(_ code: Int) -> LinkKind? {
        switch code {
        case 0: .finishToFinish
        case 1: .finishToStart
        case 2: .startToFinish
        case 3: .startToStart
        default: nil
        }
    }

    static func code(_ kind: LinkKind) -> Int {
        switch kind {
        case .finishToFinish: 0
        case .finishToStart: 1
        case .startToFinish: 2
        case .startToStart: 3
        }
    }
}

extension CalendarDate {
    /// The day that a minute since 1970 lies in.
    init(startMinute: Int) { self.init(dayNumber: Int((Double(startMinute) / 1440).rounded(.down))) }
}
