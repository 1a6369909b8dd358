// What names several records, or a project that is not there yet: T-1..T-4, a new project called Service desk, key SDR.

import Quantities

extension Paraphrase {
    /// `make a new project called Service desk rollout, key SDR, led by bo`: the key stands first.
    mutating func readNewProject() {
        if words.count > 4, isOne(0, of: ["make", "create", "start", "add", "new"]) {
            var rest = words.dropFirst().drop { $0.isOne(of: SmallWords.articles + ["new"]) }
            let isNamed = rest.dropFirst().contains { $0.isOne(of: ["called", "named", "key"]) }
            if rest.first?.isOne(of: ["project"]) == true, isNamed {
                rest.removeFirst()
                words = [Word("project"), Word("new")] + rest
            }
        }
        guard words.count > 4, isOne(0, of: ["project"]), isOne(1, of: ["new", "add", "create"]) else { return }
        // `project new ABC Replace the key server`: the key stands first already.
        guard isOne(2, of: ["called", "named"]) else { return }
        words.remove(at: 2)
        guard let place = words.indices.dropFirst(3).dropLast().first(where: { isOne($0, of: ["key"]) }) else { return }
        var key = words[place + 1]
        while let last = key.text.last, ",.".contains(last) { key.text.removeLast() }
        guard ProjectKey(key.text) != nil, key.text == key.text.uppercased() else { return }
        words.removeSubrange(place...(place + 1))
        if words[place - 1].text.count > 1, words[place - 1].text.last == "," {
            words[place - 1].text.removeLast()
            words[place - 1].typed = words[place - 1].text
        }
        words.insert(key, at: 2)
    }

    /// `T-1..T-4 done`, `drop T-1 to T-4`: each of them.
    mutating func readRanges() {
        for start in words.indices.prefix(2)
        where !words[start].isText && (start == 0 || words[0].isOne(of: SmallWords.ofRanges)) {
            // Most words have no full stop, and to split one is dear.
            let hasStop = words[start].text.utf8.contains(UInt8(ascii: "."))
            let parts = hasStop ? words[start].text.split(separator: "..") : []
            if parts.count == 2, let range = Paraphrase.range(String(parts[0]), String(parts[1])) {
                words.replaceSubrange(start...start, with: range)
                return
            }
            guard start + 2 < words.count, isOne(start + 1, of: ["to", "till", "until", "through"]),
                let range = Paraphrase.range(words[start].text, words[start + 2].text)
            else { continue }
            let isDone =
                start == 1 && isOne(0, of: SmallWords.doneWith)
                || start == 0 && words.count == 4 && isOne(3, of: SmallWords.doneWith)
            guard isDone else { continue }
            words.replaceSubrange(start...(start + 2), with: range)
            return
        }
    }

    /// The records from one to another of its kind, few enough to have been meant.
    private static func range(_ first: String, _ last: String) -> [Word]? {
        guard let from = ItemID(first), let to = ItemID(last.filter { $0 != "," }), from.prefix == to.prefix,
            from.number < to.number, to.number - from.number < 50
        else { return nil }
        return (from.number...to.number).map { Word("\(ItemID(from.prefix, $0))") }
    }
}
