// What says that a record is no longer linked to another, or no longer somebody's.

import Quantities

extension Paraphrase {
    /// `T-2 no longer waits for T-1`, `remove T-2 depends on T-1`, `remove T-2 owner`: what is taken away is not the record.
    mutating func readUnlinks() {
        guard words.count > 2, words.count < 12 else { return }
        // `task T-1 no longer waits for T-3`
        if id(0) == nil, let kind = id(1)?.kind, isOne(0, of: [kind]), negation(after: 1) != nil { words.removeFirst() }
        if id(0) != nil {
            guard let count = negation(after: 0) else { return }
            unlink(words[0], after: 1 + count)
        } else if isOne(0, of: SmallWords.drops + ["drop"]), id(1) != nil {
            if words.count == 3, isOne(2, of: ["owner"]) {
                words = [Word("unassign"), words[1]]
            } else {
                unlink(words[1], after: 2)
            }
        }
    }

    /// How many words say no after a record: `T-2 doesn't wait for T-1 any more`, `T-2 is no longer waiting for T-1`.
    private func negation(after place: Int) -> Int? {
        [
            ["no", "longer"], ["is", "no", "longer"], ["does", "not"], ["doesn't"], ["doesn’t"], ["doesnt"],
            ["is", "not"],
            ["isn't"], ["isn’t"], ["isnt"],
        ].first { phrase in
            phrase.indices.allSatisfy { isOne(place + 1 + $0, of: [phrase[$0]]) }
        }?.count
    }

    /// Says it as `unlink T-2 from T-1`, where a link and other records follow, and nothing else.
    private mutating func unlink(_ record: Word, after start: Int) {
        guard isOne(start, of: SmallWords.links + ["wait", "depend", "need", "block", "stops", "stop"]) else { return }
        let others = words[start...].drop { $0.isOne(of: SmallWords.links + SmallWords.betweenLinked) }.drop {
            $0.isOne(of: ["wait", "depend", "need", "block", "stops", "stop"] + SmallWords.betweenLinked)
        }
        var said = others.map(\.withoutMark)
        while said.last?.isOne(of: ["any", "more", "anymore"]) == true { said.removeLast() }
        let ids = said.filter { !$0.isOne(of: SmallWords.joins) }
        guard !ids.isEmpty, ids.allSatisfy({ ItemID($0.text.filter { $0 != "," }) != nil }) else { return }
        words = [Word("unlink"), record, Word("from")] + said
    }
}
