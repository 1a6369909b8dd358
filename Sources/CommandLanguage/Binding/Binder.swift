// Binds the words of a command to the arguments its verb declares.
//
// verb with a main text:     head text tail
//   head := the ids, people and projects the verb needs, directly after it
//   tail := the unbroken run of typed words at the end, each alone or after a word that introduces it
// verb without a main text:  values and introduced values in any order
// `key:value` binds anywhere; quotes force text.

import Quantities

package enum Binder {
    /// The command these words say for one verb.
    ///
    /// - Parameters:
    ///   - words: the words after the verb.
    ///   - line: the whole line as typed, for showing what is wrong.
    /// - Throws: `UsageProblem` naming the word that does not fit, or what is missing.
    package static func bind(
        _ words: [Word], to verb: VerbDeclaration, of command: CommandDeclaration, line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand {
        do {
            return try bindPlain(words, to: verb, of: command, line: line, context: context)
        } catch {
            var problem = error
            problem.line = line
            if problem.usage == nil { problem.usage = UsageLine(command: command, verb: verb) }
            throw problem
        }
    }

    private static func bindPlain(
        _ words: [Word], to verb: VerbDeclaration, of command: CommandDeclaration, line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand {
        var result = BoundCommand(command: command, verb: verb, values: [:], flags: CommandFlags(), line: line)
        if let script = verb.arguments.first(where: { $0.type == .script }) {
            guard !words.isEmpty else { throw UsageProblem(.missing(argument: script.name, type: .script)) }
            result.values[script.name] = [.script(words.typed)]
            return result
        }
        let keys = try KeyReader(words, verb: verb, context: context)
        result.values = keys.bound
        result.flags = keys.flags
        if let filter = verb.arguments.first(where: { $0.type == .filter }) {
            let (rest, leading) = try takeLeading(keys.rest, verb, context, &result)
            _ = leading
            result.values[filter.name] = [
                .filter(try FilterReader.read(rest, context: context, fields: context.fields))
            ]
        } else {
            var places = Places(words: keys.rest, verb: verb, context: context, values: result.values)
            if let text = verb.textArgument { try places.bindAroundText(text) } else { try places.bindInAnyOrder() }
            result.values = places.values
            result.mentionedIDs = places.mentionedIDs
        }
        for argument in verb.arguments where argument.isRequired && result.values[argument.name] == nil {
            if argument.defaultValue != nil { continue }
            throw UsageProblem(.missing(argument: argument.name, type: argument.type))
        }
        return result
    }

    /// Required arguments before a filter.
    private static func takeLeading(
        _ words: [Word], _ verb: VerbDeclaration, _ context: ReadingContext, _ result: inout BoundCommand
    ) throws(UsageProblem) -> (rest: [Word], count: Int) {
        var rest = words[...]
        let reader = ValueReader(context: context)
        for argument in verb.arguments where argument.type != .filter && result.values[argument.name] == nil {
            guard let first = rest.first,
                let value = try reader.read([first], as: argument, isExplicit: argument.isRequired)
            else { continue }
            result.values[argument.name] = [value]
            rest = rest.dropFirst()
        }
        return (Array(rest), words.count - rest.count)
    }
}

/// The words left after the keys, being given to arguments.
private struct Places {
    var words: [Word]
    let verb: VerbDeclaration
    let context: ReadingContext
    var values: [String: [ArgumentValue]]
    var mentionedIDs: [ItemID] = []
    private var reader: ValueReader { ValueReader(context: context) }
    private static let fillers: Set<String> = ["and", "with", "please", "the", "a", "&", ",", "is", "are"]
    private static let prepositions: Set<String> = ["to", "with", "from", "by", "of", "at", "in", "about", "for"]
    private static let longestValue = 3

    init(words: [Word], verb: VerbDeclaration, context: ReadingContext, values: [String: [ArgumentValue]]) {
        self.words = words
        self.verb = verb
        self.context = context
        self.values = values
    }

    private func isFree(_ argument: ArgumentDeclaration) -> Bool { values[argument.name] == nil || argument.isMany }

    private mutating func put(_ value: ArgumentValue, _ argument: ArgumentDeclaration, first: Bool = false) {
        if first {
            values[argument.name, default: []].insert(value, at: 0)
        } else {
            values[argument.name, default: []].append(value)
        }
    }

    /// The introducing phrase at an index, and the argument it introduces; the longest phrase wins.
    private func introducer(at index: Int, of arguments: [ArgumentDeclaration]) -> (ArgumentDeclaration, length: Int)? {
        var best: (ArgumentDeclaration, length: Int)?
        for argument in arguments where isFree(argument) {
            for phrase in argument.after {
                let parts = phrase.split(separator: " ")
                guard index + parts.count <= words.count, parts.count > best?.length ?? 0 else { continue }
                let matches = zip(parts, words[index...]).allSatisfy { !$1.isText && $1.text.lowercased() == $0 }
                if matches { best = (argument, parts.count) }
            }
        }
        return best
    }

    // MARK: Without a main text

    mutating func bindInAnyOrder() throws(UsageProblem) {
        words = words.flatMap(Places.separatedIDs)
        var index = 0
        while index < words.count {
            index += try takeValue(at: index)
        }
    }

    /// `B-2|T-1` and `T-3,T-4` as words of their own.
    private static func separatedIDs(_ word: Word) -> [Word] {
        guard !word.isText, word.token == nil, word.text.contains(where: { ",|".contains($0) }) else { return [word] }
        let parts = word.text.split { ",|".contains($0) }.map(String.init)
        guard !parts.isEmpty, parts.allSatisfy({ ItemID($0, dashless: true) != nil }) else { return [word] }
        return parts.map { Word($0) }
    }

    private mutating func takeValue(at index: Int) throws(UsageProblem) -> Int {
        if let (argument, length) = introducer(at: index, of: verb.arguments) {
            if argument.type == .text {
                let rest = Array(words[(index + length)...])
                guard !rest.isEmpty else { throw UsageProblem(.missing(argument: argument.name, type: .text)) }
                put(.text(rest.phrase), argument)
                return words.count - index
            }
            for size in stride(from: min(Places.longestValue, words.count - index - length), to: 0, by: -1) {
                let span = Array(words[(index + length)..<(index + length + size)])
                if let value = try reader.read(span, as: argument, isExplicit: true) {
                    put(value, argument)
                    return length + size
                }
            }
        }
        for size in stride(from: min(Places.longestValue, words.count - index), to: 0, by: -1) {
            let span = Array(words[index..<(index + size)])
            for argument in verb.arguments where isFree(argument) && argument.type != .text {
                let isExplicit =
                    argument.type == .id || [.level, .percent].contains(argument.type) && argument.isRequired
                    || argument.type == .person && argument.isRequired && isKnownPerson(span[0])
                if let value = try reader.read(span, as: argument, isExplicit: isExplicit) {
                    put(value, argument)
                    return size
                }
            }
        }
        let word = words[index]
        // Capitals where a project may stand are a project, known or not: never text.
        if !word.isText, word.token == nil, verb.arguments.contains(where: { $0.type == .project }),
            word.text.count >= 2,
            word.text == word.text.uppercased(), word.text.first?.isLetter == true, let key = ProjectKey(word.text),
            !context.isKey(key)
        {
            throw UsageProblem(
                .unknownProject(word: word.text, nearest: Nearest.candidates(key.text, of: context.keys())),
                marked: word.text)
        }
        // A reason may follow without its word, but not while something the verb needs is missing.
        let isComplete = verb.arguments.allSatisfy { !$0.isRequired || values[$0.name] != nil || $0.type == .text }
        if isComplete, let text = verb.arguments.first(where: { $0.type == .text && isFree($0) }) {
            if word.isText || !Places.fillers.contains(word.text.lowercased()) {
                put(.text(Array(words[index...]).phrase), text)
                return words.count - index
            }
        }
        if Places.fillers.contains(word.text.lowercased()) { return 1 }
        throw unfit(word)
    }

    /// `bo` for `@bo`, where somebody is needed and known.
    private func isKnownPerson(_ word: Word) -> Bool {
        !word.isText && (context.isHandle(word.text.lowercased()) || ["me", "myself"].contains(word.text.lowercased()))
    }

    /// Why a word found no place: the one argument it may have been meant for, or none at all.
    private func unfit(_ word: Word) -> UsageProblem {
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

    // MARK: Around a main text

    mutating func bindAroundText(_ text: ArgumentDeclaration) throws(UsageProblem) {
        try bindHead(text)
        if values[text.name] == nil {
            try bindTail(text)
            bindText(text)
        } else {
            try bindInAnyOrder()
        }
    }

    private mutating func bindHead(_ text: ArgumentDeclaration) throws(UsageProblem) {
        var moved = true
        while moved, let first = words.first, !first.isText {
            moved = false
            for argument in verb.arguments where isFree(argument) && argument.type != .text {
                guard let value = try headValue(first, argument) else { continue }
                // One word is left for the text it needs, unless the verb needs this value too.
                if words.count == 1, text.isRequired, !argument.isRequired { return }
                put(value, argument)
                words.removeFirst()
                moved = true
                break
            }
            if moved, argument(joins: words.first), words.count > 1 { words.removeFirst() }
        }
    }

    private func argument(joins word: Word?) -> Bool {
        guard let word, !word.isText, ["and", "&", ","].contains(word.text.lowercased()), words.count > 1 else {
            return false
        }
        return verb.arguments.contains { argument in
            argument.isMany && (try? headValue(words[1], argument)) != nil
        }
    }

    private func headValue(_ word: Word, _ argument: ArgumentDeclaration) throws(UsageProblem) -> ArgumentValue? {
        switch argument.type {
        case .id:
            return try reader.read(
                [word], as: argument, isExplicit: argument.isRequired && values[argument.name] == nil)
        case .person: return try reader.read([word], as: argument, isExplicit: false)
        case .project:
            // Typed in capitals: `NET vendor slips` is about the project, `Net effect` is a title.
            guard word.text == word.text.uppercased() else { return nil }
            return try reader.read([word], as: argument, isExplicit: argument.isRequired)
        case .choice, .level, .percent, .number, .duration, .date, .past, .money, .word:
            guard argument.isRequired else { return nil }
            return try reader.read([word], as: argument, isExplicit: true)
        case .text, .filter, .script: return nil
        }
    }

    private mutating func bindTail(_ text: ArgumentDeclaration) throws(UsageProblem) {
        let least = text.isRequired ? 1 : 0
        while words.count > least {
            if try takeIntroducedTail(least) { continue }
            if try takeBareTail(least) { continue }
            if takeLevelPair(least) { continue }
            return
        }
    }

    /// `on NET`, `by fri`, `from @secops` at the end: the longest that reads, whichever argument the word introduces.
    private mutating func takeIntroducedTail(_ least: Int) throws(UsageProblem) -> Bool {
        let arguments = verb.arguments.filter { $0.type != .text && !$0.after.isEmpty }
        for length in stride(from: min(Places.longestValue + 2, words.count - least), to: 1, by: -1) {
            let start = words.count - length
            for argument in arguments {
                guard let (_, phrase) = introducer(at: start, of: [argument]), phrase < length else { continue }
                let span = Array(words[(start + phrase)...])
                guard !span.contains(where: \.isText) else { continue }
                // Not explicit for a project: `Outage on Friday` is no misspelt project.
                let isExplicit = argument.type != .project && argument.type != .person
                guard let value = try reader.read(span, as: argument, isExplicit: isExplicit) else { continue }
                put(value, argument, first: true)
                words.removeLast(length)
                return true
            }
        }
        return false
    }

    private mutating func takeBareTail(_ least: Int) throws(UsageProblem) -> Bool {
        if let last = words.last, !last.isText { try refuseLevelOutOfRange(last) }
        for length in stride(from: min(Places.longestValue, words.count - least), to: 0, by: -1) {
            let span = Array(words.suffix(length))
            guard !span.contains(where: \.isText) else { continue }
            let before = words.count > length + least ? words[words.count - length - 1] : nil
            let preposition = before.flatMap { $0.isText ? nil : $0.text.lowercased() } ?? ""
            var seenTypes: Set<ArgumentDeclaration.ValueType> = []
            for argument in verb.arguments {
                switch argument.type {
                case .level: break
                case .date, .duration, .money, .person, .percent:
                    // A bare value is the first argument of its type; the others want their key.
                    guard seenTypes.insert(argument.type).inserted else { continue }
                default: continue
                }
                guard isFree(argument), let value = try reader.read(span, as: argument, isExplicit: false) else {
                    continue
                }
                // `Send it to @ana` keeps @ana; `Call mom on friday` gives up its `on` with the day.
                if Places.prepositions.contains(preposition), argument.type != .date, argument.type != .level {
                    return false
                }
                put(value, argument, first: true)
                words.removeLast(length)
                if argument.type == .date, ["on", "by", "until", "till", "before"].contains(preposition) {
                    words.removeLast()
                }
                if let last = words.last, !last.isText, ["and", "&"].contains(last.text.lowercased()), argument.isMany,
                    words.count > least + 1
                {
                    words.removeLast()
                }
                return true
            }
        }
        return false
    }

    /// `p9` at the end is no level, and no title ends so by chance: it is refused rather than kept as text.
    private func refuseLevelOutOfRange(_ word: Word) throws(UsageProblem) {
        guard word.text.count == 2, let letter = word.text.first, letter.isLowercase, let digit = word.text.last,
            "06789".contains(digit),
            let argument = verb.arguments.first(where: {
                $0.type == .level && $0.short == String(letter) && values[$0.name] == nil
            })
        else { return }
        throw UsageProblem(
            .badValue(argument: argument.name, value: word.text, type: .level, choices: []), marked: word.text)
    }

    /// `high low` at the end: probability and impact in words. One such word alone stays text.
    private mutating func takeLevelPair(_ least: Int) -> Bool {
        let open = verb.arguments.filter { $0.type == .level && $0.short != nil && values[$0.name] == nil }
        guard open.count >= 2, words.count >= least + 2 else { return false }
        let pair = words.suffix(2)
        let levels = pair.compactMap { $0.isText ? nil : AmountReader.levelWord($0.text) }
        guard levels.count == 2 else { return false }
        put(.level(.init(level: levels[0])), open[0])
        put(.level(.init(level: levels[1])), open[1])
        words.removeLast(2)
        return true
    }

    private mutating func bindText(_ text: ArgumentDeclaration) {
        if let (argument, length) = introducer(at: 0, of: [text]), argument == text, words.count > length {
            words.removeFirst(length)
        }
        let asides = verb.arguments.filter {
            $0.type == .text && $0 != text && !$0.after.isEmpty && values[$0.name] == nil
        }
        for index in words.indices.dropFirst().reversed() {
            guard let (argument, length) = introducer(at: index, of: asides), index + length < words.count else {
                continue
            }
            put(.text(Array(words[(index + length)...]).phrase), argument)
            words.removeSubrange(index...)
        }
        guard !words.isEmpty else { return }
        mentionedIDs = words.compactMap { word in
            var name = word.text[...]
            while let last = name.last, ",;.!?:)".contains(last) { name.removeLast() }
            return ItemID(name)
        }
        put(.text(words.phrase), text)
    }
}
