// The conditions that may begin at a lexeme: a field with its value, a kind, or a way of saying one.

import FieldTypes
import Quantities

/// A condition and the lexeme after it.
struct FoundCondition {
    var end: Int
    var filter: Filter
    var fault: UsageProblem?
}

struct ConditionReader {
    let chart: Chart
    let verb: VerbDeclaration
    let command: CommandDeclaration
    var kind: String? { command.kind }

    var context: ReadingContext { chart.context }

    /// Whether the verb's filter knows a field; of records, those that are declared.
    func isField(_ name: String) -> Bool {
        let declared = verb.filterArgument?.fields ?? []
        return declared.isEmpty ? chart.recordFields.contains(name) : declared.contains(name)
    }

    var isOfRecords: Bool { verb.filterArgument?.fields.isEmpty ?? true }

    func conditions(_ index: Int) -> [FoundCondition] {
        let key = Chart.ConditionKey(
            index: index, verb: ObjectIdentifier(verb), command: ObjectIdentifier(command))
        if let known = chart.foundConditions[key] { return known }
        let found = look(index)
        chart.foundConditions[key] = found
        return found
    }

    private func look(_ index: Int) -> [FoundCondition] {
        let lexeme = chart.line[index]
        guard !lexeme.isText else { return [] }
        var found = compared(index)
        // Among words that are looked for only what is written as a condition is one.
        if verb.textArgument != nil { return found }
        if isOfRecords, let kind = chart.kindNamed(index), mayAskFor(kind, index) {
            found.append(FoundCondition(end: index + 1, filter: .compare(field: "kind", .equal, value: .text(kind))))
        }
        found += measures(index)
        if let unknown = unknownProject(index) { found.append(unknown) }
        let hasDays = verb.arguments.contains { [.days, .past].contains($0.type) }
        for phrase in chart.conditionPhrases(index) where !(hasDays && phrase.isOfDays) {
            let matches = chart.matches(phrase.nodes, from: index) { slot, at in
                chart.spans(slot, at)
            }
            for match in matches where match.end > index {
                var template = ConditionTemplate(chart: chart, slots: match.slots, reader: self)
                if let filter = template.filter(phrase.condition).flatMap(known) {
                    found.append(FoundCondition(end: match.end, filter: filter, fault: template.fault))
                }
            }
        }
        return found
    }

    /// Whether a kind's word asks for that kind: `/risks vendor` looks for a word, since what is asked for is a kind already.
    private func mayAskFor(_ kind: String, _ index: Int) -> Bool {
        if index > 0, chart.isWord(index - 1, in: chart.language.ors) { return true }
        return self.kind.map { $0 == kind } ?? (index == 0 || chart.kindNamed(index - 1) == nil)
    }

    /// The condition of what is looked at: among people somebody is the one, among projects the lead.
    private func known(_ filter: Filter) -> Filter? {
        guard !isOfRecords, filter.names("owner"), !isField("owner") else { return filter }
        return ["person", "lead"].first(where: isField).map { filter.renamed(from: "owner", to: $0) }
    }

    /// `on XYZ`: what is written as a key and is none.
    private func unknownProject(_ index: Int) -> FoundCondition? {
        guard chart.isWord(index, in: chart.language.sets["beforeprojects"] ?? []), index + 1 < chart.count,
            case let word = chart.line[index + 1], !word.isText, word.text.utf8.count > 1,
            word.text.utf8.allSatisfy({ $0 &- 0x41 < 26 || $0 &- 0x30 < 10 }), let key = ProjectKey(word.text),
            !context.isKey(key)
        else { return nil }
        let nearest = Nearest.candidates(key.text, of: context.keys())
        return FoundCondition(
            end: index + 2, filter: .all,
            fault: UsageProblem(.unknownProject(word: word.text, nearest: nearest), marked: word.text))
    }

    /// `owner:@bo`, `due < fri`, `score>=12`
    private func compared(_ index: Int) -> [FoundCondition] {
        let lexeme = chart.line[index]
        var field = lexeme.folded
        if field == "tags" { field = "tag" }
        var value = index + 1
        var comparison = Comparison.equal
        if !lexeme.isKey {
            guard value < chart.count, !chart.line[value].isText,
                let written = Comparison(rawValue: chart.line[value].text)
            else { return [] }
            comparison = written
            value += 1
        }
        guard value < chart.count else { return [] }
        guard isField(field) else {
            // A field that is none is told, where it is written as one.
            guard chart.line[value].isGlued, verb.textArgument == nil, !CatalogueValidator.reservedKeys.contains(field)
            else { return [] }
            return [read(field, comparison, chart.line[value].text, end: value + 1)]
        }
        if chart.isWord(value, in: chart.language.sets["nobody"] ?? []) {
            return [read(field, comparison, chart.line[value].text, end: value + 1)]
        }
        if isDayField(field) {
            return chart.spans(.day, value).compactMap { span in
                guard case .day(let day) = span.value else { return nil }
                return days(field, comparison, day, end: span.end)
            } + unreadDay(field, value)
        }
        if ["owner", "helper", "lead", "person", "by", "needs"].contains(field) {
            let spans = chart.spans(.people, value) + chart.spans(.name, value)
            guard let span = spans.first, case .people(let people) = span.value else { return [] }
            let any = people.map { Filter.compare(field: field, comparison, value: .named($0)) }
            return [FoundCondition(end: span.end, filter: any.count == 1 ? any[0] : .or(any))]
        }
        var word = chart.line[value].text
        var end = value + 1
        if case .duration? = chart.spans(.duration, value).first?.value, let span = chart.spans(.duration, value).first
        {
            word = chart.line.lexemes[value..<span.end].map(\.folded).joined()
            end = span.end
        }
        return [read(field, comparison, word, end: end)]
    }

    /// `due<soon`
    private func unreadDay(_ field: String, _ index: Int) -> [FoundCondition] {
        guard chart.spans(.day, index).isEmpty, chart.line[index].isGlued else { return [] }
        let value = chart.line[index].text
        let problem = UsageProblem(.badValue(argument: field, value: value, type: .date, choices: []), marked: value)
        return [FoundCondition(end: index + 1, filter: .all, fault: problem)]
    }

    /// A condition as it would be typed; what is wrong with it stays with it.
    func read(_ field: String, _ comparison: Comparison, _ value: String, end: Int) -> FoundCondition {
        let word = Word("\(field)\(comparison.rawValue)\(value)")
        do {
            let filter = try FilterReader.read([word], as: verb.filterArgument, context: context, kind: kind)
            return FoundCondition(end: end, filter: filter)
        } catch {
            return FoundCondition(end: end, filter: .all, fault: error)
        }
    }

    func isDayField(_ field: String) -> Bool {
        FilterReader.dayFields.contains(field) || context.dayFields().contains(field)
    }

    /// The condition of a field and the days that were said.
    func days(_ field: String, _ comparison: Comparison, _ day: SaidDay, end: Int) -> FoundCondition? {
        let use: DayUse = FilterReader.pastFields.contains(field) ? .back : .stretch
        do throws(UsageProblem) {
            let days = try day.days(use, today: context.today)
            return FoundCondition(end: end, filter: FilterReader.condition(field, comparison, days))
        } catch {
            return FoundCondition(end: end, filter: .all, fault: error)
        }
    }
}
