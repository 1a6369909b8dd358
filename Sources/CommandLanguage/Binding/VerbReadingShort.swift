// The short forms after a command: a record by its number, a link, an overview, a day.

import Quantities

extension VerbReading {
    /// `risk 2`, `task 2 done`: the record of that number.
    func number() throws(UsageProblem) -> BoundCommand? {
        guard let kind = command.kind, !first.isText, first.text.count <= 5, Int(asciiDigits: first.text) != nil,
            let prefix = ItemID.prefixes.first(where: { $0.kind == kind })?.prefix
        else { return nil }
        guard isSaidOfNumber(rest.map(\.self)) else { return nil }
        return try reader.verb(
            of: command, [Word("\(prefix)-\(first.text)")] + (rest.count == 1 ? rest.map(\.withoutMark) : Array(rest)),
            line: line, context: context)
    }

    /// Whether words after a number are said of a record: a verb and no more, or values alone; `2 done deals to sign` is a title.
    private func isSaidOfNumber(_ rest: [Word]) -> Bool {
        guard let next = rest.first?.withoutMark, case let word = next.text.lowercased() else { return true }
        let isAlone = rest.count == 1 || rest[1].isOne(of: ["because"])
        if isAlone, command.verb(word)?.arguments.first?.type == .id || SmallWords.participles[word] != nil {
            return true
        }
        let choices = command.verb("add")?.arguments.filter { $0.type == .choice }.flatMap(\.choices) ?? []
        if isAlone, choices.contains(word) { return true }
        let scores =
            command.verb("score").map { score in rest.allSatisfy { reader.isShortLevel($0, of: score) } } ?? false
        let isValue = word.last == "%" || next.text.first == "@" || next.isOne(of: ["due", "by", "owner", "is"])
        return scores || isValue && rest.count <= 4
    }

    /// `blocker T-1 waits for T-2`: of these two, and no new record.
    func link() throws(UsageProblem) -> BoundCommand? {
        guard command.kind != nil, firstID != nil, rest.first?.isOne(of: SmallWords.links + ["is"]) == true,
            let depends = reader.catalogue.command("depends")
        else { return nil }
        let others = rest.drop { $0.isOne(of: SmallWords.links + SmallWords.betweenLinked) }
        let areIDs = others.flatMap(Places.separatedIDs).allSatisfy { word in
            word.isOne(of: SmallWords.joins) || !word.isText && ItemID(word.text) != nil
        }
        guard !others.isEmpty, areIDs else { return nil }
        return try reader.verb(
            of: depends, words.filter { !$0.isOne(of: ["is"]) }, line: line, context: context)
    }

    /// `risk register`, `task board`: what there is; `action items for @bo`.
    func overview() throws(UsageProblem) -> BoundCommand? {
        if command.kind == "action", first.isOne(of: ["items", "points"]), first.text == word,
            let list = command.verb("list")
        {
            return try bind(list, Array(rest))
        }
        guard command.kind != nil, words.count == 1, first.isOne(of: SmallWords.overviews),
            let list = command.verb("list")
        else { return nil }
        return try bind(list, [])
    }

    /// `task today`, `task due fri`, `milestone next`: what there is then.
    func days() throws(UsageProblem) -> BoundCommand? {
        guard command.kind != nil, !first.isText, first.text == word, words.count <= 3, let list = command.verb("list")
        else {
            return nil
        }
        if words.count == 1, word == "next" {
            return try reader.askedForFirst("next", words + [Word(command.word)], line: line, context: context)
        }
        let isDay = words.count == 1 && ["today", "tomorrow"].contains(word)
        guard isDay || word == "due" && words.count > 1, let filter = list.filterArgument else { return nil }
        guard let found = try? bind(list, words), found.filter(filter.name)?.words.isEmpty == true else { return nil }
        return found
    }
}
