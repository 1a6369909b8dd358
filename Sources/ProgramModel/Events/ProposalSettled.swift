// Event: a proposal was accepted or declined.

package import JSONText

/// A proposal was accepted or declined.
package struct ProposalSettled: ProgramEvent, Hashable {
    package static let word = "proposal-settled"
    package static let isUndoable = false

    package var number: Int
    package var state: Proposal.State

    package init(number: Int, state: Proposal.State) {
        self.number = number
        self.state = state
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        number = try facts.need("number", \.int)
        state = try facts.need("state") { $0.string.flatMap { Proposal.State(rawValue: $0) } }
    }

    package var payload: JSON {
        .members([
            "number": .int(Int64(number)),
            "state": .string(state.rawValue),
        ])
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        workspace.proposals[number]?.state = state
    }
}
