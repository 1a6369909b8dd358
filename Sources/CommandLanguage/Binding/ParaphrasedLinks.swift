// What says that a record is no longer linked to another, or no longer somebody's.

import Quantities

extension Paraphrase {
    /// `T-2 no longer waits for T-1`, `remove T-2 depends on T-1`, `remove T-2 owner`: what is taken away is not the record.
    mutating func readUnlinks() {
        guard words.count > 2, words.count < 9 else { return }
        if id(0) != nil {
            // `T-2 doesn't wait for T-1 any more`
            let negation = [["no", "longer"], ["does", "not"], ["doesn't"], ["doesn’t"], ["doesnt"]].first { phrase in
                phrase.indices.allSatisfy { isOne($0 + 1, of: [phrase[$0]]) }
            }
            guard let negation else { return }
            unlink(words[0], after: 1 + negation.count)
        } else if isOne(0, of: SmallWords.drops + ["drop"]), id(1) != nil {
            if words.count == 3, isOne(2, of: ["owner"]) {
                words = [Word("unassign"), words[1]]
            } else {
                unlink(words[1], after: 2)
            }
        }
    }

    /// Says it as `unlink T-2 from T-1`, where a link and one other record follow, and nothing else.
    private mutating func unlink(_ record: Word, after start: Int) {
        guard isOne(start, of: SmallWords.links + ["wait", "depend", "need", "block"]) else { return }
        let others = words[start...].drop { $0.isOne(of: SmallWords.links + SmallWords.betweenLinked) }.drop {
            $0.isOne(of: ["wait", "depend", "need", "block"] + SmallWords.betweenLinked)
        }
        guard let other = others.first?.withoutMark, ItemID(other.text) != nil,
            others.dropFirst().allSatisfy({ $0.withoutMark.isOne(of: ["any", "more", "anymore"]) })
        else { return }
        words = [Word("unlink"), record, Word("from"), other]
    }
}
