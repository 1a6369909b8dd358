// The envelope every record shares, whatever its kind.

package import Quantities

/// Who changed something, when, and by which command.
package struct Stamp: Hashable, Sendable {
    package var person: PersonID
    package var time: Instant
    /// The version of the first event of the command: the command's own number.
    package var command: Int

    package init(person: PersonID, time: Instant, command: Int) {
        self.person = person
        self.time = time
        self.command = command
    }
}

/// A remark on an item, by whom and when.
package struct Note: Hashable, Sendable {
    package var text: String
    package var stamp: Stamp
    package init(text: String, stamp: Stamp) {
        self.text = text
        self.stamp = stamp
    }
}

/// How two items belong together. Each link is stored at both ends; `isSource` tells which end this one is.
package struct Link: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The source stops the target until it is closed.
        case blocks
        /// The target (successor) cannot go on before the source (predecessor).
        case precedes
        /// The source turned into the target: a risk that became a blocker.
        case became
        /// The source takes the place of the target: a newer decision.
        case supersedes
        case relates
        /// A relation that a kind declares, by kind and name: `evidence.control`.
        case declared(String)
    }
    package var kind: Kind
    package var other: ItemID
    package var isSource: Bool
    /// For `precedes`: `fs`, `ss`, `ff` or `sf`.
    package var type: String?
    /// For `precedes`: working time between the two, possibly negative.
    package var lag: WorkSpan?

    package init(_ kind: Kind, _ other: ItemID, isSource: Bool, type: String? = nil, lag: WorkSpan? = nil) {
        self.kind = kind
        self.other = other
        self.isSource = isSource
        self.type = type
        self.lag = lag
    }
}

extension Link.Kind: RawRepresentable {
    /// The word that stands in the log; kept for ever.
    package var rawValue: String {
        switch self {
        case .blocks: "blocks"
        case .precedes: "precedes"
        case .became: "became"
        case .supersedes: "supersedes"
        case .relates: "relates"
        case .declared(let word): word
        }
    }

    package init(rawValue: String) {
        self =
            switch rawValue {
            case "blocks": .blocks
            case "precedes": .precedes
            case "became": .became
            case "supersedes": .supersedes
            case "relates": .relates
            default: .declared(rawValue)
            }
    }

    /// Whether older versions know it too.
    var isDeclared: Bool { if case .declared = self { true } else { false } }
}

/// Anything with an id that people can own, discuss and close.
package struct Item: Hashable, Sendable {
    package var id: ItemID
    /// The kind's word: `risk`, `task`, `lesson`.
    package var kind: String
    package var title: String
    package var project: ProjectKey?
    package var owner: PersonID?
    package var helpers: [PersonID] = []
    package var state: String
    /// False once the state is one that ends the item.
    package var isOpen = true
    package var due: CalendarDate?
    /// The first due date it ever had: what was promised.
    package var firstDue: CalendarDate?
    package var tags: [String] = []
    package var links: [Link] = []
    package var notes: [Note] = []
    package var fields = FieldTable()
    package var created: Stamp
    package var changed: Stamp
    package var closed: Instant?

    package init(id: ItemID, kind: String, title: String, state: String, created: Stamp) {
        self.id = id
        self.kind = kind
        self.title = title
        self.state = state
        self.created = created
        changed = created
    }

    package func level(_ name: String) -> Int? { if case .level(let level) = fields[name] { level.rank } else { nil } }
    package func text(_ name: String) -> String? { if case .text(let text) = fields[name] { text } else { nil } }
    package func date(_ name: String) -> CalendarDate? {
        if case .date(let date) = fields[name] { date } else { nil }
    }
    package func person(_ name: String) -> PersonID? {
        if case .person(let person) = fields[name] { person } else { nil }
    }
    package func percent(_ name: String) -> Int? {
        if case .percent(let percent) = fields[name] { percent } else { nil }
    }

    /// The ids at the other ends of the links of one kind, seen from this end.
    package func linked(_ kind: Link.Kind, asSource: Bool) -> [ItemID] {
        links.filter { $0.kind == kind && $0.isSource == asSource }.map(\.other)
    }

    /// The state an undone creation is left in; its id is never used again.
    package static let withdrawn = "withdrawn"
}
