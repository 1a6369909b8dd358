// The words of a command on their way to its arguments.

import FieldTypes
import Quantities

/// The words left after the keys, being given to arguments.
struct Places {
    var words: [Word]
    let verb: VerbDeclaration
    let context: ReadingContext
    var values: ArgumentValues
    var mentionedIDs: [ItemID] = []
    /// The argument that a word introduced ids of: more of them may follow, `blocks T-1, T-2 and M-1`.
    var listed: ArgumentDeclaration?
    /// What stood behind the values and belongs to the text.
    var trailer: [Word] = []
    /// Whether what has no place may be a reason.
    var takesReason = true
    let reader: ValueReader
    static let longestValue = 5

    init(words: [Word], verb: VerbDeclaration, context: ReadingContext, values: ArgumentValues) {
        self.words = words
        self.verb = verb
        self.context = context
        reader = ValueReader(context: context)
        self.values = values
    }

    /// `p4,i5`, `P4I5` and `p4/i5` as two words, where both levels are still to be said.
    func separatedLevels(_ word: Word) -> [Word] {
        // `high/low`: both in words, one after the other.
        if !word.isText, word.text.utf8.contains(UInt8(ascii: "/")),
            verb.shortLevels.filter({ values[$0.name] == nil }).count > 1
        {
            let parts = word.text.split(separator: "/", omittingEmptySubsequences: false)
            if parts.count == 2, parts.allSatisfy({ AmountReader.levelWord(String($0)) != nil }) {
                return parts.map { Word(String($0)) }
            }
        }
        let text = Array(word.text.utf8)
        // `4/4`, `4x5`: both levels, in the order they are declared.
        if !word.isText, text.count == 3, "/x*".utf8.contains(text[1] | (text[1] == 0x58 ? 0x20 : 0)),
            text[0] &- 0x31 < 5, text[2] &- 0x31 < 5
        {
            let open = verb.shortLevels.filter { values[$0.name] == nil }
            if open.count > 1, let one = open[0].short, let other = open[1].short {
                return [Word(one + word.text.prefix(1)), Word(other + word.text.suffix(1))]
            }
        }
        guard !word.isText, word.token == nil, (4...5).contains(text.count),
            text.count == 4 || ",/;x".utf8.contains(text[2])
        else { return [word] }
        let parts = [word.text.prefix(2), word.text.suffix(2)]
        let levels = parts.compactMap { part in
            verb.shortLevels.first { level in
                values[level.name] == nil
                    && level.short?.utf8.elementsEqual([part.utf8.first.map { $0 | 0x20 } ?? 0]) == true
            }
        }
        guard levels.count == 2, levels[0] !== levels[1],
            parts.allSatisfy({ ($0.utf8.last ?? 0) &- 0x31 < 5 })
        else { return [word] }
        return parts.map { Word(String($0)) }
    }

    func isFree(_ argument: ArgumentDeclaration) -> Bool { values[argument.name] == nil || argument.isMany }

    mutating func put(_ value: FieldValue, _ argument: ArgumentDeclaration, first: Bool = false) {
        values.add(value, to: argument.name, first: first)
    }

    /// The introducing phrase at an index, and the argument it introduces; the longest phrase wins.
    func introducer(at index: Int, of arguments: [ArgumentDeclaration]) -> (ArgumentDeclaration, length: Int)? {
        var best: (ArgumentDeclaration, length: Int)?
        guard index < words.count, let first = words[index].text.utf8.first else { return nil }
        for argument in arguments {
            for parts in argument.phrases {
                guard let begin = parts.first?.utf8.first, begin | 0x20 == first | 0x20 || first >= 0x80,
                    index + parts.count <= words.count, parts.count > best?.length ?? 0
                else { continue }
                let matches = zip(parts, words[index...]).allSatisfy { !$1.isText && $1.text.lowercased() == $0 }
                if matches, isFree(argument) { best = (argument, parts.count) }
            }
        }
        return best
    }
}
