// What the catalogue says of a command: its verbs, their arguments, and examples.
//
// Classes of constants: reading a message hands them around by the hundred, and a reference is one count.

package import FieldTypes

/// One slash command, as declared in `commands/WORD.yaml`.
package final class CommandDeclaration: Sendable {
    package let word: String
    package let aliases: [String]
    /// The word for several, which lists them: `/risks`.
    package let plural: String
    package let about: String
    /// The kind of item the command is about, when it is about one: it then has the universal verbs too.
    package let kind: String?
    package let verbs: [VerbDeclaration]
    /// What generic words mean for its records: which field `by bo` is (`person`), which day `this week` is of (`day`).
    package let meanings: [String: String]
    /// The verb meant when none is said.
    package let bareVerb: VerbDeclaration?

    package init(
        word: String, aliases: [String] = [], plural: String? = nil, about: String, kind: String? = nil,
        verbs: [VerbDeclaration], meanings: [String: String] = [:]
    ) {
        self.word = word
        self.meanings = meanings
        self.aliases = aliases
        self.plural = plural ?? word + "s"
        self.about = about
        self.kind = kind
        self.verbs = verbs
        bareVerb = verbs.first(where: \.isBare)
    }

    /// The verb meant when nothing is said with the command: one that only shows, else the bare one.
    var verbAlone: VerbDeclaration? { verbs.first { $0.verb == "show" && $0.arguments.isEmpty } ?? bareVerb }

    /// The same command with other verbs.
    package func with(verbs: [VerbDeclaration]) -> CommandDeclaration {
        CommandDeclaration(
            word: word, aliases: aliases, plural: plural, about: about, kind: kind, verbs: verbs, meanings: meanings)
    }

    /// The verb of this name or alias, in full.
    package func verb(_ word: String) -> VerbDeclaration? {
        verbs.first { $0.verb == word } ?? verbs.first { $0.aliases.contains(word) }
    }

    /// The verb by which a record is given one of the choices that this word is: `mitigate`, of the responses to a risk.
    func verb(choosing word: String) -> VerbDeclaration? {
        verbs.first { verb in
            verb.arguments.count > 1 && verb.arguments[0].type == .id && verb.arguments[0].isRequired
                && verb.arguments[1].isRequired && verb.arguments[1].type == .choice
                && verb.arguments[1].choices.contains(word)
        }
    }
}

/// One verb of a command.
package final class VerbDeclaration: Sendable {
    package let verb: String
    package let aliases: [String]
    package let isBare: Bool
    package let about: String
    /// The name the handler is registered under; `COMMAND.VERB` unless declared.
    package let handler: String
    /// Whether it is one that every kind of record has: a beginning means a command's own verbs first.
    package let isUniversal: Bool
    /// The least role that may use it.
    package let role: String
    /// The state this verb moves an item to, when that is all it does.
    package let moves: String?
    /// The name of the tool that it is for assistants; nil where it is none of those they are shown.
    package let tool: String?
    package let arguments: [ArgumentDeclaration]
    /// Other ways to say it than its plain forms.
    package let says: [Phrase]
    package let examples: [Example]
    /// The main text, which the words around it leave over.
    package let textArgument: ArgumentDeclaration?
    /// The one that takes everything after the verb as it was typed: other commands.
    package let scriptArgument: ArgumentDeclaration?
    let filterArgument: ArgumentDeclaration?
    /// Levels with a letter of their own: `p4`.
    let shortLevels: [ArgumentDeclaration]
    /// The first words of what introduces a value of one of its arguments.
    let introducers: Set<String>
    /// Of each argument, the earlier ones that take a value of its type first; and those that take a word before it.
    private let rivals: [UInt64]
    private let wordsBefore: [UInt64]

    package init(
        verb: String, aliases: [String] = [], isBare: Bool = false, about: String, handler: String,
        role: String = "viewer", moves: String? = nil, arguments: [ArgumentDeclaration] = [], examples: [Example] = [],
        isUniversal: Bool = false, says: [Phrase] = [], tool: String? = nil
    ) {
        self.verb = verb
        self.says = says
        self.isUniversal = isUniversal
        self.aliases = aliases
        self.isBare = isBare
        self.about = about
        self.handler = handler
        self.role = role
        self.moves = moves
        self.tool = tool
        self.arguments = arguments
        self.examples = examples
        textArgument = arguments.first { $0.type == .text && $0.isMain }
        scriptArgument = arguments.first { $0.type == .script }
        filterArgument = arguments.first { $0.type == .filter }
        shortLevels = arguments.filter { $0.type == .level && $0.short != nil }
        introducers = Set(arguments.flatMap { $0.phrases.compactMap(\.first) + [$0.name] })
        func bits(_ number: Int, _ isMeant: (ArgumentDeclaration) -> Bool) -> UInt64 {
            arguments[..<number].enumerated().reduce(0) { $0 | (isMeant($1.element) ? 1 << UInt64($1.offset) : 0) }
        }
        // The first open argument of a type takes a value that nothing introduces.
        let taking: Set<FieldType> = [.project, .id, .date, .money, .duration, .past, .person]
        rivals = arguments.indices.map { number in
            let type = arguments[number].type
            return taking.contains(type) ? bits(number) { $0.type == type && !$0.isKeyed } : 0
        }
        wordsBefore = arguments.indices.map { number in bits(number) { $0.type == .word && $0.isRequired } }
    }

    /// Whether an argument may take a value that nothing introduces, when these are taken already.
    func takesBare(_ number: Int, _ used: UInt64) -> Bool { rivals[number] & ~used == 0 }

    /// Whether a word is asked for before an argument.
    func asksForWord(before number: Int, _ used: UInt64) -> Bool { wordsBefore[number] & ~used != 0 }

    /// The same verb with other aliases, another role, or meant when none is said.
    package func with(
        says: [Phrase]? = nil, aliases: [String]? = nil, isBare: Bool? = nil, role: String? = nil,
        isUniversal: Bool? = nil
    ) -> VerbDeclaration {
        VerbDeclaration(
            verb: verb, aliases: aliases ?? self.aliases, isBare: isBare ?? self.isBare, about: about, handler: handler,
            role: role ?? self.role, moves: moves, arguments: arguments, examples: examples,
            isUniversal: isUniversal ?? self.isUniversal, says: says ?? self.says, tool: tool)
    }

    /// Something to say, and the reply it gets on the sample program; `...` in a reply matches any text.
    package struct Example: Hashable, Sendable {
        package var say: String
        package var reply: String
        package init(say: String, reply: String) {
            self.say = say
            self.reply = reply
        }
    }

    package func argument(_ name: String) -> ArgumentDeclaration? { arguments.first { $0.name == name } }
}

/// One argument of a verb.
package final class ArgumentDeclaration: Sendable {
    package enum Default: String, CaseIterable, Sendable { case channel, caller, today }

    package let name: String
    package let type: FieldType
    package let isRequired: Bool
    package let isMany: Bool
    package let defaultValue: Default?
    /// The letter that stands for the key: `p4`.
    package let short: String?
    /// Words that introduce the value: `on`, `waits for`.
    package let after: [String]
    /// The same, each as its words.
    let phrases: [[String]]
    /// Whether a value wants its key or a word that introduces it: `review:` and no other day.
    package let isKeyed: Bool
    /// Whether a day that stands straight after the text stays in it as well: `Vendor may miss 1 dec` is about that day.
    let isKept: Bool
    /// Whether what the other words leave over is this text, though a word may introduce it.
    let isLeftOver: Bool
    /// Whether a day may have been or be to come: the nearest one is meant.
    package let isNear: Bool
    /// Whether a text takes all that follows, values and all: a question about what one may say.
    package let isWhole: Bool
    /// For a choice: the words accepted.
    package let choices: [String]
    /// For a filter: the fields it knows, when what it looks at are no records.
    package let fields: [String]

    package init(
        _ name: String, _ type: FieldType, isRequired: Bool = false, isMany: Bool = false,
        defaultValue: Default? = nil, short: String? = nil, after: [String] = [], isKeyed: Bool = false,
        isKept: Bool = false, isLeftOver: Bool = false, isWhole: Bool = false, isNear: Bool = false,
        choices: [String] = [], fields: [String] = []
    ) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.isMany = isMany
        self.defaultValue = defaultValue
        self.short = short
        self.after = after
        phrases = after.map { $0.split(separator: " ").map(String.init) }
        self.isKeyed = isKeyed
        self.isKept = isKept
        self.isLeftOver = isLeftOver
        self.isWhole = isWhole
        self.isNear = isNear
        self.choices = choices
        self.fields = fields
    }

    /// A text that may follow without its word: `/close T-1 racks are here` is because of that.
    var isReason: Bool { type == .text && !isLeftOver && after.contains { $0 == "because" || $0 == "by" } }

    /// A text that is introduced by a word (`because`) or wants its key is not the verb's main text, unless it is required or
    /// declared so.
    var isMain: Bool { isRequired || isLeftOver || after.isEmpty && !isKeyed }
}

/// Finds commands by what people say. Loading may be lazy: only what a message names need be read.
package protocol CommandCatalogue: Sendable {
    /// The command of this word or alias, exactly; nil when there is none.
    func command(_ word: String) -> CommandDeclaration?
    /// The command about this kind of item.
    func command(kind: String) -> CommandDeclaration?
    /// Every command's word, in alphabetical order.
    var words: [String] { get }
    /// Other words for commands, with the command each means.
    var aliases: [String: String] { get }
    /// The commands that say a word, in lower case, or its plural, of themselves or of one of their verbs; in alphabetical
    /// order.
    func commands(about word: String) -> [String]
    /// The words of the languages that are spoken.
    var language: Language { get }
    /// The ways of saying things that a line may be read by which has these words, and begins with what these marks say
    /// (``PhraseIndex/anything``, `*id`, `*id:task`, `*project`, `*person`), in the order of the commands' words.
    func phrases(for words: Set<String>, where mayBegin: (IndexedPhrase) -> Bool) -> [IndexedPhrase]
    /// What a macro stands for: one word, several commands, `;` between them.
    func macro(_ word: String) -> String?
}
