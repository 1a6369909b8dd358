// What a service may see: the workspace as one person sees it, at one moment.

package import CommandLanguage
package import ProgramModel
package import Quantities

/// The workspace through one person's eyes. Services read this and never the whole workspace.
package struct ProgramView: Sendable {
    private let shared: SharedWorkspace
    var workspace: Workspace { shared.workspace }
    private let eyes: Eyes
    let sight: Sight

    /// - Parameter sight: what exists for whoever looks; nil for what the workspace says of that, which for the past is of now.
    init(_ shared: SharedWorkspace, eyes: Eyes, sight: Sight? = nil) {
        self.shared = shared
        self.eyes = eyes
        self.sight = sight ?? eyes.sight(in: shared.workspace)
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

    var sightOfRoom: Sight { eyes.sightOfRoom(in: workspace) }
    package var today: CalendarDate { eyes.today }
    package func day(of instant: Instant) -> CalendarDate { zone.date(of: instant) }
    package var channelProject: ProjectKey? { room?.project.flatMap { sight.sees($0) ? $0 : nil } }
    /// What the room is bound to.
    package var room: Room? { slot(Room.self, channel) }

    // MARK: Records

    package func item(_ id: ItemID) -> Item? { workspace.item(id).flatMap(seen) }

    /// The record as far as it exists here: without links to what does not.
    private func seen(_ item: Item) -> Item? {
        if sight.isWhole { return item }
        guard sight.sees(item.project) else { return nil }
        var seen = item
        seen.links.removeAll { !exists($0.other) }
        return seen
    }
    private func exists(_ id: ItemID) -> Bool {
        sight.isWhole || workspace.item(id).map { sight.sees($0.project) } ?? false
    }
    package func nextID(_ prefix: String) -> ItemID { ItemID(prefix, workspace.nextNumber(prefix)) }
    /// The first records of a shelf in an order, at most `limit`, with ranks from the first up to (not with) the last.
    package func items(
        _ order: RecordOrder, of shelf: Shelf, ranks: Range<Int> = .min..<(.max), limit: Int = .max
    ) -> [Item] {
        if sight.isWhole { return workspace.items(order, of: shelf, ranks: ranks, limit: limit) }
        switch shelf {
        case .records(let project, _):
            guard sight.sees(project) else { return [] }
            return workspace.items(order, of: shelf, ranks: ranks, limit: limit).compactMap(seen)
        // What one person has is little.
        case .holdings:
            let all = workspace.items(order, of: shelf, ranks: ranks)
            return Array(all.lazy.compactMap(seen).prefix(limit))
        }
    }
    package func count(_ order: RecordOrder, of shelf: Shelf, ranks: Range<Int> = .min..<(.max)) -> Int {
        if sight.isWhole { return workspace.count(order, of: shelf, ranks: ranks) }
        switch shelf {
        case .records(let project, _): return sight.sees(project) ? workspace.count(order, of: shelf, ranks: ranks) : 0
        case .holdings: return items(order, of: shelf, ranks: ranks).count
        }
    }
    package func openItems(ownedBy person: PersonID, limit: Int = .max) -> [Item] {
        items(.owned, of: .holdings(person), limit: limit)
    }
    package func openCount(ownedBy person: PersonID) -> Int { count(.owned, of: .holdings(person)) }
    /// Every item there is, by id: for searches, which read everything.
    package var allItems: [Item] { sight.isWhole ? workspace.allItems : workspace.allItems.compactMap(seen) }
    /// What an item waits for that is due after it; see ``Workspace/latestWait(of:)``.
    package func latestWait(of item: Item) -> Item? { shared.workspace.latestWait(of: item).flatMap(seen) }
    /// What waits for an item and is due before it; see ``Workspace/earlierFollowers(of:)``.
    package func earlierFollowers(of item: Item) -> [Item] {
        shared.workspace.earlierFollowers(of: item).compactMap(seen)
    }
    package func blastRadius(of id: ItemID) -> BlastRadius {
        let radius = workspace.blastRadius(of: id)
        return sight.isWhole ? radius : radius.limited(to: exists)
    }
    package func predecessors(of id: ItemID) -> [ItemID] { workspace.predecessors(of: id).filter(exists) }
    package func followers(of id: ItemID) -> [ItemID] { workspace.followers(of: id).filter(exists) }
    package func loop(linking source: ItemID, to target: ItemID) -> [ItemID]? {
        // A loop through what does not exist here is told by its ends.
        workspace.loop(linking: source, to: target)?.filter(exists)
    }

    /// The item, or the refusal that says there is none or that it was withdrawn.
    package func existing(_ id: ItemID, kind: String? = nil) throws(Refusal) -> Item {
        guard let item = item(id) else {
            // How many there are is nobody's who does not see them all.
            throw .notFound(id, newest: sight.isWhole ? workspace.nextNumber(id.prefix) - 1 : nil)
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

    package func project(_ key: ProjectKey) -> Project? { sight.sees(key) ? workspace.projects[key] : nil }
    package func program(_ key: ProjectKey) -> Program? {
        sight.sees(program: key, in: workspace) ? workspace.programs[key] : nil
    }
    package var projects: [Project] {
        workspace.projects.values.filter { sight.sees($0.key) }.sorted { $0.key < $1.key }
    }
    package var programs: [Program] {
        workspace.programs.values.filter { sight.sees(program: $0.key, in: workspace) }.sorted { $0.key < $1.key }
    }
    /// Whether a project or program exists here.
    package func exists(project key: ProjectKey) -> Bool {
        sight.isWhole || project(key) != nil || program(key) != nil
    }
    /// Whether everything there is exists here.
    package var seesAll: Bool { sight.isWhole }
    /// Whether a key is taken, be it by what does not exist here.
    package func isTaken(_ key: ProjectKey) -> Bool { workspace.isKey(key) }
    package func isRestricted(_ key: ProjectKey) -> Bool { workspace.isRestricted(key) }
    /// Who belongs to a project, by their numbers.
    package func members(of key: ProjectKey) -> [PersonID] {
        workspace.people.keys.filter { workspace.isMember($0, of: key) }.sorted()
    }
    /// The colour with its worst reasons, `limit` of them; see ``Workspace/evidence(of:today:rules:limit:planned:day:)``.
    package func evidence(
        of key: ProjectKey, limit: Int, planned: (ItemID) -> PlannedFinish?
    ) -> Evidence {
        let most = sight.isWhole ? limit : .max
        var evidence = shared.workspace.evidence(
            of: key, today: today, rules: evidenceRules, limit: most, planned: planned
        ) {
            zone.date(of: $0)
        }
        evidence.add(declaredReasons(of: key), limit: most)
        if sight.isWhole { return evidence }
        evidence.reasons.removeAll { !$0.items.allSatisfy(exists) }
        evidence.count = evidence.reasons.count
        evidence.reasons = Array(evidence.reasons.prefix(limit))
        return evidence
    }
    /// What is worked out from everything there is, as of today.
    package func derived<D: Derivation>(_ type: D.Type) -> D.Value {
        eyes.surroundings.derivations[type].value(of: shared.workspace, on: today)
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
            item: { [shared, sight] id in
                shared.workspace.item(id).flatMap { sight.sees($0.project) ? $0 : nil }
            })
    }
    /// A record as formulas see it. Who looks at many makes ``recordSurroundings`` once.
    package func facts(_ item: Item) -> RecordFacts { RecordFacts(item, recordSurroundings) }
    package var evidenceRules: EvidenceRules { EvidenceRules(settings: shared.workspace.settings) }

    /// The project, or the refusal that says there is none, or that the key is a program's.
    package func existing(project key: ProjectKey) throws(Refusal) -> Project {
        if let project = project(key) { return project }
        if program(key) != nil { throw .isProgram(key, projects: projects(under: key)) }
        throw .noSuchProject(key)
    }

    /// The projects that a key stands for: its own, or those of the program.
    package func projects(under key: ProjectKey) -> [ProjectKey] {
        workspace.programs[key] == nil ? [key] : projects.filter { $0.program == key }.map(\.key)
    }

    /// The project meant: the one said, else the room's; nil when neither is.
    package func scope(_ said: ProjectKey?) -> ProjectKey? { said ?? channelProject }

    package var ledger: Ledger { workspace.ledger }
    /// The number that the next entry gets.
    package var nextLedgerID: Int { workspace.nextLedgerID }

    // MARK: People

    package func personRecord(_ id: PersonID) -> Person? { workspace.people[id] }
    package var me: Person? { workspace.people[person] }
    /// Everybody there is, each once; groups are nobody.
    package var people: [Person] {
        workspace.people.values.filter { $0.joinedTo == nil && workspace.group($0.id) == nil }
            .sorted { $0.id < $1.id }
    }
    /// Those too who turned out to be somebody else, and the names of groups.
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
    package func role(in project: ProjectKey?) -> Role {
        if let guest = eyes.guest { return project != nil && project == channelProject ? guest : .viewer }
        return min(role(of: person, in: project), ceiling ?? .admin)
    }

    /// The highest role that the caller holds anywhere, after the ceiling of the message.
    package var highestRole: Role {
        ([nil] + projects.map { ProjectKey?.some($0.key) }).map { role(in: $0) }.max() ?? .viewer
    }

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
        if let project, workspace.isKey(project), !exists(project: project) {
            throw .noSuchProject(project)
        }
        let place = role == .admin ? nil : project
        let held = self.role(in: place)
        if held < role, eyes.guest == nil, let ceiling, self.role(of: person, in: place) >= role {
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
