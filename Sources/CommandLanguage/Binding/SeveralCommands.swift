// Several commands in what was said as one: refused, with each as it would be done.

import Quantities

extension CommandReader {
    /// Refuses plain lines of which a later one is a command of its own: `task a` above `task b` is no title of two lines.
    ///
    /// With a slash each line is its own command, and this one has what follows it until the next: `/task a` above `task b` was
    /// meant as two all the same.
    func refuseLinesOfOthers(_ command: CommandWords) throws(UsageProblem) {
        guard let first = command.words.first, !first.isText,
            // Most messages are one line.
            command.words.dropFirst().contains(where: \.startsLine)
                || command.words.dropLast().contains(where: { $0.text.utf8.last == UInt8(ascii: ";") })
        else { return }
        let begin = first.text.lowercased().filter { $0 != ":" }
        let isUpper = first.text.first?.isUppercase == true
        let isScript = catalogue.command(begin)?.bareVerb?.scriptArgument != nil
        guard !isScript else { return }
        let begins = command.words.indices.dropFirst().filter { index in
            let (word, before) = (command.words[index], command.words[index - 1])
            guard !word.isText, word.startsLine || !before.isText && before.text.utf8.last == UInt8(ascii: ";") else {
                return false
            }
            let text = word.text.lowercased()
            let next = index + 1 < command.words.count
            let bare = text.filter { $0 != ":" && $0 != "/" }
            // `Task force meets` goes on with a title, `Task: order racks` and `task order racks` begin another.
            let goesBig = next && command.words[index + 1].text.first?.isUppercase == true
            let isMarked = word.text == text || bare != text || goesBig && bare == begin || isUpper
            let isSame = bare == begin && catalogue.command(bare)?.kind != nil
            // With a slash before the first, plain words below it are its note, but for one more of the same.
            if command.isPrefixed { return next && isMarked && isSame && !isUpper }
            let isCommand = next && isMarked && (catalogue.command(bare)?.kind != nil || bare == begin)
            return isCommand || next && ItemID(word.text.filter { !",:".contains($0) }) != nil
        }
        guard let second = begins.first else { return }
        throw UsageProblem(
            .severalPlainLines(said: SeveralCommands.said(command.words, begins)), marked: command.words[second].text)
    }

    /// Refuses `T-1 done and /T-3 started`, `close T-1 and raise risk …`: what goes on with a command of its own is no reason
    /// for the first, and not done with it.
    func refuseCommandsJoined(_ words: [Word], line: String) throws(UsageProblem) {
        func id(_ index: Int) -> ItemID? {
            words.indices.contains(index) && !words[index].isText ? ItemID(words[index].text) : nil
        }
        // `task order racks /task mount racks`
        if let second = words.indices.dropFirst().first(where: { index in
            words[index].text.utf8.first == UInt8(ascii: "/") && !words[index].isText
                && catalogue.command(words[index].text.dropFirst().lowercased())?.kind != nil
        }), let first = words.first, !first.isText, catalogue.command(first.text.lowercased())?.kind != nil {
            throw UsageProblem(
                .severalPlainLines(said: SeveralCommands.said(words, [second])), line: line, marked: words[second].text)
        }
        try refuseCorrection(words, line: line)
        guard id(0) != nil || id(1) != nil else { return }
        // `T-1: done T-2: started`
        if id(0) != nil, !words[1...].prefix(2).contains(where: { $0.isOne(of: ["note", "comment"]) }),
            let second = words.indices.dropFirst(2).first(where: { index in
                !words[index].isText && words[index].text.last == ":" && ItemID(words[index].text.dropLast()) != nil
            })
        {
            throw UsageProblem(
                .severalPlainLines(said: SeveralCommands.said(words, [second])), line: line, marked: words[second].text)
        }
        // `rename T-1 to Foo and T-2 to Bar`
        let reason = words.firstIndex { $0.isOne(of: ["because"]) } ?? words.count
        for index in words.indices.prefix(reason).dropFirst(3).dropLast(2)
        where words[index].isOne(of: SmallWords.goesOn) && id(index + 1) != nil
            && words[index + 2].isOne(of: ["to"])
            && words[0].isOne(of: ["rename", "assign", "give"] + SmallWords.moves)
        {
            throw UsageProblem(.unexpected(word: words[index + 1].text), line: line, marked: words[index + 1].text)
        }
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
                .severalPlainLines(said: SeveralCommands.said(said, [index])), line: line, marked: words[index].text)
        }
    }
}

extension CommandReader {
    /// Refuses `T-2 done, sorry T-3`: what takes back the record that was named is no reason for what is done to it.
    fileprivate func refuseCorrection(_ words: [Word], line: String) throws(UsageProblem) {
        func isID(_ word: Word) -> Bool {
            !word.isText && ItemID(word.withoutMark.text.filter { $0 != "," }) != nil
        }
        guard words.prefix(3).contains(where: isID),
            !words.prefix(3).contains(where: { SmallWords.takesText.contains($0.letters) }),
            let mark = words.indices.dropFirst().first(where: { index in
                !words[index].isText && SmallWords.corrections.contains(words[index].letters)
                    && (words[index - 1].isDash || words[index - 1].text.last.map { ",.;–—".contains($0) } == true)
            }),
            words[mark...].contains(where: isID)
        else { return }
        throw UsageProblem(.noReason(word: words[mark].text), line: line, marked: words[mark].text)
    }
}

enum SeveralCommands {
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
