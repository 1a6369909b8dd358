// What a title holds that may have been meant as a value: said rather than guessed.

import CommandLanguage
import Conversation
import ProgramModel
import Quantities

enum UnreadValues {
    /// A line for each: somebody in the middle of the title may be who does it, a day when it is due.
    static func lines(of item: Item, _ view: ProgramView) -> [RichText] {
        let words = item.title.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
        return [person(words, item, view), day(words, item, view), levels(words, item), cost(words, item)].compactMap(
            \.self)
    }

    private static func person(_ words: [String], _ item: Item, _ view: ProgramView) -> RichText? {
        guard let name = words.first(where: { $0.utf8.first == UInt8(ascii: "@") && $0.count > 1 }) else {
            return bareName(words, item, view)
        }
        let owner: RichText = item.owner.map { "\(view.mention($0)) owns it" } ?? "Nobody owns it"
        var who = name.dropFirst().prefix { $0.isLetter || $0.isNumber || "._-".contains($0) }
        while who.last == "." { who.removeLast() }
        guard !SmallWords.everybody.contains(who.lowercased()) else { return nil }
        return owner + ": \(name) is read as part of the title. /assign \(item.id) @\(String(who))"
    }

    /// `for bo` at either end of a title, `by bo and kim`, `bo to send the list`: somebody known, who is not its owner.
    private static func bareName(_ words: [String], _ item: Item, _ view: ProgramView) -> RichText? {
        guard ["task", "action"].contains(item.kind), words.count > 2 else { return nil }
        var ends = [words.prefix(2)].filter { $0.first?.lowercased() == "for" }.compactMap(\.last)
        let tail = words.suffix(4)
        if let place = tail.lastIndex(where: { ["for", "by"].contains($0.lowercased()) }), place + 1 < words.count {
            ends.append(words[place + 1])
        }
        // `bo to send the list`, `bo send the list`
        let isDoer =
            words[1].lowercased() == "to" || words[0] == words[0].lowercased() && words[1] == words[1].lowercased()
        var doer = isDoer && !SmallWords.afterSubject.contains(words[1].lowercased()) ? [words[0]] : []
        // `kim, bo: check the cabling`, of whom one is not known
        if let colon = words.prefix(3).firstIndex(where: { $0.last == ":" }) { doer += words[...colon] }
        // `Rack the servers raj`, with a day or an estimate after it
        if item.due != nil || item.fields["estimate"] != nil, let last = words.last { doer.append(last) }
        for word in ends + doer {
            let name = word.lowercased().filter { $0.isLetter || $0.isNumber || "._-".contains($0) }
            guard let person = view.person(handle: name), person.id != item.owner else { continue }
            let owner: RichText = item.owner.map { "\(view.mention($0)) owns it" } ?? "Nobody owns it"
            return owner + ": \(word) is read as part of the title. /assign \(item.id) @\(name)"
        }
        return nil
    }

    /// `by` or `due` before what is, or looks like, a day; a day that is misspelt.
    private static func day(_ words: [String], _ item: Item, _ view: ProgramView) -> RichText? {
        introducedDay(words, item, view) ?? severalDays(words, item, view) ?? misspeltDay(words, item, view)
    }

    /// `Workshop mon and tue`, `Freeze 18 dec - 4 jan`: the last of them is offered.
    private static func severalDays(_ words: [String], _ item: Item, _ view: ProgramView) -> RichText? {
        guard item.due == nil, ["task", "action", "milestone"].contains(item.kind) else { return nil }
        func day(_ words: ArraySlice<String>) -> CalendarDate? {
            if case .date(let date)? = DateReader.read(Array(words), today: view.today) { date } else { nil }
        }
        for length in [2, 1] where words.count > length + 2 {
            let (last, before) = (words.suffix(length), words.dropLast(length + 1))
            guard let joint = before.endIndex < words.count ? words[before.endIndex].lowercased() : nil,
                ["and", "or", "&", "-", "–", "—", "until", "till", "through", "to"].contains(joint),
                let date = day(last)
            else { continue }
            let isFirst = [1, 2].contains { day(before.suffix($0)) != nil } || before.last.flatMap { Int($0) } != nil
            guard isFirst else { continue }
            return
                "It has no date: the days are read as part of the title. /set \(item.id) due:\(date.iso)"
        }
        return nil
    }

    private static let dayNames = Weekday.allCases.map { $0.name.lowercased() } + ["tomorrow"]

    /// `tomorow`, `by wendsday`
    private static func misspeltDay(_ words: [String], _ item: Item, _ view: ProgramView) -> RichText? {
        guard item.due == nil, item.kind != KindDeclaration.decision.kind else { return nil }
        for word in words.dropFirst().suffix(4) where (6...11).contains(word.utf8.count) && word == word.lowercased() {
            // A day that is spelt as it should be was left in the title for another reason.
            guard !dayNames.contains(word) else { return nil }
            guard
                let name = dayNames.first(where: {
                    $0.utf8.first == word.utf8.first
                        && (Nearest.edits($0, word, atMost: $0.utf8.count < 7 ? 1 : 2) ?? 0) > 0
                }),
                case .date(let date)? = DateReader.read([name], today: view.today)
            else { continue }
            return "It has no date: \(word) is read as part of the title. /set \(item.id) due:\(date.iso)"
        }
        return nil
    }

    /// These begin a day that is none yet: `by mid next week`, `by christmas`, `by early december`.
    private static let vague: Set = [
        "mid", "early", "late", "next", "christmas", "easter", "spring", "summer", "autumn", "winter", "q1", "q2", "q3",
        "q4",
    ]

    private static func introducedDay(_ words: [String], _ item: Item, _ view: ProgramView) -> RichText? {
        guard item.due == nil, item.kind != KindDeclaration.decision.kind,
            let place = words.dropLast().dropFirst().lastIndex(where: {
                (2...3).contains($0.utf8.count) && ["by", "due"].contains($0.lowercased())
            })
        else { return nil }
        let next = words[place + 1].filter { $0 != "," }
        let isDue = words[place].lowercased() == "due" && next != "to" && words.count - place <= 4
        let readings = (1...3).compactMap { length -> CalendarDate? in
            let texts = words[(place + 1)...].prefix(length).map { $0.filter { $0 != "," } }
            let reading =
                DateReader.read(texts, today: view.today) ?? DateReader.readIntroduced(texts, today: view.today)
            if case .date(let date)? = reading { return date } else { return nil }
        }
        guard next.last != "%" else { return nil }
        // `by mon/tue`
        let isEither = next.split(separator: "/").first.flatMap { DateReader.weekday($0.lowercased()) } != nil
        let isVague = vague.contains(next.lowercased())
        guard isDue || isEither || isVague || next.first?.isNumber == true || !readings.isEmpty else { return nil }
        let said = words[place...].prefix(3).joined(separator: " ")
        // `by wed after next`: what goes on changes the day.
        let goesOn = words[(place + 2)...].first.map { ["after", "or", "the"].contains($0.lowercased()) } == true
        let day = goesOn ? "DAY" : readings.last?.iso ?? "DAY"
        return "It has no date: \"\(said)\" is read as part of the title. /set \(item.id) due:\(day)"
    }

    /// `cost 12k`: an amount of no currency.
    private static func cost(_ words: [String], _ item: Item) -> RichText? {
        guard item.kind == KindDeclaration.risk.kind, item.fields["cost"] == nil,
            let place = words.dropLast().lastIndex(where: { ["cost", "costs", "costing"].contains($0.lowercased()) }),
            case let amount = words[place + 1], amount.utf8.first.map({ $0 &- 0x30 < 10 }) == true,
            amount.dropLast().allSatisfy({ $0.isNumber || ".,".contains($0) }),
            let last = amount.last, last.isNumber || "kKmM".contains(last)
        else { return nil }
        return
            "It has no cost: \"\(words[place]) \(amount)\" is read as part of the title. With its currency: /set \(item.id) cost:\(amount)€"
    }

    private static func levels(_ words: [String], _ item: Item) -> RichText? {
        guard item.kind == KindDeclaration.risk.kind, item.riskScore == nil,
            let level = words.first(where: { word in
                let bytes = Array(word.lowercased().utf8)
                return bytes.count == 2 && (bytes[0] == UInt8(ascii: "p") || bytes[0] == UInt8(ascii: "i"))
                    && bytes[1] &- 0x31 < 5
            })
        else { return nil }
        return "It has no score: \(level) is read as part of the title. /risk score \(item.id) p4 i4"
    }
}
