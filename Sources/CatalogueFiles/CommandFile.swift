// One file of commands/: a slash command and the register it may declare.

package import CommandLanguage
import FieldTypes
package import ProgramModel

/// What one file declares.
package struct CommandFile: Sendable {
    package var command: CommandDeclaration
    /// A register's kind, when the file declares one.
    package var kind: KindDeclaration?
    /// Ways of saying verbs that every kind of record has, of this one.
    package var says: [String: [Phrase]]
    /// Every verb is a command of its own too: the universal verbs.
    package var isUniversal: Bool

    /// Reads a file's text.
    ///
    /// - Throws: `CatalogueProblem` with file, line, field and what was expected.
    package init(yaml text: String, file: String) throws(CatalogueProblem) {
        guard let reader = try NodeReader(yaml: text, file: file) else {
            throw CatalogueProblem(file: file, line: 1, field: "file", expected: "a command")
        }
        try self.init(reader)
        if let problem = CatalogueValidator.problems(in: command).first {
            throw CatalogueProblem(file: file, text: text, field: problem.field, expected: problem.expected)
        }
    }

    private init(_ reader: NodeReader) throws(CatalogueProblem) {
        try reader.allow([
            "command", "aliases", "plural", "about", "kind", "register", "universal", "means", "says", "verbs",
            "examples",
        ])
        let word = try reader.needString("command")
        var kindName = try reader.string("kind")
        var register: RegisterFile?
        if let declared = try reader.mapping("register") {
            let file = try RegisterFile(declared, word: word)
            register = file
            kind = file.kind
            kindName = file.kind.kind
        }
        isUniversal = try reader.bool("universal")
        says = [:]
        if let phrases = try reader.mapping("says") {
            for verb in phrases.names { says[verb] = try CommandFile.phrases(phrases, verb) }
        }
        var meanings: [String: String] = [:]
        if let means = try reader.mapping("means") {
            for name in means.names { meanings[name] = try means.string(name) }
        }
        var verbs: [VerbDeclaration] = []
        for verb in try reader.list("verbs") { verbs.append(try CommandFile.verb(verb, command: word)) }
        if let register {
            var examples: [String: [VerbDeclaration.Example]] = [:]
            if let declared = try reader.mapping("examples") {
                for verb in declared.names { examples[verb] = try CommandFile.examples(declared, verb) }
            }
            verbs = register.verbs(besides: verbs, examples: examples) + verbs
        }
        // The word for several lists them, as an alias does; where it is the word for one too, that adds.
        let plural = try reader.string("plural") ?? kind.flatMap { $0.plural == word ? nil : $0.plural }
        var aliases = try reader.strings("aliases")
        if let listed = register?.plural, listed != word, !aliases.contains(listed) { aliases.append(listed) }
        command = CommandDeclaration(
            word: word, aliases: aliases, plural: plural,
            about: try reader.needString("about"), kind: kindName,
            verbs: verbs, meanings: meanings)
    }

    /// Ways of saying a verb, as they are written under a key.
    private static func phrases(_ reader: NodeReader, _ key: String) throws(CatalogueProblem) -> [Phrase] {
        var phrases: [Phrase] = []
        for text in try reader.strings(key) {
            do { phrases.append(try PhraseNotation.phrase(text)) } catch {
                throw reader.problem(key, "a phrase: \(error.expected), in \(text)")
            }
        }
        return phrases
    }

    private static func verb(_ reader: NodeReader, command: String) throws(CatalogueProblem) -> VerbDeclaration {
        try reader.allow([
            "verb", "aliases", "bare", "about", "handler", "role", "moves", "tool", "takes", "says", "examples",
        ])
        let name = try reader.needString("verb")
        var arguments: [ArgumentDeclaration] = []
        if let takes = try reader.mapping("takes") {
            for (argument, properties) in try takes.members() {
                arguments.append(try self.argument(argument, properties))
            }
        }
        return VerbDeclaration(
            verb: name, aliases: try reader.strings("aliases"), isBare: try reader.bool("bare"),
            about: try reader.needString("about"), handler: try reader.string("handler") ?? "\(command).\(name)",
            role: try reader.string("role") ?? "viewer", moves: try reader.string("moves"), arguments: arguments,
            examples: try examples(reader, "examples"), says: try phrases(reader, "says"),
            tool: try reader.string("tool"))
    }

    private static func examples(
        _ reader: NodeReader, _ key: String
    ) throws(CatalogueProblem) -> [VerbDeclaration.Example] {
        var examples: [VerbDeclaration.Example] = []
        for example in try reader.list(key) {
            try example.allow(["say", "reply"])
            examples.append(.init(say: try example.needString("say"), reply: try example.needString("reply")))
        }
        return examples
    }

    private static func argument(_ name: String, _ reader: NodeReader) throws(CatalogueProblem) -> ArgumentDeclaration {
        try reader.allow([
            "type", "required", "many", "default", "short", "after", "keyed", "kept", "main", "whole", "near",
            "choices",
            "fields",
        ])
        guard let type = try reader.choice("type", FieldType.self) else {
            throw reader.problem(
                "type", "one of \(FieldType.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return ArgumentDeclaration(
            name, type, isRequired: try reader.bool("required"), isMany: try reader.bool("many"),
            defaultValue: try reader.choice("default", ArgumentDeclaration.Default.self),
            short: try reader.string("short"),
            after: try reader.strings("after"), isKeyed: try reader.bool("keyed"), isKept: try reader.bool("kept"),
            isLeftOver: try reader.bool("main"), isWhole: try reader.bool("whole"), isNear: try reader.bool("near"),
            choices: try reader.strings("choices"),
            fields: try reader.strings("fields"))
    }
}
