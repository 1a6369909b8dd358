// A level of 1 to 5 as a value: how probable, how bad.

package import JSONText

/// A level of 1 (very low) to 5 (very high), and the percentage it was given as.
package struct Level: FieldContent, Hashable, ExpressibleByIntegerLiteral {
    package let rank: Int
    /// What was said where it was said in percent; a record keeps it as a field of its own.
    package var percent: Int?

    /// The level of this rank; beyond 1 and 5 it is 1 or 5.
    package init(_ rank: Int, percent: Int? = nil) {
        self.rank = min(max(rank, 1), 5)
        self.percent = percent
    }
    package init(integerLiteral rank: Int) { self.init(rank) }

    /// The level of a probability: up to 10 % is 1, 30 % 2, 50 % 3, 70 % 4, else 5.
    package init(ofPercent percent: Int) {
        let rank =
            switch percent {
            case ...10: 1
            case ...30: 2
            case ...50: 3
            case ...70: 4
            default: 5
            }
        self.init(rank, percent: percent)
    }

    package static let storedName = "level"
    package static let storedNumber = 2
    package static let accepted = "1 to 5, such as 4, 40% or high"

    package var json: JSON { .int(Int64(rank)) }
    package init?(json: JSON) {
        guard let rank = json.int else { return nil }
        self.init(rank)
    }
    package func write(to writer: inout ByteWriter) { writer.int(rank) }
    package init(from reader: inout ByteReader) throws(SnapshotDamaged) { self.init(try reader.int()) }

    package var text: String { "\(rank) of 5" }
    package var value: FieldValue { .level(self) }

    /// Levels compare by rank, with each other and with a number of 1 to 5.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        switch other {
        case .level(let level): comparison.holds(rank, level.rank)
        case .number(let number): comparison.holds(rank, number)
        default: false
        }
    }
}
