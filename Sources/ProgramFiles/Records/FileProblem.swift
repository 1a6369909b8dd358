// What cannot be read of a file, and where.

package import JSONText

/// Something in a file that cannot be read. Thrown, it is a whole file that is refused; listed, a place in one that is not.
package struct FileProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the file itself counts: a line, a row, the number of a task.
    package var row: Int?
    package var field: String?
    /// The end of a sentence that begins with the place: `is no date`.
    package var why: String

    package init(row: Int? = nil, field: String? = nil, _ why: String) {
        self.row = row
        self.field = field
        self.why = why
    }

    package var description: String {
        let place = [row.map { "row \($0)" }, field.map { "\"\($0)\"" }].compactMap { $0 }.joined(separator: ", ")
        return place.isEmpty ? why : "\(place): \(why)"
    }

    package var json: JSON {
        .members(["row": row.map { .int(Int64($0)) }, "field": field.map { .string($0) }, "why": .string(why)])
    }
}
