// Other ways to say something of records by their ids: `T-1 ✅`, `mark T-1 as done`, `raise B-1 to critical`.

import Quantities

extension Paraphrase {
    /// `T-1: landlord called`, `note on T-1: vendor called`, `status of T-1`, `delete T-4`, `mark T-1 as done`
    mutating func readRecordFirst() {
        if words.count > 2, isOne(0, of: ["mark"]), ItemID(words[1].text.filter { $0 != "," }) != nil {
            words.removeFirst()
            let ids = words.prefix { $0.isOne(of: SmallWords.joins) || ItemID($0.text.filter { $0 != "," }) != nil }
                .count
            if isOne(ids, of: ["as"]) { words.remove(at: ids) }
        }
        if words.count > 1, !words[0].isText, words[0].text.utf8.last.map({ ":,".utf8.contains($0) }) == true,
            ItemID(words[0].text.dropLast()) != nil
        {
            words[0].text.removeLast()
        }
        if words.count > 3, isOne(0, of: ["note", "comment"]), isOne(1, of: ["on", "for", "to"]), !words[2].isText,
            case let bare = words[2].text.filter({ $0 != ":" }), ItemID(bare) != nil
        {
            words.remove(at: 1)
            words[1].text = bare
        }
        if words.count == 3, isOne(0, of: ["status", "history", "why", "show"]), isOne(1, of: ["of"]), id(2) != nil {
            words.remove(at: 1)
        }
        if words.count == 4, isOne(0, of: ["remove", "clear"]), isOne(1, of: ["owner"]), isOne(2, of: ["from", "of"]),
            id(3) != nil
        {
            words = [Word("unassign"), words[3]]
        }
    }

    /// `T-1,T-2 done`, `T-1, T-2 +1w`
    mutating func readSeveralRecords() {
        if words.count > 1, !words[0].isText, words[0].text.dropLast().contains(","), words[0].token == nil {
            let parts = Places.separatedIDs(words[0])
            if parts.count > 1, parts.allSatisfy({ ItemID($0.text.filter { $0 != "," }) != nil }) {
                words.replaceSubrange(
                    0...0,
                    with: parts.prefix(1) + parts.dropFirst().dropLast().map { Word($0.text + ",") } + parts.suffix(1))
            }
        }
        if words.count > 2, id(words.count - 2) != nil, words[words.count - 1].text.first == "+",
            words.dropLast().allSatisfy({ word in
                word.isOne(of: SmallWords.joins) || !word.isText && ItemID(word.text.filter { $0 != "," }) != nil
            })
        {
            words.insert(Word("move"), at: 0)
        }
    }

    /// `raise B-1 to critical`, `T-1 ✅`, `T-1 due 17 dec because PO late`
    mutating func readSaidOfRecord() {
        // `raise B-1 to critical`, `lower R-1 to p2`
        if words.count > 3, isOne(0, of: ["raise", "lower", "increase", "reduce"]), id(1) != nil, isOne(2, of: ["to"]) {
            words = [words[1]] + words[3...]
        }
        // `T-1 ✅`
        if words.count == 2, id(0) != nil, ["✅", "✔️", "✔", "☑️", "☑", "👍"].contains(words[1].text) {
            words[1] = Word("done")
        }
        // `T-1 done :)`, `T-1 done!!!`
        if words.count == 3, id(0) != nil, [":)", ":-)", ";)", ":D"].contains(words[2].text) { words.removeLast() }
        if words.count == 2, id(0) != nil, words[1].text.hasSuffix("!!"), !words[1].isText {
            while words[1].text.last == "!", words[1].text.count > 1 { words[1].text.removeLast() }
        }
        // `T-1 est 4d`
        if words.count > 2, id(0) != nil, isOne(1, of: ["est", "est."]) { words[1] = Word("estimate") }
        // `T-1 due 17 nov because PO late`: as `T-1 to 17 nov because …`
        if words.count > 4, id(0) != nil, isOne(1, of: ["due"]),
            words[2...].contains(where: { $0.isOne(of: ["because"]) })
        {
            words[1] = Word("to")
        }
        // `reassign T-1 from kim to bo`
        if words.count == 6, isOne(0, of: ["reassign"]), id(1) != nil, isOne(2, of: ["from"]), isOne(4, of: ["to"]) {
            words.removeSubrange(2...3)
        }
        // `blocked on T-1: no access`
        if words.count > 3, isOne(0, of: ["blocked"]), isOne(1, of: ["on"]),
            ItemID(words[2].text.filter { $0 != ":" }) != nil
        {
            words.remove(at: 1)
        }
    }

    /// `finished T-1`, `cancel T-1`
    mutating func readVerbFirst() {
        if words.count == 2 || isOne(2, of: ["because"]), !words[0].isText, let kind = id(1)?.kind,
            let verb = SmallWords.participles[words[0].text.lowercased()],
            let command = catalogue.command(kind: kind), command.verb(words[0].text.lowercased()) == nil,
            command.verb(verb) != nil
        {
            words[0] = Word(verb)
        }
        // Not to be done after all.
        if isOne(0, of: SmallWords.drops), catalogue.command(words[0].text.lowercased()) == nil,
            let kind = id(1)?.kind, catalogue.command(kind: kind)?.verb("drop") != nil
        {
            words[0] = Word("drop")
        }
    }
}
