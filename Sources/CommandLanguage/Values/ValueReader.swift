// Reads one value of a declared type from words, or says that they are none.

import FieldTypes
import Quantities

struct ValueReader {
    let context: ReadingContext

    /// The value these words have for an argument; nil when they have none, a problem when they nearly do.
    ///
    /// - Parameter isExplicit: a key or an introducing word said that the value belongs to the argument.
    func read(_ words: some Collection<Word>, as argument: ArgumentDeclaration, isExplicit: Bool) throws(UsageProblem)
        -> FieldValue?
    {
        guard let first = words.first else { return nil }
        if first.isText, argument.type != .text, !isExplicit { return nil }
        // `due:"24 dec"`: the quotes only held it together.
        if words.count == 1, argument.type.takesSeveralWords, first.text.utf8.contains(0x20) {
            let parts = first.text.split(separator: " ").map { Word(String($0)) }
            return try read(parts, as: argument, isExplicit: isExplicit)
        }
        switch argument.type {
        case .text, .script: return .text(Array(words).phrase)
        case .id: return words.count == 1 ? ItemID(first.text, dashless: isExplicit).map { .id($0) } : nil
        case .person: return words.count == 1 ? try person(first, isExplicit: isExplicit).map { .named($0) } : nil
        case .project: return words.count == 1 ? try project(first, isExplicit: isExplicit) : nil
        case .date:
            let texts = words.map(\.text)
            let name = argument.name
            if let found = try date(
                texts, isExplicit, { DateReader.readRecorded($0, as: name, isIntroduced: isExplicit, today: $1) })
            {
                return found
            }
            // `by 1 week`: so long from today, where a word or key says that it is a day.
            guard isExplicit, let days = DateReader.days(texts) else { return nil }
            return try date(["+\(days)d"], isExplicit) { DateReader.read($0, today: $1) }
        case .past:
            let texts = words.map(\.text)
            if case .date(let day)? = try date(texts, isExplicit, { DateReader.readPast($0, today: $1) }) {
                return day <= context.today ? .date(day) : nil
            }
            // `since 2 weeks` is for so long.
            if isExplicit, argument.name != "at", let days = DateReader.days(texts) {
                return .date(context.today - days)
            }
            // `since last week` is from its first day on, `at:last week` after its last.
            guard let days = DateReader.stretch(texts, today: context.today) else { return nil }
            let day = argument.name == "at" ? min(days.upperBound, context.today) : days.lowerBound
            return day <= context.today ? .date(day) : nil
        case .days:
            let texts = words.map(\.text)
            if let days = try range(texts, isExplicit) { return days }
            if let days = DateReader.stretch(texts, today: context.today) {
                return days.lowerBound <= context.today ? .days(days) : nil
            }
            if words.count == 1, let month = DateReader.ofPastMonth(first.text.lowercased(), today: context.today) {
                return .days(month)
            }
            // `-3d` is a distance, not a day to look at.
            guard !first.text.hasPrefix("-"),
                case .date(let day)? = try date(texts, isExplicit, { DateReader.readPast($0, today: $1) }),
                day <= context.today
            else { return nil }
            return .days(day...day)
        case .duration:
            // `3d`, `3 days`, and `3 d` after a key.
            let unit = words.count == 2 ? words.dropFirst().first?.text.lowercased() : nil
            guard words.count == 1 || unit.map({ isExplicit || ValueReader.units.contains($0) }) == true else {
                return nil
            }
            return AmountReader.span(words.map(\.text).joined()).map { .span($0) }
        case .money: return try money(words.map(\.text))
        case .level: return words.count == 1 ? level(first.text, argument, isExplicit: isExplicit) : nil
        case .percent:
            // `45 %`
            if words.count == 2, words.dropFirst().first?.isOne(of: ["%", "percent"]) == true,
                let percent = Int(asciiDigits: first.text), percent <= 100
            {
                return .percent(percent)
            }
            guard words.count == 1 else { return nil }
            if first.text.hasSuffix("%"), let percent = Int(asciiDigits: first.text.dropLast()), percent <= 100 {
                return .percent(percent)
            }
            guard isExplicit, let percent = Int(asciiDigits: first.text), percent <= 100 else { return nil }
            return .percent(percent)
        case .number: return words.count == 1 ? Int(asciiDigits: first.text).map { .number($0) } : nil
        case .choice:
            let word = first.text.lowercased()
            guard words.count == 1 else { return nil }
            if let exact = argument.choices.first(where: { $0.lowercased() == word }) { return .text(exact) }
            let near = argument.choices.filter { word.count >= 2 && $0.hasPrefix(word) }
            return near.count == 1 && isExplicit ? .text(near[0]) : nil
        case .word: return words.count == 1 ? .text(first.text) : nil
        case .url:
            let isAddress = ["http://", "https://"].contains { first.text.lowercased().hasPrefix($0) }
            return words.count == 1 && isAddress ? .text(first.text) : nil
        case .tags:
            let tags = words.map { $0.text.lowercased().filter { $0 != "," } }
            let isEach = tags.allSatisfy { $0.count > 1 && ($0.first == "#" || isExplicit) }
            return isEach ? .tags(tags.map { $0.first == "#" ? String($0.dropFirst()) : $0 }) : nil
        case .ids:
            let said = words.flatMap { $0.text.split(separator: ",") }
            let ids = said.compactMap { ItemID($0, dashless: isExplicit) }
            return ids.count == said.count ? .ids(ids) : nil
        case .people: return words.count == 1 ? try person(first, isExplicit: isExplicit).map { .named($0) } : nil
        case .time: return words.count == 1 ? TimeOfDay(json: .string(first.text)).map { .time($0) } : nil
        case .moment:
            guard words.count > 1, let last = Array(words).last, let time = TimeOfDay(json: .string(last.text)),
                case .date(let day)? = DateReader.read(words.dropLast().map(\.text), today: context.today)
            else { return nil }
            return .moment(context.moment(day, time))
        case .filter, .rhythm: return nil
        }
    }

    static let units: Set<String> = ["hour", "hours", "day", "days", "week", "weeks"]

    /// Whether words that stand for themselves, after no key or introducing word, can have a value for an argument: by
    /// their first bytes, since most words of a message are tried for most arguments, and are none.
    static func mayRead(_ words: some Collection<Word>, as argument: ArgumentDeclaration) -> Bool {
        guard let first = words.first, let byte = first.text.utf8.first else { return false }
        let isDigit = byte &- 0x30 < 10
        switch argument.type {
        case .person: return byte == UInt8(ascii: "@") || first.token != nil
        case .level: return argument.short?.utf8.first == byte | 0x20 && first.text.utf8.count >= 2
        case .percent: return isDigit && first.text.utf8.last == UInt8(ascii: "%")
        case .duration: return isDigit || byte == UInt8(ascii: "-")
        case .date: return DateReader.mayRead(words.count, first: first.text)
        case .money: return AmountReader.mayBeMoney(words.lazy.map(\.text))
        default: return true
        }
    }

    private func person(_ word: Word, isExplicit: Bool) throws(UsageProblem) -> PersonReference? {
        switch word.token {
        case .user(let id, let label): return PersonReference(user: id, name: label)
        // Many people, none of whom it names.
        case .group: throw UsageProblem(.group(name: word.text), marked: word.text)
        case .broadcast, .channel, .link: return nil
        case nil: break
        }
        var name = word.text[...]
        // `T-1 and T-2 to @kim`: an id is nobody.
        if ItemID(word.text) != nil { return nil }
        let isBare = name.first != "@"
        if !isBare { name.removeFirst() } else if !isExplicit { return nil }
        while let last = name.last, ",;.!?:".contains(last) { name.removeLast() }
        guard !SmallWords.everybody.contains(name.lowercased()), let first = name.first,
            first.isLetter || first.isNumber, name.count <= 64,
            name.allSatisfy({ $0.isLetter || $0.isNumber || "._-".contains($0) })
        else { return nil }
        return PersonReference(name: String(name), isBare: isBare && !context.isHandle(name.lowercased()))
    }

    private func project(_ word: Word, isExplicit: Bool) throws(UsageProblem) -> FieldValue? {
        guard let key = ProjectKey(word.text) else { return nil }
        if context.isKey(key) { return .project(key) }
        guard isExplicit else { return nil }
        throw UsageProblem(
            .unknownProject(word: word.text, nearest: Nearest.candidates(key.text, of: context.keys())),
            marked: word.text)
    }

    private func date(
        _ texts: [String], _ isExplicit: Bool, _ read: ([String], CalendarDate) -> DateReader.Reading?
    ) throws(UsageProblem) -> FieldValue? {
        switch read(texts, context.today) {
        case .date(let date): return .date(date)
        case .ambiguous(let one, let other):
            let value = texts.joined(separator: " ")
            throw UsageProblem(.ambiguousDate(value: value, one, other), marked: value)
        case .impossible:
            let value = texts.joined(separator: " ")
            throw UsageProblem(.noSuchDay(value: value, mayBeText: !isExplicit), marked: value)
        case nil: return nil
        }
    }

    /// `16.11.-20.11.`, `16 nov - 20 nov`: from one day to another.
    private func range(_ texts: [String], _ isExplicit: Bool) throws(UsageProblem) -> FieldValue? {
        let joined = texts.joined(separator: " ")
        for dash in ["-", "–"] {
            let ends = joined.split(separator: dash, omittingEmptySubsequences: false)
            guard ends.count == 2 else { continue }
            var days: [CalendarDate] = []
            for end in ends {
                let words = end.split(separator: " ").map(String.init)
                guard !words.isEmpty,
                    case .date(let day)? = try date(words, isExplicit, { DateReader.readPast($0, today: $1) })
                else { return nil }
                days.append(day)
            }
            // `16.11.-20.11.` on the 18th: it goes on.
            let end = ends[1].split(separator: " ").map(String.init)
            if days[0] > days[1], case .date(let later)? = DateReader.read(end, today: context.today) {
                days[1] = later
            }
            return days[0] <= days[1] && days[0] <= context.today ? .days(days[0]...days[1]) : nil
        }
        return nil
    }

    private func money(_ texts: [String]) throws(UsageProblem) -> FieldValue? {
        switch AmountReader.money(texts, style: context.numberStyle) {
        case .money(let money): return .money(money)
        case .ambiguous(let one, let other):
            let value = texts.joined(separator: " ")
            throw UsageProblem(.ambiguousMoney(value: value, one, other), marked: value)
        case nil: return nil
        }
    }

    private func level(_ text: String, _ argument: ArgumentDeclaration, isExplicit: Bool) -> FieldValue? {
        if isExplicit, let level = AmountReader.level(text) { return .level(level) }
        guard let first = text.utf8.first, argument.short?.utf8.elementsEqual([first | 0x20]) == true else {
            return nil
        }
        let rest = text.utf8.dropFirst()
        guard let digit = rest.first, digit &- 0x30 < 10, let level = AmountReader.level(String(Substring(rest))) else {
            return nil
        }
        return .level(level)
    }
}
