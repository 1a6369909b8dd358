// Everything one organisation's log says, as a value: a copy is cheap, an old copy is last month's answer.

package import FieldTypes
package import HashTreeCollections
package import Quantities

/// The state that the events of one workspace add up to.
///
/// Tables are persistent trees: copying the workspace and changing one item costs microseconds at any size, so a
/// what-if is a copy with more events applied and a reader never waits for a writer.
package struct Workspace: Sendable {
    /// The version of the last event applied; 0 when there is none.
    package internal(set) var version = 0
    /// The time of the last event applied.
    package internal(set) var time = Instant(milliseconds: 0)

    /// Counts what may change how words are read: keys, handles, and the slots that say so. Of one process only.
    package private(set) var vocabulary = 0

    var items = RecordTable<ItemID, Item>()
    /// Finds records by their project, kind, rank and owner.
    var index = RecordIndex()
    package internal(set) var projects: TreeDictionary<ProjectKey, Project> = [:] { didSet { vocabulary &+= 1 } }
    package internal(set) var programs: TreeDictionary<ProjectKey, Program> = [:] { didSet { vocabulary &+= 1 } }
    package internal(set) var people: TreeDictionary<PersonID, Person> = [:] { didSet { vocabulary &+= 1 } }
    package internal(set) var handles: TreeDictionary<String, PersonID> = [:] { didSet { vocabulary &+= 1 } }
    /// The people of each name, in lower case; without those who turned out to be somebody else.
    var namesakes: TreeDictionary<String, [PersonID]> = [:]
    package internal(set) var identities: TreeDictionary<Identity, PersonID> = [:]
    package internal(set) var teams: TreeSet<String> = []
    /// Everything that is no record, project or person: settings, roles, rooms, words.
    var slotTables = SlotTables()
    /// Amounts over time.
    package internal(set) var ledger = Ledger()
    package internal(set) var proposals: TreeDictionary<Int, Proposal> = [:]
    var lastNumbers: TreeDictionary<String, Int> = [:]
    /// When something in a project last changed.
    package internal(set) var activity: TreeDictionary<ProjectKey, Instant> = [:]
    /// The commands of the last day that wrote, by the version of their first event.
    var commands = CommandShelf()
    /// The commands each person took back last, and could do again.
    var redoable: TreeDictionary<PersonID, [Int]> = [:]
    /// How many records each project has that were not withdrawn.
    var recordCounts: TreeDictionary<ProjectKey, Int> = [:]
    /// By project the last change of its records in this process; those that had none stand as in the origin.
    var changes: TreeDictionary<ProjectKey?, RecordChange> = [:]
    let origin = RecordChange()

    /// Raised when something that was left in a snapshot's bytes does not read: what was decided since may be wrong.
    private let damage: DamageSign

    package init() { self.init(damage: DamageSign()) }

    package init(damage: DamageSign) { self.damage = damage }

    /// Whether it was found to lack something that does not read in the snapshot it came from.
    package var isDamaged: Bool { damage.isRaised }

    /// Takes the place of another in this process: what was read in the words of that one is void.
    package mutating func follow(_ other: Workspace) {
        vocabulary = other.vocabulary &+ 1
        slotTables.follow(other.slotTables)
    }
    /// Counts a change after which words may be read in another way.
    mutating func changeWords() { vocabulary &+= 1 }

    /// The number the next item with this prefix gets.
    package func nextNumber(_ prefix: String) -> Int { (lastNumbers[prefix] ?? 0) + 1 }
    package var nextPerson: PersonID { PersonID((lastNumbers[""] ?? 0) + 1) }

    /// Whether a project or program has this key.
    package func isKey(_ key: ProjectKey) -> Bool { projects.keys.contains(key) || programs.keys.contains(key) }

    package func person(handle: String) -> Person? { handles[handle.lowercased()].flatMap { people[$0] } }

    /// Whoever has a name, in any case.
    package func people(named name: String) -> [Person] {
        (namesakes[name.lowercased()] ?? []).compactMap { people[$0] }
    }

    package func item(_ id: ItemID) -> Item? { items[id] }

    /// How many records and people there are: what a question about all of them takes grows with it.
    package var size: Int { items.count + people.count }

    /// Every item there is, by id: for searches, which read everything.
    package var allItems: [Item] { items.values }

    /// How many records of a shelf stand in an order, with ranks from the first up to (not with) the last.
    package func count(_ order: RecordOrder, of shelf: Shelf, ranks: Range<Int> = .min..<(.max)) -> Int {
        index.count(order, of: shelf, ranks: ranks)
    }

    /// The first records of a shelf in an order, at most `limit`.
    package func items(
        _ order: RecordOrder, of shelf: Shelf, ranks: Range<Int> = .min..<(.max), limit: Int = .max
    ) -> [Item] {
        index.ids(order, of: shelf, ranks: ranks, limit: limit).compactMap { items[$0] }
    }
}

/// A command that waits for a yes before it is done.
package struct Proposal: Hashable, Sendable {
    package enum State: String, Sendable { case open, accepted, declined }
    package var number: Int
    /// The command line as it will be run, with `--yes`.
    package var text: String
    package var channel: ChannelAddress?
    /// Who may settle it besides the proposer: anyone holding this role.
    package var role: Role
    package var expires: Instant
    package var stamp: Stamp
    /// What was asked; nil of one from before that was kept.
    package var question: String?
    package var state = State.open

    package init(
        number: Int, text: String, channel: ChannelAddress?, role: Role, expires: Instant, stamp: Stamp,
        question: String? = nil
    ) {
        self.number = number
        self.text = text
        self.question = question
        self.channel = channel
        self.role = role
        self.expires = expires
        self.stamp = stamp
    }
}
