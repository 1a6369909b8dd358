// The values an argument may take at a lexeme.

import FieldTypes
import Quantities

/// What an argument would be at a place.
struct Candidate: Sendable {
    var end: Int
    var values: [FieldValue] = []
    var fault: UsageProblem?
}

/// Reads the values of one verb's arguments from a chart.
struct ArgumentReader {
    let chart: Chart
    let verb: VerbDeclaration

    /// The values of an argument that begin at a lexeme, the longest first.
    ///
    /// - Parameter isBare: nothing says that the value belongs to the argument but its own form.
    func candidates(_ argument: ArgumentDeclaration, _ index: Int, isBare: Bool) -> [Candidate] {
        guard index < chart.count else { return [] }
        let lexeme = chart.line[index]
        if lexeme.before.contains(.quote), lexeme.text.utf8.contains(0x20), !isBare, argument.type != .text {
            let inside = ArgumentReader(chart: chart.inside(lexeme.text), verb: verb)
            return inside.candidates(argument, 0, isBare: false).compactMap { candidate in
                candidate.end == inside.chart.count
                    ? Candidate(end: index + 1, values: candidate.values, fault: candidate.fault) : nil
            }
        }
        switch argument.type {
        case .text, .script, .filter: return []
        case .time: return plain(.time, index) { if case .time(let time) = $0 { .time(time) } else { nil } }
        case .moment:
            return plain(.moment, index) { if case .moment(let moment) = $0 { .moment(moment) } else { nil } }
        case .rhythm:
            let found = plain(.rhythm, index) { if case .rhythm(let rhythm) = $0 { .rhythm(rhythm) } else { nil } }
            guard found.isEmpty, !isBare else { return found }
            return RhythmRecogniser.spansAfterEach(chart, index).compactMap { span in
                if case .rhythm(let rhythm) = span.value {
                    Candidate(end: span.end, values: [.rhythm(rhythm)])
                } else {
                    nil
                }
            }
        case .word, .url:
            // `slack:T1/U7` is one word, whatever marks it holds.
            var end = index + 1
            while end < chart.count, chart.line[end].isGlued, !chart.line[end].isText { end += 1 }
            let text =
                end == index + 1
                ? lexeme.text : chart.line.text(lexeme.core.lowerBound..<chart.line[end - 1].core.upperBound)
            return [Candidate(end: end, values: [.text(text)])]
        case .choice: return choice(argument, index, isBare)
        case .level: return levels(argument, index, isBare)
        case .person, .people: return people(argument, index, isBare)
        case .id, .ids: return ids(argument, index)
        case .project: return projects(index, isBare)
        case .date: return dates(argument, index, isBare)
        case .tags:
            return chart.spans(.hashtags, index).compactMap { span in
                if case .texts(let names) = span.value { Candidate(end: span.end, values: [.tags(names)]) } else { nil }
            }
        case .past:
            let found = past(index, isLast: argument.name == "at")
            // `since 2 weeks` is for so long.
            guard found.isEmpty, !isBare, argument.name != "at", let distance = AmountRecogniser.distance(chart, index)
            else { return found }
            return [Candidate(end: distance.end, values: [.date(chart.context.today - distance.days)])]
        case .days: return stretch(index)
        case .duration: return plain(.duration, index) { if case .duration(let span) = $0 { .span(span) } else { nil } }
        case .money:
            let found = plain(.money, index) { if case .money(let money) = $0 { .money(money) } else { nil } }
            guard found.isEmpty, !isBare, lexeme.startsWithDigit else { return found }
            // An amount without its currency.
            let problem = UsageProblem(
                .badValue(argument: argument.name, value: lexeme.text, type: .money, choices: []), marked: lexeme.text)
            return [Candidate(end: index + 1, fault: problem)]
        case .number: return plain(.number, index) { if case .number(let number) = $0 { .number(number) } else { nil } }
        case .percent:
            let found = plain(.percent, index) { if case .percent(let value) = $0 { .percent(value) } else { nil } }
            if !found.isEmpty || isBare { return found }
            guard let percent = Int(asciiDigits: lexeme.text), percent <= 100 else { return [] }
            return [Candidate(end: index + 1, values: [.percent(percent)])]
        }
    }

    private func plain(_ type: SpanType, _ index: Int, _ value: (SpanValue) -> FieldValue?) -> [Candidate] {
        chart.spans(type, index).compactMap { span in
            if case .fault(let problem) = span.value { return Candidate(end: span.end, fault: problem) }
            return value(span.value).map { Candidate(end: span.end, values: [$0]) }
        }
    }

    private func choice(_ argument: ArgumentDeclaration, _ index: Int, _ isBare: Bool) -> [Candidate] {
        guard !chart.line[index].isText || !isBare else { return [] }
        let words = chart.words(index) + (chart.language.choices[chart.line[index].folded].map { [$0] } ?? [])
        if let choice = argument.choices.first(where: { words.contains($0.lowercased()) }) {
            return [Candidate(end: index + 1, values: [.text(choice)])]
        }
        guard !isBare, let word = words.first, word.utf8.count >= 2 else { return [] }
        let begun = argument.choices.filter { $0.hasPrefix(word) }
        return begun.count == 1 ? [Candidate(end: index + 1, values: [.text(begun[0])])] : []
    }

    private func levels(_ argument: ArgumentDeclaration, _ index: Int, _ isBare: Bool) -> [Candidate] {
        var found: [Candidate] = []
        func add(_ spans: [Span]) {
            for span in spans {
                switch span.value {
                case .level(let level): found.append(Candidate(end: span.end, values: [.level(level)]))
                case .percent(let percent):
                    let level = Level(ofPercent: percent)
                    found.append(Candidate(end: span.end, values: [.level(level)]))
                default: break
                }
            }
        }
        let lexeme = chart.line[index]
        if let short = argument.short, !lexeme.isText {
            if lexeme.folded == short, index + 1 < chart.count, lexeme.isKey || chart.line[index + 1].startsWithDigit {
                add(chart.spans(.level, index + 1))
            }
            if lexeme.folded.hasPrefix(short), let digit = lexeme.folded.dropFirst(short.count).first, digit.isNumber,
                let level = AmountReader.level(String(lexeme.folded.dropFirst(short.count)))
            {
                found.append(Candidate(end: index + 1, values: [.level(level)]))
            }
        }
        if !isBare {
            add(chart.spans(.percent, index))
            add(chart.spans(.level, index))
            if case .number(let number)? = chart.spans(.count, index).first?.value, (1...5).contains(number),
                found.isEmpty
            {
                found.append(Candidate(end: index + 1, values: [.level(Level(number))]))
            }
        } else if argument.short != nil || !verb.arguments.contains(where: { $0.short != nil }) {
            add(chart.spans(.levelword, index))
            if argument === verb.shortLevels.first { add(chart.spans(.percent, index)) }
        }
        return found
    }

    private func people(_ argument: ArgumentDeclaration, _ index: Int, _ isBare: Bool) -> [Candidate] {
        let spans = chart.spans(.people, index) + (isBare ? [] : chart.spans(.name, index))
        return spans.compactMap { span in
            if case .fault(let problem) = span.value { return Candidate(end: span.end, fault: problem) }
            guard case .people(let people) = span.value else { return nil }
            return Candidate(end: span.end, values: people.map { .named($0) })
        }
    }

    private func ids(_ argument: ArgumentDeclaration, _ index: Int) -> [Candidate] {
        chart.spans(argument.isMany ? .ids : .id, index).compactMap { span in
            guard case .ids(let ids) = span.value else { return nil }
            return Candidate(end: span.end, values: ids.map { .id($0) })
        }
    }

    private func projects(_ index: Int, _ isBare: Bool) -> [Candidate] {
        let found: [Candidate] = chart.spans(.project, index).compactMap { span in
            if case .project(let key) = span.value { Candidate(end: span.end, values: [.project(key)]) } else { nil }
        }
        let lexeme = chart.line[index]
        // A key that was named as one and is none.
        guard found.isEmpty, !isBare, !lexeme.isText,
            lexeme.text.utf8.allSatisfy({ $0 &- 0x41 < 26 || $0 &- 0x30 < 10 }),
            let key = ProjectKey(lexeme.text)
        else { return found }
        let nearest = Nearest.candidates(key.text, of: chart.context.keys())
        return [
            Candidate(
                end: index + 1,
                fault: UsageProblem(.unknownProject(word: lexeme.text, nearest: nearest), marked: lexeme.text))
        ]
    }

    private func dates(_ argument: ArgumentDeclaration, _ index: Int, _ isBare: Bool) -> [Candidate] {
        var found = days(index) { (day) throws(UsageProblem) in
            if day.isStretch { return nil }
            return argument.isNear
                ? try day.date(.near, today: chart.context.today) : try day.dateToCome(today: chart.context.today)
        }
        guard verb.isMove else { return found }
        // A distance is as much later or earlier.
        let start = chart.isWord(index, in: chart.language.backs) ? index + 1 : index
        if let distance = AmountRecogniser.distance(chart, start) {
            var end = distance.end
            var sign = 1
            if chart.isWord(end, in: chart.language.laters) {
                end += 1
            } else if chart.isWord(end, in: chart.language.earliers) {
                end += 1
                sign = -1
            }
            found.append(Candidate(end: end, values: [.date(chart.context.today + sign * distance.days)]))
        }
        return found
    }

    private func days(_ index: Int, _ date: (SaidDay) throws(UsageProblem) -> CalendarDate?) -> [Candidate] {
        var found: [Candidate] = []
        for span in chart.spans(.day, index) {
            guard case .day(let day) = span.value else { continue }
            do throws(UsageProblem) {
                guard let value = try date(day) else { continue }
                found.append(Candidate(end: span.end, values: [.date(value)]))
            } catch {
                found.append(Candidate(end: span.end, fault: error))
            }
        }
        return found
    }

    /// A day that has been.
    ///
    /// - Parameter isLast: of a stretch its end is meant, as far as it has been: what was known then.
    private func past(_ index: Int, isLast: Bool) -> [Candidate] {
        let today = chart.context.today
        return days(index) { (day) throws(UsageProblem) in
            let days = try day.days(.back, today: today)
            let date = isLast ? min(days.upperBound, max(today, days.lowerBound)) : days.lowerBound
            return date <= today ? date : nil
        }
    }

    /// The days of a stretch that is over or begun.
    private func stretch(_ index: Int) -> [Candidate] {
        let today = chart.context.today
        var found: [Candidate] = []
        for span in chart.spans(.day, index) {
            // `-3d` is a distance, not a day to look at.
            guard case .day(let day) = span.value, !chart.line[index].text.hasPrefix("-") else { continue }
            do throws(UsageProblem) {
                let days = try day.days(.back, today: today)
                guard days.lowerBound <= today else { continue }
                found.append(Candidate(end: span.end, values: [.days(days)]))
            } catch {
                found.append(Candidate(end: span.end, fault: error))
            }
        }
        return found
    }
}

extension VerbDeclaration {
    /// Whether it gives a record another date.
    var isMove: Bool { handler == "item.reschedule" }
}
