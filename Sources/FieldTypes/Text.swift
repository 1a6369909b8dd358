// Text as a value: titles, reasons, one word of a few, addresses.

package import JSONText

/// Words, as they were typed.
package struct PlainText: FieldContent, Hashable {
    package let text: String
    package init(_ text: String) { self.text = text }

    package static let storedName = "text"
    package static let storedNumber = 0
    package static let accepted = "some words"

    package var json: JSON { .string(text) }
    package init?(json: JSON) {
        guard let text = json.string else { return nil }
        self.init(text)
    }
    package func write(to writer: inout ByteWriter) { writer.string(text) }
    package init(from reader: inout ByteReader) throws(SnapshotDamaged) { self.init(try reader.string()) }

    package var value: FieldValue { .text(text) }

    /// A text has what is asked for somewhere in it, whatever the case; it is neither more nor less than another.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        guard comparison == .equal, case .text(let part) = other else { return false }
        return text.lowercased().contains(part.lowercased())
    }
}
