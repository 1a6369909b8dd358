// What a room stands for: its project, and where its announcements go.

package import JSONText
package import Quantities

/// A room that is bound to a project, and to the configured webhook that its announcements go to.
package struct Room: Slot {
    package static let table = "room"

    package var address: ChannelAddress
    package var project: ProjectKey?
    /// The name of a webhook in the configuration; never an address.
    package var announce: String?

    package init(_ address: ChannelAddress, project: ProjectKey?, announce: String? = nil) {
        self.address = address
        self.project = project
        self.announce = announce
    }

    package var key: ChannelAddress { address }
    package var payload: JSON {
        .members(["project": project.map { JSON($0) }, "announce": announce.map { .string($0) }])
    }

    package init?(key: ChannelAddress, payload: JSON, schemaVersion: Int) {
        self.init(key, project: payload["project"]?.projectKey, announce: payload["announce"]?.string)
    }

    /// What is announced nowhere names no webhook.
    package func without(_ erasure: Erasure) -> Room { Room(address, project: project) }

    /// What a room tells another leaves it: whoever sets that answers for the project.
    package var right: SlotRight { announce == nil ? .role(.contributor) : .role(.manager, in: project) }

    package static func name(of key: ChannelAddress) -> Wording { "room \(key.channel)" }
    package var text: Wording {
        "\(project.map { "\($0)" as Wording } ?? "no project")\(announce.map { ", announcing to \($0)" as Wording } ?? "")"
    }
    package static var absent: Wording { "no project" }
}
