// Which reading of a statement stands, or what is answered instead.

import Quantities

/// A statement with every way it may be read.
struct StatementLook {
    /// As it was typed.
    var line: String
    var lexed: LexedLine
    var isPrefixed: Bool
    var readings: [Reading]
    /// The verb in full, where its beginning was said.
    var abbreviated: String?
}

extension StatementReader {
    /// The command a statement says.
    ///
    /// - Throws: `UsageProblem` when it says none, or more than one. Nothing is guessed.
    package func read(_ said: CommandWords, context: ReadingContext) throws(UsageProblem) -> BoundCommand {
        try read(said, look(said, context: context), context: context)
    }

    /// How a statement reads, where it was not read when the message was taken apart.
    package func bound(_ statement: Statement, context: ReadingContext) -> Result<BoundCommand, UsageProblem> {
        statement.bound ?? Result { () throws(UsageProblem) in try read(statement.words, context: context) }
    }

    /// The command of a statement that was looked at.
    func read(
        _ said: CommandWords, _ look: StatementLook, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand {
        let bound = try bound(look, context: context)
        guard let day = bound.flags.at, day < context.today else { return bound }
        // `late at:1dec`: the days that are meant are those of then.
        let context = context.on(day)
        var then = try self.bound(self.look(said, context: context), context: context)
        then.flags.at = day
        return then
    }

    /// Every way a statement may be read, before it is decided which stands.
    func look(_ said: CommandWords, context: ReadingContext) throws(UsageProblem) -> StatementLook {
        let words = PastedText.withoutClosing(said.words)
        let end = firstLineEnd(words)
        if !isScript(words) { try ReadingLimit.words.hold(StatementReader.length(said.words)) }
        var lexed = LexemeReader.lexemes(words[..<end])
        let more = words[end...].isEmpty ? nil : Array(words[end...]).typed
        let abbreviated = completeVerb(&lexed)
        var readings = readings(lexed, isPrefixed: said.isPrefixed, context: context)
        if let more {
            try refuseOtherRecords(words, end)
            readings = readings.compactMap { $0.with(lines: more) }
        }
        return StatementLook(
            line: (said.isPrefixed ? "/" : "") + said.words.typed, lexed: lexed, isPrefixed: said.isPrefixed,
            readings: readings, abbreviated: abbreviated)
    }

    private func bound(_ look: StatementLook, context: ReadingContext) throws(UsageProblem) -> BoundCommand {
        do throws(UsageProblem) {
            let best = try standing(look.readings, look.lexed, isPrefixed: look.isPrefixed, context: context)
            var bound = best.bound(naming(best, look.lexed, look.line, context))
            bound.abbreviated = look.abbreviated
            return bound
        } catch {
            var problem = error
            problem.line = look.line
            if problem.usage == nil, let best = look.readings.first {
                problem.usage = UsageLine(command: best.command, verb: best.verb)
            }
            throw problem
        }
    }

    /// How many words there are to read, where signs cut one word into several: `T-1,T-1,T-1`.
    static func length(_ words: [Word]) -> Int {
        var signs = 0
        for word in words where !word.isText {
            signs += word.text.utf8.count { ($0 | 0x20) &- 0x61 >= 26 && $0 &- 0x30 >= 10 && $0 < 0x80 }
        }
        return signs > 3 * ReadingLimit.words.most ? signs : words.count
    }

    /// Whether a command takes other commands as they stand: each of them is held against the limits by itself.
    private func isScript(_ words: [Word]) -> Bool {
        guard let first = words.first, !first.isText else { return false }
        return catalogue.command(first.text.lowercased())?.bareVerb?.scriptArgument != nil
    }

    /// The line with the record that a pronoun in it means: said again later, it is of that record.
    private func naming(_ best: Reading, _ lexed: LexedLine, _ line: String, _ context: ReadingContext) -> String {
        guard let pronouns = language.sets["pronoun"],
            let place = lexed.lexemes.first(where: { pronouns.contains($0.folded) && !$0.isText }),
            let id = context.lastRecord(), best.values.ids.contains(id), !line.contains("\(id)")
        else { return line }
        let before = lexed.text(0..<place.core.lowerBound)
        let after = lexed.text(place.core.upperBound..<lexed.text.utf8.count)
        return (line.hasPrefix("/") ? "/" : "") + before + "\(id)" + after
    }

    /// Refuses lines of which a later one begins with a record: what it says is of that one, and no reason of the first.
    private func refuseOtherRecords(_ words: [Word], _ end: Int) throws(UsageProblem) {
        let begins = words.indices.filter { index in
            index >= end && words[index].startsLine && !words[index].isText
                && ItemID(words[index].text.filter { $0 != ":" }) != nil
        }
        guard let first = begins.first, !begins.isEmpty else { return }
        throw UsageProblem(.severalPlainLines(said: SeveralCommands.said(words, begins)), marked: words[first].text)
    }

    /// Where the lines begin that are no values: `Due: fri` below a title belongs to it.
    private func firstLineEnd(_ words: [Word]) -> Int {
        let starts = words.indices.dropFirst().filter { words[$0].startsLine }
        guard let first = starts.first else { return words.endIndex }
        let isKeyed = starts.allSatisfy { start in
            let line = LexemeReader.lexemes(words[start..<min(start + 2, words.count)])
            return line.count > 1 && (line[0].isKey || line.count == 2) && language.isKey(line[0].folded)
        }
        return isKeyed ? words.endIndex : first
    }

    /// `/risk mat`, `/blocker res B-1`: the beginning of one verb alone, before an id or the end; the verb in full.
    private func completeVerb(_ line: inout LexedLine) -> String? {
        guard line.count > 1, !line[1].isText, let command = catalogue.command(line[0].folded),
            command.word == line[0].folded || command.aliases.contains(line[0].folded), line[1].folded.utf8.count >= 2,
            line.count == 2 || ItemID(line[2].text) != nil
        else { return nil }
        let names = command.verbs.flatMap { verb in ([verb.verb] + verb.aliases).map { ($0, verb) } }
        guard !names.contains(where: { $0.0 == line[1].folded }) else { return nil }
        let begun = names.filter { $0.0.hasPrefix(line[1].folded) }
        let own = begun.filter { !$0.1.isUniversal }
        let verbs = (own.isEmpty ? begun : own)
        guard let first = verbs.first, verbs.allSatisfy({ $0.1 === first.1 }) else { return nil }
        line.lexemes[1].folded = first.0
        return first.1.verb
    }

    func standing(
        _ readings: [Reading], _ line: LexedLine, isPrefixed: Bool, context: ReadingContext
    ) throws(UsageProblem) -> Reading {
        if let help = help(line) { return help }
        guard let best = readings.first else { throw unknown(line, context: context) }
        // What is more than a limit is told, however else it may be read.
        for reading in readings where reading.features.namesVerb {
            if let fault = reading.fault, case .tooMuch = fault.fact { throw fault }
        }
        if let shown = try asked(best, line) { return shown }
        if let fault = best.fault { throw fault }
        if let listed = listed(best, readings, line) { return listed }
        let reviewed = Reviewed(
            best: best, readings: readings, line: line, language: language, catalogue: catalogue, context: context)
        for rule in Guards.all { if let problem = rule(reviewed) { throw problem } }
        if best.missing.first == "item", let left = best.leftovers.first {
            throw UsageProblem(.badValue(argument: "item", value: left, type: .id, choices: []), marked: left)
        }
        if let left = best.leftovers.first { throw UsageProblem(.unexpected(word: left), marked: left) }
        if let name = best.missing.first, let argument = best.verb.argument(name) {
            throw UsageProblem(.missing(argument: name, type: argument.type))
        }
        return best
    }

    /// `?`, `/task ?`, `task Deploy --help`: how it is said.
    private func help(_ line: LexedLine) -> Reading? {
        let isAsked =
            line.count == 0 || line.count == 1 && line[0].after.contains(.question) && line.text.hasSuffix(" ?")
        let isOption = line.lexemes.contains { $0.before.contains(.option) && $0.folded == "help" }
        guard isAsked || isOption, let help = catalogue.command("help"), let verb = help.bareVerb else { return nil }
        var values = ArgumentValues()
        if let first = line.lexemes.first, catalogue.command(first.folded) != nil {
            values["about"] = [.text(first.folded)]
        }
        return Reading(command: help, verb: verb, values: values)
    }

    /// `/task all switches patched`: a list by its name, in small letters, is a list; the answer offers the title it may have been.
    private func listed(_ best: Reading, _ readings: [Reading], _ line: LexedLine) -> Reading? {
        guard best.writes, best.verb.isBare, best.features.isCanonical, best.features.free > 0, line.count > 1,
            line[1].text == line[1].folded, !line[1].isText
        else { return nil }
        return readings.first { reading in
            reading.command === best.command && reading.verb.filterArgument != nil && reading.features.namesVerb
                && reading.fault == nil
                && ([reading.verb.verb] + reading.verb.aliases).contains(line[1].folded)
        }
    }

    /// A write that was asked is not done: `T-1 done?` shows the record.
    private func asked(_ best: Reading, _ line: LexedLine) throws(UsageProblem) -> Reading? {
        guard best.writes, best.features.start == 0, let last = line.lexemes.last, last.after.contains(.question),
            !last.isText,
            best.verb.scriptArgument == nil
        else { return nil }
        // What is asked of one record alone shows it; what would make one, or join two, is asked back.
        let isOfRecord = !best.verb.makesRecord && best.values.ids.count == best.values["item"]?.count
        guard isOfRecord, let item = best.values["item"]?.first, let show = catalogue.command("show"),
            let verb = show.bareVerb
        else {
            if best.missing.isEmpty, best.leftovers.isEmpty {
                throw UsageProblem(.question(said: "/" + line.text.dropLast()))
            }
            return nil
        }
        var values = ArgumentValues()
        values["item"] = [item]
        var reading = Reading(command: show, verb: verb, values: values)
        reading.features = best.features
        return reading
    }
}

extension Reading {
    func bound(_ line: String) -> BoundCommand {
        var bound = BoundCommand(
            command: command, verb: verb, values: values, flags: flags, mentionedIDs: mentionedIDs, line: line)
        bound.isLater = isLater
        bound.isWeekdayLater = isWeekdayLater
        return bound
    }

    /// The same with the lines below it in its text; nil where it has none.
    func with(lines: String) -> Reading? {
        guard let argument = verb.textArgument ?? verb.arguments.first(where: { $0.isReason }) else { return nil }
        var reading = self
        if case .text(let text)? = values[argument.name]?.first {
            reading.values[argument.name] = [.text(text + "\n" + lines)]
        } else {
            reading.values[argument.name] = [.text(lines)]
            reading.missing.removeAll { $0 == argument.name }
        }
        return reading
    }
}
