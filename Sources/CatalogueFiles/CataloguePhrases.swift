// Which commands a statement may be of, found without reading their files: by words that their ways of saying things must have.

import CommandLanguage
import NIOConcurrencyHelpers

/// The phrases of a catalogue's commands, each command's made when a statement first has one of its words.
final class CataloguePhrases: Sendable {
    private let made = NIOLockedValueBox<[String: PhraseIndex]>([:])
    /// The phrases by the words and marks by which they are found, each word's looked for once.
    private let found = NIOLockedValueBox<[String: [IndexedPhrase]]>([:])
    private let commands = NIOLockedValueBox<[String: [String]]?>(nil)
    /// Commands of which the shipped list says nothing, or something else.
    private let operators: [String]

    /// English, read once for every catalogue; without words where the file cannot be read, which ``Catalogue``'s check tells.
    static let english: Language = (try? readEnglish()) ?? wordless

    /// - Throws: `CatalogueProblem` with file and field.
    static func readEnglish() throws(CatalogueProblem) -> Language {
        let shipped = ShippedLanguages()
        return try LanguageFile.read(
            yaml: ShippedCommands.english, file: "commands/languages/en/statements.en.yaml",
            days: { (try? shipped.days("en")).flatMap { $0 }.map { [$0] } ?? [] },
            dayWords: Set(PhraseWords.shipped["*day"] ?? []))
    }

    /// A language that says nothing. No phrase is read, so none can be wrong.
    private static let wordless: Language = {
        do throws(PhraseProblem) { return try Language(LanguageParts(), days: { [] }, dayWords: []) } catch {
            preconditionFailure(error.expected)
        }
    }()

    init(operators: [String]) { self.operators = operators }

    func candidates(
        _ keys: Set<String>, _ catalogue: Catalogue, where mayBegin: (IndexedPhrase) -> Bool
    ) -> [IndexedPhrase] {
        let known = known(catalogue)
        var candidates: [IndexedPhrase] = []
        for key in keys where known[key] != nil {
            for phrase in phrases(key, known, catalogue) where mayBegin(phrase) { candidates.append(phrase) }
        }
        candidates.sort { $0.place < $1.place }
        // One that has two of the words is there twice.
        var last: IndexedPhrase?
        candidates.removeAll { phrase in
            defer { last = phrase }
            return phrase === last
        }
        return candidates
    }

    private func phrases(_ key: String, _ known: [String: [String]], _ catalogue: Catalogue) -> [IndexedPhrase] {
        if let phrases = found.withLockedValue({ $0[key] }) { return phrases }
        let phrases = (known[key] ?? []).flatMap { index(of: $0, catalogue)?.phrases(key) ?? [] }
        found.withLockedValue { $0[key] = phrases }
        return phrases
    }

    private func index(of word: String, _ catalogue: Catalogue) -> PhraseIndex? {
        if let index = made.withLockedValue({ $0[word] }) { return index }
        guard let command = catalogue.command(word) else { return nil }
        let index = PhraseIndex(command, rank: catalogue.words.firstIndex(of: word) ?? catalogue.words.count)
        made.withLockedValue { $0[word] = index }
        return index
    }

    /// The commands by the words of their phrases.
    private func known(_ catalogue: Catalogue) -> [String: [String]] {
        if let known = commands.withLockedValue({ $0 }) { return known }
        var known = PhraseWords.shipped
        for word in operators {
            for key in known.keys { known[key]?.removeAll { $0 == word } }
            for key in index(of: word, catalogue)?.keys ?? [] { known[key, default: []].append(word) }
        }
        commands.withLockedValue { $0 = known }
        return known
    }
}

/// The list `commands/phrases.index`: a line for each word that phrases need, with the commands that have such phrases.
///
/// It is made of the shipped files and kept beside them, so that a start need not read them all; a test holds it against them.
package enum PhraseWords {
    /// The list as it is shipped.
    package static var shipped: [String: [String]] {
        var words: [String: [String]] = [:]
        for line in ShippedCommands.phraseWords.split(separator: "\n") {
            let parts = line.split(separator: " ").map(String.init)
            words[parts[0]] = Array(parts.dropFirst())
        }
        return words
    }

    /// The list as the files of a catalogue make it.
    package static func made(of catalogue: Catalogue) -> String {
        var words: [String: [String]] = [:]
        for word in catalogue.words {
            guard let command = catalogue.command(word) else { continue }
            for key in PhraseIndex(command).keys { words[key, default: []].append(word) }
        }
        let english = try? ShippedLanguages().days("en")
        words["*day"] = english.map { $0.vocabulary.subtracting(catalogue.language.smallWords).sorted() }
        return words.sorted { $0.key < $1.key }.map { ([$0.key] + $0.value).joined(separator: " ") + "\n" }.joined()
    }
}
