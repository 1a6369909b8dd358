// Reads what a register declares: one kind of record, as YAML says it.

import CommandLanguage
import FieldTypes
import ProgramModel
import Quantities

/// A register's kind, and how its fields are said where a record is added.
struct RegisterFile {
    var kind: KindDeclaration
    /// The word for several that lists them, where the file says one.
    var plural: String?
    /// How each field is said, in the order of the fields.
    var arguments: [ArgumentDeclaration] = []
    /// Verbs that move a record to a state.
    var moves: [Move] = []

    /// A verb that a state declares: `accept` leads to `accepted`.
    struct Move {
        var verb: String
        var aliases: [String]
        var about: String
        var state: String
        var role: String
        /// The fields it may fill on the way.
        var takes: [String]
    }

    init(_ reader: NodeReader, word: String) throws(CatalogueProblem) {
        try reader.allow([
            "prefix", "plural", "project", "fields", "computed", "states", "verdict", "checks", "relations", "columns",
            "sort", "deadline", "evidence",
        ])
        plural = try reader.string("plural")
        kind = KindDeclaration(
            kind: word, plural: plural ?? word + "s", prefix: try reader.needString("prefix"),
            fields: [], states: [], needsVerdict: try reader.bool("verdict"))
        switch try reader.string("project") ?? "needed" {
        case "needed": break
        case "optional": kind.needsProject = false
        default: throw reader.problem("project", "needed or optional")
        }
        try readFields(reader)
        try readComputed(reader)
        try readStates(reader)
        try readRelations(reader)
        try readEvidence(reader)
        kind.columns = try reader.strings("columns")
        kind.order = try reader.string("sort")
        kind.deadline = try reader.string("deadline") ?? KindDeclaration.due
        if let problem = kind.problem { throw reader.problem(problem.field, problem.expected) }
    }

    private mutating func readFields(_ reader: NodeReader) throws(CatalogueProblem) {
        guard let declared = try reader.mapping("fields") else { return }
        for (name, properties) in try declared.members() {
            try properties.allow([
                "type", "choices", "least", "most", "role", "private", "after", "short", "keyed", "near", "kept",
            ])
            guard let type = try properties.choice("type", FieldType.self), FieldType.ofRecords.contains(type) else {
                throw properties.problem(
                    "type", "one of \(FieldType.ofRecords.map(\.rawValue).joined(separator: ", "))")
            }
            if CatalogueValidator.reservedKeys.contains(name), name != "since" {
                throw declared.problem(name, "another name: \"\(name)\" is understood by every read")
            }
            var field = KindDeclaration.Field(name, type, choices: try properties.strings("choices"))
            field.least = try properties.number("least")
            field.most = try properties.number("most")
            switch try properties.string("role") {
            case nil, "contributor": break
            case "manager": field.isManagers = true
            default: throw properties.problem("role", "contributor or manager")
            }
            field.isPrivate = try properties.bool("private")
            kind.fields.append(field)
            let after = try properties.strings("after")
            arguments.append(
                ArgumentDeclaration(
                    name, type, isMany: false, short: try properties.string("short"), after: after,
                    // Text that no word introduces would be the title.
                    isKeyed: try properties.bool("keyed", else: type == .text && after.isEmpty),
                    isKept: try properties.bool("kept"), isNear: try properties.bool("near"), choices: field.choices))
        }
    }

    private mutating func readComputed(_ reader: NodeReader) throws(CatalogueProblem) {
        guard let declared = try reader.mapping("computed") else { return }
        for name in declared.names {
            // `left: end - today`, or with what it counts.
            if let text = declared.text(name) {
                kind.computed.append(.init(name, try formula(text, declared, name)))
                continue
            }
            guard let properties = try declared.mapping(name) else { continue }
            try properties.allow(["is", "unit"])
            kind.computed.append(
                .init(
                    name, try formula(try properties.needString("is"), properties, "is"),
                    unit: try properties.string("unit")))
        }
    }

    private func formula(_ text: String, _ reader: NodeReader, _ key: String) throws(CatalogueProblem) -> Formula {
        do { return try FormulaReader.read(text) } catch {
            throw reader.problem(key, "a formula: \(error.expected), in \(text)")
        }
    }

    private mutating func readStates(_ reader: NodeReader) throws(CatalogueProblem) {
        guard let declared = try reader.mapping("states") else { return }
        for (name, properties) in try declared.members() {
            try properties.allow(["open", "moves", "verb", "aliases", "about", "role", "takes"])
            let isOpen = try properties.bool("open", else: true)
            kind.states.append(.init(name, isOpen: isOpen, moves: try properties.strings("moves")))
            guard let verb = try properties.string("verb") else { continue }
            let takes = try properties.strings("takes")
            for field in takes where kind.field(field) == nil {
                throw properties.problem("takes", "fields of this register; there is no \(field)")
            }
            moves.append(
                Move(
                    verb: verb, aliases: try properties.strings("aliases"),
                    about: try properties.string("about") ?? "It is \(name)", state: name,
                    role: try properties.string("role") ?? "contributor", takes: takes))
        }
    }

    private mutating func readRelations(_ reader: NodeReader) throws(CatalogueProblem) {
        for check in try reader.list("checks") {
            try check.allow(["holds", "expected"])
            kind.checks.append(
                .init(
                    try formula(try check.needString("holds"), check, "holds"),
                    expected: try check.needString("expected")))
        }
        guard let declared = try reader.mapping("relations") else { return }
        for (name, properties) in try declared.members() {
            try properties.allow(["to", "back", "says", "back-says", "one", "loops", "open", "after"])
            let inverse = try properties.needString("back")
            let backPhrase = try properties.string("back-says")
            var relation = Relation(
                name, to: try properties.strings("to"), inverse: inverse,
                phrase: try properties.string("says") ?? name,
                inversePhrase: backPhrase ?? inverse,
                isOne: try properties.bool("one"), forbidsLoops: !(try properties.bool("loops")))
            relation.needsOpen = try properties.bool("open")
            kind.relations.append(relation)
            arguments.append(
                ArgumentDeclaration(
                    name, .id, isMany: !relation.isOne, after: try properties.strings("after"), isKeyed: true))
        }
    }

    private mutating func readEvidence(_ reader: NodeReader) throws(CatalogueProblem) {
        for rule in try reader.list("evidence") {
            try rule.allow(["when", "colour", "red", "says", "way", "threshold"])
            guard let colour = try rule.string("colour").flatMap({ Colour(rawValue: $0) }), colour > .green else {
                throw rule.problem("colour", "amber or red")
            }
            var threshold: EvidenceRule.Threshold?
            if let number = try rule.mapping("threshold") {
                try number.allow(["setting", "is", "about"])
                guard let usual = try number.number("is") else { throw number.problem("is", "a whole number") }
                let setting = try number.needString("setting")
                guard setting.hasPrefix("rag.") else { throw number.problem("setting", "a name that begins with rag.") }
                threshold = .init(setting: setting, usual: usual, about: try number.needString("about"))
            }
            var red: Formula?
            if let text = try rule.string("red") { red = try formula(text, rule, "red") }
            kind.evidence.append(
                EvidenceRule(
                    when: try formula(try rule.needString("when"), rule, "when"), colour: colour, red: red,
                    sentence: try rule.needString("says"), way: try rule.needString("way"), threshold: threshold))
        }
    }

    // MARK: Verbs

    /// The verbs that every register has and its file need not write: adding a record, and a verb for each state that names one.
    ///
    /// - Parameter examples: what the file shows of each verb.
    func verbs(
        besides declared: [VerbDeclaration], examples: [String: [VerbDeclaration.Example]]
    ) -> [VerbDeclaration] {
        // What nothing is shown of is shown plainly.
        func shown(_ verb: String, _ say: String) -> [VerbDeclaration.Example] {
            examples[verb] ?? [.init(say: say, reply: "...")]
        }
        var verbs: [VerbDeclaration] = []
        if !declared.contains(where: { $0.verb == "add" }) {
            verbs.append(
                VerbDeclaration(
                    verb: "add", aliases: ["log"], isBare: !declared.contains(where: \.isBare),
                    about: "Log \("aeiou".contains(kind.kind.prefix(1)) ? "an" : "a") \(kind.kind)",
                    handler: "item.add",
                    role: "contributor", arguments: addArguments,
                    examples: shown("add", "/\(kind.kind) Something to keep")))
        }
        for move in moves where !declared.contains(where: { $0.verb == move.verb }) {
            let fields = arguments.filter { move.takes.contains($0.name) }
            let because =
                move.takes.contains("because")
                ? [] : [ArgumentDeclaration("because", .text, after: ["because"])]
            verbs.append(
                VerbDeclaration(
                    verb: move.verb, aliases: move.aliases, about: move.about, handler: "item.move", role: move.role,
                    moves: move.state,
                    arguments: [ArgumentDeclaration("item", .id, isRequired: true, isMany: true)] + fields + because,
                    examples: shown(move.verb, "/\(kind.kind) \(move.verb) \(kind.prefix)-1")))
        }
        return verbs
    }

    private var addArguments: [ArgumentDeclaration] {
        func own(_ argument: ArgumentDeclaration) -> [ArgumentDeclaration] {
            arguments.contains { $0.name == argument.name } ? [] : [argument]
        }
        let dates = arguments.contains { $0.type == .date && !$0.isKeyed }
        return [ArgumentDeclaration("title", .text, isRequired: true)]
            + own(ArgumentDeclaration("project", .project, defaultValue: .channel, after: ["on", "in"]))
            + own(ArgumentDeclaration("owner", .person, defaultValue: .caller, after: ["owner", "owned by"]))
            + arguments
            + own(ArgumentDeclaration("due", .date, after: ["due"], isKeyed: dates))
            + own(ArgumentDeclaration("tags", .text, after: ["tagged"]))
    }
}
