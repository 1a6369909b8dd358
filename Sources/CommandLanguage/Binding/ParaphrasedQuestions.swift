// Questions put into the words of a command: any open risks, is anything late, what if M-1 moves.

import Quantities

extension Paraphrase {
    /// `is anything late?`, `all risks`, `tell me about R-1`, `what is our biggest risk?`
    /// `which projects are red`, `how many projects are red`
    mutating func readColouredProjects() {
        guard (3...6).contains(words.count), let last = words.last?.withoutMark, last.isOne(of: SmallWords.colours),
            words.contains(where: { $0.isOne(of: ["projects"]) }),
            isOne(0, of: ["which", "what", "how", "show", "list", "are", "projects", "any"])
        else { return }
        words = [Word("projects"), last]
    }

    mutating func readQuestion() {
        guard words.count > 1, isOne(0, of: SmallWords.asksFirst) else { return }
        // `is anything late?`, `all risks`
        if words.count == 3, isOne(0, of: ["is", "are", "does"]), isOne(1, of: ["anything", "something", "any"]) {
            words.removeFirst()
            words[0] = Word("anything")
        }
        if words.count == 2, isOne(0, of: ["anything"]), words[1].withoutMark.isOne(of: SmallWords.colours) {
            words = [Word("status"), Word("all")]
        }
        if words.count > 1, isOne(0, of: ["all"]), catalogue.command(words[1].text.lowercased())?.kind != nil {
            words[0] = Word("list")
        }
        if words.count == 2, isOne(0, of: ["help"]), isOne(1, of: ["me", "us", "please"]) { words.removeLast() }
        if words.count < 6, words.map(\.letters).joined(separator: " ") == "what can you do" { words = [Word("help")] }
        // `tell me about R-1`
        if words.count == 4, isOne(0, of: ["tell", "show"]), isOne(1, of: ["me", "us"]), isOne(2, of: ["about"]),
            ItemID(words[3].withoutMark.text) != nil
        {
            words = [Word("show"), words[3].withoutMark]
        }
        // `what is our biggest risk?`
        if words.count > 3, isOne(0, of: ["what", "what's", "what’s", "whats", "which"]),
            let place = words.firstIndex(where: { $0.isOne(of: SmallWords.superlatives) }), place < 4,
            words[1..<place].allSatisfy({ $0.isOne(of: SmallWords.isOrAre + SmallWords.articles + ["our", "my"]) })
        {
            words.removeFirst(place)
        }
    }

    /// `any open risks?`, `are there any blockers on NET`, `do we have risks`: what there is, is listed.
    mutating func readWhetherThereAre() {
        guard words.count > 1, isOne(0, of: SmallWords.whetherThereAre) else { return }
        var start = 0
        if isOne(0, of: SmallWords.isOrAre) {
            guard isOne(1, of: ["there"]) else { return }
            start = 2
        } else if !isOne(0, of: ["any", "got"]) {
            guard isOne(1, of: ["we", "you", "i", "they"]) else { return }
            start = isOne(2, of: ["have"]) ? 3 : isOne(0, of: ["have"]) ? 2 : words.count
        }
        while isOne(start, of: ["got", "any", "a", "an", "some", "still", "more"]) { start += 1 }
        guard start < words.count, !words.contains(where: { $0.isText || $0.startsLine }) else { return }
        var rest = Array(words[start...])
        rest[rest.count - 1] = rest[rest.count - 1].withoutMark
        if rest[0].isOne(of: ["news", "update", "updates", "change", "changes", "progress"]) {
            words = [Word("changes")] + rest.dropFirst()
            return
        }
        // `any problems on NET?`: a kind by any of its names.
        guard let place = rest.firstIndex(where: { catalogue.command($0.text.lowercased())?.kind != nil }),
            let kind = catalogue.command(rest[place].text.lowercased())?.kind
        else { return }
        rest[place] = Word(kind)
        words = [Word("list")] + rest
    }

    /// `what if M-1 moves to 20 dec?`: tried, and not done.
    mutating func readWhatIf() {
        guard words.count > 3, isOne(0, of: ["what"]), isOne(1, of: ["if"]) else { return }
        words.removeFirst(2)
        while words.count > 1, isOne(0, of: ["we", "i", "you"]) { words.removeFirst() }
        words[words.count - 1] = words[words.count - 1].withoutMark
        words.insert(Word("dry"), at: 0)
    }
}
