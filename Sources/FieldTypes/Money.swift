// Money as a value.

package import JSONText
package import Quantities

extension Money: FieldContent {
    package static let storedName = "money"
    package static let storedNumber = 5
    package static let accepted = "an amount with its currency, such as 12k€ or 1200 USD"

    package var json: JSON { [.int(minorUnits), .string(currency)] }
    package init?(json: JSON) {
        guard let parts = json.array, parts.count == 2, let minor = parts[0].int, let currency = parts[1].string else {
            return nil
        }
        self.init(minorUnits: Int64(minor), currency: currency)
    }
    package func write(to writer: inout ByteWriter) {
        writer.int(Int(minorUnits))
        writer.string(currency)
    }
    package init(from reader: inout ByteReader) throws(SnapshotDamaged) {
        self.init(minorUnits: Int64(try reader.int()), currency: try reader.string())
    }

    package var value: FieldValue { .money(self) }

    /// Amounts of one currency compare; a plain number is so much of whatever currency the amount has.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        switch other {
        case .money(let money): money.currency == currency && comparison.holds(minorUnits, money.minorUnits)
        case .number(let number):
            // In whole units, so that no number is too large to compare.
            comparison.holds(Double(minorUnits) / 100, Double(number))
        default: false
        }
    }
}
