// Reads a whole text as one value of a type.

package import FieldTypes
import Quantities

package enum TypedValue {
    /// The value that a text is, of a field with this name and type.
    ///
    /// - Throws: what is accepted, or both readings, where it is none or may be two.
    package static func read(
        _ text: String, of name: String, _ type: FieldType, choices: [String] = [], context: ReadingContext
    ) throws(UsageProblem) -> FieldValue {
        let words = text.split(separator: " ").map { Word(String($0)) }
        let argument = ArgumentDeclaration(name, type, choices: choices)
        // A text stays as it was typed.
        if type == .text { return .text(text) }
        guard let value = try ValueReader(context: context).read(words, as: argument, isExplicit: true) else {
            throw UsageProblem(.badValue(argument: name, value: text, type: type, choices: choices))
        }
        return value
    }
}
