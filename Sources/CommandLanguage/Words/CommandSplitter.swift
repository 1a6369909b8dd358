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
        let words = WordReader.words(message)
        var groups: [[Word]] = []
        // Known by the command word, which is the first or, after the umbrella, the second.
        var isScript = false
        for word in words {
            if let last = groups.last, last.count <= 2 {
                let command = entrance(last, umbrella: umbrella, botNames: botNames)?.words.first
                isScript = command.map { !$0.isText && takesScript($0.text.lowercased()) } ?? false
            }
            if isScript {
                groups[groups.count - 1].append(word)
                continue
            }
            let previous = groups.last?.last
            let afterSemicolon = previous.map { !$0.isText && $0.text.hasSuffix(";") } ?? false
            if groups.isEmpty {
                groups.append([word])
            } else if word.startsLine || afterSemicolon, prefixed(word, umbrella: umbrella, botNames: botNames) != nil {
                if afterSemicolon, var last = groups.last?.last, let group = groups.indices.last {
                    last.text.removeLast()
                    last.typed = last.text
                    groups[group].removeLast()
                    if !last.text.isEmpty { groups[group].append(last) }
                }
                groups.append([word])
            } else {
                groups[groups.count - 1].append(word)
            }
        }
        return groups.filter { !$0.isEmpty }.compactMap { entrance($0, umbrella: umbrella, botNames: botNames) }
    }

    /// The commands of a script: a new line or `;` outside quotes ends each, prefixed or not.
    package static func script(_ text: String, umbrella: String, botNames: Set<String>) -> [CommandWords] {
        var groups: [[Word]] = [[]]
        for word in WordReader.words(text) {
            if word.startsLine { groups.append([]) }
            guard !word.isText, word.text.hasSuffix(";") else {
                groups[groups.count - 1].append(word)
                continue
            }
            var last = word
            last.text.removeLast()
            last.typed = last.text
            if !last.text.isEmpty { groups[groups.count - 1].append(last) }
            groups.append([])
        }
        return groups.filter { !$0.isEmpty }.compactMap { entrance($0, umbrella: umbrella, botNames: botNames) }
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
        let rest = word.text.dropFirst()
        switch first {
        case "/", "!":
            guard let letter = rest.first, letter.isLetter,
                rest.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ";" })
            else { return nil }
            return String(rest)
        case "@":
            var name = rest.lowercased()
            while let last = name.last, ",:".contains(last) { name.removeLast() }
            return botNames.contains(name) ? "" : nil
        default: return nil
        }
    }

    private static func entrance(_ group: [Word], umbrella: String, botNames: Set<String>) -> CommandWords? {
        var words = group
        var isPrefixed = false
        while let first = words.first {
            guard let word = prefixed(first, umbrella: umbrella, botNames: botNames) else { break }
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
            words[0].text = word
            words[0].typed = word
            break
        }
        guard !words.isEmpty || isPrefixed else { return nil }
        return CommandWords(words: words, isPrefixed: isPrefixed)
    }
}
