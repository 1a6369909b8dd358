// Reads one statement: every phrase that fits, every way its words bind, and which reading stands.

import FieldTypes
import Quantities

/// Reads statements by the phrases of a catalogue and the words of a language.
package struct StatementReader: Sendable {
    package let catalogue: any CommandCatalogue
    let language: Language

    package init(catalogue: any CommandCatalogue) {
        self.catalogue = catalogue
        language = catalogue.language
    }

    /// Every way a statement may be read, the best first.
    ///
    /// - Parameter isPrefixed: whether it was said with a slash or to the bot: no courtesy stands before it.
    func readings(_ line: LexedLine, isPrefixed: Bool, context: ReadingContext) -> [Reading] {
        guard line.count > 0 else { return [] }
        let whole = Chart(line, language: language, context: context, catalogue: catalogue)
        var found: [Reading] = []
        var binders = StatementBinders()
        for start in isPrefixed ? [0] : starts(whole) {
            let chart =
                start == 0
                ? whole : Chart(line.dropFirst(start), language: language, context: context, catalogue: catalogue)
            binders.begin(chart)
            for phrase in candidates(chart) { read(phrase, start, &binders, &found) }
        }
        afterKind(whole, &binders, &found)
        if found.count < 2 { return found }
        let ranks = found.map(\.rank)
        return found.indices.sorted { one, two in
            ranks[one] == ranks[two] ? one < two : ranks[two].lexicographicallyPrecedes(ranks[one])
        }.map { found[$0] }
    }

    /// `task T-1 slips a week`, `/risk mitigate R-1 ...`: what is said of a record, after the word for its kind.
    private func afterKind(_ chart: Chart, _ binders: inout StatementBinders, _ found: inout [Reading]) {
        guard chart.count > 2, let kind = chart.kind(0), !chart.line[1].isText,
            chart.line.lexemes.indices.dropFirst().contains(where: { !chart.spans(.id, $0).isEmpty })
        else { return }
        let rest = Chart(chart.line.dropFirst(1), language: language, context: chart.context, catalogue: catalogue)
        binders.begin(rest)
        for phrase in candidates(rest) where !phrase.isCanonical {
            var inner: [Reading] = []
            read(phrase, 0, &binders, &inner)
            found += inner.filter { reading in
                let named = reading.values["item"] ?? reading.values["blocks"] ?? []
                return !named.isEmpty
                    && named.allSatisfy {
                        if case .id(let id) = $0 { id.kind == kind || reading.command.kind == kind } else { false }
                    }
            }.map { reading in
                var reading = reading
                reading.features.typed += 1
                return reading
            }
        }
    }

    private func candidates(_ chart: Chart) -> [IndexedPhrase] {
        var words = Set<String>()
        for index in chart.line.lexemes.indices where !chart.line[index].isText {
            for word in chart.words(index) { words.insert(word) }
        }
        words.insert(PhraseIndex.anything)
        let beginnings: [(SpanType, FieldType)] = [(.id, .id), (.project, .project), (.people, .person)]
        for (span, type) in beginnings where !chart.spans(span, 0).isEmpty { words.insert(PhraseIndex.beginning(type)) }
        for record in chart.firstRecords { if let kind = record.kind { words.insert(PhraseIndex.beginning(kind)) } }
        return catalogue.phrases(for: words) { $0.mayBegin(chart) }
    }

    /// The most courtesies that are looked behind.
    private static var mostOpenings: Int { 8 }

    /// Where the statement may begin: at its first word, or after courtesies.
    private func starts(_ chart: Chart) -> [Int] {
        var starts = [0]
        var open = [0]
        while let start = open.popLast() {
            for end in chart.ends(ofRule: "opening", from: start)
            where end < chart.count && end > start && !starts.contains(end) && starts.count < Self.mostOpenings {
                starts.append(end)
                open.append(end)
            }
        }
        return starts
    }

    private func read(
        _ indexed: IndexedPhrase, _ start: Int, _ binders: inout StatementBinders, _ found: inout [Reading]
    ) {
        guard let chart = binders.chart else { return }
        let arguments = ArgumentReader(chart: chart, verb: indexed.verb)
        let matches = chart.matches(indexed.phrase.nodes, from: 0) { slot, index in
            StatementReader.spans(slot, index, indexed.verb, arguments, chart)
        }
        for match in matches where match.end > 0 || indexed.phrase.nodes.isEmpty {
            guard let (command, verb) = owner(indexed, match) else { continue }
            let text =
                indexed.text.flatMap { verb.argument($0.name) } ?? (indexed.isCanonical ? verb.textArgument : nil)
            let matched = MatchedPhrase(
                phrase: indexed.phrase, match: match,
                text: verb.argument("values") != nil && indexed.isCanonical ? nil : text,
                isCanonical: indexed.isCanonical, isFilter: verb.filterArgument != nil)
            for var reading in binders.binder(chart, command, verb).readings(matched)
            where Admission.admits(reading, chart) {
                reading.features.start = start
                reading.features.mayBeText = Admission.mayBeText(reading, chart)
                reading.features.namesVerb = indexed.isCanonical && chart.count > 1 && isVerb(chart, indexed.verb)
                found.append(reading)
            }
        }
    }

    private func isVerb(_ chart: Chart, _ verb: VerbDeclaration) -> Bool {
        ([verb.verb] + verb.aliases).contains { chart.isWord(1, $0) }
    }

    /// The values of a slot: of the argument it is named after, or of the type it names.
    private static func spans(
        _ slot: PhraseSlot, _ index: Int, _ verb: VerbDeclaration, _ arguments: ArgumentReader, _ chart: Chart
    ) -> [Span] {
        if slot.type == "choiceword", slot.name == "choice" {
            let lexeme = chart.line[index]
            let isChoice =
                !lexeme.isText
                && chart.choiceFields.contains { chart.context.choices($0).contains(lexeme.folded) }
            return isChoice ? [Span(index + 1, .text(lexeme.folded))] : []
        }
        if slot.type == "choiceword" {
            // A word that a field of this name accepts.
            let lexeme = chart.line[index]
            guard !lexeme.isText, chart.context.choices(slot.name).contains(lexeme.folded) else { return [] }
            return [Span(index + 1, .text(lexeme.folded))]
        }
        guard slot.type == nil, let argument = verb.argument(slot.name) else {
            return chart.spans(slot, index)
        }
        if argument.type == .text { return [Span(index + 1, .text(chart.line[index].text))] }
        return arguments.candidates(argument, index, isBare: true).compactMap { candidate in
            if let fault = candidate.fault { return Span(candidate.end, .fault(fault)) }
            let ids = candidate.values.compactMap { if case .id(let id) = $0 { id } else { nil } }
            return Span(candidate.end, ids.isEmpty ? .text("") : .ids(ids))
        }
    }

    /// The command and verb that are meant: a verb of every kind is that of the record's kind.
    private func owner(_ indexed: IndexedPhrase, _ match: PhraseMatch) -> (CommandDeclaration, VerbDeclaration)? {
        guard let slot = match.slots.first(where: { $0.name == "item" }), case .ids(let ids) = slot.value else {
            return (indexed.command, indexed.verb)
        }
        let kind = indexed.command.kind
        return kind == nil || ids.allSatisfy { $0.kind == kind } ? (indexed.command, indexed.verb) : nil
    }
}
