// What `it` means: the record that was shown to the speaker last, a moment ago.

extension StatementReader {
    /// Whether the words may speak of a record by a pronoun: what they mean then depends on what was changed before.
    package func mayRefer(_ words: [Word]) -> Bool {
        guard let pronouns = language.sets["pronoun"] else { return false }
        return words.contains { !$0.isText && pronouns.contains($0.text.lowercased()) }
    }
}
