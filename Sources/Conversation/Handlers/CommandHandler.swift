// What a service of one verb looks like to the dispatcher.

package import CommandLanguage
package import FieldTypes
package import ProgramModel
package import Quantities

/// A command bound and looked up: its values, and the people and project they mean.
package struct Request: Sendable {
    package let bound: BoundCommand
    /// The people each argument named.
    package let people: [String: [PersonID]]
    /// The file that came with the message.
    package let file: (any AttachedFile)?

    package func text(_ name: String) -> String? { bound.text(name) }
    package func id(_ name: String) -> ItemID? { bound.id(name) }
    package func ids(_ name: String) -> [ItemID] { bound.ids(name) }
    package func date(_ name: String) -> CalendarDate? { bound.date(name) }
    package func days(_ name: String) -> ClosedRange<CalendarDate>? { bound.days(name) }
    package func choice(_ name: String) -> String? { bound.choice(name) }
    package func project(_ name: String) -> ProjectKey? { bound.project(name) }
    package func person(_ name: String) -> PersonID? { people[name]?.first }
    package func persons(_ name: String) -> [PersonID] { people[name] ?? [] }
    package var flags: CommandFlags { bound.flags }

    /// A value the catalogue declares as required, which the binder has made sure of.
    package func need(id name: String) throws(UsageProblem) -> ItemID {
        guard let id = bound.id(name) else { throw missing(name, .id) }
        return id
    }
    package func need(text name: String) throws(UsageProblem) -> String {
        guard let text = bound.text(name) else { throw missing(name, .text) }
        return text
    }
    package func need(person name: String) throws(UsageProblem) -> PersonID {
        guard let person = people[name]?.first else { throw missing(name, .person) }
        return person
    }

    package func missing(_ name: String, _ type: FieldType) -> UsageProblem {
        UsageProblem(
            .missing(argument: name, type: type), line: bound.line,
            usage: UsageLine(command: bound.command, verb: bound.verb))
    }

    /// The project of a verb that needs one: the one said, else the room's.
    package func project(_ name: String, in view: ProgramView) throws(UsageProblem) -> ProjectKey {
        guard let key = view.scope(bound.project(name)) else {
            throw UsageProblem(.noProject, line: bound.line, usage: UsageLine(command: bound.command, verb: bound.verb))
        }
        return key
    }
}

/// What a command decided: the facts to record, and the reply once they are.
package struct Decision: Sendable {
    package var events: [any ProgramEvent]
    /// Made from the view after the events.
    package var reply: @Sendable (ProgramView) -> Reply
    /// Asked before it is done: what will happen, in one line.
    package var confirm: RichText?
    /// Who besides the caller is told, and where.
    package var announcements: [Announcement]

    package init(
        _ events: [any ProgramEvent], confirm: RichText? = nil, announcements: [Announcement] = [],
        reply: @escaping @Sendable (ProgramView) -> Reply
    ) {
        self.events = events
        self.confirm = confirm
        self.announcements = announcements
        self.reply = reply
    }
}

/// A line for a room's webhook.
package struct Announcement: Hashable, Sendable {
    /// The webhook's name in the configuration.
    package var webhook: String
    package var text: RichText
    package init(webhook: String, text: RichText) {
        self.webhook = webhook
        self.text = text
    }
}

/// A command that only reads.
package protocol ReadCommand: Sendable {
    /// The handler's name in the catalogue: `risk.list`.
    static var handler: String { get }
    /// The reserved keys it does something with; one it would ignore is refused.
    static var keys: Set<ReadKey> { get }
    /// What the time of this answer grows with, which decides where it is worked on.
    static func work(_ bound: BoundCommand) -> ReadWork
    /// The answer, from the person's view and, where history is asked for, the log.
    static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply
}

extension ReadCommand {
    package static var keys: Set<ReadKey> { [] }
    package static func work(_ bound: BoundCommand) -> ReadWork { .records }
}

/// What the time of an answer grows with.
package enum ReadWork: Int, Comparable, Sendable {
    /// With nothing that has no bound: a record, a person, the first few of an order that is kept.
    case small
    /// With the number of records.
    case records
    /// With the log, which is on a disk.
    case log

    package static func < (one: ReadWork, other: ReadWork) -> Bool { one.rawValue < other.rawValue }
}

/// A key that reads may understand: from which day on, in which order, how many.
package enum ReadKey: String, CaseIterable, Sendable {
    case since, sort, top
}

/// A command that writes.
package protocol WriteCommand: Sendable {
    /// The handler's name in the catalogue: `risk.add`.
    static var handler: String { get }
    /// What else the desk has to know of it.
    static var traits: HandlerTraits { get }
    /// Decides without effect: throws `UsageProblem` or `Refusal`, or returns what to record.
    static func decide(_ request: Request, _ view: ProgramView) throws -> Decision
}

extension WriteCommand {
    package static var traits: HandlerTraits { [] }
}

/// What the desk has to know of a command besides what it decides: it never goes by a name.
package struct HandlerTraits: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// Runs by itself, never among the commands of a batch.
    package static let isAlone = HandlerTraits(rawValue: 1)
    /// Takes back or brings back what was done before, so that its records are not the speaker's own change.
    package static let isOfTheUndone = HandlerTraits(rawValue: 2)
}

/// A command that writes what only the log can tell: which events are to be written over.
package protocol LogWriteCommand: Sendable {
    /// The handler's name in the catalogue: `admin.redact`.
    static var handler: String { get }
    /// Decides without effect: throws `UsageProblem` or `Refusal`, or returns what to record.
    ///
    /// - Parameter log: holds every event before this command, on disk or not.
    static func decide(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Decision
}

/// A handler with its types erased: what the registry holds.
package struct Handler: Sendable {
    package let name: String
    package let writes: Bool
    let keys: Set<ReadKey>
    let traits: HandlerTraits
    /// What the time of a read grows with.
    let work: @Sendable (BoundCommand) -> ReadWork
    let run: @Sendable (Request, ProgramView, any LogReader) throws -> Decision

    package init(_ type: (some ReadCommand).Type) {
        name = type.handler
        writes = false
        keys = type.keys
        traits = []
        work = { type.work($0) }
        run = { request, view, log in
            let reply = try type.answer(request, view, log)
            return Decision([]) { _ in reply }
        }
    }

    package init(_ type: (some WriteCommand).Type) {
        name = type.handler
        writes = true
        keys = []
        traits = type.traits
        work = { _ in .records }
        run = { request, view, _ in try type.decide(request, view) }
    }

    package init(_ type: (some LogWriteCommand).Type) {
        name = type.handler
        writes = true
        keys = []
        traits = []
        work = { _ in .log }
        run = { request, view, log in try type.decide(request, view, log) }
    }

    package init(
        name: String, writes: Bool, run: @escaping @Sendable (Request, ProgramView, any LogReader) throws -> Decision
    ) {
        self.name = name
        self.writes = writes
        keys = []
        traits = []
        work = { _ in .records }
        self.run = run
    }
}

/// All handlers by name.
package struct HandlerRegistry: Sendable {
    private let byName: [String: Handler]
    /// What a draft would move.
    let comparison: DraftComparison
    /// What is said to people who did not ask.
    let attention: any Attention

    /// - Precondition: no two handlers have one name.
    package init(
        _ handlers: [Handler], comparison: @escaping DraftComparison = { _, _ in Reply("tried") },
        attention: any Attention = NoAttention()
    ) {
        self.comparison = comparison
        self.attention = attention
        byName = Dictionary(handlers.map { ($0.name, $0) }) { one, _ in
            preconditionFailure("two handlers are named \(one.name)")
        }
    }

    package subscript(name: String) -> Handler? { byName[name] }
    package var names: [String] { byName.keys.sorted() }
    /// The reserved keys that a read does something with, in a fixed order.
    package func keys(of name: String) -> [ReadKey] {
        ReadKey.allCases.filter { byName[name]?.keys.contains($0) == true }
    }
}
