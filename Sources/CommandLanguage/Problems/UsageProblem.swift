// What was wrong with what somebody typed: facts and places, no sentences.

package import FieldTypes
package import Quantities

/// A message that could not be understood. The conversation has the sentences for it.
package struct UsageProblem: Error, Hashable, Sendable {
    package enum Fact: Hashable, Sendable {
        case unknownCommand(word: String, nearest: [String])
        /// A verb of records that was said of none.
        case verbNeedsRecord(verb: String)
        /// A verb before a record that it is not said of.
        case verbOfOtherRecords(verb: String, kind: String)
        /// `titled` is the verb with which the words would be a title.
        case unknownVerb(command: String, word: String, nearest: [String], titled: String? = nil)
        case ambiguousVerb(command: String, word: String, verbs: [String])
        /// The first word is a verb, but what follows does not bind to it: both readings.
        case verbOrText(command: String, verb: String, bare: String, needs: String)
        case missing(argument: String, type: FieldType)
        case unexpected(word: String)
        case badValue(argument: String, value: String, type: FieldType, choices: [String])
        case ambiguousDate(value: String, CalendarDate, CalendarDate)
        case noSuchDay(value: String, mayBeText: Bool)
        /// What is done is recorded as of now.
        case dayOfDoing(day: String)
        /// Several commands in a message, without what sets them apart.
        /// With a slash before each, as it would be done.
        case severalPlainLines(said: String)
        /// What would be written was asked; with a slash it is said.
        case question(said: String)
        /// What would be a reason is something else, or says so with its word only.
        case noReason(word: String)
        /// Something is said of a record, and not of which.
        case whichRecord(said: String)
        /// Several records where one is taken.
        case oneAtATime
        case ambiguousMoney(value: String, Money, Money)
        case nearMissKey(word: String, key: String)
        /// A field of other records.
        case fieldNotHere(word: String)
        case repeatedKey(key: String)
        case unknownProject(word: String, nearest: [String])
        /// A key that this command does nothing with.
        case keyNotHere(key: String, command: String)
        /// What is past cannot be changed.
        case pastOfWrite
        case badFilter(word: String, expected: String)
        /// More in one command than it may hold.
        case tooMuch(ReadingLimit)
        case unknownPerson(name: String, nearest: String)
        /// Nobody is called so, and the word has no sign that makes it a name.
        case bareName(name: String)
        case nobody(name: String)
        /// A group of the platform where somebody is wanted.
        case group(name: String)
        /// A name of letters of several alphabets, which could pass for another.
        case mixedAlphabets(name: String)
        case ambiguousPerson(name: String, handles: [String])
        case noProject
        case empty
    }
    package var fact: Fact
    /// The command line as typed, and the part of it the fact is about.
    package var line: String
    package var marked: String?
    /// The verb it was read as, for the usage line.
    package var usage: UsageLine?

    package init(_ fact: Fact, line: String = "", marked: String? = nil, usage: UsageLine? = nil) {
        self.fact = fact
        self.line = line
        self.marked = marked
        self.usage = usage
    }
}

/// A verb's usage: what the line looks like, and one example.
package struct UsageLine: Hashable, Sendable {
    package var text: String
    package var example: String?
    /// The words that arguments accept, of those that accept only some.
    package var choices: [String: [String]]

    package init(command: CommandDeclaration, verb: VerbDeclaration) {
        var parts = ["/" + command.word]
        if !verb.isBare, verb.verb != command.word { parts.append(verb.verb) }
        for argument in verb.arguments { parts.append(UsageLine.part(argument)) }
        text = parts.joined(separator: " ")
        example = verb.examples.first?.say
        let few = verb.arguments.filter { $0.type == .choice }
        choices = Dictionary(few.map { ($0.name, $0.choices) }) { one, _ in one }
    }

    private static func part(_ argument: ArgumentDeclaration) -> String {
        let body: String
        switch argument.type {
        case .text where argument.isMain: body = "<\(argument.name)>"
        case .text: body = "\(argument.after.first ?? argument.name + ":") <\(argument.name)>"
        case .person: body = argument.isRequired ? "@who" : "\(argument.after.first ?? argument.name + ":") @who"
        case .id where argument.isRequired: body = "<id>"
        case .id: body = argument.after.first.map { "\($0) <id>" } ?? "\(argument.name):<id>"
        case .project: body = argument.after.first.map { "\($0) PROJECT" } ?? "PROJECT"
        case .level: body = argument.short.map { "\($0)1-5" } ?? "\(argument.name):1-5"
        case .filter: body = "<filter>"
        case .script: body = "<commands>"
        case .choice where argument.isRequired: body = argument.choices.joined(separator: "|")
        case .choice where argument.choices == [argument.name]: body = argument.name
        case .choice: body = "\(argument.name):\(argument.choices.joined(separator: "|"))"
        default: body = "\(argument.name):<\(argument.type.rawValue)>"
        }
        return argument.isRequired ? body : "[\(body)]"
    }
}
