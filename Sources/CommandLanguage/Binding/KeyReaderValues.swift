// The values that keys bring, read as far as they go on: `due:fri 11 dec`.

import FieldTypes
import Quantities

extension KeyReader {
    /// The value a key brought, with as many more words as it needs, and how many these are.
    func value(
        of word: Word, _ text: String, _ words: [Word], from index: Int, _ argument: ArgumentDeclaration,
        isExplicit: Bool = true
    ) throws(UsageProblem) -> (FieldValue, length: Int)? {
        let begun = Word(text, quotedFrom: word.quotedFrom.map { _ in 0 }, token: word.token)
        // `due:fri 11 dec`: as far as it goes on, and never its first word alone.
        if argument.type == .date, word.quotedFrom == nil,
            let whole = try phrase([begun], words, from: index, argument)
        {
            return whole
        }
        if let value = try values.read([begun], as: argument, isExplicit: isExplicit) {
            if argument.type == .date, word.quotedFrom == nil, index < words.count {
                try refuseMoreOfDay(begun, words[index], argument)
            }
            return (value, 0)
        }
        return word.quotedFrom == nil ? try phrase([begun], words, from: index, argument) : nil
    }

    /// Refuses what could go on with a weekday and makes no day with it: `due:fri 11`.
    private func refuseMoreOfDay(
        _ day: Word, _ next: Word, _ argument: ArgumentDeclaration
    ) throws(UsageProblem) {
        let figures = next.text.prefix { $0.isNumber }
        let isDayOfMonth =
            Int(asciiDigits: figures).map { (1...31).contains($0) } == true
            && ["", ".", "st", "nd", "rd", "th"].contains(next.text.dropFirst(figures.count).lowercased())
        guard !day.text.contains(where: \.isNumber), !next.isText, next.token == nil, !next.startsLine,
            isDayOfMonth || DateReader.month(next.text.lowercased()) != nil
        else { return }
        let said = day.text + " " + next.text
        throw UsageProblem(
            .badValue(argument: argument.name, value: said, type: argument.type, choices: []), marked: said)
    }

    /// A value of several words: `due:next fri`, `--estimate 3 days`.
    ///
    /// - Parameter begun: the word the key itself brought, if it did.
    /// - Returns: the value, and how many more words it took.
    func phrase(
        _ begun: [Word], _ words: [Word], from index: Int, _ argument: ArgumentDeclaration
    ) throws(UsageProblem) -> (FieldValue, length: Int)? {
        guard argument.type.takesSeveralWords else { return nil }
        for length in stride(from: Places.longestValue - begun.count, to: 0, by: -1)
        where index + length <= words.count {
            let more = words[index..<(index + length)]
            guard !more.contains(where: { $0.isText || $0.startsLine || KeyReader.split($0) != nil }) else { continue }
            if let value = try values.read(begun + more, as: argument, isExplicit: true) { return (value, length) }
            // `due: 18 dec, owner: raj`
            if var last = more.last, last.text.utf8.last == UInt8(ascii: ","), last.text.utf8.count > 1 {
                last.text.removeLast()
                let set = begun + more.dropLast() + [last]
                if let value = try values.read(set, as: argument, isExplicit: true) { return (value, length) }
            }
        }
        return nil
    }
}
