// What exists for those who are told something: looked at with their own rights, in their own zone.

import CommandLanguage
import FieldTypes
import ProgramModel
import Quantities

/// The people and rooms of a workspace at a moment, as those who read what is said unasked.
struct Receivers {
    let surroundings: Surroundings
    let log: any LogReader
    let shared: SharedWorkspace
    let now: Instant
    private let usual: ZoneRules

    init(_ surroundings: Surroundings, _ log: any LogReader, _ shared: SharedWorkspace, _ now: Instant) {
        self.surroundings = surroundings
        self.log = log
        self.shared = shared
        self.now = now
        let name = shared.workspace.setting(Setting.zone) ?? surroundings.policy.zone
        usual = surroundings.zones(name) ?? .utc
    }

    /// The zone that a person goes by; a room has everybody's.
    func zone(_ scope: SlotScope?) -> ZoneRules {
        guard let person = scope?.person, let name = shared.workspace.zone(of: person) else { return usual }
        return surroundings.zones(name) ?? usual
    }

    /// What a person sees in a conversation of two, or everybody in a room.
    func view(of receiver: SlotScope) -> ProgramView {
        let eyes = eyes(receiver.person ?? .steerco, in: receiver.room, zone(receiver))
        if receiver.room != nil {
            return ProgramView(shared, eyes: eyes, sight: eyes.sightOfRoom(in: shared.workspace))
        }
        // In a conversation of two nothing exists for whoever is of another team: their room is not here.
        let isGuest = receiver.person.map { Registrar(policy: surroundings.policy).isGuest($0, in: shared.workspace) }
        return ProgramView(shared, eyes: eyes, sight: isGuest == true ? Sight(ofGuestsOn: nil) : nil)
    }

    /// When the quiet hours of a person end, while it is quiet.
    func quietEnd(of receiver: SlotScope) -> Instant? {
        receiver.person.flatMap { person in
            Notifications(of: person, in: shared.workspace).quietHours?.end(at: now, in: zone(receiver))
        }
    }

    /// What the line of a rule looks for, as whoever set it would say it now.
    ///
    /// - Throws: `UsageProblem` where it is not understood any more.
    func filter(_ line: String, of rule: any DueRule) throws(UsageProblem) -> Filter? {
        let decider = MessageDecider(surroundings: surroundings, log: log)
        let eyes = eyes(rule.setBy, in: rule.receiver.room, zone(rule.receiver))
        let words = CommandSplitter.split(
            MessageText(line.hasPrefix("/") ? line : "/" + line), umbrella: surroundings.policy.umbrella,
            botNames: surroundings.policy.botNames, takesScript: { _ in false })
        guard let first = words.first else { throw UsageProblem(.empty) }
        return try decider.reader.read(first, context: decider.context(shared, eyes)).filter
    }

    /// Somebody's eyes in a room, or in a conversation of two.
    private func eyes(_ person: PersonID, in room: ChannelAddress?, _ zone: ZoneRules) -> Eyes {
        let nobody = Identity(platform: room?.platform ?? "", team: room?.team ?? "", user: "")
        let identity = shared.workspace.people[person]?.identities.first ?? nobody
        let channel =
            room ?? ChannelAddress(platform: identity.platform, team: identity.team, channel: identity.user)
        let invocation = Invocation(
            identity: identity, name: "", channel: channel, isDirect: room == nil, text: MessageText(""))
        return Eyes(
            person: person, now: now, zone: zone, invocation: invocation, guest: nil, surroundings: surroundings)
    }
}
