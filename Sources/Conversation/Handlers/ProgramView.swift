// What a service may see: the workspace as one person sees it, at one moment.

package import CommandLanguage
package import ProgramModel
package import Quantities

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
        let surroundings: Surroundings

        init(
            _ person: PersonID, _ zone: ZoneRules, _ invocation: Invocation, _ surroundings: Surroundings
        ) {
            self.person = person
            self.zone = zone
            isDirect = invocation.isDirect
            answersInResponse = invocation.replyAddress?.answersInResponse == true
            ceiling = invocation.ceiling
            self.surroundings = surroundings
        }
    }
    private let facts: Facts
    var channel: ChannelAddress
    private(set) var now: Instant
    /// Who is meant by `me`: the person, but for a command that another put up.
    private(set) var me: PersonID

    init(person: PersonID, now: Instant, zone: ZoneRules, invocation: Invocation, surroundings: Surroundings) {
        facts = Facts(person, zone, invocation, surroundings)
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
    var surroundings: Surroundings { facts.surroundings }
    var today: CalendarDate { zone.date(of: now) }

    func view(of workspace: Workspace) -> ProgramView { ProgramView(SharedWorkspace(workspace), eyes: self) }

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

/// The workspace through one person's eyes. Services read this and never the whole workspace.
package struct ProgramView: Sendable {
    private let shared: SharedWorkspace
    var workspace: Workspace { shared.workspace }
    private let eyes: Eyes

    init(_ shared: SharedWorkspace, eyes: Eyes) {
        self.shared = shared
        self.eyes = eyes
    }

    package var person: PersonID { eyes.person }
    package var now: Instant { eyes.now }
    package var zone: ZoneRules { eyes.zone }
    package var channel: ChannelAddress { eyes.channel }
    package var isDirect: Bool { eyes.isDirect }
    package var kinds: KindBook { eyes.surroundings.kinds }
    package var catalogue: any CommandCatalogue { eyes.surroundings.catalogue }
    package var policy: Policy { eyes.surroundings.policy }
    var ceiling: Role? { eyes.ceiling }

    /// The records that an event touches.
    package func items(of event: any ProgramEvent) -> [Item] {
        event.items(in: workspace).compactMap { workspace.item($0) }
    }

    /// The time zone of a name, if there is one.
    package func zone(_ name: String) -> ZoneRules? { eyes.surroundings.zones(name) }

    package var today: CalendarDate { eyes.today }
    package func day(of instant: Instant) -> CalendarDate { zone.date(of: instant) }
    package var channelProject: ProjectKey? { room?.project }
    /// What the room is bound to.
    package var room: Room? { slot(Room.self, channel) }

    // MARK: Records

    package func item(_ id: ItemID) -> Item? { workspace.item(id) }
    package func nextID(_ prefix: String) -> ItemID { ItemID(prefix, workspace.nextNumber(prefix)) }
    /// The first records of a shelf in an order, at most `limit`, with ranks from the first up to (not with) the last.
    package func items(
        _ order: RecordOrder, of shelf: Shelf, ranks: Range<Int> = .min..<(.max), limit: Int = .max
    ) -> [Item] {
        workspace.items(order, of: shelf, ranks: ranks, limit: limit)
    }
    package func count(_ order: RecordOrder, of shelf: Shelf, ranks: Range<Int> = .min..<(.max)) -> Int {
        workspace.count(order, of: shelf, ranks: ranks)
    }
    package func openItems(ownedBy person: PersonID, limit: Int = .max) -> [Item] {
        items(.owned, of: .holdings(person), limit: limit)
    }
    package func openCount(ownedBy person: PersonID) -> Int { count(.owned, of: .holdings(person)) }
    /// Every item there is, by id: for searches, which read everything.
    package var allItems: [Item] { workspace.allItems }
    /// What an item waits for that is due after it; see ``Workspace/latestWait(of:)``.
    package func latestWait(of item: Item) -> Item? { shared.workspace.latestWait(of: item) }
    /// What waits for an item and is due before it; see ``Workspace/earlierFollowers(of:)``.
    package func earlierFollowers(of item: Item) -> [Item] { shared.workspace.earlierFollowers(of: item) }
    package func blastRadius(of id: ItemID) -> BlastRadius { workspace.blastRadius(of: id, today: today) }
    package func predecessors(of id: ItemID) -> [ItemID] { workspace.predecessors(of: id) }
    package func followers(of id: ItemID) -> [ItemID] { workspace.followers(of: id) }
    package func loop(linking source: ItemID, to target: ItemID) -> [ItemID]? {
        workspace.loop(linking: source, to: target)
    }

    /// The item, or the refusal that says there is none or that it was withdrawn.
    package func existing(_ id: ItemID, kind: String? = nil) throws(Refusal) -> Item {
        guard let item = workspace.item(id) else {
            throw .notFound(id, newest: workspace.nextNumber(id.prefix) - 1)
        }
        if let kind, item.kind != kind { throw .wrongKind(id, expected: kind) }
        return item
    }

    /// The item as long as it can be changed: it exists and was not withdrawn.
    package func changeable(_ id: ItemID, kind: String? = nil) throws(Refusal) -> Item {
        let item = try existing(id, kind: kind)
        if item.state == Item.withdrawn { throw .isWithdrawn(id) }
        return item
    }

    /// Refuses unless the caller may change what a project is measured by: the dates, states, names and owners of its
    /// milestones, and to take away what these wait for, are the manager's.
    package func requireDates(of item: Item) throws(Refusal) {
        if kinds[item.kind]?.isManagers == true { try require(.manager, in: item.project) }
    }

    // MARK: Projects

    package func project(_ key: ProjectKey) -> Project? { workspace.projects[key] }
    package func program(_ key: ProjectKey) -> Program? { workspace.programs[key] }
    package var projects: [Project] { workspace.projects.values.sorted { $0.key < $1.key } }
    package var programs: [Program] { workspace.programs.values.sorted { $0.key < $1.key } }
    /// The colour with its worst reasons, `limit` of them.
    package func evidence(of key: ProjectKey, limit: Int = .max) -> Evidence {
        var evidence = shared.workspace.evidence(of: key, today: today, rules: evidenceRules, limit: limit) {
            zone.date(of: $0)
        }
        evidence.add(declaredReasons(of: key), limit: limit)
        return evidence
    }

    /// What the rules of kinds find among the open records of a project.
    private func declaredReasons(of key: ProjectKey) -> [Evidence.Reason] {
        let surroundings = recordSurroundings
        return kinds.words.flatMap { word -> [Evidence.Reason] in
            let shelf = Shelf.records(key, kind: word)
            guard count(.open, of: shelf) > 0, kinds[word]?.evidence.isEmpty == false else { return [] }
            return items(.open, of: shelf).flatMap { item in
                ruled(item, surroundings).map { found in
                    Evidence.Reason(colour: found.colour, fact: .rule(kind: word, found.rule), items: [item.id])
                }
            }
        }
    }

    /// The rules of its kind that count a record, each with its colour.
    package func ruled(_ item: Item, _ surroundings: RecordSurroundings) -> [(rule: Int, colour: Colour)] {
        RecordFacts(item, surroundings).evidence { setting($0).flatMap { Int($0) } }
    }

    /// Where formulas look from: this person, today.
    package var recordSurroundings: RecordSurroundings {
        RecordSurroundings(
            kinds: kinds, today: today, day: { [zone] in zone.date(of: $0) },
            item: { [shared] in shared.workspace.item($0) })
    }
    /// A record as formulas see it. Who looks at many makes ``recordSurroundings`` once.
    package func facts(_ item: Item) -> RecordFacts { RecordFacts(item, recordSurroundings) }
    package var evidenceRules: EvidenceRules { EvidenceRules(settings: shared.workspace.settings) }

    /// The project, or the refusal that says there is none, or that the key is a program's.
    package func existing(project key: ProjectKey) throws(Refusal) -> Project {
        if let project = workspace.projects[key] { return project }
        if workspace.programs[key] != nil { throw .isProgram(key, projects: projects(under: key)) }
        throw .noSuchProject(key)
    }

    /// The projects that a key stands for: its own, or those of the program.
    package func projects(under key: ProjectKey) -> [ProjectKey] {
        workspace.programs[key] == nil ? [key] : projects.filter { $0.program == key }.map(\.key)
    }

    /// The project meant: the one said, else the room's; nil when neither is.
    package func scope(_ said: ProjectKey?) -> ProjectKey? { said ?? channelProject }

    package var ledger: Ledger { workspace.ledger }

    // MARK: People

    package func personRecord(_ id: PersonID) -> Person? { workspace.people[id] }
    package var me: Person? { workspace.people[person] }
    package var people: [Person] { workspace.people.values.filter { $0.joinedTo == nil }.sorted { $0.id < $1.id } }
    /// Those too who turned out to be somebody else.
    package var everybody: [Person] { workspace.people.values.sorted { $0.id < $1.id } }
    package func person(handle: String) -> Person? { Handle.person(handle, in: workspace) }

    /// The person as replies mention them.
    package func mention(_ id: PersonID) -> Mention {
        guard let person = workspace.people[id] else {
            let name = id == .steerco ? "steerco" : "unknown"
            return Mention(handle: name, names: [name], identities: [])
        }
        return Mention(
            handle: Handle.written(person, in: workspace), names: names(of: person), identities: person.identities)
    }

    /// The names that platforms show for a person's accounts, as far as they are known: the first is the account the person
    /// came with, and a second brought the name of whoever was found to be the same.
    private func names(of person: Person) -> [String] {
        guard person.identities.count > 1 else { return [person.name] }
        let joined = workspace.people.values.filter { $0.joinedTo == person.id }
        return person.identities.count == 2 && joined.count == 1 ? [person.name, joined[0].name] : [person.name]
    }

    /// The caller's role in a project, after the ceiling of the message.
    package func role(in project: ProjectKey?) -> Role { min(role(of: person, in: project), ceiling ?? .admin) }

    /// Anybody's role in a project.
    package func role(of person: PersonID, in project: ProjectKey?) -> Role {
        Permissions.role(of: person, in: project, workspace)
    }

    /// How far the message may go, where that is less than its person may: a sentence, else nothing.
    package var limit: String {
        guard let ceiling, role(of: person, in: channelProject) > ceiling || role(of: person, in: nil) > ceiling else {
            return ""
        }
        return " What this secret signs goes as far as \(ceiling.rawValue)."
    }

    /// Refuses unless the caller holds a role.
    package func require(_ role: Role, in project: ProjectKey?) throws(Refusal) {
        let place = role == .admin ? nil : project
        let held = self.role(in: place)
        if held < role, let ceiling, self.role(of: person, in: place) >= role {
            throw .limited(needs: role, ceiling: ceiling)
        }
        // Who is told what they are is told the most they are here.
        if held < role { throw .forbidden(needs: role, project: project, has: self.role(in: project)) }
    }

    // MARK: The bot's own state

    /// The newest command of the caller that stands and can still be taken back.
    package var lastCommand: CommandRecord? {
        workspace.lastCommand(of: person, since: now + -CommandRecord.memory)
    }
    /// The newest command that changed an item, whoever gave it, while it stands and can be taken back.
    package func lastCommand(on item: Item) -> CommandRecord? {
        workspace.command(item.changed.command).flatMap { record in
            record.time + CommandRecord.memory >= now && !record.isUndone && record.items.contains(item.id)
                ? record : nil
        }
    }
    /// The command the caller took back last.
    package var lastUndone: CommandRecord? { workspace.lastUndone(by: person, since: now + -CommandRecord.memory) }
    package func command(_ number: Int) -> CommandRecord? { workspace.command(number) }
    package func obstacle(to record: CommandRecord) -> (thing: RichText, by: CommandRecord?)? {
        workspace.obstacle(to: record).map { (text($0.thing), $0.by) }
    }
    package func setting(_ name: String) -> String? { workspace.setting(name) }
    package func proposal(_ number: Int) -> Proposal? { workspace.proposals[number] }
    /// The proposals of the caller that are open.
    package var openProposals: [Proposal] {
        workspace.proposals.values.filter { $0.state == .open && $0.expires >= now && $0.stamp.person == person }
            .sorted { $0.number < $1.number }
    }
    package var version: Int { workspace.version }
}

/// A workspace that many look at: it has twenty tables, and one reference is counted instead.
final class SharedWorkspace: Sendable {
    let workspace: Workspace
    init(_ workspace: Workspace) { self.workspace = workspace }
}

/// The one place that says what role somebody has.
package enum Permissions {
    /// The role everywhere, or the higher one held in the project; whoever made or leads a project manages it. Admin is
    /// never of one project.
    package static func role(of person: PersonID, in project: ProjectKey?, _ workspace: Workspace) -> Role {
        guard let general = workspace.role(of: person) else { return .viewer }
        guard let project = project.flatMap({ workspace.projects[$0] }), general < .admin else { return general }
        let granted = workspace.slot(RoleGrant.self, RoleGrant.key(person, in: project.key))?.role ?? .viewer
        let isItsManager = general >= .contributor && (project.lead == person || project.created.person == person)
        return max(general, min(.manager, max(granted, isItsManager ? .manager : .viewer)))
    }
}
