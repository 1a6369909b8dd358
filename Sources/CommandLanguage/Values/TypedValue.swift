// Reads a whole text as one value of a type.

package import FieldTypes
import Quantities

package enum TypedValue {
    /// The value that a text is, of a field with this name and type.
    ///
    /// - Parameter catalogue: whose language the words of a rhythm are; nil where there is none to be read.
    /// - Throws: what is accepted, or both readings, where it is none or may be two.
    package static func read(
        _ text: String, of name: String, _ type: FieldType, choices: [String] = [], context: ReadingContext,
        catalogue: (any CommandCatalogue)? = nil
    ) throws(UsageProblem) -> FieldValue {
        let words = text.split(separator: " ").map { Word(String($0)) }
        let argument = ArgumentDeclaration(name, type, choices: choices)
        // A text stays as it was typed.
        if type == .text { return .text(text) }
        if type == .rhythm, let catalogue, let rhythm = rhythm(text, context, catalogue) { return rhythm }
        guard let value = try ValueReader(context: context).read(words, as: argument, isExplicit: true) else {
            throw UsageProblem(.badValue(argument: name, value: text, type: type, choices: choices))
        }
        return value
    }

    /// The rhythm that all of a text says, with its `every` or without.
    private static func rhythm(
        _ text: String, _ context: ReadingContext, _ catalogue: any CommandCatalogue
    ) -> FieldValue? {
        let line = LexemeReader.lexemes(text)
        guard line.count > 0 else { return nil }
        let chart = Chart(line, language: catalogue.language, context: context, catalogue: catalogue)
        let found = RhythmRecogniser.spans(chart, 0) + RhythmRecogniser.spansAfterEach(chart, 0)
        return found.lazy.compactMap { span in
            if case .rhythm(let rhythm) = span.value, span.end == chart.count {
                .rhythm(rhythm)
            } else {
                FieldValue?.none
            }
        }.first
    }
}
