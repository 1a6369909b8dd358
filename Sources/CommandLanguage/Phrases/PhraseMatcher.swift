// Finds how a phrase reads at a place of a line: every end it can have there, with the values of its slots.

/// A value that a slot of a phrase took.
package struct BoundSlot: Hashable, Sendable {
    package var name: String
    package var range: Range<Int>
    package var value: SpanValue
}

/// One way a phrase reads: where it ends, and what its slots hold.
package struct PhraseMatch: Hashable, Sendable {
    package var end: Int
    package var slots: [BoundSlot]
}

extension Chart {
    /// Every way these pieces read from a lexeme on.
    ///
    /// - Parameter spans: the values that a slot may take at a lexeme.
    func matches(
        _ nodes: some RandomAccessCollection<PhraseNode>, from start: Int, _ spans: (PhraseSlot, Int) -> [Span]
    ) -> [PhraseMatch] {
        var open = [PhraseMatch(end: start, slots: [])]
        for node in nodes {
            var next: [PhraseMatch] = []
            for match in open { extend(match, node, spans, &next) }
            if next.isEmpty { return [] }
            open = next
        }
        return open
    }

    private func extend(
        _ match: PhraseMatch, _ node: PhraseNode, _ spans: (PhraseSlot, Int) -> [Span], _ next: inout [PhraseMatch]
    ) {
        switch node {
        case .word(let word, let isMarked):
            guard isWord(match.end, word), !isMarked || isIntroduction(match.end) else { return }
            add(PhraseMatch(end: match.end + 1, slots: match.slots), to: &next)
        case .rule(let name):
            for end in ends(ofRule: name, from: match.end) { add(PhraseMatch(end: end, slots: match.slots), to: &next) }
        case .slot(let slot):
            guard match.end < line.count, !match.slots.contains(where: { $0.name == slot.name }) else { return }
            for span in spans(slot, match.end) {
                if slot.isMarked, !isIntroduction(span.end - 1) { continue }
                let bound = BoundSlot(name: slot.name, range: match.end..<span.end, value: span.value)
                add(PhraseMatch(end: span.end, slots: match.slots + [bound]), to: &next)
            }
        case .oneOf(let ways, let isOptional):
            for way in ways {
                for found in matches(way, from: match.end, spans)
                where !found.slots.contains(where: { slot in match.slots.contains { $0.name == slot.name } }) {
                    add(PhraseMatch(end: found.end, slots: match.slots + found.slots), to: &next)
                }
            }
            if isOptional { add(match, to: &next) }
        }
    }

    private func add(_ match: PhraseMatch, to matches: inout [PhraseMatch]) {
        if !matches.contains(match) { matches.append(match) }
    }

    /// Whether what follows a lexeme is set apart from it as from a heading: `risk:`, `@bo,`, `@bo -`.
    func isIntroduction(_ index: Int) -> Bool {
        !line[index].after.isDisjoint(with: [.colon, .comma, .dash, .close])
    }

    /// Where a rule of the language can end that begins at a lexeme.
    func ends(ofRule name: String, from start: Int) -> [Int] {
        guard let rule = language.rule(name), rule.mayBegin(self, start) else { return [] }
        let place = rule.number * (line.count + 1) + start
        if let known = ruleEnds[place] { return known }
        ruleEnds[place] = []
        var ends: [Int] = []
        for way in rule.ways {
            for match in matches(way, from: start, { slot, index in self.spans(slot, index) })
            where !ends.contains(match.end) {
                ends.append(match.end)
            }
        }
        ruleEnds[place] = ends
        return ends
    }
}
