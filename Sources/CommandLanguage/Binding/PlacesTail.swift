// The end of a line with a main text: typed words, each alone or after a word that introduces it, until one is none.

import FieldTypes
import Quantities

extension Places {
    mutating func bindTail(_ text: ArgumentDeclaration) throws(UsageProblem) {
        let least = text.isRequired ? 1 : 0
        while words.count > least {
            guard try takeTail(least) else { return }
            dropComma()
        }
    }

    private mutating func takeTail(_ least: Int) throws(UsageProblem) -> Bool {
        if try takeValue(least) { return true }
        if try takeAfterValues(least) { return true }
        // `3d please`: kept where nothing stands before it.
        if let last = words.last, !last.isText, words.count > least + 1,
            last.text.utf8.first(where: { ($0 | 0x20) &- 0x61 < 26 }).map({ "pt".utf8.contains($0 | 0x20) }) == true,
            SmallWords.thanks.contains(last.letters)
        {
            let before = words
            words.removeLast()
            dropComma()
            if try takeValue(least) { return true }
            words = before
        }
        // `by fri.`: the end of the sentence is no part of the value.
        guard let last = words.last, let end = last.text.utf8.last, ".!".utf8.contains(end), !last.isText,
            last.token == nil, last.text.count > 2, !last.text.hasSuffix("..")
        else { return false }
        words[words.count - 1].text.removeLast()
        if try takeValue(least) { return true }
        words[words.count - 1] = last
        return false
    }

    mutating func takeValue(_ least: Int) throws(UsageProblem) -> Bool {
        if takeTag(least) { return true }
        if takeIDs(least) { return true }
        if try takePeople(least) { return true }
        if verb.shortLevels.count > 1, let last = words.last, words.count > least {
            let levels = separatedLevels(last)
            if levels.count > 1 { words.replaceSubrange((words.count - 1)..., with: levels) }
        }
        if try takeIntroducedTail(least) { return true }
        if try takeBareTail(least) { return true }
        return takeLevelPair(least) || takeSetApart(least)
    }

    /// `No power in the lab, high`: one of the choices of an argument, set apart by a comma.
    private mutating func takeSetApart(_ least: Int) -> Bool {
        guard let last = words.last, !last.isText, words.count > max(least, 1),
            words[words.count - 2].typed.last == ","
        else { return false }
        // `Order cables, sam, due fri`
        if let owner = verb.argument("owner"), owner.type == .person, isFree(owner), words.count > 2,
            context.isHandle(last.text.lowercased())
        {
            put(.named(PersonReference(name: last.text.lowercased())), owner)
            words.removeLast()
            return true
        }
        guard
            let argument = verb.arguments.first(where: { argument in
                argument.type == .choice && isFree(argument) && argument.choices.contains(last.text.lowercased())
            })
        else { return false }
        put(.text(last.text.lowercased()), argument)
        words.removeLast()
        return true
    }

    /// `#urgent` at the end, where records have tags; `#42` is a number of something else.
    private mutating func takeTag(_ least: Int) -> Bool {
        guard words.count > least, let last = words.last, !last.isText, last.token == nil, last.text.first == "#",
            let tags = verb.asideArguments.first(where: { $0.name == "tags" })
        else { return false }
        var tag = String(last.text.dropFirst())
        while let end = tag.last, ".,;:!?".contains(end) { tag.removeLast() }
        let before = words.dropLast().last.map { $0.isText ? "" : $0.text.lowercased() } ?? ""
        guard tag.first?.isLetter == true, !SmallWords.beforeNouns.contains(before)
        else { return false }
        if case .text(let others)? = values[tags.name]?.first {
            values[tags.name] = [.text(tag + ", " + others)]
        } else {
            put(.text(tag), tags)
        }
        words.removeLast()
        return true
    }

    /// `after T-1, T-2, T-3 and M-1` at the end, however many.
    private mutating func takeIDs(_ least: Int) -> Bool {
        guard let last = words.last, !last.isText, !Places.separatedIDs(last).isEmpty,
            let many = verb.introducedArguments.first(where: { $0.type == .id && $0.isMany })
        else { return false }
        let start = words.lastIndex { word in
            word.isText || word.token != nil
                || ids([word], many).isEmpty && !word.isOne(of: SmallWords.joins)
        }
        guard let start, start + 2 < words.count else { return false }
        for length in 1...4 where start + 1 - length >= least {
            guard let (argument, size) = introducer(at: start + 1 - length, of: verb.introducedArguments),
                size == length,
                argument.type == .id, argument.isMany
            else { continue }
            let found = ids(Array(words[(start + 1)...]), argument)
            guard !found.isEmpty else { return false }
            for value in found.reversed() { put(value, argument, first: true) }
            words.removeSubrange((start + 1 - length)...)
            return true
        }
        return false
    }

    /// The comma that set apart what was taken from the end.
    mutating func dropComma() {
        guard let last = words.last, last.text.utf8.last == UInt8(ascii: ","), !last.isText, last.token == nil,
            last.typed.count > 1, last.typed.last == ","
        else { return }
        words[words.count - 1].text.removeLast()
        words[words.count - 1].typed.removeLast()
    }

    mutating func takeBareTail(_ least: Int) throws(UsageProblem) -> Bool {
        if let last = words.last, !last.isText { try refuseLevelOutOfRange(last) }
        let typed = words.count - 1 - (words.lastIndex(where: \.isText) ?? -1)
        for length in stride(from: min(Places.longestValue, words.count - least, typed), to: 0, by: -1) {
            let span = words.suffix(length)
            // `Report on the end of year` is about it.
            if length > 2, span.first?.isOne(of: SmallWords.articles) == true,
                span.dropFirst().first?.isOne(of: ["end"]) == true
            {
                continue
            }
            for argument in length == 1 ? verb.bareArguments : verb.bareSpanArguments {
                guard ValueReader.mayRead(span, as: argument), isFree(argument),
                    argument.type != .date || !Places.beginsWithTime(span),
                    let value = try reader.read(span, as: argument, isExplicit: false)
                else { continue }
                let before = words.count > length + least ? words[words.count - length - 1] : nil
                let preposition = before.flatMap { $0.isText ? nil : $0.text.lowercased() } ?? ""
                let measure = words.count > length ? words[words.count - length - 1].text.lowercased() : ""
                // `Send it to @ana` keeps @ana; `Call mom on friday` gives up its `on` with the day.
                if SmallWords.prepositions.contains(preposition), argument.type != .date, argument.type != .level {
                    return false
                }
                // `Postpone go-live to 18dec`, `Report of last friday`: the day is what the text is about.
                if argument.type == .date, SmallWords.beforeNamedDays.contains(preposition) { return false }
                // `Black Friday`, `Good Friday`
                if argument.type == .date, span.first?.isOne(of: ["friday"]) == true,
                    before?.text == "Good" || before?.isOne(of: ["black"]) == true
                {
                    return false
                }
                // `by mid next week`: no one day.
                if argument.type == .date, length > 1, ["mid", "early", "late"].contains(preposition) { return false }
                if argument.type == .date, isLastOfDays(words.count - length) { return false }
                // `Open not before 1 dec`: no day it is due.
                if argument.type == .date,
                    words[..<(words.count - length)].suffix(3).contains(where: { $0.isOne(of: ["not"]) })
                {
                    return false
                }
                // `Keep logs at least 3 days`: how long, and no estimate.
                if length == 2, argument.type == .duration, SmallWords.measures.contains(measure) { return false }
                // `Remind @dan to call @kim`: she is called, and does not call.
                if argument.type == .person, SmallWords.beforeObjects.contains(measure) { return false }
                // `Meeting with @bo and @kim`: both are the text's.
                if argument.type == .person, !argument.isMany, SmallWords.joins.contains(preposition), words.count > 2,
                    case let other = words[words.count - length - 2], other.token != nil || other.text.first == "@"
                {
                    return false
                }
                // `Pilot 2w @kim start 11 jan`: when it starts is part of the text, and no day it is due.
                if argument.name == "due", SmallWords.beforeStarts.contains(preposition), trailer.count < 8 {
                    trailer = words.suffix(length + 1) + trailer
                    words.removeLast(length + 1)
                    return true
                }
                // `Support 24/7`, `Version 1.1.`, `Weekly test every fri`, `Plan early next week`
                if argument.type == .date,
                    SmallWords.noDays.contains(span.first?.text ?? "") || SmallWords.beforeRecurring.contains(measure)
                        || SmallWords.beforeNumbers.contains(measure)
                            && !span.contains(where: { $0.text.contains(where: \.isLetter) })
                {
                    return false
                }
                // `chased Tue`: when that was, and no day to come.
                if argument.type == .date, SmallWords.happenedOn.contains(preposition) { return false }
                // `on the 24 dec`; `Report on the end of year` is about it.
                if argument.type == .date, preposition == "the" {
                    guard let first = span.first, !first.isOne(of: ["end"]), words.count > length + 1 + least,
                        words[words.count - length - 2].isOne(of: SmallWords.beforeDays)
                    else { return false }
                    put(value, argument, first: true)
                    words.removeLast(length + 2)
                    return true
                }
                put(value, argument, first: true)
                let isBefore = argument.type == .date && SmallWords.beforeDays.contains(preposition)
                try removeTail(
                    length + (isBefore ? 1 : 0),
                    isKept: argument.isKept || argument.type == .date && Places.endsInTime(span), least)
                if words.last?.isOne(of: SmallWords.joins) == true, argument.isMany, words.count > least + 1 {
                    words.removeLast()
                }
                return true
            }
        }
        return false
    }

    /// `p9` at the end is no level, and no title ends so by chance: it is refused rather than kept as text.
    func refuseLevelOutOfRange(_ word: Word) throws(UsageProblem) {
        guard word.text.utf8.count == 2, let letter = word.text.utf8.first, letter &- 0x61 < 26,
            let digit = word.text.utf8.last, "06789".utf8.contains(digit),
            let argument = verb.shortLevels.first(where: {
                $0.short?.utf8.elementsEqual([letter]) == true && values[$0.name] == nil
            })
        else { return }
        throw UsageProblem(
            .badValue(argument: argument.name, value: word.text, type: .level, choices: []), marked: word.text)
    }

    /// `high low` at the end: probability and impact in words. One such word alone stays text.
    mutating func takeLevelPair(_ least: Int) -> Bool {
        guard verb.shortLevels.count >= 2, words.count >= least + 2 else { return false }
        let open = verb.shortLevels.filter { values[$0.name] == nil }
        guard open.count >= 2 else { return false }
        let pair = words.suffix(2)
        let levels = pair.compactMap { $0.isText ? nil : AmountReader.levelWord($0.text) }
        guard levels.count == 2 else { return false }
        put(.level(.init(levels[0])), open[0])
        put(.level(.init(levels[1])), open[1])
        words.removeLast(2)
        return true
    }
}
