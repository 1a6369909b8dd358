// What is taken off or refused before a message is read: courtesies, kinds said beside their ids, lines that are another's.

import Quantities

extension CommandReader {
    /// The words without those that say nothing more: `undo that`, `status pls`, `close task T-1`, `T-1: done`.
    func plainly(_ command: CommandWords, _ context: ReadingContext) -> CommandWords {
        var command = command
        var words = PlainWords.withoutClosing(command.words)
        if !command.isPrefixed { words = PlainWords.withoutMarks(words) }
        if words.count > 1, let last = words.last, last.isOne(of: SmallWords.thanks), !command.isPrefixed {
            words.removeLast()
        }
        if words.count == 2, words[0].isOne(of: ["undo", "redo"]), words[1].isOne(of: ["that", "it", "this"]) {
            words.removeLast()
        }
        // `help me log a risk`
        if words.count > 2, words[0].isOne(of: ["help"]), words[1].isOne(of: ["me", "us"]) { words.remove(at: 1) }
        // `lesson learned: call the vendor`
        if words.count > 2, words[1].isOne(of: SmallWords.afterKinds), words[1].text.last == ":",
            catalogue.command(words[0].text.lowercased())?.kind != nil
        {
            words.remove(at: 1)
        }
        // `note on T-1: vendor called`
        if words.count > 3, words[0].isOne(of: ["note", "comment"]), words[1].isOne(of: ["on", "for", "to"]),
            ItemID(words[2].text.filter { $0 != ":" }) != nil
        {
            words.remove(at: 1)
            words[1].text = words[1].text.filter { $0 != ":" }
        }
        // `change owner of T-2 to kim`, `set priority of T-3 to high`
        if words.count > 5, words[0].isOne(of: SmallWords.changes),
            let of = words.prefix(5).firstIndex(where: { $0.isOne(of: ["of", "on"]) }),
            of > 1, of + 3 < words.count, ItemID(words[of + 1].text) != nil, words[of + 2].isOne(of: ["to"])
        {
            let field = words[1].text.lowercased()
            let value = Array(words[(of + 3)...])
            words =
                field == "owner"
                ? [Word("assign"), words[of + 1]] + value
                : [Word("set"), words[of + 1], Word("\(field):\(value.typed)")]
        }
        // `delete T-4`, `cancel T-4`: not to be done after all.
        if words.count >= 2, words[0].isOne(of: SmallWords.drops), catalogue.command(words[0].text.lowercased()) == nil,
            let kind = ItemID(words[1].text)?.kind, catalogue.command(kind: kind)?.verb("drop") != nil
        {
            words[0] = Word("drop")
        }
        // `T-1: landlord called`
        if words.count > 1, !words[0].isText, words[0].text.utf8.last.map({ ":,".utf8.contains($0) }) == true,
            ItemID(words[0].text.dropLast()) != nil
        {
            words[0].text.removeLast()
        }
        if words.count > 3, words[0].isOne(of: ["can", "could", "would"]), words[1].isOne(of: ["you"]) {
            words.removeFirst(2)
            words[words.count - 1] = words[words.count - 1].withoutMark
            while words.count > 1, words[0].isOne(of: SmallWords.courtesies) { words.removeFirst() }
        }
        // `assign bo to T-1`, `i'll take T-1`
        if words.count == 4, words[0].isOne(of: ["assign", "give"]), words[2].isOne(of: ["to"]),
            ItemID(words[1].text) == nil, ItemID(words[3].text) != nil
        {
            words = [words[0], words[3], words[1]]
        }
        if words.count == 3, words[0].isOne(of: ["i", "ill", "i'll", "i’ll"]), words[1].isOne(of: ["take", "own"]),
            ItemID(words[2].text) != nil
        {
            words = [Word("assign"), words[2], Word("me")]
        }
        // `status of T-1`
        if words.count == 3, words[0].isOne(of: ["status", "history", "why", "show"]), words[1].isOne(of: ["of"]),
            ItemID(words[2].text) != nil
        {
            words.remove(at: 1)
        }
        // `kim's tasks`
        if words.count == 2, let handle = SmallWords.owner(words[0].text), context.isHandle(handle), !words[0].isText,
            let kind = catalogue.command(words[1].text.lowercased())?.kind
        {
            words = [Word(kind), Word("list"), Word("owner:@" + handle)]
        }
        if words.count > 2, !words[0].isText, !words[1].isText, !words[2].isText {
            let (verb, kind) = (words[0].text.lowercased(), words[1].text.lowercased())
            // `move milestone M-1 to fri`
            if let named = ItemID(words[2].text)?.kind, catalogue.command(kind)?.kind == named,
                catalogue.command(verb)?.kind == nil
            {
                words.remove(at: 1)
            }
            // `close project NET`
            if kind == "project", ProjectKey(words[2].text).map(context.isKey) == true,
                catalogue.command(kind)?.verb(verb) != nil
            {
                words.swapAt(0, 1)
            }
        }
        command.words = words
        return command
    }

    /// Refuses plain lines of which a later one is a command of its own: `task a` above `task b` is no title of two lines.
    ///
    /// With a slash each line is its own command, and this one has what follows it until the next.
    func refuseLinesOfOthers(_ command: CommandWords) throws(UsageProblem) {
        guard !command.isPrefixed, let first = command.words.first, !first.isText else { return }
        let begin = first.text.lowercased().filter { $0 != ":" }
        let isScript = catalogue.command(begin)?.bareVerb?.scriptArgument != nil
        guard !isScript else { return }
        let begins = command.words.indices.dropFirst().filter { index in
            let (word, before) = (command.words[index], command.words[index - 1])
            guard !word.isText, word.startsLine || !before.isText && before.text.last == ";" else { return false }
            let text = word.text.lowercased()
            let next = index + 1 < command.words.count
            let bare = text.filter { $0 != ":" && $0 != "/" }
            // `Task force meets` goes on with a title, `Task: order racks` and `task order racks` begin another.
            let isMarked = word.text == text || bare != text
            let isCommand = next && isMarked && (catalogue.command(bare)?.kind != nil || bare == begin)
            return isCommand || next && ItemID(word.text) != nil
        }
        guard let second = begins.first else { return }
        throw UsageProblem(
            .severalPlainLines(said: PlainWords.said(command.words, begins)), marked: command.words[second].text)
    }
}

extension CommandReader {
    /// Refuses `T-1 done and /T-3 started`, `close T-1 and raise risk …`: what goes on with a command of its own is no reason
    /// for the first, and not done with it.
    func refuseCommandsJoined(_ words: [Word], line: String) throws(UsageProblem) {
        func id(_ index: Int) -> ItemID? {
            words.indices.contains(index) && !words[index].isText ? ItemID(words[index].text) : nil
        }
        guard id(0) != nil || id(1) != nil else { return }
        for index in words.indices.dropFirst().dropLast() where words[index].isOne(of: SmallWords.goesOn) {
            let next = words[index + 1]
            guard !next.isText else { continue }
            let word = next.text.lowercased()
            let kind = words[(index + 2)...].first { !$0.isOne(of: SmallWords.afterMake) }?.text.lowercased() ?? ""
            let isMade = SmallWords.logs.contains(word) && catalogue.command(kind)?.kind != nil
            let isSlashed = word.count > 1 && word.first == "/"
            let isVerb = id(index + 2)?.kind.flatMap(catalogue.command(kind:))?.verb(word) != nil
            guard isMade || isSlashed || isVerb else { continue }
            var said = words
            if isSlashed {
                said[index + 1].text.removeFirst()
                said[index + 1].typed = said[index + 1].text
            }
            said.remove(at: index)
            throw UsageProblem(
                .severalPlainLines(said: PlainWords.said(said, [index])), line: line, marked: words[index].text)
        }
    }
}

enum PlainWords {
    /// The words without the bullets of a pasted list, where it begins with one, and without `Re:`.
    static func withoutMarks(_ words: [Word]) -> [Word] {
        guard words.count > 1, let first = words.first, !first.isText else { return words }
        if first.isOne(of: SmallWords.replies) { return Array(words.dropFirst()) }
        func isBullet(_ word: Word) -> Bool {
            let isNumber =
                word.text.last.map { ".)".contains($0) } == true && Int(asciiDigits: word.text.dropLast()) != nil
            return !word.isText && (SmallWords.bullets.contains(word.text) || isNumber && word.text.count <= 3)
        }
        guard isBullet(first) else { return words }
        var result: [Word] = []
        for (index, word) in words.enumerated() {
            if (index == 0 || word.startsLine), isBullet(word) { continue }
            var word = word
            if index > 0, words[index - 1].startsLine, isBullet(words[index - 1]) { word.startsLine = true }
            result.append(word)
        }
        return result.isEmpty ? words : result
    }

    /// The words before the close of a mail: a line of dashes, or a short one of thanks or regards.
    static func withoutClosing(_ words: [Word]) -> [Word] {
        guard words.contains(where: \.startsLine) else { return words }
        func isClosing(_ word: Word) -> Bool {
            !word.isText && SmallWords.closings.contains(word.text.lowercased().filter(\.isLetter))
        }
        let close = words.indices.dropFirst().first { index in
            guard words[index].startsLine, !words[index].isText else { return false }
            let line = words[index...].prefix { !$0.startsLine || $0 == words[index] }
            let rest = line.dropFirst()
            if rest.isEmpty, words[index].text.count > 1,
                words[index].text.allSatisfy({ WordReader.dashes.contains($0) || $0 == "_" })
            {
                return true
            }
            guard line.count <= 4, rest.first?.isOne(of: SmallWords.afterNoClosings) != true else { return false }
            return isClosing(words[index])
                || words[index].isOne(of: SmallWords.beforeClosings) && rest.first.map(isClosing) == true
        }
        return close.map { Array(words[..<$0]) } ?? words
    }

    /// Words with a slash before the first and before those at the places where others begin.
    static func said(_ words: [Word], _ begins: [Int]) -> String {
        let starts = [0] + begins
        return zip(starts, starts.dropFirst() + [words.count]).map { start, end in
            var said = Array(words[start..<end])
            // `risk: vendor late` is said without its colon.
            said[0].typed = String(said[0].typed.drop { $0 == "/" }.reversed().drop { $0 == ":" }.reversed())
            var text = "/" + said.typed
            while let last = text.last, ",; ".contains(last) { text.removeLast() }
            return text
        }.joined(separator: "; ")
    }
}
