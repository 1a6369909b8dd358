// Who looks at a workspace, from where, and what exists for them there.

import ProgramModel
import Quantities

/// Who looks, when and from which room: a view without the workspace.
///
/// The desk keeps eyes, and opens them only while it decides: a workspace that nobody looks at is changed in place.
struct Eyes: Sendable {
    private final class Facts: Sendable {
        let person: PersonID
        let zone: ZoneRules
        let isDirect: Bool
        let answersInResponse: Bool
        let ceiling: Role?
        let guest: Role?
        let surroundings: Surroundings

        init(
            _ person: PersonID, _ zone: ZoneRules, _ invocation: Invocation, _ guest: Role?,
            _ surroundings: Surroundings
        ) {
            self.person = person
            self.zone = zone
            isDirect = invocation.isDirect
            answersInResponse = invocation.replyAddress?.answersInResponse == true
            ceiling = invocation.ceiling
            self.guest = guest
            self.surroundings = surroundings
        }
    }
    private let facts: Facts
    var channel: ChannelAddress
    private(set) var now: Instant
    /// Who is meant by `me`: the person, but for a command that another put up.
    private(set) var me: PersonID

    /// Whether all that is seen is said to the room.
    private(set) var isForRoom = false

    /// - Parameter guest: the role of somebody of another team in a room that both share; nil for those of this workspace.
    init(
        person: PersonID, now: Instant, zone: ZoneRules, invocation: Invocation, guest: Role?,
        surroundings: Surroundings
    ) {
        facts = Facts(person, zone, invocation, guest, surroundings)
        channel = invocation.channel
        self.now = now
        me = person
    }

    var person: PersonID { facts.person }
    var zone: ZoneRules { facts.zone }
    var isDirect: Bool { facts.isDirect }
    /// Whether the answer goes with the response, and what is more than that to one address.
    var answersInResponse: Bool { facts.answersInResponse }
    /// The highest role the message may use.
    var ceiling: Role? { facts.ceiling }
    /// What a guest may do with the room's project; nil for those of this workspace.
    var guest: Role? { facts.guest }
    var surroundings: Surroundings { facts.surroundings }
    var today: CalendarDate { zone.date(of: now) }

    func view(of workspace: Workspace) -> ProgramView { ProgramView(SharedWorkspace(workspace), eyes: self) }

    /// What exists for whoever looks, and, where it is said to the room, for everybody in it.
    func sight(in workspace: Workspace) -> Sight {
        if guest != nil {
            let project = workspace.slot(Room.self, channel)?.project
            return Sight(ofGuestsOn: project.flatMap { workspace.isRestricted($0) ? nil : $0 })
        }
        let own = Sight(of: person, in: workspace)
        return isForRoom ? own.and(sightOfRoom(in: workspace)) : own
    }

    /// What everybody in the room may be told: where guests are let in, what they see.
    func sightOfRoom(in workspace: Workspace) -> Sight {
        let project = workspace.slot(Room.self, channel)?.project
        let mayHaveGuests = surroundings.policy.guests != nil && !Registrar.isTeamless(channel.platform)
        return mayHaveGuests ? Sight(ofGuestsOn: project) : Sight(ofRoom: project, in: workspace)
    }

    /// The same eyes on what will be said to the room.
    func forRoom() -> Eyes {
        var eyes = self
        eyes.isForRoom = true
        return eyes
    }

    /// The same eyes at another moment.
    func at(_ moment: Instant) -> Eyes {
        var eyes = self
        eyes.now = moment
        return eyes
    }

    /// The same eyes on words that another said.
    func speaking(for person: PersonID) -> Eyes {
        var eyes = self
        eyes.me = person
        return eyes
    }

    /// The same eyes in another room.
    func with(channel: ChannelAddress) -> Eyes {
        var eyes = self
        eyes.channel = channel
        return eyes
    }
}
