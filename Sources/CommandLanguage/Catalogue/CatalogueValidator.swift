// Checks a command's declaration against the rules every command keeps.

/// What is wrong with a declaration: the field, and what was expected there.
package struct DeclarationProblem: Error, Hashable, Sendable {
    package var field: String
    package var expected: String
    package init(field: String, expected: String) {
        self.field = field
        self.expected = expected
    }
}

package enum CatalogueValidator {
    /// Keys every verb understands; an argument cannot take their names.
    package static let reservedKeys = ["at", "since", "public", "private", "sort", "top", "dry", "yes"]
    static let roles = ["viewer", "contributor", "manager", "admin"]

    /// Everything wrong with one command, in the order of its file.
    package static func problems(in command: CommandDeclaration) -> [DeclarationProblem] {
        var problems: [DeclarationProblem] = []
        func expect(_ holds: Bool, _ field: String, _ expected: String) {
            if !holds { problems.append(DeclarationProblem(field: field, expected: expected)) }
        }
        expect(isWord(command.word), "command", "lower-case letters, digits and dashes, a letter first")
        var names: Set<String> = []
        for verb in command.verbs {
            let place = "verbs.\(verb.verb)"
            for name in [verb.verb] + verb.aliases {
                expect(isWord(name), "\(place).verb", "lower-case letters, digits and dashes, a letter first")
                expect(names.insert(name).inserted, place, "a name no other verb here has; \"\(name)\" is used twice")
            }
            expect(!verb.about.isEmpty, "\(place).about", "a line that says what the verb does")
            expect(!verb.examples.isEmpty, "\(place).examples", "at least one example")
            expect(roles.contains(verb.role), "\(place).role", "one of \(roles.joined(separator: ", "))")
            problems += argumentProblems(verb, place)
        }
        expect(command.verbs.count { $0.isBare } <= 1, "verbs", "at most one bare verb")
        return problems
    }

    private static func argumentProblems(_ verb: VerbDeclaration, _ place: String) -> [DeclarationProblem] {
        var problems: [DeclarationProblem] = []
        func expect(_ holds: Bool, _ field: String, _ expected: String) {
            if !holds { problems.append(DeclarationProblem(field: field, expected: expected)) }
        }
        var shorts: Set<String> = []
        for argument in verb.arguments {
            let field = "\(place).takes.\(argument.name)"
            expect(
                !reservedKeys.contains(argument.name) || argument.name == "since", field,
                "another name: \"\(argument.name)\" is reserved")
            if let short = argument.short {
                expect(short.count == 1, "\(field).short", "one letter")
                expect(shorts.insert(short).inserted, "\(field).short", "a letter no other argument has")
            }
            if argument.type == .choice { expect(!argument.choices.isEmpty, "\(field).choices", "a list of words") }
            expect(argument.fields.isEmpty || argument.type == .filter, "\(field).fields", "a filter that knows them")
        }
        expect(verb.arguments.count { $0.type == .text && $0.isMain } <= 1, place, "at most one main text")
        expect(
            verb.arguments.count { $0.type == .filter || $0.type == .script } <= 1, place,
            "at most one filter or script")
        return problems
    }

    static func isWord(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
