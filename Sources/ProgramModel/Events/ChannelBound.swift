// Event: a room was tied to a project, or its announcements to a webhook. Logs of before slots have it.

package import JSONText
package import Quantities

/// A room was tied to a project, or its announcements to a configured webhook.
package struct ChannelBound: SlotEvent, Hashable {
    package static let word = "channel-bound"

    package var channel: ChannelAddress
    package var project: ProjectKey?
    /// The name of a webhook in the configuration; never an address.
    package var announce: String?

    package init(channel: ChannelAddress, project: ProjectKey? = nil, announce: String? = nil) {
        self.channel = channel
        self.project = project
        self.announce = announce
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        channel = try facts.need("channel", \.channel)
        project = try facts.find("project", \.projectKey)
        announce = try facts.find("announce", \.string)
    }

    package var payload: JSON {
        .members([
            "channel": JSON(channel),
            "project": project.map { JSON($0) },
            "announce": announce.map { .string($0) },
        ])
    }

    /// What is announced nowhere names no room.
    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.announce = nil
        return event
    }

    package var asSlot: SlotChanged? { SlotChanged(Room(channel, project: project, announce: announce)) }
}
