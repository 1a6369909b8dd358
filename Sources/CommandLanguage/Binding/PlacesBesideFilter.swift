// Verbs with a filter: the other arguments' values stand before it, or anywhere after a word that introduces them.

import Quantities

extension Places {
    /// Takes the values of the verb's other arguments; the words that are left are the filter's.
    ///
    /// `/mine @bo kind:task`, `/mine bo` where @bo is somebody, `/changes owner:@bo since mon on NET`.
    mutating func bindBesideFilter() throws(UsageProblem) {
        let others = verb.arguments.filter { $0.type != .filter && $0.type != .text }
        guard !others.isEmpty else { return }
        var filter: [Word] = []
        var index = 0
        var depth = 0
        while index < words.count {
            let isOwn = depth == 0 && !Places.continuesCondition(filter.last)
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
    private static func continuesCondition(_ word: Word?) -> Bool {
        guard let word, !word.isText else { return false }
        let text = word.text.lowercased()
        if ["not", "or", "and"].contains(text) { return true }
        let field = text.prefix { !":<>=".contains($0) }
        return FilterReader.dayFields.contains(String(field))
    }

    /// How many words at an index are the value of another argument; none when they are the filter's.
    private mutating func takeOther(
        at index: Int, of others: [ArgumentDeclaration], isFirst: Bool
    ) throws(UsageProblem) -> Int {
        if let (argument, length) = introducer(at: index, of: others),
            let (value, size) = try value(at: index + length, as: argument, isExplicit: true)
        {
            put(value, argument)
            return length + size
        }
        for argument in others where isFree(argument) && (isFirst || argument.type == .project) {
            let isHandle = argument.type == .person && context.isHandle(words[index].text.lowercased())
            let isExplicit = argument.isRequired || isHandle
            guard let (value, size) = try value(at: index, as: argument, isExplicit: isExplicit) else { continue }
            put(value, argument)
            return size
        }
        try refuseUnknownProject(words[index])
        return 0
    }

    /// The longest run of words from an index on that is a value of an argument.
    private func value(
        at index: Int, as argument: ArgumentDeclaration, isExplicit: Bool
    ) throws(UsageProblem) -> (ArgumentValue, length: Int)? {
        let longest = argument.type.takesSeveralWords ? Places.longestValue : 1
        for length in stride(from: min(longest, words.count - index), to: 0, by: -1) {
            let span = words[index..<(index + length)]
            if let value = try reader.read(span, as: argument, isExplicit: isExplicit) { return (value, length) }
        }
        return nil
    }
}
