// What every type of value says of itself.

package import JSONText

/// The rules of one type of value: how it is kept, printed and compared. Each type says them in a file of its own.
package protocol FieldContent: Sendable {
    /// The name under which a value stands in JSON: the one member of an object. Kept for ever.
    static var storedName: String { get }
    /// The number under which a value stands in a snapshot. Kept for ever.
    static var storedNumber: Int { get }
    /// What a value looks like where one is typed, with an example.
    static var accepted: String { get }

    /// The value itself, as it stands in JSON under ``storedName``.
    var json: JSON { get }
    /// The value that ``json`` printed; nil when it is none.
    init?(json: JSON)

    /// Appends the value to a snapshot, without its number.
    func write(to writer: inout ByteWriter)
    /// The value that ``write(to:)`` appended.
    ///
    /// - Throws: `SnapshotDamaged` where there is none.
    init(from reader: inout ByteReader) throws(SnapshotDamaged)

    /// The value as people read it; days and people want more than that, and are printed where the reader is known.
    var text: String { get }

    /// Whether the value compares so with another; false where the two are of types that have nothing to do with each other.
    func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool

    /// The value as one of the many.
    var value: FieldValue { get }
}

extension FieldContent {
    /// Rarely kept values stand in a snapshot as the text of their JSON.
    package func write(to writer: inout ByteWriter) { writer.string(json.text) }
    package init(from reader: inout ByteReader) throws(SnapshotDamaged) {
        guard let json = try? JSON(reading: try reader.string()), let value = Self(json: json) else {
            throw SnapshotDamaged()
        }
        self = value
    }
}

extension FieldContent where Self: Comparable {
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        (other.content as? Self).map { comparison.holds(self, $0) } ?? false
    }
}

/// How a condition compares a record's own value with the one it names.
package enum Comparison: String, Hashable, CaseIterable, Sendable {
    case equal = ":"
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="

    /// Whether it holds between a thing's own value and the one named.
    package func holds<Value: Comparable>(_ own: Value, _ other: Value) -> Bool {
        switch self {
        case .equal: own == other
        case .less: own < other
        case .atMost: own <= other
        case .more: own > other
        case .atLeast: own >= other
        }
    }
}
