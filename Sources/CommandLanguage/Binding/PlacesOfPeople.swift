// Several people at the end of a text, one of whom owns what the others help with.

extension Places {
    /// `@bo and @kim`, `@bo, @kim` at the end, `for bo and kim`: the first owns it, the others help.
    mutating func takePeople(_ least: Int) throws(UsageProblem) -> Bool {
        guard words.count >= least + 2, names(words[words.count - 1]),
            words[words.count - 2].isOne(of: SmallWords.joins) || names(words[words.count - 2]),
            let owner = verb.argument("owner"), let helper = verb.argument("helper"), isFree(owner), helper.isMany
        else { return false }
        guard let last = words.lastIndex(where: { !names($0) && !$0.isOne(of: SmallWords.joins) }),
            case let start = last + 1, start >= least, names(words[start])
        else { return false }
        let people = words[start...].filter { !$0.isOne(of: SmallWords.joins) }
        guard people.count > 1, people.count <= Places.longestValue else { return false }
        let isTheirs = last > 0 && words[last - 1].isOne(of: SmallWords.takingFor)
        let introduced = introducer(at: last, of: [owner]).map { $0.length == 1 } == true && !isTheirs
        // `Introduce @bo and @kim`: a word alone is no title, and they are what it is about.
        if !introduced, start == 1, words[0].text.last != ",", words[0].text.last != ":" { return false }
        // `Meeting with @bo and @kim`, `Introduce bo and kim`: they are what the text is about.
        guard introduced ? last >= least : !words[last].isOne(of: SmallWords.prepositions),
            introduced || people.allSatisfy({ $0.token != nil || $0.text.first == "@" })
        else { return false }
        var others = self
        for (place, person) in people.enumerated() {
            var person = person
            if person.text.last == "," { person.text.removeLast() }
            guard
                let value = try reader.read([person], as: place == 0 ? owner : helper, isExplicit: introduced)
            else { return false }
            others.put(value, place == 0 ? owner : helper)
        }
        others.words.removeSubrange((introduced ? last : start)...)
        self = others
        return true
    }

    /// A mention, or the name of somebody known, with or without a comma.
    private func names(_ word: Word) -> Bool {
        if word.token != nil { if case .user? = word.token { return true } else { return false } }
        guard !word.isText else { return false }
        if word.text.utf8.first == UInt8(ascii: "@") { return word.text.utf8.count > 1 }
        guard word.text.utf8.last == UInt8(ascii: ",") else { return context.isHandle(word.text.lowercased()) }
        return context.isHandle(word.text.dropLast().lowercased())
    }
}
