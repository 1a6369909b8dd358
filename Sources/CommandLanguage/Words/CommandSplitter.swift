// Splits one message into the commands it holds.

/// One command of a message: its words, and which entrance it came through.
package struct CommandWords: Hashable, Sendable {
    /// The words after the prefix and the umbrella word; the first is the command word.
    package var words: [Word]
    /// Said with `/`, `!`, the umbrella word or the bot's name, not as plain text.
    package var isPrefixed: Bool

    package init(words: [Word], isPrefixed: Bool) {
        self.words = words
        self.isPrefixed = isPrefixed
    }
}

package enum CommandSplitter {
    /// The commands of a message, in order.
    ///
    /// A new line, or `;`, begins another command only before a prefixed word, outside quotes and code.
    ///
    /// - Parameters:
    ///   - umbrella: the word that may stand before every command: `/pm risk ...`.
    ///   - botNames: names the bot is addressed by: `@steerco risk ...`.
    ///   - takesScript: whether a command's words are a script: it then takes the rest of the message whole.
    package static func split(
        _ message: MessageText, umbrella: String, botNames: Set<String>, takesScript: (String) -> Bool
    ) -> [CommandWords] {
        var words = WordReader.words(message)
        guard !words.isEmpty else { return [] }
        var starts = [0]
        for index in words.indices.dropFirst() {
            let afterSemicolon = endsCommand(words[index - 1])
            guard words[index].startsLine || afterSemicolon,
                prefixed(words[index], umbrella: umbrella, botNames: botNames) != nil
            else { continue }
            // Known by the command word, which is the first or, after the umbrella, the second.
            let start = starts[starts.count - 1]
            let begun = entrance(words[start..<min(start + 2, index)], umbrella: umbrella, botNames: botNames)
            if let command = begun?.words.first, !command.isText, takesScript(command.text.lowercased()) { break }
            if afterSemicolon {
                words[index - 1].text.removeLast()
                words[index - 1].typed = words[index - 1].text
            }
            starts.append(index)
        }
        return starts.indices.compactMap { number in
            var group = words[starts[number]..<(number + 1 < starts.count ? starts[number + 1] : words.count)]
            // A semicolon that stood alone.
            if group.last?.text.isEmpty == true { group.removeLast() }
            return group.isEmpty ? nil : entrance(group, umbrella: umbrella, botNames: botNames)
        }
    }

    /// Whether a semicolon ends the word, and with it the command, if another follows.
    private static func endsCommand(_ word: Word) -> Bool { !word.isText && word.text.utf8.last == UInt8(ascii: ";") }

    /// The commands of a script: a new line or `;` outside quotes ends each, prefixed or not.
    package static func script(_ text: String, umbrella: String, botNames: Set<String>) -> [CommandWords] {
        var groups: [[Word]] = [[]]
        for word in WordReader.words(text) {
            if word.startsLine { groups.append([]) }
            guard endsCommand(word) else {
                groups[groups.count - 1].append(word)
                continue
            }
            var last = word
            last.text.removeLast()
            last.typed = last.text
            if !last.text.isEmpty { groups[groups.count - 1].append(last) }
            groups.append([])
        }
        return groups.filter { !$0.isEmpty }.compactMap { entrance($0[...], umbrella: umbrella, botNames: botNames) }
    }

    /// The command word without its prefix, when the word has one: `/risk`, `!risk`; empty for the bot's name alone.
    private static func prefixed(_ word: Word, umbrella: String, botNames: Set<String>) -> String? {
        guard !word.isText else { return nil }
        if case .user(let id, let label)? = word.token {
            return botNames.contains(id.lowercased()) || label.map { botNames.contains($0.lowercased()) } ?? false
                ? "" : nil
        }
        guard let byte = word.text.utf8.first, byte == 0x2F || byte == 0x21 || byte == 0x40, let first = word.text.first
        else { return nil }
        var rest = word.text.dropFirst()
        // `/risk?`, `/risk: vendor late`
        if rest.utf8.count > 1, let last = rest.utf8.last, "?:".utf8.contains(last), first != "@" {
            rest = rest.dropLast()
        }
        switch first {
        case "/", "!":
            let isPlain = !rest.isEmpty && rest.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 }
            guard
                isPlain
                    || rest.first?.isLetter == true
                        && rest.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ";" })
            else { return nil }
            return String(rest)
        case "@":
            var name = rest.lowercased()
            while let last = name.last, ",:".contains(last) { name.removeLast() }
            return botNames.contains(name) ? "" : nil
        default: return nil
        }
    }

    /// A word that people put before what they ask for.
    private static func isCourtesy(_ word: Word) -> Bool {
        guard !word.isText, word.token == nil, (2...7).contains(word.text.utf8.count),
            word.text.utf8.first.map({ "hop".utf8.contains($0 | 0x20) }) == true
        else { return false }
        return SmallWords.courtesies.contains(word.text.lowercased().filter(\.isLetter))
    }

    private static func entrance(_ group: ArraySlice<Word>, umbrella: String, botNames: Set<String>) -> CommandWords? {
        var words = group
        var isPrefixed = false
        while let first = words.first {
            guard let word = prefixed(first, umbrella: umbrella, botNames: botNames) else {
                // `hey @steerco risk …`, `@steerco please risk …`.
                guard isCourtesy(first), let next = words.dropFirst().first else { break }
                let isNamed = prefixed(next, umbrella: umbrella, botNames: botNames) == ""
                // `hey steerco, status`
                let isCalled = !next.isText && botNames.contains(next.text.lowercased().filter { !",:!".contains($0) })
                guard isPrefixed || isNamed || isCalled || first.text.lowercased().hasPrefix("pl") else { break }
                words.removeFirst(isCalled ? 2 : 1)
                isPrefixed = isPrefixed || isCalled
                continue
            }
            isPrefixed = true
            if word.isEmpty {
                words.removeFirst()
                continue
            }
            if word.lowercased() == umbrella {
                words.removeFirst()
                if words.first.map({ prefixed($0, umbrella: umbrella, botNames: botNames) == nil }) ?? true { break }
                continue
            }
            // A question stays one: `/decision? Buy or lease`.
            let asked = first.text.utf8.last == UInt8(ascii: "?") ? word + "?" : word
            words[words.startIndex].text = asked
            words[words.startIndex].typed = asked
            break
        }
        guard !words.isEmpty || isPrefixed else { return nil }
        return CommandWords(words: Array(words), isPrefixed: isPrefixed)
    }
}
