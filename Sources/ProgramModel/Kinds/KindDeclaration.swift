// What a kind of record looks like: its fields, its states, its relations, and what makes a neglected one count.

package import FieldTypes
import Quantities

/// Declares one kind of item: core kinds in Swift, registers in YAML, both to this same type.
package struct KindDeclaration: Hashable, Sendable {
    /// The word people use: `risk`.
    package var kind: String
    package var plural: String
    package var prefix: String
    package var fields: [Field]
    /// What is computed of the fields, of today and of related records; never stored.
    package var computed: [Computed] = []
    package var states: [State]
    /// Whether closing alone says too little, since each closed state says how it came out: an assumption is confirmed or
    /// wrong.
    package var needsVerdict: Bool
    /// What every record of the kind must keep, or the change is refused.
    package var checks: [Check] = []
    package var relations: [Relation] = []
    /// When a neglected record colours its project.
    package var evidence: [EvidenceRule] = []
    /// What a line of a list shows, by the names of fields, computed fields and relations.
    package var columns: [String] = []
    /// The field or computed field that a list is sorted by when no order is said, `-` before it for the most first.
    package var order: String?
    /// The orders that are kept as records change, so that the first few are found without looking at the others.
    package var keptOrders: [String: RecordOrder] = [:]
    /// The field with the day that a record is late after.
    package var deadline = KindDeclaration.due
    /// Whether its dates, states, names and owners are the manager's: the project is measured by them.
    package var isManagers = false
    /// Whether a record must be of a project.
    package var needsProject = true

    /// The deadline of most kinds: the day in every record's envelope.
    package static let due = "due"

    package init(
        kind: String, plural: String, prefix: String, fields: [Field], states: [State], needsVerdict: Bool = false
    ) {
        self.kind = kind
        self.plural = plural
        self.prefix = prefix
        self.fields = fields
        self.states = states
        self.needsVerdict = needsVerdict
    }

    package struct Field: Hashable, Sendable {
        package var name: String
        package var type: FieldType
        /// For `choice`: the words it accepts.
        package var choices: [String] = []
        /// For numbers, percentages and levels: the least and the most there may be.
        package var least: Int?
        package var most: Int?
        /// Whether only those who manage the project set it.
        package var isManagers = false
        /// Whether it is answered in private, as money is.
        package var isPrivate = false
        package init(_ name: String, _ type: FieldType, choices: [String] = []) {
            self.name = name
            self.type = type
            self.choices = choices
        }
    }

    /// A value that is worked out when somebody looks.
    package struct Computed: Hashable, Sendable {
        package var name: String
        package var formula: Formula
        /// What a number counts: `day`, or `%`.
        package var unit: String?
        /// Words for stretches of a number, each with the least it begins at, the lowest first: `high` from 10.
        package var bands: [Band]
        package init(_ name: String, _ formula: Formula, unit: String? = nil, bands: [Band] = []) {
            self.name = name
            self.formula = formula
            self.unit = unit
            self.bands = bands
        }

        package struct Band: Hashable, Sendable {
            package var word: String
            package var least: Int
            package init(_ word: String, from least: Int) {
                self.word = word
                self.least = least
            }
        }

        /// The word for a number; nil where there are none.
        package func band(_ number: Double) -> String? { bands.last { Double($0.least) <= number }?.word }
    }

    package struct Check: Hashable, Sendable {
        /// A record of which this is false is refused; where it cannot be told nothing is wrong.
        package var holds: Formula
        /// What would work, as the end of a sentence: `an end after the start`.
        package var expected: String
        package init(_ holds: Formula, expected: String) {
            self.holds = holds
            self.expected = expected
        }
    }

    package struct State: Hashable, Sendable {
        package var name: String
        package var isOpen: Bool
        /// The states an item may move to from here.
        package var moves: [String]
        package init(_ name: String, isOpen: Bool = true, moves: [String]) {
            self.name = name
            self.isOpen = isOpen
            self.moves = moves
        }
    }

    /// The state a new item is in: the first declared.
    package var initialState: State { states.first ?? State("open", moves: []) }
    /// The state `/close` leads to: the first declared that is not open.
    package var closedState: State? { states.first { !$0.isOpen } }
    /// The state that opening a record again leads to: the first open one it may move to from where it is.
    package func openState(from state: String) -> State {
        let moves = self.state(state)?.moves ?? []
        return states.first { $0.isOpen && moves.contains($0.name) } ?? initialState
    }
    package func state(_ name: String) -> State? { states.first { $0.name == name } }
    package func field(_ name: String) -> Field? { fields.first { $0.name == name } }
    package func computed(_ name: String) -> Computed? { computed.first { $0.name == name } }

    /// A computed field as one that conditions name: with the type of its formula, and the words of its bands.
    ///
    /// - Parameter through: the computed fields whose types wait for this one: formulas that need each other are refused, and
    ///   are read first.
    func asField(_ computed: Computed, through: Set<String> = []) -> Field {
        let through = through.union([computed.name])
        let type = computed.formula.type { name in
            if let field = self.field(name) { return field.type }
            guard !through.contains(name) else { return .number }
            return self.computed(name).map { self.asField($0, through: through).type }
        }
        return Field(computed.name, type, choices: type == .choice ? FormulaValue.truths : computed.bands.map(\.word))
    }

    /// Names that every record has, whatever its kind: no field takes one.
    package static let envelope: Set<String> = [
        "id", "kind", "title", "project", "program", "owner", "helper", "state", due, "first-due", "tag", "tags",
        "created",
        "changed", "closed", "open", "age", "today", "none",
    ]
}
