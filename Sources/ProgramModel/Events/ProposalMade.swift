// Event: a command was put up for somebody to confirm.

package import JSONText
package import Quantities

/// A command was put up for somebody to confirm.
package struct ProposalMade: ProgramEvent, Hashable {
    package static let word = "proposal-made"
    package static let isUndoable = false

    package var number: Int
    package var text: String
    package var channel: ChannelAddress?
    package var role: Role
    package var expires: Instant
    /// What was asked: a yes is to that, and to nothing else.
    package var question: String?

    package init(
        number: Int, text: String, channel: ChannelAddress? = nil, role: Role, expires: Instant, question: String? = nil
    ) {
        self.number = number
        self.text = text
        self.question = question
        self.channel = channel
        self.role = role
        self.expires = expires
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        number = try facts.need("number", \.int)
        text = try facts.need("text", \.string)
        channel = try facts.find("channel", \.channel)
        role = try facts.need("role", \.role)
        expires = try facts.need("expires", \.instant)
        question = try facts.find("question", \.string)
    }

    package var payload: JSON {
        .members([
            "number": .int(Int64(number)),
            "text": .string(text),
            "channel": channel.map { JSON($0) },
            "role": .string(role.rawValue),
            "expires": JSON(expires),
            "question": question.map { .string($0) },
        ])
    }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.text = Erasure.mark
        if question != nil { event.question = Erasure.mark }
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        workspace.proposals[number] = Proposal(
            number: number, text: text, channel: channel, role: role, expires: expires, stamp: stamp,
            question: question)
        workspace.use(number, of: "ASK")
    }
}
