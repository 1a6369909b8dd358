// What is refused although it reads: a write that may not be meant.

import Quantities

/// A statement with its best reading, as the guards look at it.
struct Reviewed {
    var best: Reading
    var readings: [Reading]
    var line: LexedLine
    var language: Language
    var catalogue: any CommandCatalogue
    var context: ReadingContext

    var first: Lexeme { line[0] }
}

/// Rules that look at the best reading and say why it does not stand. Each is about one way of misreading.
enum Guards {
    typealias Rule = @Sendable (Reviewed) -> UsageProblem?

    static let all: [Rule] = [
        group, unknownProject, asksFirst, linkOfNone, conditionsAlone, noText, dayOfDoing, beginsWithRecord,
        saidOfRecord, verbOrTitle, unknownKey, unknownVerb, listOfWords, reasonAsks,
        nearlyRead, openBracket, tied,
    ]

    /// A group of the platform is nobody in particular: within a text it is text, elsewhere it is asked about.
    private static func group(_ said: Reviewed) -> UsageProblem? {
        guard said.best.writes, !said.best.verb.takesWholeText else { return nil }
        for lexeme in said.line.lexemes {
            guard case .group? = lexeme.token else { continue }
            let isWithin = said.best.values.texts.contains { $0.contains(lexeme.text) && !$0.hasSuffix(lexeme.text) }
            if !isWithin { return UsageProblem(.group(name: lexeme.text), marked: lexeme.text) }
        }
        return nil
    }

    /// `/status CRX`: what is written as a key, where a project is asked about, and is none.
    private static func unknownProject(_ said: Reviewed) -> UsageProblem? {
        guard let word = said.best.leftovers.first, said.best.verb.arguments.contains(where: { $0.type == .project }),
            word.utf8.allSatisfy({ $0 &- 0x41 < 26 || $0 &- 0x30 < 10 }), let key = ProjectKey(word),
            !said.context.isKey(key)
        else { return nil }
        let nearest = Nearest.candidates(key.text, of: said.context.keys())
        return UsageProblem(.unknownProject(word: word, nearest: nearest), marked: word)
    }

    /// `decision? Buy or lease`: the question comes first.
    private static func asksFirst(_ said: Reviewed) -> UsageProblem? {
        guard said.best.writes, said.line.count > 1, said.first.after.contains(.question), !said.first.isText else {
            return nil
        }
        let rest = said.line.text(said.line[1].outer.lowerBound..<said.line.text.utf8.count)
        return UsageProblem(.question(said: "/\(said.first.text) \(rest)"), marked: said.first.text)
    }

    /// `blocked by T-16`: something waits for that record, and what is not said.
    private static func linkOfNone(_ said: Reviewed) -> UsageProblem? {
        guard said.best.verb.makesRecord, let text = said.best.mainText, !isQuoted(text, said.line) else { return nil }
        let words = LexemeReader.lexemes(text).lexemes
        guard words.count == 2, words[1].text.contains("-"), ItemID(words[1].text) != nil,
            said.language.sets["linking"]?.contains(words[0].folded) == true
        else { return nil }
        return UsageProblem(.whichRecord(said: said.line.text), marked: words[1].text)
    }

    /// `task without owner`: conditions, and no title.
    private static func conditionsAlone(_ said: Reviewed) -> UsageProblem? {
        guard said.best.verb.makesRecord, let argument = said.best.verb.textArgument,
            said.readings.contains(where: { $0.features.mayBeText && $0.command === said.best.command })
        else { return nil }
        return UsageProblem(.missing(argument: argument.name, type: argument.type))
    }

    /// `resolve B-1 by friday`: a day is no reason, and what is done is done today.
    private static func dayOfDoing(_ said: Reviewed) -> UsageProblem? {
        guard said.best.verb.endsSomething,
            let text = said.best.verb.arguments.filter(\.isReason).lazy.compactMap({ said.best.values[$0.name]?.first })
                .first, case .text(let reason) = text, !isQuoted(reason, said.line)
        else { return nil }
        let chart = Chart(
            LexemeReader.lexemes(reason), language: said.language, context: said.context, catalogue: said.catalogue)
        guard chart.count > 0, chart.spans(.day, 0).contains(where: { $0.end == chart.count }) else { return nil }
        return UsageProblem(.dayOfDoing(day: reason), marked: reason)
    }

    /// `T-3 needs @kim`, `risk: nothing`: a text that is a value, or that says there is none.
    private static func noText(_ said: Reviewed) -> UsageProblem? {
        guard said.best.writes, let argument = said.best.verb.textArgument, !said.best.verb.takesWholeText,
            let text = said.best.mainText, said.best.verb.scriptArgument == nil, said.best.verb.handler != "item.note"
        else { return nil }
        let chart = Chart(
            LexemeReader.lexemes(text), language: said.language, context: said.context, catalogue: said.catalogue)
        guard chart.count > 0, !isQuoted(text, said.line) else { return nil }
        let words = chart.line.lexemes.map(\.folded).joined(separator: " ")
        let isSmallDay =
            said.best.features.isCanonical && said.best.command.kind != nil && text == words
            && chart.spans(.day, 0).contains { $0.end == chart.count }
        let types: [SpanType] =
            isSmallDay ? [.day] : said.best.features.isCanonical ? [.ids] : [.ids, .day, .duration, .people, .percent]
        let isValue = types.contains { type in chart.spans(type, 0).contains { $0.end == chart.count } }
        // `A1` may be a title; `T-1` is a record.
        let mayBeTitle = types == [.ids] && chart.count == 1 && !text.contains("-")
        guard isValue && !mayBeTitle || isAmount(chart, said) || said.language.noTexts.contains(words) else {
            return nil
        }
        return UsageProblem(.missing(argument: argument.name, type: argument.type))
    }

    /// `T-3 needs 2 more days`: so long, and nothing that is needed.
    private static func isAmount(_ chart: Chart, _ said: Reviewed) -> Bool {
        guard !said.best.features.isCanonical, let last = chart.line.lexemes.last, chart.count < 4 else { return false }
        return !chart.spans(.count, 0).isEmpty && said.language.number("duration", last.folded) != nil
    }

    private static func isQuoted(_ text: String, _ line: LexedLine) -> Bool {
        line.lexemes.contains { $0.isText && $0.text == text }
    }

    /// A record where a title should begin is one of which something was said that is not read.
    private static func beginsWithRecord(_ said: Reviewed) -> UsageProblem? {
        if said.best.writes, !said.best.features.isCanonical, let argument = said.best.verb.textArgument,
            !argument.isRequired,
            let text = said.best.mainText, !isQuoted(text, said.line),
            let first = LexemeReader.lexemes(text).lexemes.first,
            said.language.noReasons.contains(first.folded)
        {
            return UsageProblem(.noReason(word: first.text), marked: first.text)
        }
        if let other = secondRecord(said) { return UsageProblem(.unexpected(word: other), marked: other) }
        guard said.best.writes, !said.best.features.isCanonical, said.best.verb.makesRecord,
            let text = said.best.mainText, !isQuoted(text, said.line),
            let first = LexemeReader.lexemes(text).lexemes.first, ItemID(first.text) != nil,
            !said.best.phrase.contains(":")
        else { return nil }
        return UsageProblem(.unexpected(word: first.text), marked: first.text)
    }

    /// `rename T-1 to Foo and T-2 to Bar`: what is said of another record is no part of the first one's title.
    private static func secondRecord(_ said: Reviewed) -> String? {
        guard said.best.writes, said.best.values["item"] != nil, said.best.verb.textArgument?.isRequired == true,
            !said.best.verb.takesWholeText, said.best.verb.handler != "item.note",
            let text = said.best.mainText, !isQuoted(text, said.line)
        else { return nil }
        let words = LexemeReader.lexemes(text).lexemes
        return words.indices.dropFirst().first { index in
            said.language.tailJoins.contains(words[index - 1].folded) && words[index].text.contains("-")
                && ItemID(words[index].text) != nil
        }.map { words[$0].text }
    }

    /// `task T-1 is late`: something said of a record of that kind, and no title.
    private static func saidOfRecord(_ said: Reviewed) -> UsageProblem? {
        guard said.best.verb.isBare, said.best.writes, said.best.features.isCanonical, said.best.features.free > 1,
            said.line.count > 2,
            let id = ItemID(said.line[1].text), !said.line[1].isText, id.kind == said.best.command.kind,
            said.language.sets["saying"]?.contains(said.line[2].folded) == true
        else { return nil }
        let word = said.line[2].text
        return UsageProblem(
            .unknownVerb(command: said.best.command.word, word: word, nearest: [], titled: said.best.verb.verb),
            marked: word)
    }

    /// `T-1 done` above `Is that ok?`
    private static func reasonAsks(_ said: Reviewed) -> UsageProblem? {
        guard said.best.writes, let argument = said.best.verb.arguments.first(where: { $0.isReason }),
            case .text(let text)? = said.best.values[argument.name]?.first, !isQuoted(text, said.line)
        else { return nil }
        // `T-1 done (not tested yet)`: not done, as it says itself.
        let hedges = said.language.sets["hedges"] ?? []
        let isHedged =
            !said.best.features.isReasonIntroduced
            && LexemeReader.lexemes(text).lexemes.contains { hedges.contains($0.folded) }
        guard text.last == "?" || isHedged else { return nil }
        return UsageProblem(.noReason(word: text), marked: text)
    }

    /// A list that looks for words, where the same was nearly a write.
    private static func listOfWords(_ said: Reviewed) -> UsageProblem? {
        guard said.best.features.searched > 0, !said.best.writes else { return nil }
        let write = said.readings.first { reading in
            reading.writes && reading.features.isCanonical && reading.missing.isEmpty && reading.values["item"] != nil
        }
        guard let write, let left = write.leftovers.first else { return nil }
        return UsageProblem(
            .unexpected(word: left), marked: left, usage: UsageLine(command: write.command, verb: write.verb))
    }

    /// `task a due 31.11.`: a word introduces a value that is none, and it would be part of the text.
    private static func nearlyRead(_ said: Reviewed) -> UsageProblem? {
        guard said.best.writes, said.best.mainText != nil else { return nil }
        let other = said.readings.first { reading in
            reading.fault != nil && reading.verb === said.best.verb
                && reading.features.typed > said.best.features.typed + 1
                && reading.leftovers.isEmpty && reading.missing.isEmpty
        }
        return other?.fault
    }

    /// `/list (owner:@bo`: a bracket that is never closed.
    private static func openBracket(_ said: Reviewed) -> UsageProblem? {
        guard said.best.verb.filterArgument != nil, said.best.verb.textArgument == nil else { return nil }
        let opened = said.line.lexemes.first { $0.before.contains(.open) && !$0.isText }
        guard let opened, !said.line.lexemes.contains(where: { $0.after.contains(.close) }) else { return nil }
        return UsageProblem(.badFilter(word: "(", expected: "a bracket that closes it"), marked: opened.text)
    }

    /// Two writes that differ and read equally well.
    private static func tied(_ said: Reviewed) -> UsageProblem? {
        let best = said.best
        for other in said.readings.dropFirst().prefix(8) where other.fault == nil {
            // `/group remove netops`: the name of a verb is no name of a group.
            if best.features.namesVerb, !other.features.namesVerb, other.verb.textArgument == nil { continue }
            guard other.meaningRank == best.meaningRank, other.features.free == best.features.free,
                other.features.weak == best.features.weak,
                other.writes || best.writes, other.verb !== best.verb, !other.means(best)
            else { continue }
            return UsageProblem(
                .verbOrText(command: best.command.word, verb: other.verb.verb, bare: best.verb.verb, needs: ""))
        }
        return nil
    }
}

extension Reviewed {
    /// Whether the first thing that is looked for is this word.
    func filterStarts(with word: String) -> Bool { best.filter?.words.first == word }
}

extension ArgumentValues {
    /// Every text among the values.
    var texts: [String] {
        names.flatMap { name in
            (self[name] ?? []).compactMap { if case .text(let text) = $0 { text } else { nil } }
        }
    }
}
