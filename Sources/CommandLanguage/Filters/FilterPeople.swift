// Whose records they are: bo, of bo and kim, waiting for kim.

import FieldTypes
import Quantities

extension FilterReader {
    /// `late bo`, `of @kim`, `for bo and kim`.
    mutating func owned(_ word: Word, _ next: Word?) throws(UsageProblem) -> Filter? {
        guard fields.contains("owner") else { return nil }
        let text = word.text.lowercased()
        if isOfRecords, word.token == nil, word.text == text, context.isHandle(text) {
            return FilterReader.either(theirs(.named(try person(word, text))))
        }
        guard SmallWords.ofSomebody.contains(text), let next, names(next) else { return nil }
        index += 1
        var filters = theirs(.named(try person(next, next.text)))
        // `of bo and kim`: a record has one owner.
        while index + 1 < words.count, words[index].isOne(of: ["and", "&", "or"]), names(words[index + 1]) {
            let other = words[index + 1]
            filters += theirs(.named(try person(other, other.text)))
            index += 2
        }
        return FilterReader.either(filters)
    }

    /// What makes a record somebody's: who made a decision, who owns anything else, and whose help a blocker needs.
    private func theirs(_ who: FieldValue) -> [Filter] {
        let owned = Filter.compare(field: kind == "decision" ? "by" : "owner", .equal, value: who)
        return kind == "blocker" ? [owned, .compare(field: "needs", .equal, value: who)] : [owned]
    }

    static func either(_ filters: [Filter]) -> Filter { filters.count == 1 ? filters[0] : .or(filters) }

    /// Whether a word is somebody: a mention, or a name that is known.
    func names(_ word: Word) -> Bool {
        !word.isText
            && (word.token != nil || word.text.first == "@" || context.isHandle(word.text.lowercased()))
    }

    /// `blockers waiting for kim`, `blockers needs @kim`.
    mutating func needed(_ word: String) throws(UsageProblem) -> Filter? {
        guard kind == "blocker", ["waiting", "waits", "needs", "needing"].contains(word) else {
            return nil
        }
        let place = index < words.count && words[index].isOne(of: ["for", "on"]) ? index + 1 : index
        guard place < words.count, names(words[place]) else { return nil }
        index = place + 1
        return .compare(field: "needs", .equal, value: .named(try person(words[place], words[place].text)))
    }
}
