// The catalogue as tools: a verb of the catalogue that names its tool is one, and all kinds of records share a few.

import CommandLanguage
import Conversation
import FieldTypes
import JSONText
import ProgramModel
import Quantities

/// One tool, and what calling it says.
struct Tool {
    enum Meaning {
        /// A verb of the catalogue.
        case verb(CommandDeclaration, VerbDeclaration)
        /// Adds a record of a kind that is said.
        case addRecord
        /// Any line.
        case say
    }
    var name: String
    var title: String
    var about: String
    var meaning: Meaning
    var parameters: [ToolParameter]
    var writes: Bool
    /// Whether it makes something new and changes nothing there is.
    var isAdditive: Bool

    var json: JSON {
        let required = parameters.filter(\.isRequired).map { JSON.string($0.name) }
        return .members([
            "name": .string(name), "title": .string(title), "description": .string(about),
            "inputSchema": .members([
                "type": "object", "properties": .object(parameters.map { .init($0.name, $0.schema) }),
                "required": required.isEmpty ? nil : .array(required),
            ]),
            "annotations": [
                "title": .string(title), "readOnlyHint": .bool(!writes),
                "destructiveHint": .bool(writes && !isAdditive),
                "idempotentHint": .bool(!writes), "openWorldHint": false,
            ],
        ])
    }
}

/// One argument of a tool.
struct ToolParameter {
    var name: String
    var about: String
    var isRequired = false
    var isMany = false
    var choices: [String] = []
    /// Whether it is a whole number; else a text, which the language reads.
    var isNumber = false

    init(
        _ name: String, _ about: String, isRequired: Bool = false, isMany: Bool = false, choices: [String] = [],
        isNumber: Bool = false
    ) {
        self.name = name
        self.about = about
        self.isRequired = isRequired
        self.isMany = isMany
        self.choices = choices
        self.isNumber = isNumber
    }

    init(_ argument: ArgumentDeclaration) {
        self.init(
            argument.name, argument.type == .text ? "" : argument.type.accepted([]), isRequired: argument.isRequired,
            isMany: argument.isMany, choices: argument.choices, isNumber: argument.type == .number)
    }

    var schema: JSON {
        let description: JSON? = about.isEmpty ? nil : .string(about)
        let type: JSON = isNumber ? "integer" : "string"
        let values: JSON? = choices.isEmpty ? nil : .array(choices.map { .string($0) })
        if isMany {
            return .members([
                "type": "array", "items": .members(["type": type, "enum": values]), "description": description,
            ])
        }
        return .members(["type": type, "enum": values, "description": description])
    }

    /// The value as text, by the schema and never by guess: a string stays as it is, whatever it looks like.
    func texts(_ json: JSON) throws(ToolFault) -> [String] {
        if isMany {
            if let values = json.array {
                var texts: [String] = []
                for value in values { texts.append(try text(value)) }
                return texts
            }
            // Some clients send a list as its text, others one value alone.
            if let said = json.string, said.first == "[", let values = (try? JSON(reading: said))?.array {
                var texts: [String] = []
                for value in values { texts.append(try text(value)) }
                return texts
            }
        }
        return [try text(json)]
    }

    private func text(_ json: JSON) throws(ToolFault) -> String {
        if isNumber {
            guard let number = json.int ?? json.string.flatMap({ Int($0) }) else {
                throw ToolFault("\(name): a whole number is expected.")
            }
            return String(number)
        }
        switch json {
        case .string(let text):
            if !choices.isEmpty, !choices.contains(text) {
                throw ToolFault("\(name): one of \(choices.joined(separator: ", ")) is expected.")
            }
            return text
        case .int(let number): return String(number)
        default: throw ToolFault("\(name): a text is expected\(isMany ? ", or a list of them" : "").")
        }
    }
}

/// What is wrong in the arguments of a call: told to the model, which can mend it.
struct ToolFault: Error {
    var sentence: String
    init(_ sentence: String) { self.sentence = sentence }
}

/// The tools of a catalogue for somebody's role, in a fixed order.
struct ToolList {
    let catalogue: any CommandCatalogue
    let handlers: HandlerRegistry
    let kinds: KindBook
    let role: Role
    /// Reads alone.
    let isReadOnly: Bool
    /// Every verb, and not only those that name a tool.
    let hasAll: Bool

    var tools: [Tool] {
        var tools: [Tool] = []
        var names: Set<String> = []
        for word in catalogue.words {
            guard let command = catalogue.command(word) else { continue }
            for verb in command.verbs {
                // A universal verb is one tool, the command of its own name, whatever kinds there are.
                if verb.isUniversal, command.word != verb.verb { continue }
                guard let name = verb.tool ?? (hasAll ? fullName(command, verb) : nil),
                    isAllowed(verb), names.insert(name).inserted
                else { continue }
                tools.append(tool(name, command, verb))
            }
        }
        tools += [addRecord, say].filter { !(isReadOnly && $0.writes) && (role > .viewer || !$0.writes) }
        return tools.sorted { $0.name < $1.name }
    }

    private func fullName(_ command: CommandDeclaration, _ verb: VerbDeclaration) -> String {
        let plain = "\(command.word)_\(verb.verb)".lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
        return String(String(plain).prefix(40))
    }

    private func isAllowed(_ verb: VerbDeclaration) -> Bool {
        if isReadOnly, writes(verb) { return false }
        return Role(rawValue: verb.role).map { $0 <= role } ?? false
    }

    private func writes(_ verb: VerbDeclaration) -> Bool { handlers[verb.handler]?.writes ?? true }

    private func tool(_ name: String, _ command: CommandDeclaration, _ verb: VerbDeclaration) -> Tool {
        var parameters = verb.arguments.map { ToolParameter($0) }
        for key in handlers.keys(of: verb.handler) { parameters.append(ToolList.parameter(of: key)) }
        return Tool(
            name: name, title: name.split(separator: "_").joined(separator: " ").capitalisedFirst,
            about: verb.about + ".",
            meaning: .verb(command, verb), parameters: parameters, writes: writes(verb), isAdditive: verb.makesRecord)
    }

    private static func parameter(of key: ReadKey) -> ToolParameter {
        switch key {
        case .since: ToolParameter("since", "Only what changed from this day on, such as -7d")
        case .sort: ToolParameter("sort", "A field to sort by, such as due or score")
        case .top: ToolParameter("top", "At most so many", isNumber: true)
        }
    }

    private var addRecord: Tool {
        let words = kinds.words.filter { catalogue.command(kind: $0)?.verb("add") != nil }
        return Tool(
            name: "add_record", title: "Add record",
            about: "Log a record of any kind: a task, a risk, a blocker, an action, a decision and so on.",
            meaning: .addRecord,
            parameters: [
                ToolParameter("kind", "", isRequired: true, choices: words),
                ToolParameter("title", "", isRequired: true),
                ToolParameter("project", ProjectKey.accepted), ToolParameter("owner", PersonID.accepted),
                ToolParameter("due", CalendarDate.accepted),
                ToolParameter(
                    "fields", "More fields of the kind, each as name: value, such as probability: 4", isMany: true),
            ], writes: true, isAdditive: true)
    }

    private var say: Tool {
        Tool(
            name: "say", title: "Say a command",
            about:
                "Any command, as it is typed in chat, such as /status NET, /yes ASK-7 or /help find words: for what no other tool does.",
            meaning: .say, parameters: [ToolParameter("line", "One command", isRequired: true)], writes: true,
            isAdditive: false)
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
