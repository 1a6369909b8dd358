// Values at the end of a text that a word introduces: `on NET`, `by fri`, `from @secops`.

import FieldTypes
import Quantities

extension Places {
    /// `on NET`, `by fri`, `from @secops` at the end: the longest that reads, whichever argument the word introduces.
    mutating func takeIntroducedTail(_ least: Int) throws(UsageProblem) -> Bool {
        for length in stride(from: min(Places.longestValue + 2, words.count - least), to: 1, by: -1) {
            let start = words.count - length
            for argument in verb.introducedArguments {
                guard let (_, phrase) = introducer(at: start, of: [argument]), phrase < length else { continue }
                // `Find a new owner @kim` is about one.
                if words[start].isOne(of: ["owner"]), start > 0, words[start - 1].isOne(of: SmallWords.beforeOwner) {
                    continue
                }
                // `Get an estimate 3 days`, `Check what is due fri`: no value's word.
                if start > 0,
                    words[start].isOne(of: ["estimate"]) && words[start - 1].isOne(of: SmallWords.articles)
                        || words[start].isOne(of: ["due"]) && words[start - 1].isOne(of: SmallWords.isOrAre)
                {
                    continue
                }
                // `Wait for bo`
                if argument.type == .person, start > 0, words[start].isOne(of: ["for"]),
                    words[start - 1].isOne(of: SmallWords.takingFor)
                {
                    continue
                }
                let span = Array(words[(start + phrase)...])
                guard !span.contains(where: \.isText) else { continue }
                let keepsTime = argument.type == .date && Places.beginsWithTime(span)
                if argument.type == .date,
                    keepsTime && !words[start].isOne(of: ["due"])
                        || words[start].isOne(of: SmallWords.betweenDays) && isLastOfDays(start + 1)
                {
                    continue
                }
                // Not explicit for a project: `Outage on Friday` is no misspelt project.
                // A bare name only of somebody known: `from vendors` is no person.
                // `Shorten the test by 2 weeks`: by how much, and no day.
                if argument.type == .date, words[start].isOne(of: ["by"]), DateReader.days(span.map(\.text)) != nil {
                    continue
                }
                // `a week on friday`, `a review on monday`: the words before belong to it.
                if argument.type == .date, start > least {
                    let before = (1...3).contains { back in
                        start - back >= least
                            && DateReader.read(words[(start - back)...].map(\.text), today: context.today) != nil
                    }
                    if before || words[start - 1].isOne(of: SmallWords.articles) { continue }
                }
                // `due 31.11.`: said to be a day, and no month has it.
                if argument.type == .date, !argument.isKeyed, DateReader.isNoDay(span.map(\.text)) {
                    let day = Array(span).typed
                    throw UsageProblem(.noSuchDay(value: day, mayBeText: true), marked: day)
                }
                // `Book the room for max 3 days`
                let isMeasure =
                    words[start].isOne(of: ["for"])
                    && verb.arguments.contains { other in
                        other.type == .duration && values[other.name] != nil
                    }
                let isKnown = !isMeasure && argument.type == .person && span.count == 1 && isKnownPerson(span[0])
                let isExplicit = isKnown || argument.type != .project && argument.type != .person
                let found =
                    try reader.read(span, as: argument, isExplicit: isExplicit).map { [$0] } ?? ids(span, argument)
                guard !found.isEmpty else { continue }
                for value in found.reversed() { put(value, argument, first: true) }
                let isKept =
                    argument.isKept && words[start].isOne(of: SmallWords.beforeDays)
                    || argument.type == .date && Places.endsInTime(span)
                try removeTail(length, isKept: isKept, least)
                // `due 5pm friday`
                if keepsTime, !isKept { trailer.insert(span[0], at: 0) }
                return true
            }
        }
        return false
    }

    /// Takes words off the end. Those that are kept go on to be part of the text, where nothing but the text is before them.
    mutating func removeTail(_ length: Int, isKept: Bool, _ least: Int) throws(UsageProblem) {
        let taken = Array(words.suffix(length))
        words.removeLast(length)
        guard isKept, trailer.isEmpty else { return }
        var before = self
        // With something behind it already it asks no further back itself: a line may hold thousands of days.
        before.trailer = taken
        before.dropComma()
        if try !before.takeValue(least) { trailer = taken }
    }

    /// `T-1, T-2 and M-1` where an argument takes many; empty when anything else is among them.
    func ids(_ span: [Word], _ argument: ArgumentDeclaration) -> [FieldValue] {
        guard argument.type == .id, argument.isMany else { return [] }
        let names = span.flatMap(Places.separatedIDs).filter { !$0.isOne(of: SmallWords.joins) }
        let ids = names.compactMap { ItemID($0.text, dashless: true) }
        return ids.count == names.count ? ids.map { .id($0) } : []
    }
}
