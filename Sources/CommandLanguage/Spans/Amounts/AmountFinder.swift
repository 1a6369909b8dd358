// The amounts of a line by every language that is on: numbers, shares, levels, working time, money.

import Quantities

/// Finds amounts in the words of one line.
package struct AmountFinder: Sendable {
    /// A value that begins at a word, and the word after its last one.
    package struct Found<Value: Sendable>: Sendable {
        package var end: Int
        package var value: Value
    }

    /// The words in lower case and without accents, a number and the letters behind it apart: `3`, `d`.
    let words: [String]
    /// For each word, the word of the line that it is of.
    let places: [Int]
    let typed: [String]
    let languages: [AmountLanguage]
    /// How the workspace writes numbers, when it has said so.
    let style: AmountReader.NumberStyle?

    package init(
        _ line: [String], languages: [AmountLanguage], style: AmountReader.NumberStyle? = nil
    ) {
        typed = line
        self.languages = languages
        self.style = style
        var (words, places) = ([String](), [Int]())
        for (place, word) in line.enumerated() {
            for part in AmountFinder.parts(DayToken.plain(word)) {
                words.append(part)
                places.append(place)
            }
        }
        self.words = words
        self.places = places
    }

    /// `3d` in figures and letters; what begins otherwise is whole.
    private static func parts(_ text: String) -> [String] {
        let figures = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        guard figures.first?.isNumber == true, figures.endIndex < text.endIndex else { return [text] }
        let rest = text[figures.endIndex...]
        guard rest.allSatisfy({ $0.isLetter || $0 == "%" }), figures.last?.isNumber == true else {
            return [text]
        }
        return [String(figures), String(rest)]
    }

    /// The word of the parts that a word of the line begins with.
    func start(_ word: Int) -> Int? { places.firstIndex(of: word) }

    /// The word of the line after a part, where a word ends before it.
    func lineEnd(_ end: Int) -> Int? {
        guard end < places.count else { return typed.count }
        return places[end] != places[end - 1] ? places[end] : nil
    }

    /// The first of the languages that has a meaning for the words at a place.
    func first<Meaning>(
        _ words: KeyPath<AmountLanguage, AmountLanguage.Words<Meaning>>, _ index: Int
    ) -> (end: Int, meaning: Meaning)? {
        for language in languages {
            if let found = language[keyPath: words].meaning(self.words, at: index) { return found }
        }
        return nil
    }

    func found<Value>(_ end: Int, _ value: Value) -> Found<Value>? {
        lineEnd(end).map { Found(end: $0, value: value) }
    }
}
