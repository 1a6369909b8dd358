// The operator's own directory: commands of their own, renamed words, macros, raised roles.

import CommandLanguage
import Foundation
import ProgramModel

extension Catalogue {
    /// The catalogue of the shipped files and, over them, those of a directory.
    ///
    /// - Parameter directory: `WORD.yaml` adds or replaces a command; `words.yaml` renames, defines macros and raises
    ///   roles. Nil: the shipped files alone.
    /// - Throws: `CatalogueProblem` for the first file that is wrong.
    package static func load(directory: String?) throws(CatalogueProblem) -> Catalogue {
        guard let directory else { return Catalogue(sources: ShippedCommands.sources) }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        } catch {
            throw CatalogueProblem(
                file: directory, line: nil, field: "commands.path", expected: "a directory that can be read")
        }
        var sources = ShippedCommands.sources
        var changes = OperatorChanges()
        if let other = names.first(where: { $0.lowercased().hasSuffix(".yml") || $0.hasSuffix(".YAML") }) {
            throw CatalogueProblem(
                file: directory + "/" + other, line: nil, field: "file", expected: "a name that ends in .yaml")
        }
        for name in names where name.hasSuffix(".yaml") {
            let path = directory + "/" + name
            guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
            else {
                throw CatalogueProblem(
                    file: path, line: nil, field: "file", expected: "a file of UTF-8 text that can be read")
            }
            if name == "words.yaml" {
                changes = try OperatorChanges(yaml: text, file: path)
            } else {
                let word = String(name.dropLast(5))
                let file = try CommandFile(yaml: text, file: path)
                try refuseLoweredRoles(file, word: word, path: path, text: text)
                sources.append(Source(word: word, file: path, isOperators: true) { text })
            }
        }
        let catalogue = Catalogue(sources: sources, changes: changes)
        try changes.check(against: catalogue)
        return catalogue
    }

    /// An operator's file may raise what a verb needs, never lower it.
    private static func refuseLoweredRoles(
        _ file: CommandFile, word: String, path: String, text: String
    ) throws(CatalogueProblem) {
        let shipped = ShippedCommands.sources.compactMap { source in
            (try? CommandFile(yaml: source.text(), file: source.file)).map { (source.word, $0.command.verbs) }
        }
        for verb in file.command.verbs {
            // The shipped verb of this name, and under any name those that do the same.
            let same = shipped.flatMap { command, verbs in
                verbs.filter {
                    $0.handler == verb.handler && $0.moves == verb.moves || command == word && $0.verb == verb.verb
                }
            }
            guard let least = same.compactMap({ Role(rawValue: $0.role) }).min(),
                let role = Role(rawValue: verb.role), role < least
            else { continue }
            throw CatalogueProblem(
                file: path, text: text, field: "verbs.\(verb.verb).role",
                expected: "\(least.rawValue) or higher: a role may be raised, not lowered")
        }
    }
}

/// What an operator's `words.yaml` changes besides whole commands.
package struct OperatorChanges: Sendable {
    /// Another word for a command.
    package var renamed: [String: String] = [:]
    package var macros: [String: String] = [:]
    /// Roles raised, by command and verb.
    package var raisedRoles: [String: [String: String]] = [:]
    private var file = ""
    private var text = ""

    package init() {}

    init(yaml text: String, file: String) throws(CatalogueProblem) {
        self.file = file
        self.text = text
        guard let reader = try NodeReader(yaml: text, file: file) else { return }
        try reader.allow(["rename", "macros", "roles"])
        if let words = try reader.mapping("rename") {
            for name in words.names { renamed[name] = try words.needString(name) }
        }
        if let words = try reader.mapping("macros") {
            for name in words.names { macros[name] = try words.needString(name) }
        }
        if let commands = try reader.mapping("roles") {
            for (command, verbs) in try commands.members() {
                for verb in verbs.names { raisedRoles[command, default: [:]][verb] = try verbs.needString(verb) }
            }
        }
    }

    /// Whether people can say it as a command: letters, digits and dashes, in lower case as words are compared.
    private static func isOneWord(_ word: String) -> Bool {
        word.first?.isLetter == true && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            && word == word.lowercased()
    }

    /// A complaint about a field of the file.
    func refuse(_ field: String, _ expected: String) -> CatalogueProblem {
        CatalogueProblem(file: file, text: text, field: field, expected: expected)
    }

    /// None may take a word of the catalogue, and roles only go up.
    func check(against catalogue: Catalogue) throws(CatalogueProblem) {
        for (word, target) in renamed.sorted(by: { $0.key < $1.key }) {
            guard !catalogue.words.contains(word), catalogue.aliases[word] == nil else {
                throw refuse("rename.\(word)", "a word that is no command already")
            }
            guard OperatorChanges.isOneWord(word) else { throw refuse("rename.\(word)", "one word, such as gefahr") }
            guard catalogue.words.contains(target) else {
                throw refuse("rename.\(word)", "a command; there is no \(target)")
            }
        }
        for word in macros.keys.sorted() {
            guard catalogue.command(word) == nil else {
                throw refuse("macros.\(word)", "a word that is no command already")
            }
            guard OperatorChanges.isOneWord(word) else { throw refuse("macros.\(word)", "one word, such as morning") }
        }
        for (word, verbs) in raisedRoles.sorted(by: { $0.key < $1.key }) {
            for (verb, role) in verbs.sorted(by: { $0.key < $1.key }) {
                guard let shipped = ShippedCommands.sources.first(where: { $0.word == word }),
                    let original = try? CommandFile(yaml: shipped.text(), file: shipped.file).command.verb(verb)
                else { throw refuse("roles.\(word).\(verb)", "a verb that exists") }
                guard let old = Role(rawValue: original.role), let new = Role(rawValue: role), new >= old else {
                    throw refuse(
                        "roles.\(word).\(verb)", "\(original.role) or higher: a role may be raised, not lowered")
                }
            }
        }
    }
}
