// What stands behind the values at the end of a line: a choice by its word, levels in brackets, and what is none of them.

import FieldTypes
import Quantities

extension Places {
    /// `@bo due fri high`, `@bo priority high`, `@bo (see mail)`: where what stands before is a value, the words after it are
    /// one by their word alone, or belong to the text.
    mutating func takeAfterValues(_ least: Int) throws(UsageProblem) -> Bool {
        guard let last = words.last, !last.isText, words.count > least + 1 else { return false }
        if let (argument, value, length) = choice() {
            var shorter = self
            shorter.words.removeLast(length)
            shorter.put(value, argument)
            let isSetApart = length == 2 && words.count > 2 && words[words.count - 3].typed.last == ","
            let isNamed = isSetApart || length == 2 && words[words.count - 2].isOne(of: [argument.name])
            if isNamed, shorter.words.count >= max(least, 1) {
                self = shorter
                return true
            }
            return try takeOne(of: shorter, least)
        }
        guard let start = aside(), start > least else { return false }
        if last.text.last == ")", words[start].text.first == "(", try takeBracketed(start, least) { return true }
        var shorter = self
        shorter.trailer = Array(words[start...]) + trailer
        shorter.words.removeSubrange(start...)
        return try takeOne(of: shorter, least)
    }

    /// Takes these words instead, where they end in a value that says of itself what it is: a project may be the text's.
    private mutating func takeOne(of others: Places, _ least: Int) throws(UsageProblem) -> Bool {
        var others = others
        others.dropComma()
        let before = others.values
        // Few: a line may end in thousands of marks.
        if try !others.takeValue(least) {
            guard others.trailer.count < 8, try others.takeAfterValues(least) else { return false }
        }
        let isCapital = words.suffix(words.count - others.words.count).contains { word in
            ProjectKey(word.text).map(context.isKey) == true && word.text == word.text.uppercased()
        }
        let isClear = verb.arguments.contains { argument in
            (argument.type != .project || isCapital)
                && before[argument.name]?.count != others.values[argument.name]?.count
        }
        guard isClear else { return false }
        self = others
        return true
    }

    /// `high`, `priority high`, `prio: high`, `high priority` at the end: one of the choices of an argument that has none yet.
    private func choice() -> (ArgumentDeclaration, FieldValue, length: Int)? {
        func names(_ word: Word, _ argument: ArgumentDeclaration) -> Bool {
            let name = word.text.lowercased().filter { $0 != ":" }
            return !word.isText && name.count >= 4 && argument.name.hasPrefix(name)
        }
        let (last, before) = (words[words.count - 1], words[words.count - 2])
        for argument in verb.arguments where argument.type == .choice && isFree(argument) && !argument.isRequired {
            let said = last.withoutMark.text.lowercased()
            if argument.choices.contains(said) {
                return (argument, .text(said), names(before, argument) ? 2 : 1)
            }
            if names(last, argument), !before.isText, argument.choices.contains(before.text.lowercased()) {
                return (argument, .text(before.text.lowercased()), 2)
            }
        }
        return nil
    }

    /// Where what cannot be a value begins at the end: a link, an emoji, words in brackets.
    private func aside() -> Int? {
        let (last, end) = (words[words.count - 1], words.count - 1)
        // Most lines end in a plain word.
        if last.token == nil,
            let (first, final) = last.text.utf8.first.flatMap({ first in last.text.utf8.last.map { (first, $0) } }),
            final &- 0x30 < 10 && !(first &- 0x30 < 10) || (final | 0x20) &- 0x61 < 26 && !(first &- 0x30 < 10),
            !"hHwW<:aAuU".utf8.contains(first)
        {
            return nil
        }
        if last.text.last == ")", last.text.contains(where: \.isLetter) {
            return words.indices.suffix(8).last { !words[$0].isText && words[$0].text.first == "(" }
        }
        // `17:00`, `at 8:00`
        if last.text.utf8.count <= 5, last.text.contains(":"),
            last.text.split(separator: ":", omittingEmptySubsequences: false).allSatisfy({ Int(asciiDigits: $0) != nil }
            )
        {
            return end > 0 && words[end - 1].isOne(of: ["at"]) ? end - 1 : end
        }
        if DateReader.isTime(last.text) { return end > 0 && words[end - 1].isOne(of: ["at"]) ? end - 1 : end }
        if last.isOne(of: SmallWords.pressing) { return end }
        if last.text.last == "]" {
            return words.indices.suffix(8).last { !words[$0].isText && words[$0].text.first == "[" }
        }
        if case .link? = last.token { return end }
        let isLink =
            ["https://", "http://", "www.", "<http"].contains { last.text.hasPrefix($0) }
            || last.text.contains("](http")
        if last.text.count > 2, last.text.first == ":", last.text.last == ":" { return end }
        let isMark = !last.text.contains { $0.isLetter || $0.isNumber || "#@%€$£".contains($0) }
        return isLink || isMark ? end : nil
    }

    /// `(p3 i3)`, `(due fri)`: values in brackets, and nothing else there.
    private mutating func takeBracketed(_ start: Int, _ least: Int) throws(UsageProblem) -> Bool {
        var others = self
        others.words[start].text.removeFirst()
        others.words[words.count - 1].text.removeLast()
        others.words.removeAll { $0.text.isEmpty }
        // `(bo, fri)`
        for index in start..<others.words.count {
            let name = others.words[index].text.filter { $0 != "," }.lowercased()
            if context.isHandle(name) { others.words[index].text = "@" + others.words[index].text }
        }
        while others.words.count > start {
            guard try others.takeValue(least) else { return false }
            others.dropComma()
        }
        guard others.words.count == start else { return false }
        self = others
        return true
    }
}
