// The catalogue of a running bot: the shipped files, the operator's over them, read only as far as they are needed.

package import CommandLanguage
package import ProgramModel
import NIOConcurrencyHelpers

/// Commands by word, from YAML. A file is parsed when a message first names its word.
package final class Catalogue: CommandCatalogue {
    /// A file's text, by the word it is named after.
    package struct Source: Sendable {
        package var word: String
        /// How complaints name the file.
        package var file: String
        /// Written by an operator, in any of the ways that YAML has.
        package var isOperators: Bool
        /// One of the files in the binary, of which the lists beside them say what they hold.
        var isShipped = false
        package var text: @Sendable () -> String
        package init(word: String, file: String, isOperators: Bool = false, text: @escaping @Sendable () -> String) {
            self.word = word
            self.file = file
            self.isOperators = isOperators
            self.text = text
        }
    }

    private let files: CommandFiles
    private let operatorChanges: OperatorChanges
    private let aliasIndex = NIOLockedValueBox<[String: String]?>(nil)
    private let topicIndex = NIOLockedValueBox<[String: [String]]?>(nil)
    private let found = NIOLockedValueBox<[String: CommandDeclaration]>([:])
    package let words: [String]
    /// The kinds: core ones and every register.
    package let kinds: KindBook
    private let universalWords: Set<String>
    private let phrases: CataloguePhrases
    /// English; its file is read when the first statement is.
    package var language: Language { CataloguePhrases.english }
    private static let universal = "item"

    /// - Parameters:
    ///   - sources: the files, one per command.
    ///   - changes: what the operator renamed, aliased and defined.
    ///
    /// Files are read when they are needed; ``check(handlers:umbrella:botNames:)`` reads all.
    package init(sources: [Source], changes: OperatorChanges = OperatorChanges()) {
        let files = CommandFiles(Catalogue.standing(sources))
        phrases = CataloguePhrases(operators: sources.filter(\.isOperators).map(\.word))
        self.files = files
        operatorChanges = changes
        // What the list says of a shipped file need not be read in it; of an operator's file it says nothing.
        let registers = files.sources.values.filter { source in
            source.isShipped ? RegisterNames.words.contains(source.word) : Catalogue.declaresRegister(source.text())
        }
        kinds = KindBook(
            core: KindDeclaration.core, registers: Set(registers.map(\.word)),
            sketches: {
                let own = registers.filter { !$0.isShipped }.sorted { $0.word < $1.word }
                let words = Set(own.map(\.word))
                return RegisterNames.shipped.filter { !words.contains($0.kind) && files.sources[$0.kind] != nil }
                    + own.compactMap { files[$0.word]?.kind.map { KindSketch($0) } }
            },
            read: { files[$0]?.kind })
        let verbs = UniversalVerbs.words
        universalWords = Set(verbs + ["done", "finish", "complete", "comment", "give"])
        words = (Array(files.sources.keys.filter { $0 != Catalogue.universal }) + verbs).sorted()
    }

    /// The files without the shipped registers whose prefix an operator's register has: that one wins.
    private static func standing(_ sources: [Source]) -> [Source] {
        let own = sources.filter { !$0.isShipped && declaresRegister($0.text()) }
        guard !own.isEmpty else { return sources }
        let prefixes = Set(own.compactMap { (try? CommandFile(yaml: $0.text(), file: $0.file))?.kind?.prefix })
        let covered = Set(RegisterNames.shipped.filter { prefixes.contains($0.prefix) }.map(\.kind))
        return sources.filter { !$0.isShipped || !covered.contains($0.word) }
    }

    /// Whether a file has a register at its top level, seen without parsing it.
    private static func declaresRegister(_ text: String) -> Bool {
        let wanted = Array("register:".utf8)
        var text = text
        return text.withUTF8 { bytes in
            var rest = bytes[...]
            while true {
                if rest.starts(with: wanted) { return true }
                guard let lineEnd = rest.firstIndex(of: 0x0A) else { return false }
                rest = rest[(lineEnd + 1)...]
            }
        }
    }

    package func command(_ word: String) -> CommandDeclaration? {
        if let known = found.withLockedValue({ $0[word] }) { return known }
        // Only words that are there are kept, so that what people mistype cannot fill the memory.
        guard let command = look(word) else { return nil }
        found.withLockedValue { $0[word] = command }
        return command
    }

    private func look(_ word: String) -> CommandDeclaration? {
        if let file = files[word], !file.isUniversal { return complete(file.command) }
        if universalWords.contains(word), let universal = files[Catalogue.universal] {
            guard var verb = universal.command.verb(word) else { return nil }
            if let role = operatorChanges.raisedRoles[Catalogue.universal]?[verb.verb] { verb = verb.with(role: role) }
            return CommandDeclaration(word: word, aliases: [], about: verb.about, verbs: [verb.with(isBare: true)])
        }
        if let target = operatorChanges.renamed[word] ?? aliases[word] { return command(target) }
        return nil
    }

    package func command(kind: String) -> CommandDeclaration? {
        command(kind).flatMap { $0.kind == kind ? $0 : nil }
    }

    package func phrases(for words: Set<String>, where mayBegin: (IndexedPhrase) -> Bool) -> [IndexedPhrase] {
        phrases.candidates(words, self, where: mayBegin)
    }

    package func macro(_ word: String) -> String? { operatorChanges.macros[word] }

    /// Other words for commands: of shipped files from the `aliases:` line at their top, without parsing them; an operator's
    /// file was parsed when it was loaded.
    package var aliases: [String: String] {
        aliasIndex.withLockedValue { index in
            if let index { return index }
            var found: [String: String] = [:]
            for source in files.sources.values {
                if source.isOperators {
                    for word in files[source.word]?.command.aliases ?? [] { found[word] = source.word }
                    continue
                }
                for line in source.text().split(separator: "\n") {
                    if line.hasPrefix("verbs:") { break }
                    // A register's word for several.
                    if line.hasPrefix("  plural: ") {
                        let plural = String(line.dropFirst(10))
                        if plural != source.word { found[plural] = source.word }
                    }
                    guard line.hasPrefix("aliases:") else { continue }
                    for word in line.dropFirst(8).split(whereSeparator: { " [],".contains($0) }) {
                        found[String(word)] = source.word
                    }
                }
            }
            index = found
            return found
        }
    }

    package func commands(about word: String) -> [String] {
        topicIndex.withLockedValue { index in
            if index == nil { index = topics() }
            return Array(Set((index?[word] ?? []) + (index?[word + "s"] ?? []))).sorted()
        }
    }

    /// The commands by every word that they and their verbs say of themselves.
    private func topics() -> [String: [String]] {
        var topics: [String: [String]] = [:]
        for name in words {
            guard let command = command(name) else { continue }
            // What every kind understands says nothing of this one.
            let verbs = command.verbs.filter { !$0.isUniversal }
            let texts = [command.about] + verbs.flatMap { [$0.verb] + $0.aliases + [$0.about] }
            for topic in Set(texts.joined(separator: " ").lowercased().split { !$0.isLetter }) {
                topics[String(topic), default: []].append(name)
            }
        }
        return topics
    }

    /// A command about items has the universal verbs it does not declare itself.
    private func complete(_ command: CommandDeclaration) -> CommandDeclaration {
        var verbs = command.verbs
        for (verb, role) in operatorChanges.raisedRoles[command.word] ?? [:] {
            if let index = verbs.firstIndex(where: { $0.verb == verb }) { verbs[index] = verbs[index].with(role: role) }
        }
        guard command.kind != nil, let universal = files[Catalogue.universal] else { return command.with(verbs: verbs) }
        for verb in universal.command.verbs where command.verb(verb.verb) == nil {
            let taken = verbs.flatMap { [$0.verb] + $0.aliases }
            verbs.append(
                verb.with(
                    says: files[command.word]?.says[verb.verb] ?? [],
                    aliases: verb.aliases.filter { !taken.contains($0) }, isBare: false,
                    role: operatorChanges.raisedRoles[Catalogue.universal]?[verb.verb], isUniversal: true))
        }
        return command.with(verbs: verbs)
    }

    /// Every word means one thing: no alias is a command's or another's, and what addresses the bot is no command.
    private func checkWords(
        umbrella: String, botNames: Set<String>, _ configuration: (file: String, text: String)
    ) throws(CatalogueProblem) {
        // A file may be named like a universal verb: it is that word's then.
        var owners = Dictionary(words.map { ($0, $0) }) { one, _ in one }
        for source in files.sources.values.sorted(by: { $0.word < $1.word }) {
            for alias in files[source.word]?.command.aliases ?? [] where source.word != Catalogue.universal {
                guard let other = owners.updateValue(source.word, forKey: alias) else { continue }
                throw CatalogueProblem(
                    file: source.file, text: source.text(), field: "aliases",
                    expected: "words of its own; \(alias) is \(other == alias ? "a command" : "that of \(other)")")
            }
        }
        for word in botNames.union([umbrella]).sorted() where owners[word] != nil || operatorChanges.macros[word] != nil
        {
            throw CatalogueProblem(
                file: configuration.file, text: configuration.text,
                field: word == umbrella ? "umbrella" : "bot_names",
                expected: "a word that is no command, alias or macro; \(word) is one")
        }
    }

    /// Reads every file and holds it against the handlers there are, and macros against the commands.
    ///
    /// - Parameters:
    ///   - umbrella: the word that may stand before a macro's commands.
    ///   - botNames: names the bot is addressed by in them.
    ///   - configuration: the file that says both, and its text, for telling the line.
    /// - Throws: the first `CatalogueProblem`.
    package func check(
        handlers: Set<String>, umbrella: String, botNames: Set<String>,
        configuration: (file: String, text: String) = ("configuration", "")
    ) throws(CatalogueProblem) {
        _ = try CataloguePhrases.readEnglish()
        let areRegistersShipped = files.sources.values.allSatisfy { $0.isShipped || files[$0.word]?.kind == nil }
        var prefixes = Dictionary(uniqueKeysWithValues: KindDeclaration.core.map { ($0.prefix, $0.kind) })
        for source in files.sources.values.sorted(by: { $0.word < $1.word }) {
            let text = source.text()
            func refuse(_ field: String, _ expected: String) -> CatalogueProblem {
                CatalogueProblem(file: source.file, text: text, field: field, expected: expected)
            }
            let file = try CommandFile(yaml: text, file: source.file)
            guard file.command.word == source.word else {
                throw refuse("command", "the file's own name, \(source.word)")
            }
            for verb in file.command.verbs where !handlers.contains(verb.handler) {
                throw refuse("verbs.\(verb.verb).handler", "a handler that exists; there is no \(verb.handler)")
            }
            if let register = file.kind, let other = prefixes.updateValue(source.word, forKey: register.prefix) {
                throw refuse("register.prefix", "a prefix of its own; \(register.prefix) is that of \(other)")
            }
            if let kind = file.command.kind, kinds[kind] == nil {
                throw refuse("kind", "a kind that exists; there is no \(kind)")
            }
            // What a shipped register says of one that an operator's took the place of is n/a, and stops no start.
            if !source.isShipped || areRegistersShipped, let problem = file.kind?.problem(among: kinds) {
                throw refuse("register." + problem.field, problem.expected)
            }
        }
        try checkWords(umbrella: umbrella, botNames: botNames, configuration)
        for (word, meaning) in operatorChanges.macros.sorted(by: { $0.key < $1.key }) {
            for said in CommandSplitter.script(meaning, umbrella: umbrella, botNames: botNames) {
                let command = said.words.first?.text.lowercased() ?? ""
                if self.command(command) == nil {
                    throw operatorChanges.refuse("macros.\(word)", "commands that exist; there is no \(command)")
                }
            }
        }
    }
}

/// The files by word, each parsed when it is first asked for.
private final class CommandFiles: Sendable {
    let sources: [String: Catalogue.Source]
    private let parsed = NIOLockedValueBox<[String: CommandFile?]>([:])

    init(_ sources: [Catalogue.Source]) {
        self.sources = Dictionary(sources.map { ($0.word, $0) }) { _, later in later }
    }

    subscript(word: String) -> CommandFile? {
        guard let source = sources[word] else { return nil }
        if let known = parsed.withLockedValue({ $0[word] }) { return known }
        // A file that does not parse was refused at the start by `check()`; here it is as if it were not there.
        let file = try? CommandFile(yaml: source.text(), file: source.file)
        parsed.withLockedValue { $0[word] = .some(file) }
        return file
    }
}

enum UniversalVerbs {
    /// The verbs of every kind that are commands of their own. `history` and `undo` as commands are the same.
    static let words = [
        "show", "list", "set", "reschedule", "rename", "assign", "unassign", "note", "link", "unlink", "close",
        "reopen", "history", "tag", "untag",
    ]
}
