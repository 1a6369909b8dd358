// Messages that begin with an id: `T-3 done`, `T-3 60%`, `T-3 waits for B-2`, `R-4 @bo`.

import Quantities

extension CommandReader {
    /// What is said of one record; nil when no command is about records of its kind.
    ///
    /// - Throws: `UsageProblem` for words that say nothing of a record: they never become a new one.
    func sentence(
        _ id: ItemID, _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        guard let command = id.kind.flatMap(catalogue.command(kind:)) ?? catalogue.command("show"),
            let first = words.first
        else { return nil }
        func say(_ command: CommandDeclaration, _ rest: [Word]) throws(UsageProblem) -> BoundCommand {
            try verb(of: command, [first] + rest, line: line, context: context, isSentence: true)
        }
        var rest = CommandReader.withoutFullStop(Array(words.dropFirst()), context)
        while rest.count > 1, rest[0].isOne(of: ["is", "now", "has"]) { rest.removeFirst() }
        // `T-1 note: vendor called`, `T-2 blocked: no kit`
        if rest.count > 1, !rest[0].isText, rest[0].text.last == ":",
            case let word = rest[0].text.dropLast().lowercased(),
            command.verb(word) != nil || command.verb(choosing: word) != nil || SmallWords.waits.contains(word)
                || word == "comment"
        {
            rest[0].text = word == "comment" ? "note" : word
            if SmallWords.waits.contains(word) { rest.insert(Word("by"), at: 1) }
        }
        // `T-1 done. Racks are in place`, `mark R-4 closed, not needed`: what follows is the reason.
        if rest.count > 1, !rest[0].isText, let mark = rest[0].text.last, ".,".contains(mark),
            case let word = rest[0].text.dropLast().lowercased(), ItemID(rest[1].text) == nil,
            let verb = command.verb(SmallWords.participles[word] ?? word), verb.arguments.contains(where: \.isReason)
        {
            rest[0].text = SmallWords.participles[word] ?? word
            if !rest[1].isOne(of: ["because"]) { rest.insert(.supplied("because"), at: 1) }
        }
        // `M-1 pushed back 1 week`
        if rest.count > 2, rest[0].isOne(of: ["pushed", "moved", "push"]), rest[1].isOne(of: ["back"]) {
            rest.remove(at: 1)
        }
        if let several = CommandReader.severalAndVerb(id, rest),
            command.verb(several.last?.text.lowercased() ?? "") != nil,
            let last = several.last
        {
            return try verb(of: command, [last, first] + several.dropLast(), line: line, context: context)
        }
        // `T-1 done, T-2 too`
        if rest.count > 1, !rest[0].isText, rest[0].text.last == ",",
            let done = command.verb(rest[0].text.dropLast().lowercased()),
            done.arguments.first?.isMany == true
        {
            var others = Array(rest.dropFirst())
            let ids = Places.leadingIDs(&others)
            if !ids.isEmpty, others.allSatisfy({ $0.isOne(of: SmallWords.withAll) }) {
                return try verb(of: command, [Word(done.verb), first] + ids, line: line, context: context)
            }
        }
        if let several = try severalSaid(command, first, rest, line: line, context: context) { return several }
        rest = CommandReader.withPercent(rest)
        try refuseParts(rest, of: words, line: line)
        guard let second = rest.first, !second.isText else {
            guard rest.isEmpty else { throw unknownVerb(command, rest[0].text, line: line) }
            return try say(command, [])
        }
        // `T-1 done, T-2 done`
        if second.text.last == ",", second.text.count > 1, rest.count > 2, isSaid(of: rest[1], rest[2]) {
            let begin = words.count - rest.count + 1
            throw UsageProblem(
                .severalPlainLines(said: SeveralCommands.said(words, [begin])), line: line, marked: rest[1].text)
        }
        let word = second.text.lowercased()
        // `T-3 takes 4 days` says how long; `needs 2 more days` says neither how long nor until when.
        if ["takes", "needs"].contains(word), let last = rest.last, rest.count <= 4,
            ValueReader.units.contains(last.text.lowercased()) || rest.count == 2 && AmountReader.span(last.text) != nil
        {
            guard word == "takes", let estimate = command.verb("estimate") else {
                throw UsageProblem(
                    .badValue(argument: "due", value: Array(rest.dropFirst()).typed, type: .date, choices: []),
                    line: line,
                    marked: Array(rest.dropFirst()).typed)
            }
            return try Binder.bind([first] + rest.dropFirst(), to: estimate, of: command, line: line, context: context)
        }
        if SmallWords.links.contains(word), rest.count > 1 || SmallWords.waits.contains(word) {
            let namesAnother = rest.dropFirst().contains { ItemID($0.text, dashless: true) != nil }
            // `T-2 after T-1, T-4 after T-3`
            if let begin = secondLink(rest) {
                let said = SeveralCommands.said(words, [words.count - rest.count + begin])
                throw UsageProblem(.severalPlainLines(said: said), line: line, marked: rest[begin].text)
            }
            if namesAnother, let depends = catalogue.command("depends") { return try say(depends, rest) }
            if SmallWords.waits.contains(word), let blocker = catalogue.command("blocker") {
                // `T-1 is blocked because the firewall is down`, `T-1 blocked on customs`
                if rest.count > 2, word != "needs", rest[1].isOne(of: SmallWords.blockedBecause) {
                    let isDue = rest[1].isOne(of: ["due"])
                    guard !isDue || rest[2].isOne(of: ["to"]) else {
                        throw UsageProblem(.unexpected(word: rest[1].text), line: line, marked: rest[1].text)
                    }
                    rest.replaceSubrange(0...(isDue ? 2 : 1), with: [Word("blocked"), Word("by")])
                }
                // `T-1 is blocked`: by what? `T-1 needs @kim`: for what?
                let by = rest.dropFirst().drop { $0.isOne(of: ["by", "for", "on"]) }
                let isBySomebody =
                    by.count == 1
                    && by.allSatisfy { word in
                        word.token != nil || word.text.first == "@" || context.isHandle(word.text.lowercased())
                    }
                guard rest.count > 1, !isBySomebody, !isNothingWaitedFor(Array(rest.dropFirst()), context) else {
                    throw UsageProblem(
                        .missing(argument: "title", type: .text), line: line, marked: second.text,
                        usage: blocker.bareVerb.map { UsageLine(command: blocker, verb: $0) })
                }
                return try say(blocker, rest)
            }
        }
        if let verb = command.verb(word) {
            // `T-1 list`: a verb, and none of a record.
            guard verb.arguments.first?.type == .id else {
                throw UsageProblem(.unexpected(word: second.text), line: line, marked: second.text)
            }
            try refuseSecondSentence(rest.dropFirst(), of: words, line: line)
            if verb.arguments.first?.isMany == true {
                try refuseOthersSaid(rest.dropFirst(), of: words, line: line)
            }
            return try say(command, rest)
        }
        // `T-1 finished`, `T-1 finished because the racks are in`; `T-1 finished the first half` says something else.
        if let verb = SmallWords.participles[word], command.verb(verb) != nil,
            rest.count == 1 || rest[1].isOne(of: ["because"])
        {
            return try say(command, [Word(verb)] + rest.dropFirst())
        }
        if word == "in", rest.count == 2, rest[1].text.lowercased() == "progress", command.verb("start") != nil {
            return try say(command, [Word("start")])
        }
        // `B-1 is critical`: one of the words that one field takes.
        if rest.count == 1,
            let fields = command.verb("add")?.arguments.filter({ $0.type == .choice && $0.choices.contains(word) }),
            fields.count == 1, let set = catalogue.command("set")
        {
            return try say(set, [Word("\(fields[0].name):\(word)")])
        }
        // `R-9 5/5`: both levels, and no day in May.
        if rest.count == 1, let score = command.verb("score"), CommandReader.areLevels(second) {
            return try Binder.bind([first] + rest, to: score, of: command, line: line, context: context)
        }
        if let moved = try moved(command, first, rest, line: line, context: context) { return moved }
        if word.last == "%", let progress = command.verb("progress") {
            // `T-1 is 50% done`
            if rest.count == 2, rest[1].isOne(of: ["done", "complete", "finished", "ready"]) { rest.removeLast() }
            return try Binder.bind([first] + rest, to: progress, of: command, line: line, context: context)
        }
        if let score = command.verb("score"), isShortLevel(second, of: score) {
            return try Binder.bind([first] + rest, to: score, of: command, line: line, context: context)
        }
        // `T-4 wip`, `T-4 in review`
        if rest.count <= 2, SmallWords.underWay.contains(rest.map { $0.text.lowercased() }.joined(separator: " ")),
            command.verb("start") != nil
        {
            return try say(command, [Word("start")])
        }
        let saysOwner = SmallWords.beforeOwners.contains(word) || word == "owner"
        let owner = saysOwner ? Array(rest.dropFirst()) : rest
        if let person = owner.first,
            person.token != nil || person.text.first == "@"
                || saysOwner && (owner.count == 1 || owner.count > 2 && owner[1].isOne(of: SmallWords.beforeDueDays))
                    && context.isHandle(person.text.lowercased())
                || rest.count == 1 && context.isHandle(person.text.lowercased()),
            let assign = catalogue.command("assign")
        {
            // `T-1 @kim T-2 @bo`
            if let other = owner.dropFirst().first(where: { !$0.isText && ItemID($0.text) != nil }) {
                throw UsageProblem(.unexpected(word: other.text), line: line, marked: other.text)
            }
            return try say(assign, owner)
        }
        if word == "owner", owner.count == 1, !owner[0].isText, owner[0].text.allSatisfy(\.isLetter) {
            throw UsageProblem(.bareName(name: owner[0].text.lowercased()), line: line, marked: owner[0].text)
        }
        if SmallWords.beforeDueDays.contains(word), rest.count > 1, let set = catalogue.command("set") {
            return try say(set, [Word("due:" + Array(rest.dropFirst()).typed)])
        }
        // `T-1 #urgent`, `T-1 tagged urgent`; `T-1 title Order the racks`
        if second.token == nil, second.text.first == "#" || ["tagged", "tags"].contains(word) && rest.count > 1,
            let tag = catalogue.command("tag")
        {
            return try say(tag, second.text.first == "#" ? rest : Array(rest.dropFirst()))
        }
        if word == "title" || word == "called" && rest.count > 1 && rest[1].isText, rest.count > 1,
            let rename = catalogue.command("rename")
        {
            return try say(rename, Array(rest.dropFirst()))
        }
        // `T-1 priority high`
        if rest.count >= 2, !rest[1].isText, context.fields().contains(word), let set = catalogue.command("set") {
            return try say(set, [Word("\(word):" + Array(rest.dropFirst()).typed)])
        }
        // `R-1 mitigate second vendor`
        if let choosing = command.verb(choosing: word) {
            return try Binder.bind([first] + rest, to: choosing, of: command, line: line, context: context)
        }
        if let (key, _) = KeyReader.split(second) {
            let isReserved = CatalogueValidator.reservedKeys.contains(key)
            guard let show = catalogue.command(isReserved ? "show" : "set") else { return nil }
            return try say(show, rest)
        }
        throw unknownVerb(command, second.text, line: line)
    }

    /// `done!` is done; `24.12.` is a day.
    private static func withoutFullStop(_ words: [Word], _ context: ReadingContext) -> [Word] {
        var words = words
        guard let last = words.last, !last.isText, last.token == nil, last.text.count > 1,
            last.text.last.map({ "!.…".contains($0) }) == true,
            DateReader.read([last.text], today: context.today) == nil
        else { return words }
        words[words.count - 1].text.removeLast()
        return words
    }

    /// `blocked until friday`, `blocked no more`, `needs to be closed`, `needs it`: nothing that stands in the way.
    private func isNothingWaitedFor(_ words: [Word], _ context: ReadingContext) -> Bool {
        let by = Array(words.drop { $0.isOne(of: ["by", "for", "on"]) })
        guard let first = words.first, let thing = by.first else { return true }
        let isDay = by.count <= Places.longestValue && DateReader.read(by.map(\.text), today: context.today) != nil
        let isOfItself =
            thing.isOne(of: SmallWords.articles) && by.dropFirst().first?.isOne(of: ["owner", "due"]) == true
        return first.isOne(of: ["until", "till", "no", "anymore"]) || thing.isOne(of: ["to"]) || isDay || isOfItself
            || by.count == 1 && (Pronouns.mayRefer(by[...]) || thing.text.contains(".."))
    }

    /// `5/5`, `4x3`
    private static func areLevels(_ word: Word) -> Bool {
        let bytes = Array(word.text.lowercased().utf8)
        return !word.isText && bytes.count == 3 && "/x*".utf8.contains(bytes[1]) && bytes[0] &- 0x31 < 5
            && bytes[2] &- 0x31 < 5
    }

    /// `p4`, where a verb has a level of that letter.
    func isShortLevel(_ word: Word, of verb: VerbDeclaration) -> Bool {
        verb.shortLevels.contains { level in
            level.short.map { word.text.lowercased().hasPrefix($0) } == true
                && word.text.dropFirst().first?.isNumber == true
        }
    }
}
