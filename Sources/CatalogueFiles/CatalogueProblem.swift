// What is wrong with a catalogue file, with the place.

/// A file of the catalogue that cannot be used: the start is refused with this.
package struct CatalogueProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package var file: String
    package var line: Int?
    package var field: String
    package var expected: String

    package init(file: String, line: Int?, field: String, expected: String) {
        self.file = file
        self.line = line
        self.field = field
        self.expected = expected
    }

    /// A problem of what was read before: the line of the field is looked for in the file's text.
    init(file: String, text: String, field: String, expected: String) {
        self.init(file: file, line: NodeReader.line(of: field, in: text), field: field, expected: expected)
    }

    package var description: String {
        "\(file)\(line.map { ":\($0)" } ?? ""): \(field): expected \(expected)"
    }
}
