// What parts the cells of a file that does not say it.

/// Finds a file's delimiter.
enum DelimiterGuess {
    private static let candidates = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

    /// The delimiter that a first line `sep=;` names, and that line's length.
    static func named(_ text: UnsafeBufferPointer<UInt8>) -> (delimiter: UInt8, length: Int)? {
        let length = DelimitedText.line(text, from: 0)
        guard length <= 10 else { return nil }
        let line = text[..<length].filter { $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: "\"") }
        guard line.count == 5, line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8).map({ $0 | 0x20 }) else {
            return nil
        }
        return (line[4], length)
    }

    /// How well a delimiter fits: the share of rows that have the commonest width, and that width.
    private struct Fit {
        var share = 0.0
        var width = 1
        /// Even rows weigh more than wide ones.
        var score: Double { share * share * Double(width - 1) }
    }

    /// The delimiter by which the first rows are most alike, and widest.
    static func likeliest(_ text: UnsafeBufferPointer<UInt8>) -> UInt8 {
        let sample = UnsafeBufferPointer(rebasing: text[..<min(text.count, 1 << 16)])
        let isWhole = sample.count == text.count
        let fits = candidates.map { fit(sample, isWhole, $0) }
        var best = 0
        for index in fits.indices where fits[index].score > fits[best].score { best = index }
        guard best == 0, fits[0].score > 0 else { return candidates[best] }
        // Amounts with a decimal comma part evenly at it as well.
        let whole = Array(sample).withoutDecimalCommas.withUnsafeBufferPointer { fit($0, isWhole, candidates[0]) }
        for index in fits.indices.dropFirst()
        where fits[index].share >= fits[0].share && fits[index].score > whole.score {
            best = index
        }
        return candidates[best]
    }

    private static func fit(_ sample: UnsafeBufferPointer<UInt8>, _ isWhole: Bool, _ delimiter: UInt8) -> Fit {
        let reader = DelimitedReader(delimiter, DelimitedText.Limits(), mostRows: 30)
        let rows = reader.firstRows(sample, isWhole: isWhole)
        guard !rows.isEmpty else { return Fit() }
        var counts: [Int: Int] = [:]
        for row in rows where row.cells.count > 1 { counts[row.cells.count, default: 0] += 1 }
        guard let (width, count) = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return Fit() }
        return Fit(share: Double(count) / Double(rows.count), width: width)
    }
}

extension [UInt8] {
    /// With a point for each comma between two digits.
    fileprivate var withoutDecimalCommas: [UInt8] {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        var bytes = self
        for place in bytes.indices.dropFirst().dropLast()
        where bytes[place] == UInt8(ascii: ",") && isDigit(bytes[place - 1]) && isDigit(bytes[place + 1]) {
            bytes[place] = UInt8(ascii: ".")
        }
        return bytes
    }
}
