// The values an argument may take at a place: after its key, after a word that introduces it, or bare.

import FieldTypes
import Quantities

extension StatementBinder {
    /// `due:fri`, `--owner bob`, `likelihood: high`
    func keyed(_ argument: ArgumentDeclaration, _ number: Int, _ index: Int, _ found: inout [Element]) {
        let lexeme = chart.line[index]
        guard lexeme.isKey, !lexeme.isText, isKey(lexeme.folded, of: argument), index + 1 < chart.count,
            // `Imp: 3 nodes down` is a text; `Owner: bo` names the argument in full.
            lexeme.text == lexeme.folded || chart.line[index + 1].isGlued
                || argument.name == lexeme.folded && !chart.beginsText(index)
        else { return }
        if argument.type == .text {
            // `Note: this may slip` is a text of its own.
            guard argument !== verb.textArgument else { return }
            found.append(
                Element(target: .argument(number), range: index..<(index + 1), weight: 3, isText: true))
            return
        }
        let candidates = reader.candidates(argument, index + 1, isBare: false)
        for candidate in candidates { add(candidate, number, index, weight: 3, &found) }
        guard candidates.isEmpty, chart.line[index + 1].isGlued || lexeme.before.contains(.option) else { return }
        let value = chart.line[index + 1].text
        let problem = UsageProblem(
            .badValue(argument: argument.name, value: value, type: argument.type, choices: argument.choices),
            marked: value)
        add(Candidate(end: index + 2, fault: problem), number, index, weight: 3, &found)
    }

    /// Whether a key is an argument's: its name, its letter, another name of it, or the beginning of its name alone.
    func isKey(_ key: String, of argument: ArgumentDeclaration) -> Bool {
        if argument.name == key || argument.short == key { return true }
        if language.keys[argument.name]?.contains(key) == true {
            return !verb.arguments.contains { $0.name == key || $0.short == key }
        }
        guard key.utf8.count >= 3, argument.name.hasPrefix(key), argument.type != .id, verb.filterArgument == nil,
            !CatalogueValidator.reservedKeys.contains(key)
        else { return false }
        return verb.arguments.count { $0.name.hasPrefix(key) } == 1
    }

    /// `by fri`, `for @bo`, `waits for T-1`
    func introduced(_ argument: ArgumentDeclaration, _ number: Int, _ index: Int, _ found: inout [Element]) {
        guard !chart.line[index].isText, argument.type != .script else { return }
        // `Needs: firewall rule` is a text that begins so.
        let lexeme = chart.line[index]
        if lexeme.isKey, argument === verb.textArgument || lexeme.text != lexeme.folded && chart.beginsText(index) {
            return
        }
        for words in introductions(of: argument) {
            guard var start = chart.end(of: words, from: index), start < chart.count else { continue }
            if argument.type == .text {
                // `The alarm is triggered by smoke`
                if words.count > 1, chart.isWord(index - 1, in: language.sets["beforeintroduced"] ?? []) { continue }
                // `Do not do so again`
                let isWeak = words.count == 1 && language.sets["weak"]?.contains(words[0]) == true
                if isWeak,
                    chart.isWord(index - 1, in: language.sets["beforeweak"] ?? [])
                        || chart.isWord(start, in: language.sets["afterweak"] ?? [])
                {
                    continue
                }
                found.append(Element(target: .argument(number), range: index..<start, weight: 2, isText: true))
                continue
            }
            if [.level, .choice].contains(argument.type), chart.isWord(start, in: chart.language.sets["to"] ?? []) {
                start += 1
            }
            let isGeneral = !argument.isRequired && language.sets["general"]?.contains(words[0]) == true
            let candidates = reader.candidates(argument, start, isBare: false)
            // `since tomorrow`: a day, and none that has been.
            if candidates.isEmpty, argument.type == .past, case .day(let day)? = chart.spans(.day, start).first?.value {
                let problem = UsageProblem(
                    .badValue(argument: argument.name, value: day.text, type: .past, choices: []), marked: day.text)
                add(Candidate(end: start + day.words.count, fault: problem), number, index, weight: 2, &found)
            }
            for candidate in candidates {
                // `for somebody`, `by hand`: what nothing but a small word introduces is no unknown name.
                if argument.type == .person, isGeneral, candidate.end == start + 1, isUnknownName(candidate) {
                    continue
                }
                // `Drop TLS by 1.2`
                if argument.type == .date, verb.textArgument != nil, isWeakDay(start, candidate.end),
                    isVersion(start), words.count == 1,
                    language.sets["dayintro"]?.contains(words[0]) == true
                {
                    continue
                }
                add(candidate, number, index, weight: 2, &found)
            }
        }
    }

    /// `1.2`: two figures, and no stop that would make them a day.
    private func isVersion(_ index: Int) -> Bool {
        chart.line[index].text.utf8.count <= 3 && chart.line[index].startsWithDigit
            && !chart.line[index].after.contains(.stop)
    }

    private func isUnknownName(_ candidate: Candidate) -> Bool {
        if case .named(let person)? = candidate.values.first { person.isBare } else { false }
    }

    /// The words that may stand before an argument's value.
    private func introductions(of argument: ArgumentDeclaration) -> [[String]] {
        var words = argument.phrases
        if argument.type != .text {
            words.append([argument.name])
            words += (language.keys[argument.name] ?? []).map { [$0] }
        }
        if argument.name == "because" { words += language.tails["because"] ?? [] }
        if !argument.isKeyed, verb.filterArgument == nil { words += language.tails[argument.type.rawValue] ?? [] }
        return words
    }

    private func add(_ candidate: Candidate, _ number: Int, _ start: Int, weight: Int, _ found: inout [Element]) {
        var candidate = candidate
        if verb.arguments[number].type == .id {
            for suffix in language.suffixes {
                if let end = chart.end(of: suffix, from: candidate.end) { candidate.end = end }
            }
        }
        // `Report by last friday`: what is to be done is not due on a day that has been.
        if weight < 3, verb.textArgument != nil, case .date(let date)? = candidate.values.first,
            verb.arguments[number].type == .date,
            !verb.arguments[number].isNear, date < chart.context.today,
            !chart.spans(.day, start).isEmpty || chart.isWord(start, in: language.sets["dayintro"] ?? [])
        {
            return
        }
        found.append(
            Element(
                target: .argument(number), range: start..<candidate.end, values: candidate.values, weight: weight,
                fault: candidate.fault))
    }

    /// A value that stands for itself.
    func bare(
        _ argument: ArgumentDeclaration, _ number: Int, _ index: Int, _ used: UInt64, _ isHead: Bool,
        _ found: inout [Element]
    ) {
        let lexeme = chart.line[index]
        // `/group add netops @kim`: a word that is asked for first is no person, whoever has that name.
        if argument.type == .person, !lexeme.isMention, verb.asksForWord(before: number, used) { return }
        var weight = 2
        switch argument.type {
        case .person where !isHead:
            let isApart =
                index > 0 && !chart.line[index - 1].after.isDisjoint(with: [.comma, .dash])
                || lexeme.before.contains(.open)
            guard lexeme.isMention || isApart else { return }
            if !lexeme.isMention { weight = 1 }
        case .choice: weight = 1
        case .level:
            let isOwn = argument.short.map { lexeme.folded.hasPrefix($0) && lexeme.folded.utf8.count <= 4 } ?? false
            weight = isOwn && lexeme.folded.utf8.contains(where: { $0 &- 0x30 < 10 }) ? 2 : 1
        case .id where !isHead && !argument.isRequired: return
        case .project where !isHead && verb.textArgument != nil: return
        case .text:
            if argument.name == "tags", case let tags = chart.spans(.hashtags, index), let span = tags.first,
                case .texts(let names) = span.value
            {
                found.append(
                    Element(
                        target: .argument(number), range: index..<span.end,
                        values: [.text(names.joined(separator: ", "))], weight: 2))
            }
            return
        case .script, .filter: return
        // `chased Tue`: what was done when is part of the text.
        case .past where verb.textArgument != nil: return
        case .word:
            guard argument.isRequired, isHead else { return }
            weight = 1
        default: break
        }
        for candidate in reader.candidates(argument, index, isBare: true) {
            var candidate = candidate
            // `bo/kim: check the backup`: two, where one is taken and nobody helps.
            if argument.type == .person, !argument.isMany, candidate.values.count > 1, verb.argument("helper") == nil {
                continue
            }
            if [.choice, .level].contains(argument.type), chart.isWord(candidate.end, argument.name) {
                candidate.end += 1
                weight = max(weight, argument.type == .level ? 2 : 1)
            }
            if argument.type == .date, verb.textArgument != nil, isWeakDay(index, candidate.end) { continue }
            add(candidate, number, index, weight: weight, &found)
        }
    }

    /// A day only where a word says so: it may be a version, or a number of something.
    private func isWeakDay(_ start: Int, _ end: Int) -> Bool {
        chart.spans(.day, start).contains { span in
            if span.end == end, case .day(let day) = span.value { day.isWeak } else { false }
        }
    }
}
