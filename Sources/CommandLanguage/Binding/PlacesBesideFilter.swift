// Verbs with a filter: the other arguments' values stand before it, or anywhere after a word that introduces them.

import FieldTypes
import Quantities

extension Places {
    /// Takes the values of the verb's other arguments; the words that are left are the filter's.
    ///
    /// `/mine @bo kind:task`, `/mine bo` where @bo is somebody, `/changes owner:@bo since mon on NET`.
    mutating func bindBesideFilter() throws(UsageProblem) {
        dropFullStop()
        let others = verb.arguments.filter { $0.type != .filter && $0.type != .text }
        guard !others.isEmpty else { return }
        var filter: [Word] = []
        var index = 0
        var depth = 0
        while index < words.count {
            let isOwn = depth == 0 && !continuesCondition(filter.last) && !isBeforeOr(index)
            let length = isOwn ? try takeOther(at: index, of: others, isFirst: filter.isEmpty) : 0
            if length == 0 {
                let word = words[index]
                if !word.isText { depth += word.text.count { $0 == "(" } - word.text.count { $0 == ")" } }
                filter.append(word)
            }
            index += max(1, length)
        }
        words = filter
    }

    /// Whether what follows a word still belongs to its condition: `not @bo`, `due before fri`, `due<next fri`.
    private func continuesCondition(_ word: Word?) -> Bool {
        guard let word, !word.isText else { return false }
        let text = word.text.lowercased()
        if SmallWords.conditionJoints.contains(text) { return true }
        let field = text.prefix { !":<>=".contains($0) }
        guard FilterReader.dayFields.contains(String(field)) || context.dayFields().contains(String(field)) else {
            return false
        }
        // `due<fri` is whole, `due<next` is not.
        let value = String(text.dropFirst(field.count).drop { ":<>=".contains($0) })
        return value.isEmpty || DateReader.read([value], today: context.today) == nil
    }

    private func isBeforeOr(_ index: Int) -> Bool {
        index + 1 < words.count && !words[index + 1].isText && words[index + 1].text.lowercased() == "or"
    }

    /// How many words at an index are the value of another argument; none when they are the filter's.
    private mutating func takeOther(
        at index: Int, of others: [ArgumentDeclaration], isFirst: Bool
    ) throws(UsageProblem) -> Int {
        let introduced = others.compactMap { argument in
            introducer(at: index, of: [argument]).map { (argument: $0.0, length: $0.length) }
        }
        for (argument, length) in introduced {
            // `in the last 7 days`
            let article = index + length < words.count && words[index + length].text.lowercased() == "the" ? 1 : 0
            let isExplicit = argument.type != .project
            guard let (value, size) = try value(at: index + length + article, as: argument, isExplicit: isExplicit)
            else {
                continue
            }
            put(value, argument)
            return length + article + size
        }
        // `between mon and fri` introduces a day, `not done and owner:@bo` joins conditions.
        let isJoint = SmallWords.conditionJoints.contains(words[index].text.lowercased())
        if !isJoint, let (argument, length) = introduced.first, index + length < words.count,
            case let word = words[index + length], word.token == nil, word.text.first != "@", ItemID(word.text) == nil
        {
            if argument.type == .project { _ = try reader.read([word], as: argument, isExplicit: true) }
            throw UsageProblem(
                .badValue(argument: argument.name, value: word.text, type: argument.type, choices: argument.choices),
                marked: word.text)
        }
        for argument in others where isFree(argument) && (isFirst || argument.type == .project) {
            let isHandle = argument.type == .person && context.isHandle(words[index].text.lowercased())
            let isExplicit = argument.isRequired || isHandle
            guard let (value, size) = try value(at: index, as: argument, isExplicit: isExplicit) else { continue }
            put(value, argument)
            return size
        }
        let isProjectFree = others.contains { $0.type == .project && isFree($0) }
        if isProjectFree, !SmallWords.conditionJoints.contains(words[index].text.lowercased()) {
            try refuseUnknownProject(words[index])
        }
        return 0
    }

    /// The longest run of words from an index on that is a value of an argument.
    private func value(
        at index: Int, as argument: ArgumentDeclaration, isExplicit: Bool
    ) throws(UsageProblem) -> (FieldValue, length: Int)? {
        let longest = argument.type.takesSeveralWords ? Places.longestValue : 1
        for length in stride(from: min(longest, words.count - index), to: 0, by: -1) {
            let span = words[index..<(index + length)]
            if let value = try reader.read(span, as: argument, isExplicit: isExplicit) { return (value, length) }
        }
        return nil
    }
}
