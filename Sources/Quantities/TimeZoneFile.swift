// Reads the bytes of a TZif file (RFC 9636), the format of the system's time zone database.

extension ZoneRules {
    /// The rules in a TZif file's bytes, or nil when they are not one. Every count is checked against the length.
    package init?(timeZoneFile bytes: [UInt8], name: String) {
        guard let first = Header(bytes, at: 0) else { return nil }
        var header = first
        var start = Header.length
        var wide = false
        if first.version >= 0x32 {
            let second = Header.length + first.bodyLength(timeSize: 4)
            guard let next = Header(bytes, at: second) else { return nil }
            header = next
            start = second + Header.length
            wide = true
        }
        let timeSize = wide ? 8 : 4
        guard header.typeCount > 0, bytes.count >= start + header.bodyLength(timeSize: timeSize) else { return nil }
        let indexes = start + header.timeCount * timeSize
        let types = indexes + header.timeCount
        func offset(ofType type: Int) -> Int {
            Int(Int32(truncatingIfNeeded: bytes.bigEndian(at: types + type * 6, 4)))
        }
        var transitions: [(at: Int64, offset: Int)] = []
        for position in 0..<header.timeCount {
            let raw = bytes.bigEndian(at: start + position * timeSize, timeSize)
            let moment = wide ? raw : Int64(Int32(truncatingIfNeeded: raw))
            let type = Int(bytes[indexes + position])
            guard type < header.typeCount, transitions.last.map({ $0.at < moment }) ?? true else { return nil }
            transitions.append((moment, offset(ofType: type)))
        }
        var recurring: RecurringZoneRule?
        if wide {
            let footer = bytes[(start + header.bodyLength(timeSize: timeSize))...]
            if footer.first == 0x0A, let end = footer.dropFirst().firstIndex(of: 0x0A) {
                recurring = RecurringZoneRule(posix: Array(footer[(footer.startIndex + 1)..<end]))
            }
        }
        self.init(name: name, firstOffset: offset(ofType: 0), transitions: transitions, recurring: recurring)
    }

    /// The rules of a POSIX TZ text such as `CET-1CEST,M3.5.0,M10.5.0/3`, or nil when it is none.
    package init?(posix text: String, name: String) {
        guard let recurring = RecurringZoneRule(posix: Array(text.utf8)) else { return nil }
        self.init(name: name, firstOffset: recurring.standard, transitions: [], recurring: recurring)
    }

    private struct Header {
        static let length = 44
        let version: UInt8
        let utcCount, standardCount, leapCount, timeCount, typeCount, nameLength: Int

        init?(_ bytes: [UInt8], at start: Int) {
            guard start >= 0, bytes.count >= start + Header.length,
                Array(bytes[start..<(start + 4)]) == Array("TZif".utf8)
            else { return nil }
            version = bytes[start + 4]
            let counts = (0..<6).map { Int(UInt32(truncatingIfNeeded: bytes.bigEndian(at: start + 20 + $0 * 4, 4))) }
            guard counts.allSatisfy({ $0 < 100_000 }) else { return nil }
            (utcCount, standardCount, leapCount) = (counts[0], counts[1], counts[2])
            (timeCount, typeCount, nameLength) = (counts[3], counts[4], counts[5])
        }

        func bodyLength(timeSize: Int) -> Int {
            timeCount * (timeSize + 1) + typeCount * 6 + nameLength + leapCount * (timeSize + 4) + standardCount
                + utcCount
        }
    }
}

extension [UInt8] {
    fileprivate func bigEndian(at start: Int, _ size: Int) -> Int64 {
        var value: UInt64 = 0
        for byte in self[start..<(start + size)] { value = value << 8 | UInt64(byte) }
        return Int64(bitPattern: value)
    }
}

extension RecurringZoneRule {
    /// Reads a POSIX TZ text such as `CET-1CEST,M3.5.0,M10.5.0/3`; nil when it is not one.
    init?(posix bytes: [UInt8]) {
        var reader = PosixReader(rest: bytes[...])
        guard reader.name(), let standard = reader.offset() else { return nil }
        self.init(standard: -standard)
        if reader.rest.isEmpty { return }
        guard reader.name() else { return nil }
        daylight = -(reader.offset() ?? standard - 3600)
        guard reader.take(0x2C), let start = reader.change(), reader.take(0x2C), let end = reader.change(),
            reader.rest.isEmpty
        else { return nil }
        self.start = start
        self.end = end
    }

    private struct PosixReader {
        var rest: ArraySlice<UInt8>

        mutating func take(_ byte: UInt8) -> Bool {
            guard rest.first == byte else { return false }
            rest.removeFirst()
            return true
        }

        mutating func name() -> Bool {
            if take(0x3C) {
                guard let end = rest.firstIndex(of: 0x3E) else { return false }
                rest = rest[(end + 1)...]
                return true
            }
            let letters = rest.prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
            rest = rest.dropFirst(letters.count)
            return letters.count >= 3
        }

        mutating func number() -> Int? {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard digits.count <= 4, let value = Int(asciiDigits: digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            return value
        }

        mutating func offset() -> Int? {
            let isNegative = take(0x2D)
            if !isNegative { _ = take(0x2B) }
            guard let hours = number() else { return nil }
            var seconds = hours * 3600
            if take(0x3A), let minutes = number() { seconds += minutes * 60 }
            if take(0x3A), let extra = number() { seconds += extra }
            return isNegative ? -seconds : seconds
        }

        mutating func change() -> Change? {
            let day: Day
            if take(0x4D) {
                guard let month = number(), (1...12).contains(month), take(0x2E), let week = number(),
                    (1...5).contains(week), take(0x2E), let weekday = number(), (0...6).contains(weekday)
                else { return nil }
                day = .monthWeek(month: month, week: week, weekday: weekday)
            } else if take(0x4A) {
                guard let number = number(), (1...365).contains(number) else { return nil }
                day = .julian(number)
            } else {
                guard let number = number(), number <= 365 else { return nil }
                day = .zeroBased(number)
            }
            var second = 7200
            if take(0x2F) {
                guard let time = offset() else { return nil }
                second = time
            }
            return Change(day: day, second: second)
        }
    }
}
