// The punctuation around a word, as facts: nothing later looks at commas and brackets by hand.

/// What stands directly before or after a word and is no part of it.
package struct Marks: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let comma = Marks(rawValue: 1 << 0)
    package static let stop = Marks(rawValue: 1 << 1)
    package static let colon = Marks(rawValue: 1 << 2)
    package static let semicolon = Marks(rawValue: 1 << 3)
    package static let question = Marks(rawValue: 1 << 4)
    package static let exclamation = Marks(rawValue: 1 << 5)
    package static let quote = Marks(rawValue: 1 << 6)
    package static let open = Marks(rawValue: 1 << 7)
    package static let close = Marks(rawValue: 1 << 8)
    package static let dash = Marks(rawValue: 1 << 9)
    /// `--` before an option, or on its own where a signature begins.
    package static let option = Marks(rawValue: 1 << 10)
    package static let slash = Marks(rawValue: 1 << 11)
    package static let equals = Marks(rawValue: 1 << 12)
    /// Bold, italic, struck or code marks.
    package static let style = Marks(rawValue: 1 << 13)
    package static let bullet = Marks(rawValue: 1 << 14)
    /// A check box, empty or ticked.
    package static let box = Marks(rawValue: 1 << 15)
    package static let tickedBox = Marks(rawValue: 1 << 16)
    /// A smiley and other signs that say nothing to a program.
    package static let sign = Marks(rawValue: 1 << 17)
    package static let plus = Marks(rawValue: 1 << 18)
    package static let bar = Marks(rawValue: 1 << 19)
    package static let arrow = Marks(rawValue: 1 << 20)

    /// What sets one part of a sentence apart from the next.
    package static let separators: Marks = [
        .comma, .semicolon, .colon, .stop, .dash, .open, .close, .exclamation, .bar,
    ]

    /// What a sign means beside a word; nil for one that belongs to the word.
    static func mark(_ character: Character) -> Marks? {
        switch character {
        case ",": .comma
        case ".", "…": .stop
        case ":": .colon
        case ";": .semicolon
        case "?": .question
        case "!": .exclamation
        case "\"", "“", "”", "„", "‟", "«", "»", "'", "‘", "’", "‚", "‛": .quote
        case "(", "[", "{", "<": .open
        case ")", "]", "}", ">": .close
        case "*", "_", "~", "`": .style
        case "•": .bullet
        default: nil
        }
    }
}
