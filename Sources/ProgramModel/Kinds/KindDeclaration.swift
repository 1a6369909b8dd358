// What a kind of record looks like: its fields, its states and the moves between them.

package import FieldTypes
import Quantities

/// Declares one kind of item: core kinds in Swift, registers in YAML, both to this same type.
package struct KindDeclaration: Hashable, Sendable {
    /// The word people use: `risk`.
    package var kind: String
    package var plural: String
    package var prefix: String
    package var fields: [Field]
    package var states: [State]
    /// Whether closing alone says too little, since each closed state says how it came out: an assumption is confirmed or
    /// wrong.
    package var needsVerdict: Bool

    package struct Field: Hashable, Sendable {
        package var name: String
        package var type: FieldType
        /// For `choice`: the words it accepts.
        package var choices: [String] = []
        package init(_ name: String, _ type: FieldType, choices: [String] = []) {
            self.name = name
            self.type = type
            self.choices = choices
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

    /// The state a new item is in: the first declared.
    package var initialState: State { states.first ?? State("open", moves: []) }
    /// The state `/close` leads to: the first declared that is not open.
    package var closedState: State? { states.first { !$0.isOpen } }
    package func state(_ name: String) -> State? { states.first { $0.name == name } }
    package func field(_ name: String) -> Field? { fields.first { $0.name == name } }

    /// What is wrong with the declaration itself, if anything: the field of the register, and what belongs there.
    package var problem: (field: String, expected: String)? {
        guard ItemID.prefixSet.contains(prefix) else {
            return ("prefix", "one of the fixed id prefixes, such as VEN or POL; \(prefix) is none")
        }
        guard !states.isEmpty else { return ("states", "at least one state") }
        for state in states {
            for move in state.moves where self.state(move) == nil {
                return ("states.\(state.name).moves", "states of this register; there is no \(move)")
            }
        }
        for field in fields where field.type == .choice && field.choices.isEmpty {
            return ("fields.\(field.name).choices", "a list of words")
        }
        return nil
    }
}
