// Verbs without a main text: values, and values a word introduces, in any order.

import FieldTypes
import Quantities

extension Places {
    mutating func bindInAnyOrder() throws(UsageProblem) {
        // `status NET?`
        if let last = words.last, !last.isText, last.token == nil, last.text.utf8.last == UInt8(ascii: "?"),
            last.text.utf8.count > 1
        {
            words[words.count - 1].text.removeLast()
        }
        dropFullStop()
        try refuseListOfIDs()
        sayReasonAfterComma()
        try refuseReasonWithID()
        if words.contains(where: Places.mayHoldIDs) { words = words.flatMap(Places.separatedIDs) }
        if verb.shortLevels.count > 1 { words = words.flatMap(separatedLevels) }
        try dropCommasBetweenValues()
        if verb.shortLevels.count > 1 { _ = takeLevelPair(0) }
        var index = 0
        while index < words.count {
            index += try takeValue(at: index)
        }
    }

    /// `agile, lead @bo`: the comma after what is a value.
    private mutating func dropCommasBetweenValues() throws(UsageProblem) {
        for index in words.indices.dropLast() {
            var word = words[index]
            guard word.text.utf8.last == UInt8(ascii: ","), word.text.utf8.count > 1, !word.isText, word.token == nil
            else { continue }
            word.text.removeLast()
            for argument in verb.arguments where ![.text, .filter, .script, .word].contains(argument.type) {
                guard ValueReader.mayRead([word], as: argument),
                    try reader.read([word], as: argument, isExplicit: false) != nil
                else { continue }
                words[index] = word
                break
            }
        }
    }

    /// What comes of words that begin with a quoted text and go on: nil where any of these is no value.
    func afterQuoted(_ words: [Word], as text: ArgumentDeclaration) -> Places? {
        guard words.count > 1, words[0].quotedFrom == 0, !words[0].isVerbatim else { return nil }
        var places = self
        places.put(.text(words[0].text), text)
        places.words = Array(words.dropFirst())
        places.takesReason = false
        guard (try? places.bindInAnyOrder()) != nil else { return nil }
        places.words = []
        places.takesReason = takesReason
        return places
    }

    /// `B-2|T-1` and `T-3,T-4` as words of their own.
    static func separatedIDs(_ word: Word) -> [Word] {
        guard mayHoldIDs(word) else { return [word] }
        let parts = word.text.split { ",|".contains($0) }.map(String.init)
        guard !parts.isEmpty, parts.allSatisfy({ ItemID($0, dashless: true) != nil }) else { return [word] }
        return parts.map { Word($0) }
    }

    /// Takes the ids that the words begin with, and what joins them: `T-2 and T-3 due fri`.
    static func leadingIDs(_ words: inout [Word]) -> [Word] {
        var (ids, count): ([Word], Int) = ([], 0)
        while count < words.count, !words[count].isText {
            var word = words[count]
            if word.text.count > 1, word.text.last == "," { word.text.removeLast() }
            let isJoint =
                word.isOne(of: SmallWords.joins) && count + 1 < words.count
                && ItemID(words[count + 1].text.filter { $0 != "," }) != nil
            guard isJoint || ItemID(word.text) != nil else { break }
            if !isJoint { ids.append(word) }
            count += 1
        }
        words.removeFirst(count)
        return ids
    }

    private static func mayHoldIDs(_ word: Word) -> Bool {
        !word.isText && word.token == nil
            && word.text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "|") }
    }

    mutating func takeValue(at index: Int) throws(UsageProblem) -> Int {
        // `in november`, `in NET`: a word may introduce either, and only a project is refused when it is none.
        let introduced = introducer(at: index, of: verb.arguments.filter { $0.type == .days })
        if let (argument, length) = introduced {
            for size in stride(from: min(Places.longestValue, words.count - index - length), to: 0, by: -1) {
                let span = Array(words[(index + length)..<(index + length + size)])
                if let value = try reader.read(span, as: argument, isExplicit: true) {
                    put(value, argument)
                    return length + size
                }
            }
        }
        if let (argument, length) = introducer(at: index, of: verb.arguments) {
            if argument.type == .text {
                let rest = Array(words[(index + length)...])
                guard !rest.isEmpty else { throw UsageProblem(.missing(argument: argument.name, type: .text)) }
                // `because "vendor late" on CRM`: the quotes end it, where all that follows has a place.
                if argument.isReason, words[index].isOne(of: ["by"]), try isDayOfDoing(rest[...]) {
                    return words.count - index
                }
                if let others = afterQuoted(rest, as: argument) {
                    self = others
                    return 0
                }
                if words[index].isSupplied { try refuseHedged(rest[...]) }
                put(.text(argument.isReason ? Places.withoutStop(rest) : rest.phrase), argument)
                return words.count - index
            }
            for size in stride(from: min(Places.longestValue, words.count - index - length), to: 0, by: -1) {
                let span = Array(words[(index + length)..<(index + length + size)])
                // `by 1.5 weeks` is no 1 May.
                let after = index + length + size
                if argument.type == .date, after < words.count, words[after].isOne(of: SmallWords.spans) { continue }
                var value = try reader.read(span, as: argument, isExplicit: true)
                if value == nil { value = try readBeforeComma(span, as: argument) }
                if let value {
                    put(value, argument)
                    listed = argument.type == .id && argument.isMany ? argument : nil
                    return length + size
                }
            }
            // `budget 1.2m`: of what?
            if argument.type == .money, let next = words.dropFirst(index + length).first {
                throw UsageProblem(
                    .badValue(argument: argument.name, value: next.text, type: .money, choices: []), marked: next.text)
            }
        }
        if let argument = listed {
            if let value = try reader.read([words[index]], as: argument, isExplicit: true) {
                put(value, argument)
                return 1
            }
            if words[index].isOne(of: SmallWords.joins) { return 1 }
            listed = nil
        }
        for size in stride(from: min(Places.longestValue, words.count - index), to: 0, by: -1) {
            let span = words[index..<(index + size)]
            for argument in verb.arguments where isFree(argument) && argument.type != .text {
                let isExplicit =
                    argument.type == .id || [.level, .percent].contains(argument.type) && argument.isRequired
                    || argument.type == .person && (argument.isRequired || verb.arguments.count == 1)
                        && isKnownPerson(words[index])
                // `M-1 slips to 18.12 and T-1 done`: an id that stands apart from the others is not one of them.
                if argument.type == .id, values[argument.name] != nil, !followsID(index) { continue }
                if let value = try reader.read(span, as: argument, isExplicit: isExplicit) {
                    put(value, argument)
                    return size
                }
            }
        }
        let word = words[index]
        try refuseUnknownProject(word)
        try refuseSecondCommand(at: index)
        // A reason may follow without its word, but not while something the verb needs is missing.
        let isComplete = verb.arguments.allSatisfy { !$0.isRequired || values[$0.name] != nil || $0.type == .text }
        if isComplete, takesReason, let text = verb.arguments.first(where: { $0.isReason && isFree($0) }) {
            let next = index + 1 < words.count ? words[index + 1] : nil
            let isJoint = word.isOne(of: SmallWords.joins) && next.map { $0.isText || ItemID($0.text) != nil } ?? true
            // `close R-1 - R-3`
            let isRange = word.isDash && next.map { ItemID($0.text) != nil } == true
            if isRange { throw UsageProblem(.unexpected(word: word.text), marked: word.text) }
            if word.isOne(of: SmallWords.beforeFacts), !isJoint, try !isDayOfDoing(words[index...]) {
                throw UsageProblem(.noReason(word: word.text), marked: word.text)
            }
            // `close T-1 and T-2 too`
            if next == nil, index > 0, word.isOne(of: SmallWords.withAll) { return 1 }
            let isKept = word.startsLine || word.isOne(of: SmallWords.articles)
            if !word.isOne(of: SmallWords.fillers) || isKept && next != nil {
                // `resolved T-1 done`
                if index > 0, !word.isText, ItemID(word.text) != nil {
                    throw UsageProblem(.unexpected(word: word.text), marked: word.text)
                }
                // `T-1 done ✅`
                let isMark = !words[index...].contains { $0.isText || $0.text.contains { $0.isASCII || $0.isLetter } }
                if isMark { return words.count - index }
                try refuseHedged(words[index...])
                if try isDayOfDoing(words[index...]) { return words.count - index }
                put(.text(Places.withoutStop(withoutSince(Array(words[index...])))), text)
                return words.count - index
            }
        }
        if word.isOne(of: SmallWords.fillers) { return 1 }
        throw unfit(word)
    }

    /// `close T-1.`, `status NET.`, `changes since friday.`
    mutating func dropFullStop() {
        guard let last = words.last, !last.isText, last.token == nil, let end = last.text.last, ".!…".contains(end),
            case let bare = String(last.text.dropLast()), isValueAlone(bare), !isValueAlone(last.text)
        else { return }
        words[words.count - 1].text = bare
    }

    /// Whether the word before, or the one before an `and`, is an id too.
    private func followsID(_ index: Int) -> Bool {
        let before = index > 1 && words[index - 1].isOne(of: SmallWords.joins) ? index - 2 : index - 1
        return before >= 0 && ItemID(words[before].text.filter { $0 != "," }, dashless: true) != nil
    }

    /// Whether a word by itself is a record, a project, somebody known or a day.
    private func isValueAlone(_ text: String) -> Bool {
        ItemID(text) != nil || ProjectKey(text).map(context.isKey) == true || context.isHandle(text.lowercased())
            || DateReader.read([text], today: context.today) != nil
    }

    /// `to 18 December, the carrier is late`: a value that a comma ends.
    private func readBeforeComma(_ span: [Word], as argument: ArgumentDeclaration) throws(UsageProblem)
        -> FieldValue?
    {
        guard argument.type == .date, var last = span.last, !last.isText, last.text.utf8.last == UInt8(ascii: ","),
            last.text.utf8.count > 1
        else { return nil }
        last.text.removeLast()
        return try reader.read(span.dropLast() + [last], as: argument, isExplicit: true)
    }

    /// `T-1, T-2 on T-3` where one record is taken: what is meant of the second is not known.
    func refuseListOfIDs() throws(UsageProblem) {
        guard let first = verb.arguments.first, first.type == .id, !first.isMany, values[first.name] == nil,
            words.count > 3, !words[0].isText, ItemID(words[0].text.filter { $0 != "," }) != nil
        else { return }
        let second = words[1].isOne(of: SmallWords.joins) ? 2 : words[0].typed.last == "," ? 1 : nil
        guard let second, ItemID(words[second].text.filter { $0 != "," }) != nil,
            words.indices.contains(where: { introducer(at: $0, of: verb.introducedArguments)?.0.type == .id })
        else { return }
        throw UsageProblem(.oneAtATime, marked: words[second].text)
    }

    /// `close T-1 and start T-2`, `done T-1 to T-3`: what would be done to another record is no reason for the first.
    private func refuseSecondCommand(at index: Int) throws(UsageProblem) {
        let rest = words[(index + 1)...].prefix(32)
        func isID(_ word: Word?) -> Bool { word.map { !$0.isText && ItemID($0.text) != nil } ?? false }
        let goesOn = words[index].isOne(of: SmallWords.goesOn) && !isID(rest.first) && rest.contains(where: isID)
        guard goesOn || words[index].isOne(of: ["to"]) && isID(rest.first) else { return }
        throw UsageProblem(.unexpected(word: words[index].text), marked: words[index].text)
    }

    /// Capitals where a project may stand are a project, known or not: never text.
    func refuseUnknownProject(_ word: Word) throws(UsageProblem) {
        guard !word.isText, word.token == nil, verb.arguments.contains(where: { $0.type == .project }),
            word.text.count >= 2, word.text == word.text.uppercased(), word.text.first?.isLetter == true,
            let key = ProjectKey(word.text), !context.isKey(key)
        else { return }
        throw UsageProblem(
            .unknownProject(word: word.text, nearest: Nearest.candidates(key.text, of: context.keys())),
            marked: word.text)
    }

    /// `bo` for `@bo`, where somebody is needed and known.
    func isKnownPerson(_ word: Word) -> Bool {
        !word.isText && context.isHandle(word.text.lowercased()) || word.isOne(of: SmallWords.me)
    }

    /// Why a word found no place: the one argument it may have been meant for, or none at all.
    func unfit(_ word: Word) -> UsageProblem {
        let open = verb.arguments.filter { values[$0.name] == nil && $0.type != .text }
        let looksLikeKey = word.text.count <= 10 && word.text.first?.isLetter == true && ProjectKey(word.text) != nil
        if looksLikeKey, open.contains(where: { $0.type == .project }),
            !open.contains(where: { $0.isRequired && $0.type != .project })
        {
            let nearest = Nearest.candidates(word.text.uppercased(), of: context.keys())
            return UsageProblem(.unknownProject(word: word.text, nearest: nearest), marked: word.text)
        }
        let required = open.filter(\.isRequired)
        if let argument = required.first ?? (open.count == 1 ? open.first : nil) {
            if argument.type == .person, word.text.allSatisfy(\.isLetter) {
                return UsageProblem(.bareName(name: word.text.lowercased()), marked: word.text)
            }
            return UsageProblem(
                .badValue(argument: argument.name, value: word.text, type: argument.type, choices: argument.choices),
                marked: word.text)
        }
        return UsageProblem(.unexpected(word: word.text), marked: word.text)
    }
}
