// Another date of a record, as people say it: it slips, moves, is delayed by so long.

import Quantities

extension CommandReader {
    /// `T-1 slips to fri`, `move T-1 +2d`, `T-1 +3d`: another date; nil when the words say none.
    func moved(
        _ command: CommandDeclaration, _ id: Word, _ rest: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        guard
            let reschedule = command.verb("move") ?? command.verb("reschedule")
                ?? catalogue.command("reschedule")?.bareVerb,
            let first = rest.first, !first.isText
        else { return nil }
        let saysMove = first.isOne(of: SmallWords.moves)
        var said = Array(rest.dropFirst(saysMove ? 1 : 0))
        // `move T-1, T-2 by a week`
        var ids = [id]
        if saysMove { ids += Places.leadingIDs(&said) }
        // `push T-1 back a week`
        if saysMove, said.count > 1, said[0].isOne(of: ["back", "out"]) { said.removeFirst() }
        // `push T-1 a week.`; `to 24.12.` keeps its own.
        if let last = said.last, case let bare = last.withoutMark, !bare.text.contains("."),
            bare.text.contains(where: \.isLetter)
        {
            said[said.count - 1] = bare
        }
        // `slips to fri`, `M-1 to 18 dec`
        if said.count > 1, said[0].isOne(of: saysMove ? SmallWords.beforeNewDays : ["to", "until"]) {
            said.removeFirst()
        }
        // `slips to 18 dec, vendor late`
        var isSetApart = false
        if let comma = said.prefix(Places.longestValue).firstIndex(where: { !$0.isText && $0.text.last == "," }),
            saysMove, said[comma].text.count > 1
        {
            said[comma].text.removeLast()
            isSetApart = true
        }
        // `slips to 24.12`, `moves to KW49`; `slips 1.5 weeks` is no day.
        for length in [2, 1] where said.count >= length && (saysMove || said.count < rest.count) {
            let day = said.prefix(length).map(\.text)
            if said.count > length, said[length].isOne(of: SmallWords.spans), saysMove, length == 1,
                DateReader.dotted(day) != day
            {
                let amount = said.prefix(2).map(\.text).joined(separator: " ")
                throw UsageProblem(
                    .badValue(argument: "due", value: amount, type: .date, choices: []), line: line, marked: amount)
            }
            guard DateReader.readIntroduced(day, today: context.today) != nil else { continue }
            if case .date(let date)? = DateReader.readRecorded(day, as: "due", today: context.today) {
                said.replaceSubrange(..<length, with: [Word(date.iso)])
            } else {
                throw asksBack(day, line: line, context: context)
            }
            break
        }
        let spoken = said
        // `slips by 2 days` is as much later as `+2d`, `moved 2 weeks earlier` as much earlier.
        for length in [2, 1] where saysMove && said.count >= length {
            // `2 weeks from now` is a day.
            guard let days = DateReader.days(said.prefix(length).map(\.text)),
                !(said.count > length && said[length].isOne(of: ["from"]))
            else { continue }
            let after = said.count > length ? said[length] : nil
            let isEarlier = after?.isOne(of: SmallWords.earlier) == true
            let unit = said[length - 1].text.lowercased().drop { !$0.isLetter }
            let isInWeeks = unit.first.map { "wf".contains($0) } == true && days % 7 == 0
            let span = isInWeeks ? "\(days / 7)w" : "\(days)d"
            let says = isEarlier || after?.isOne(of: SmallWords.later) == true
            said.replaceSubrange(..<(length + (says ? 1 : 0)), with: [Word((isEarlier ? "-" : "+") + span)])
            break
        }
        // `to the end of the month`
        if said.count > 3, said[0].isOne(of: SmallWords.articles) { said.removeFirst() }
        let lengths = (1...Places.longestValue).filter {
            $0 <= said.count && DateReader.read(said.prefix($0).map(\.text), today: context.today) != nil
        }
        // `M-1 today not possible` moves nothing: without a word that says so, the day is all there is but for a reason.
        guard let length = lengths.last, saysMove || said.count == length || said[length].isOne(of: ["because"]) else {
            return nil
        }
        var found = try Binder.bind(ids + said, to: reschedule, of: command, line: line, context: context)
        found.isWeekdayLater = slipsToWeekday([first, id] + said, isSetApart: isSetApart)
        found.isLater = first.isOne(of: SmallWords.laterMoves)
        found.line = ([Word("/" + command.word), Word(reschedule.verb)] + ids + spoken).typed
        return found
    }

    /// `slip T-1 to wed`: later, and a weekday and nothing else said when.
    ///
    /// - Parameter isSetApart: whether a comma parted the day from what follows.
    func slipsToWeekday(_ words: [Word], isSetApart: Bool = false) -> Bool {
        guard words.count > 2, words[0].isOne(of: SmallWords.laterMoves) else { return false }
        let said = words.dropFirst(2).drop { $0.isOne(of: SmallWords.beforeNewDays) }
        guard let day = said.first, DateReader.weekday(day.text.lowercased()) != nil else { return false }
        return said.count == 1 || isSetApart || said.dropFirst().first?.isOne(of: ["because"]) == true
    }

    /// The problem of a day that is asked back.
    private func asksBack(_ day: [String], line: String, context: ReadingContext) -> UsageProblem {
        let said = day.joined(separator: " ")
        if case .ambiguous(let one, let other)? = DateReader.readRecorded(day, as: "due", today: context.today) {
            return UsageProblem(.ambiguousDate(value: said, one, other), line: line, marked: said)
        }
        return UsageProblem(.noSuchDay(value: said, mayBeText: false), line: line, marked: said)
    }
}
