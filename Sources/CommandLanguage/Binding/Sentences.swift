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
                    let length = rest[1].isOne(of: ["due"]) && rest[2].isOne(of: ["to"]) ? 2 : 1
                    rest.replaceSubrange(0...length, with: [Word("blocked"), Word("by")])
                }
                // `T-1 is blocked`: by what? `T-1 needs @kim`: for what?
                let by = rest.dropFirst().drop { $0.isOne(of: ["by", "for", "on"]) }
                let isBySomebody =
                    by.count == 1
                    && by.allSatisfy { word in
                        word.token != nil || word.text.first == "@" || context.isHandle(word.text.lowercased())
                    }
                guard rest.count > 1, !isBySomebody, !rest[1].isOne(of: ["until", "till"]) else {
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
        if ["title", "called"].contains(word), rest.count > 1, let rename = catalogue.command("rename") {
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

    /// `T-1, T-2 due fri`, `T-1 and T-2 @kim`, `T-1, T-2 slip 2 days`: of each of them.
    private func severalSaid(
        _ command: CommandDeclaration, _ first: Word, _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        var rest = words
        let ids = Places.leadingIDs(&rest)
        guard !ids.isEmpty, let next = rest.first, !next.isText else { return nil }
        func say(_ word: String, _ rest: [Word]) throws(UsageProblem) -> BoundCommand? {
            guard let other = catalogue.command(word) else { return nil }
            return try verb(of: other, [first] + ids + rest, line: line, context: context, isSentence: true)
        }
        while rest.count > 1, rest[0].isOne(of: ["are", "is"]) { rest.removeFirst() }
        if rest.count > 1, rest[0].isOne(of: SmallWords.beforeDueDays) {
            return try say("set", [Word("due:" + Array(rest.dropFirst()).typed)])
        }
        if rest[0].isOne(of: SmallWords.moves) {
            return try moved(command, first, [rest[0]] + ids + rest.dropFirst(), line: line, context: context)
        }
        if rest[0].text.first == "#", rest[0].token == nil { return try say("tag", rest) }
        // `T-1 and T-2 wait for T-3`
        if rest.count > 1, rest[0].isOne(of: SmallWords.links + ["wait", "depend", "need", "block"]) {
            let singular = ["wait": "waits", "depend": "depends", "need": "needs", "block": "blocks"]
            rest[0] = Word(singular[rest[0].text.lowercased()] ?? rest[0].text)
            let said = ([first] + ids).flatMap { [$0] + rest }
            let begins = (1...ids.count).map { $0 * (rest.count + 1) }
            throw UsageProblem(
                .severalPlainLines(said: SeveralCommands.said(said, begins)), line: line, marked: ids[0].text)
        }
        let isIntroduced = rest.count > 1 && rest[0].isOne(of: SmallWords.beforeOwners + ["owner", "with"])
        let owner = isIntroduced ? Array(rest.dropFirst()) : rest
        let isMention =
            owner[0].text.first == "@" || owner[0].token.map { if case .user = $0 { true } else { false } } == true
        guard isMention || isIntroduced && context.isHandle(owner[0].text.lowercased()) else { return nil }
        return try say("assign", owner)
    }

    /// `40 %`, `at 40%`, `40 percent done` as `40%`.
    private static func withPercent(_ words: [Word]) -> [Word] {
        var words = words
        if words.count > 1, words[0].isOne(of: ["at"]) { words.removeFirst() }
        if words.count > 1, Int(asciiDigits: words[0].text) != nil, words[1].isOne(of: ["%", "percent", "pct"]) {
            words.replaceSubrange(0...1, with: [Word(words[0].text + "%")])
        }
        return words
    }

    /// `T-1 started, due 4 dec`, `T-1 50%; note T-2 slow`, `T-1 done. T-2 started`: each is said by itself.
    private func refuseParts(_ rest: [Word], of words: [Word], line: String) throws(UsageProblem) {
        guard let second = rest.first, !second.isText, rest.count > 1, let mark = second.text.last,
            ",;.".contains(mark),
            second.text.count > 1, let id = words.first
        else { return }
        let begin = words.count - rest.count + 1
        let next = words[begin]
        let isSaidToo = begin + 1 < words.count && !words[begin + 1].isOne(of: SmallWords.withAll)
        if !next.isText, ItemID(next.text) != nil && isSaidToo || mark == ";" {
            throw UsageProblem(
                .severalPlainLines(said: SeveralCommands.said(words, [begin])), line: line, marked: next.text)
        }
        var bare = second
        bare.text.removeLast()
        guard isSaid(of: id, bare) || SmallWords.participles[bare.text.lowercased()] != nil,
            next.isOne(of: SmallWords.beforeDueDays + ["owner", "note", "priority"]) || next.text.first == "@"
        else { return }
        let said = Array(words[..<begin]) + [id] + words[begin...]
        throw UsageProblem(
            .severalPlainLines(said: SeveralCommands.said(said, [begin])), line: line, marked: next.text)
    }

    /// `T-1 and T-2 done`: the other ids and the verb; nil when the words are anything else.
    private static func severalAndVerb(_ id: ItemID, _ rest: [Word]) -> [Word]? {
        guard rest.count >= 2, let last = rest.last, !last.isText, ItemID(last.text) == nil else { return nil }
        let others = rest.dropLast().filter { !$0.isOne(of: SmallWords.joins) && !$0.isOne(of: ["are"]) }
        let ids = others.flatMap(Places.separatedIDs)
        guard !ids.isEmpty, ids.allSatisfy({ !$0.isText && ItemID($0.text)?.kind == id.kind }) else { return nil }
        return ids + [last]
    }

    /// `T-1 done and T-2 can start`, `T-1 done` with `T-2 start` on the next line: the second is refused, not done as part of the first.
    private func refuseSecondSentence(
        _ words: ArraySlice<Word>, of all: [Word], line: String
    ) throws(UsageProblem) {
        guard let first = words.first, first.isOne(of: SmallWords.goesOn) || first.startsLine else { return }
        var rest = words.drop { $0.isOne(of: SmallWords.goesOn) }
        guard let id = rest.popFirst(), !id.isText, ItemID(id.text) != nil, let next = rest.first,
            !next.isOne(of: SmallWords.joins), ItemID(next.text) == nil
        else { return }
        guard isSaid(of: id, next) else {
            throw UsageProblem(.unexpected(word: first.text), line: line, marked: first.text)
        }
        let joints = words.count - words.drop { $0.isOne(of: SmallWords.goesOn) }.count
        let begin = all.count - words.count
        let said = Array(all[..<begin]) + all[(begin + joints)...]
        throw UsageProblem(
            .severalPlainLines(said: SeveralCommands.said(said, [begin])), line: line, marked: first.text)
    }

    /// `T-1 done T-2 blocked`: what is said of the others is not done to them as part of the first.
    private func refuseOthersSaid(_ words: ArraySlice<Word>, of all: [Word], line: String) throws(UsageProblem) {
        guard let first = words.first, !first.isText, ItemID(first.text) != nil else { return }
        let rest = words.drop { $0.isOne(of: SmallWords.joins) || !$0.isText && ItemID($0.text) != nil }
        guard let next = rest.first, !next.isOne(of: ["because", "as", "by", "please", "pls", "too", "now"]) else {
            return
        }
        if words.count - rest.count == 1, isSaid(of: first, next) {
            let said = SeveralCommands.said(all, [all.count - words.count])
            throw UsageProblem(.severalPlainLines(said: said), line: line, marked: first.text)
        }
        throw UsageProblem(.unexpected(word: next.text), line: line, marked: next.text)
    }

    /// Where, after one record is linked, another and its own link begin.
    private func secondLink(_ words: [Word]) -> Int? {
        words.indices.dropFirst(2).dropLast().first { index in
            !words[index].isText && ItemID(words[index].text) != nil
                && words[index + 1].isOne(of: SmallWords.links + ["is"])
        }
    }

    /// Whether a word is a verb of the record before it.
    private func isSaid(of id: Word, _ word: Word) -> Bool {
        let command = ItemID(id.text)?.kind.flatMap(catalogue.command(kind:))
        return !word.isText && command?.verb(word.text.lowercased()) != nil
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

    /// `p4`, where a verb has a level of that letter.
    func isShortLevel(_ word: Word, of verb: VerbDeclaration) -> Bool {
        verb.shortLevels.contains { level in
            level.short.map { word.text.lowercased().hasPrefix($0) } == true
                && word.text.dropFirst().first?.isNumber == true
        }
    }
}
