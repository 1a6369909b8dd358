// Takes the key:value pairs and flags out of a command's words.

import FieldTypes
import Quantities

/// The words a verb was given, less its keys, and what the keys said.
struct KeyReader {
    let verb: VerbDeclaration
    let values: ValueReader
    var rest: [Word] = []
    var bound = ArgumentValues()
    var flags = CommandFlags()
    /// Where the keys at the end begin, after which there are no other words, and where `due=fri` counts as one of them.
    private let keysAtEnd: Int
    private let equatedAtEnd: Int
    /// How many brackets are open before the word that is looked at.
    private var depth = 0

    /// Whether keys other than the reserved ones belong to the verb's filter.
    var hasFilter: Bool { verb.filterArgument != nil }

    init(_ words: [Word], verb: VerbDeclaration, context: ReadingContext) throws(UsageProblem) {
        self.verb = verb
        values = ValueReader(context: context)
        keysAtEnd = words.lastIndex { KeyReader.split($0) == nil }.map { $0 + 1 } ?? 0
        equatedAtEnd = words.lastIndex { !$0.text.contains("=") && KeyReader.split($0) == nil }.map { $0 + 1 } ?? 0
        var index = 0
        while index < words.count {
            let length = try take(words, at: index)
            for word in words[index..<(index + length)] where !word.isText {
                for byte in word.text.utf8 { depth += byte == 0x28 ? 1 : byte == 0x29 ? -1 : 0 }
            }
            index += length
        }
        takeSaidOrder(context)
        if flags.at == nil { try takeAsOf() }
    }

    /// Takes the word at an index, with the next where it belongs to it; the number of words taken.
    private mutating func take(_ words: [Word], at index: Int) throws(UsageProblem) -> Int {
        let word = words[index]
        // `due=fri` only among the values at the end: `Check config owner=bo works` is a title.
        let isLast = index + 1 >= equatedAtEnd
        guard !word.isText, let (key, valueText) = KeyReader.split(word) ?? (isLast ? equated(word) : nil) else {
            rest.append(word)
            return 1
        }
        if let taken = try takeReserved(key, valueText, words, at: index) { return taken }
        guard let argument = declared(key, isWhole: valueText == nil) ?? introducedDay(key, valueText) else {
            // `by:fri`, as `by fri` would be; what does not read stays text.
            if let valueText, let argument = verb.introducedArguments.first(where: { $0.after.contains(key) }),
                bound[argument.name] == nil || argument.isMany,
                let (value, length) = try value(
                    of: word, valueText, words, from: index + 1, argument,
                    isExplicit: argument.type != .project && argument.type != .person)
            {
                bound.add(value, to: argument.name)
                return 1 + length
            }
            if !hasFilter || word.text.hasPrefix("--") { try refuseNearMiss(key, valueText, word) }
            // Among the keys at the end; in the middle of a text it is part of it.
            if !hasFilter, index + 1 >= keysAtEnd {
                try refuseFieldOfOthers(key, valueText, word)
            }
            rest.append(word)
            return 1
        }
        // `project:any` asks for no project.
        let isAnywhere = hasFilter && argument.type == .project && word.text.lowercased() == Anywhere.condition
        if isAnywhere || argument.type == .filter || (hasFilter && joinsConditions(words, index)) {
            rest.append(word)
            return 1
        }
        guard bound[argument.name] == nil || argument.isMany else {
            throw UsageProblem(.repeatedKey(key: argument.name), marked: word.text)
        }
        if let valueText {
            let parts = KeyReader.values(of: word, valueText, argument)
            if argument.type == .id, argument.isMany { return try bindIDs(argument, parts, words, at: index) }
            guard parts.count == 1,
                let (value, length) = try value(of: word, valueText, words, from: index + 1, argument)
            else {
                try bind(argument, parts, word)
                return 1
            }
            bound.add(value, to: argument.name)
            return 1 + length
        }
        // `owner: @bo`: what follows, when it fits and the key is not for text; after `--key` it always belongs.
        let isDashed = word.text.hasPrefix("--")
        let next = index + 1 < words.count ? words[index + 1] : nil
        if let next, isDashed || argument.type != .text || argument.name == "tags", isDashed || !next.startsLine {
            // `Needs: firewall rule` is no person: a name that stands apart wants its `@`, or is known.
            let isApart = !isDashed && [.person, .project].contains(argument.type)
            var value = next
            // `owner: bo, due: fri`
            while isApart || argument.type != .text && value.text.last == ",", value.text.count > 1,
                let last = value.text.last, ",;.".contains(last)
            {
                value.text.removeLast()
            }
            let isExplicit = !isApart || values.context.isHandle(value.text.lowercased())
            if let value = try values.read([value], as: argument, isExplicit: isExplicit) {
                bound.add(value, to: argument.name)
                return 2
            }
            if let (value, length) = try phrase([], words, from: index + 1, argument) {
                bound.add(value, to: argument.name)
                return 1 + length
            }
        }
        if isDashed {
            throw UsageProblem(.missing(argument: argument.name, type: argument.type), marked: word.text)
        }
        rest.append(word)
        return 1
    }

    /// Whether the word at an index is part of a condition made of several: after `not` or in brackets, beside an `or`.
    private func joinsConditions(_ words: [Word], _ index: Int) -> Bool {
        func joint(_ index: Int, _ words: [Word]) -> String {
            words.indices.contains(index) && !words[index].isText ? words[index].text.lowercased() : ""
        }
        return depth > 0 || SmallWords.conditionJoints.contains(joint(index - 1, words))
            || joint(index + 1, words) == "or"
    }

    /// `due=fri`, where the verb has such an argument.
    private func equated(_ word: Word) -> (key: String, value: String?)? {
        guard let mark = word.text.utf8.firstIndex(of: UInt8(ascii: "=")), !hasFilter, word.token == nil,
            case let key = word.text[..<mark].lowercased(), case let value = word.text[mark...].dropFirst(),
            !value.isEmpty, value.first != "=", verb.arguments.contains(where: { $0.name == key || $0.short == key })
        else { return nil }
        return (key, String(value))
    }

    /// The argument of a key: its name, its letter, or a beginning of one name alone, as in `est:3d`.
    ///
    /// - Parameter isWhole: only the whole name counts, where no value is attached: `Pro: buy it` is text.
    private func declared(_ key: String, isWhole: Bool) -> ArgumentDeclaration? {
        if let exact = verb.arguments.first(where: { $0.name == key || $0.short == key }) { return exact }
        // `est: 2d`
        if isWhole, key.utf8.count >= 3, !hasFilter,
            let short = declared(key, isWhole: false), [.duration, .money].contains(short.type)
        {
            return short
        }
        guard !isWhole, key.utf8.count >= 3, !hasFilter, !CatalogueValidator.reservedKeys.contains(key) else {
            return nil
        }
        let begun = verb.arguments.filter { $0.name.hasPrefix(key) && $0.type != .id }
        return begun.count == 1 ? begun[0] : nil
    }

    /// `deadline: fri`: a day that a word of its own introduces.
    private func introducedDay(_ key: String, _ value: String?) -> ArgumentDeclaration? {
        guard value == nil, key.utf8.count > 3, !hasFilter else { return nil }
        return verb.introducedArguments.first { $0.type == .date && $0.after.contains(key) }
    }

    /// `after:T-1, T-2 and T-3`: the ids that follow belong to the key as well; how many words they take.
    private mutating func bindIDs(
        _ argument: ArgumentDeclaration, _ parts: [Word], _ words: [Word], at index: Int
    ) throws(UsageProblem) -> Int {
        try bind(argument, parts, words[index])
        var end = index + 1
        while end < words.count, !words[end].isText {
            let isJoined = words[end - 1].text.last == "," || words[end - 1].isOne(of: SmallWords.joins)
            let isJoint = words[end].isOne(of: SmallWords.joins) && end + 1 < words.count
            let next = isJoint ? words[end + 1] : words[end]
            let ids = Places.separatedIDs(next).filter { ItemID($0.text, dashless: true) != nil }
            guard !ids.isEmpty, isJoined || isJoint else { break }
            if !isJoint { try bind(argument, ids, words[end]) }
            end += 1
        }
        return end - index
    }

    private mutating func bind(_ argument: ArgumentDeclaration, _ words: [Word], _ word: Word) throws(UsageProblem) {
        for part in words {
            guard let value = try values.read([part], as: argument, isExplicit: true) else {
                throw UsageProblem(
                    .badValue(
                        argument: argument.name, value: part.text, type: argument.type, choices: argument.choices),
                    marked: word.text)
            }
            bound.add(value, to: argument.name)
        }
    }

    /// Refuses a key that is one edit from a declared one: `onwer:@bo` is never silently text.
    private func refuseNearMiss(_ key: String, _ value: String?, _ word: Word) throws(UsageProblem) {
        guard key.count >= 4, let value, !value.isEmpty || word.text.hasPrefix("--"), !value.hasPrefix("//") else {
            return
        }
        let keys = verb.arguments.map(\.name) + CatalogueValidator.reservedKeys
        if let near = keys.first(where: { $0.count >= 3 && Nearest.edits(key, $0, atMost: 1) == 1 }) {
            throw UsageProblem(.nearMissKey(word: word.text, key: near), marked: word.text)
        }
    }

    /// Refuses a field of other records where the verb has fields: `/risk treat R-1 mitigate due:1dec` is no plan.
    private func refuseFieldOfOthers(_ key: String, _ value: String?, _ word: Word) throws(UsageProblem) {
        guard value?.isEmpty == false, FilterReader.fields.contains(key) || values.context.fields().contains(key),
            verb.textArgument?.name == "title"
                || verb.arguments.contains(where: { ![.id, .text, .script, .filter, .word].contains($0.type) })
        else { return }
        throw UsageProblem(.fieldNotHere(word: word.text), marked: word.text)
    }

    /// `key:value`, `--key`, `--key=value`, `--key:value`: the key in lower case, and the value when attached.
    static func split(_ word: Word) -> (key: String, value: String?)? {
        // Neither a colon nor dashes: most words.
        guard word.text.utf8.first == 0x2D || word.text.utf8.contains(0x3A) else { return nil }
        var text = word.text.utf8[...]
        let isDashed = text.first == 0x2D && text.dropFirst().first == 0x2D
        if isDashed { text = text.dropFirst(2) }
        let end = text.firstIndex { $0 == 0x3A || (isDashed && $0 == 0x3D) }
        let key = Substring(text[..<(end ?? text.endIndex)])
        guard isDashed || end != nil, key.utf8.count <= 32, isName(key) else { return nil }
        let value = end.map { String(Substring(text[text.index(after: $0)...])) }
        return (key.lowercased(), value?.isEmpty == true && word.quotedFrom == nil ? nil : value)
    }

    /// Letters, digits and dashes, a letter first.
    private static func isName(_ key: Substring) -> Bool {
        let isPlain = key.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
        if isPlain { return key.utf8.first.map { ($0 | 0x20) &- 0x61 < 26 } ?? false }
        return key.first?.isLetter == true && key.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }

    /// The values of a `key:value` word: several, with commas between them, where the argument takes many.
    private static func values(of word: Word, _ value: String, _ argument: ArgumentDeclaration) -> [Word] {
        guard argument.isMany, word.quotedFrom == nil, word.token == nil else {
            return [Word(value, quotedFrom: word.quotedFrom.map { _ in 0 }, token: word.token)]
        }
        return value.split(whereSeparator: { $0 == "," || $0 == "|" }).map { Word(String($0)) }
    }
}
