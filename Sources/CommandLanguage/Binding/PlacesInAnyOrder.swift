// Verbs without a main text: values, and values a word introduces, in any order.

import Quantities

extension Places {
    mutating func bindInAnyOrder() throws(UsageProblem) {
        // `status NET?`
        if let last = words.last, !last.isText, last.token == nil, last.text.utf8.last == UInt8(ascii: "?"),
            last.text.utf8.count > 1
        {
            words[words.count - 1].text.removeLast()
        }
        // `close T-1.`
        if let last = words.last, last.text.utf8.last == UInt8(ascii: "."), !last.isText,
            ItemID(last.withoutMark.text) != nil
        {
            words[words.count - 1].text.removeLast()
        }
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

    /// `close R-4 T-2 covers it`: whether the second id is closed or begins the reason is not known.
    private func refuseReasonWithID() throws(UsageProblem) {
        guard verb.arguments.contains(where: \.isReason), words.count > 2 else { return }
        func isID(_ index: Int) -> Bool { !words[index].isText && ItemID(words[index].text) != nil }
        for index in words.indices.dropFirst().dropLast() where isID(index) && isID(index - 1) {
            let next = words[index + 1]
            guard !isID(index + 1), !next.isText, introducer(at: index + 1, of: verb.arguments) == nil,
                !next.isOne(of: SmallWords.joins + SmallWords.thanks), ItemID(next.text.filter { $0 != "," }) == nil
            else { continue }
            throw UsageProblem(.unexpected(word: words[index].text), marked: words[index].text)
        }
    }

    /// `close R-4, not needed any more`: what a comma sets apart from the last id is the reason.
    private mutating func sayReasonAfterComma() {
        guard verb.arguments.contains(where: { $0.isReason && $0.after.contains("because") }) else { return }
        for index in words.indices.dropLast() where !words[index].isText {
            let next = words[index + 1]
            // `close R-4 - not needed`
            if next.isDash, index + 2 < words.count, ItemID(words[index].text) != nil,
                ItemID(words[index + 2].text) == nil
            {
                words[index + 1] = Word("because")
                return
            }
            guard words[index].text.utf8.last.map({ ",:.".utf8.contains($0) }) == true,
                ItemID(words[index].text.dropLast()) != nil, !next.isText,
                ItemID(next.text.filter { $0 != "," }) == nil,
                !next.isOne(of: SmallWords.joins + SmallWords.goesOn + ["because"]), next.text != "/"
            else { continue }
            words[index].text.removeLast()
            words.insert(Word("because"), at: index + 1)
            return
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

    private static func mayHoldIDs(_ word: Word) -> Bool {
        !word.isText && word.token == nil
            && word.text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "|") }
    }

    mutating func takeValue(at index: Int) throws(UsageProblem) -> Int {
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
                put(.text(rest.phrase), argument)
                return words.count - index
            }
            for size in stride(from: min(Places.longestValue, words.count - index - length), to: 0, by: -1) {
                let span = Array(words[(index + length)..<(index + length + size)])
                // `by 1.5 weeks` is no 1 May.
                let after = index + length + size
                if argument.type == .date, after < words.count, words[after].isOne(of: SmallWords.spans) { continue }
                if let value = try reader.read(span, as: argument, isExplicit: true) {
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
            let isNotNeeded = word.isOne(of: ["not"]) && next?.isOne(of: SmallWords.afterNot) == true
            if word.isOne(of: SmallWords.beforeFacts), !isJoint, try !isDayOfDoing(words[index...]) {
                throw UsageProblem(.noReason(word: word.text), marked: word.text)
            }
            let isKept = word.startsLine || word.isOne(of: SmallWords.articles)
            if !word.isOne(of: SmallWords.fillers) || isKept && next != nil {
                // `done 50%`, `done if bo agrees`, `resolved T-1 done`: no reasons.
                let isPart = !word.isText && word.text.last == "%" && word.text.first?.isNumber == true
                let isOther = index > 0 && !word.isText && ItemID(word.text) != nil
                if isPart || isOther || word.isOne(of: SmallWords.conditional) && !isNotNeeded {
                    throw UsageProblem(.unexpected(word: word.text), marked: word.text)
                }
                if try isDayOfDoing(words[index...]) { return words.count - index }
                put(.text(Array(words[index...]).phrase), text)
                return words.count - index
            }
        }
        if word.isOne(of: SmallWords.fillers) { return 1 }
        throw unfit(word)
    }

    /// Whether a reason is only that it is done today, which needs no record.
    ///
    /// - Throws: for another day, as in `done T-1 yesterday`: done is recorded as of now, and a day is no reason.
    private func isDayOfDoing(_ reason: ArraySlice<Word>) throws(UsageProblem) -> Bool {
        let said = reason.drop { $0.isOne(of: SmallWords.beforeDays) }.map(\.text)
        guard !reason.contains(where: \.isText), !said.isEmpty, said.count <= Places.longestValue,
            case .date(let date)? = DateReader.readPast(said, today: context.today)
                ?? DateReader.read(said, today: context.today)
                ?? DateReader.readIntroduced(said, today: context.today)
        else { return false }
        if date == context.today { return true }
        let day = said.joined(separator: " ")
        throw UsageProblem(.dayOfDoing(day: day), marked: day)
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
        let rest = words[(index + 1)...]
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
            return UsageProblem(
                .badValue(argument: argument.name, value: word.text, type: argument.type, choices: argument.choices),
                marked: word.text)
        }
        return UsageProblem(.unexpected(word: word.text), marked: word.text)
    }
}
