// How the model's values are written in snapshots and read back, side by side so that they stay alike.

import Quantities

extension ByteWriter {
    mutating func id(_ id: ItemID) {
        string(id.prefix)
        int(id.number)
    }
    mutating func key(_ key: ProjectKey) { string(key.text) }
    mutating func person(_ person: PersonID) { int(person.number) }
    mutating func date(_ date: CalendarDate) { int(date.dayNumber) }
    mutating func money(_ money: Money) {
        int(Int(money.minorUnits))
        string(money.currency)
    }
    mutating func stamp(_ stamp: Stamp) {
        person(stamp.person)
        int(Int(stamp.time.milliseconds))
        int(stamp.command)
    }
    mutating func field(_ value: FieldValue) {
        switch value {
        case .text(let text): int(0); string(text)
        case .number(let number): int(1); int(number)
        case .level(let level): int(2); int(level)
        case .percent(let percent): int(3); int(percent)
        case .date(let date): int(4); self.date(date)
        case .money(let money): int(5); self.money(money)
        case .span(let span): int(6); int(span.minutes)
        case .person(let person): int(7); self.person(person)
        case .item(let id): int(8); self.id(id)
        }
    }
    mutating func link(_ link: Link) {
        string(link.kind.rawValue)
        id(link.other)
        bool(link.isSource)
        optional(link.type) { $0.string($1) }
        optional(link.lag) { $0.int($1.minutes) }
    }
    mutating func item(_ item: Item) {
        id(item.id)
        string(item.kind)
        string(item.title)
        optional(item.project) { $0.key($1) }
        optional(item.owner) { $0.person($1) }
        list(item.helpers) { $0.person($1) }
        string(item.state)
        bool(item.isOpen)
        optional(item.due) { $0.date($1) }
        optional(item.firstDue) { $0.date($1) }
        list(item.tags) { $0.string($1) }
        list(item.links) { $0.link($1) }
        list(item.notes) {
            $0.string($1.text); $0.stamp($1.stamp)
        }
        list(Array(item.fields)) {
            $0.string($1.name); $0.field($1.value)
        }
        stamp(item.created)
        stamp(item.changed)
        optional(item.closed) { $0.int(Int($1.milliseconds)) }
    }
    mutating func declared(_ declared: DeclaredStatus) {
        string(declared.colour.rawValue)
        optional(declared.reason) { $0.string($1) }
        stamp(declared.stamp)
    }
    mutating func project(_ project: Project) {
        key(project.key)
        string(project.name)
        optional(project.lead) { $0.person($1) }
        string(project.method)
        optional(project.program) { $0.key($1) }
        optional(project.start) { $0.date($1) }
        optional(project.end) { $0.date($1) }
        optional(project.budget) { $0.money($1) }
        optional(project.zone) { $0.string($1) }
        bool(project.isOpen)
        optional(project.declared) { $0.declared($1) }
        stamp(project.created)
        stamp(project.changed)
    }
    mutating func program(_ program: Program) {
        key(program.key)
        string(program.name)
        optional(program.lead) { $0.person($1) }
        optional(program.declared) { $0.declared($1) }
        stamp(program.created)
        stamp(program.changed)
    }
    mutating func identity(_ identity: Identity) {
        string(identity.platform)
        string(identity.team)
        string(identity.user)
    }
    mutating func personRecord(_ person: Person) {
        self.person(person.id)
        string(person.handle)
        string(person.name)
        list(person.identities) { $0.identity($1) }
        optional(person.role) { $0.string($1.rawValue) }
        list(person.projectRoles) {
            $0.key($1.project); $0.string($1.role.rawValue)
        }
        optional(person.placeholder) {
            $0.string($1.platform); $0.string($1.team)
        }
        optional(person.zone) { $0.string($1) }
        optional(person.joinedTo) { $0.person($1) }
    }
    mutating func channel(_ channel: ChannelAddress) {
        string(channel.platform)
        string(channel.team)
        string(channel.channel)
    }
    mutating func binding(_ binding: ChannelBinding) {
        optional(binding.project) { $0.key($1) }
        optional(binding.announce) { $0.string($1) }
        stamp(binding.changed)
    }
    mutating func proposal(_ proposal: Proposal) {
        int(proposal.number)
        string(proposal.text)
        optional(proposal.channel) { $0.channel($1) }
        string(proposal.role.rawValue)
        int(Int(proposal.expires.milliseconds))
        stamp(proposal.stamp)
        string(proposal.state.rawValue)
    }
    mutating func record(_ record: CommandRecord) {
        int(record.number)
        person(record.person)
        int(Int(record.time.milliseconds))
        string(record.name)
        optional(record.undoneBy) { $0.person($1) }
        optional(record.undoneAt) { $0.int($1) }
        list(record.changes) { writer, change in
            switch change.kept {
            case .item(let id, let item): writer.int(0); writer.id(id); writer.optional(item) { $0.item($1) }
            case .project(let key, let project):
                writer.int(1); writer.key(key); writer.optional(project) { $0.project($1) }
            case .program(let key, let program):
                writer.int(2); writer.key(key); writer.optional(program) { $0.program($1) }
            case .channel(let channel, let binding):
                writer.int(3); writer.channel(channel); writer.optional(binding) { $0.binding($1) }
            }
            writer.optional(change.left) { $0.int($1) }
        }
    }
}

extension ByteReader {
    mutating func id() throws(SnapshotDamaged) -> ItemID { ItemID(try string(), try int()) }
    mutating func key() throws(SnapshotDamaged) -> ProjectKey {
        guard let key = ProjectKey(try string()) else { throw SnapshotDamaged() }
        return key
    }
    mutating func person() throws(SnapshotDamaged) -> PersonID { PersonID(try int()) }
    mutating func date() throws(SnapshotDamaged) -> CalendarDate { CalendarDate(dayNumber: try int()) }
    mutating func instant() throws(SnapshotDamaged) -> Instant { Instant(milliseconds: Int64(try int())) }
    mutating func money() throws(SnapshotDamaged) -> Money {
        Money(minorUnits: Int64(try int()), currency: try string())
    }
    mutating func stamp() throws(SnapshotDamaged) -> Stamp {
        Stamp(person: try person(), time: try instant(), command: try int())
    }
    mutating func word<Value: RawRepresentable<String>>(_: Value.Type) throws(SnapshotDamaged) -> Value {
        guard let value = Value(rawValue: try string()) else { throw SnapshotDamaged() }
        return value
    }
    mutating func field() throws(SnapshotDamaged) -> FieldValue {
        switch try int() {
        case 0: .text(try string())
        case 1: .number(try int())
        case 2: .level(try int())
        case 3: .percent(try int())
        case 4: .date(try date())
        case 5: .money(try money())
        case 6: .span(WorkSpan(minutes: try int()))
        case 7: .person(try person())
        case 8: .item(try id())
        default: throw SnapshotDamaged()
        }
    }
    mutating func link() throws(SnapshotDamaged) -> Link {
        Link(
            try word(Link.Kind.self), try id(), isSource: try bool(),
            type: try optional { reader throws(SnapshotDamaged) in try reader.string() },
            lag: try optional { reader throws(SnapshotDamaged) in WorkSpan(minutes: try reader.int()) })
    }
    mutating func item() throws(SnapshotDamaged) -> Item {
        let id = try id()
        let kind = try string()
        let title = try string()
        let project = try optional { reader throws(SnapshotDamaged) in try reader.key() }
        let owner = try optional { reader throws(SnapshotDamaged) in try reader.person() }
        let helpers = try list { reader throws(SnapshotDamaged) in try reader.person() }
        var item = Item(
            id: id, kind: kind, title: title, state: try string(),
            created: Stamp(person: PersonID(0), time: Instant(milliseconds: 0), command: 0))
        item.project = project
        item.owner = owner
        item.helpers = helpers
        item.isOpen = try bool()
        item.due = try optional { reader throws(SnapshotDamaged) in try reader.date() }
        item.firstDue = try optional { reader throws(SnapshotDamaged) in try reader.date() }
        item.tags = try list { reader throws(SnapshotDamaged) in try reader.string() }
        item.links = try list { reader throws(SnapshotDamaged) in try reader.link() }
        item.notes = try list { reader throws(SnapshotDamaged) in
            Note(text: try reader.string(), stamp: try reader.stamp())
        }
        for (name, value) in try list({ reader throws(SnapshotDamaged) in (try reader.string(), try reader.field()) }) {
            item.fields[name] = value
        }
        item.created = try stamp()
        item.changed = try stamp()
        item.closed = try optional { reader throws(SnapshotDamaged) in try reader.instant() }
        return item
    }
    mutating func declared() throws(SnapshotDamaged) -> DeclaredStatus {
        DeclaredStatus(
            colour: try word(Colour.self),
            reason: try optional { reader throws(SnapshotDamaged) in try reader.string() },
            stamp: try stamp())
    }
    mutating func project() throws(SnapshotDamaged) -> Project {
        let placeholder = Stamp(person: PersonID(0), time: Instant(milliseconds: 0), command: 0)
        var project = Project(
            key: try key(), name: try string(),
            lead: try optional { reader throws(SnapshotDamaged) in try reader.person() }, method: try string(),
            program: try optional { reader throws(SnapshotDamaged) in try reader.key() }, created: placeholder)
        project.start = try optional { reader throws(SnapshotDamaged) in try reader.date() }
        project.end = try optional { reader throws(SnapshotDamaged) in try reader.date() }
        project.budget = try optional { reader throws(SnapshotDamaged) in try reader.money() }
        project.zone = try optional { reader throws(SnapshotDamaged) in try reader.string() }
        project.isOpen = try bool()
        project.declared = try optional { reader throws(SnapshotDamaged) in try reader.declared() }
        project.created = try stamp()
        project.changed = try stamp()
        return project
    }
    mutating func program() throws(SnapshotDamaged) -> Program {
        let placeholder = Stamp(person: PersonID(0), time: Instant(milliseconds: 0), command: 0)
        var program = Program(
            key: try key(), name: try string(),
            lead: try optional { reader throws(SnapshotDamaged) in try reader.person() }, created: placeholder)
        program.declared = try optional { reader throws(SnapshotDamaged) in try reader.declared() }
        program.created = try stamp()
        program.changed = try stamp()
        return program
    }
    mutating func identity() throws(SnapshotDamaged) -> Identity {
        Identity(platform: try string(), team: try string(), user: try string())
    }
    mutating func personRecord() throws(SnapshotDamaged) -> Person {
        var person = Person(id: try person(), handle: try string(), name: try string())
        person.identities = try list { reader throws(SnapshotDamaged) in try reader.identity() }
        person.role = try optional { reader throws(SnapshotDamaged) in try reader.word(Role.self) }
        person.projectRoles = try list { reader throws(SnapshotDamaged) in
            Person.ProjectRole(project: try reader.key(), role: try reader.word(Role.self))
        }
        person.placeholder = try optional { reader throws(SnapshotDamaged) in
            Person.Placeholder(platform: try reader.string(), team: try reader.string())
        }
        person.zone = try optional { reader throws(SnapshotDamaged) in try reader.string() }
        person.joinedTo = try optional { reader throws(SnapshotDamaged) in try reader.person() }
        return person
    }
    mutating func channel() throws(SnapshotDamaged) -> ChannelAddress {
        ChannelAddress(platform: try string(), team: try string(), channel: try string())
    }
    mutating func binding() throws(SnapshotDamaged) -> ChannelBinding {
        ChannelBinding(
            project: try optional { reader throws(SnapshotDamaged) in try reader.key() },
            announce: try optional { reader throws(SnapshotDamaged) in try reader.string() }, changed: try stamp())
    }
    mutating func proposal() throws(SnapshotDamaged) -> Proposal {
        var proposal = Proposal(
            number: try int(), text: try string(),
            channel: try optional { reader throws(SnapshotDamaged) in try reader.channel() }, role: try word(Role.self),
            expires: try instant(), stamp: try stamp())
        proposal.state = try word(Proposal.State.self)
        return proposal
    }
    mutating func record() throws(SnapshotDamaged) -> CommandRecord {
        var record = CommandRecord(number: try int(), person: try person(), time: try instant(), name: try string())
        record.undoneBy = try optional { reader throws(SnapshotDamaged) in try reader.person() }
        record.undoneAt = try optional { reader throws(SnapshotDamaged) in try reader.int() }
        record.changes = try list { reader throws(SnapshotDamaged) in
            let kept: CommandRecord.Change.Kept
            switch try reader.int() {
            case 0:
                kept = .item(
                    try reader.id(), try reader.optional { reader throws(SnapshotDamaged) in try reader.item() })
            case 1:
                kept = .project(
                    try reader.key(), try reader.optional { reader throws(SnapshotDamaged) in try reader.project() })
            case 2:
                kept = .program(
                    try reader.key(), try reader.optional { reader throws(SnapshotDamaged) in try reader.program() })
            case 3:
                kept = .channel(
                    try reader.channel(), try reader.optional { reader throws(SnapshotDamaged) in try reader.binding() }
                )
            default: throw SnapshotDamaged()
            }
            return .init(kept: kept, left: try reader.optional { reader throws(SnapshotDamaged) in try reader.int() })
        }
        return record
    }
}
