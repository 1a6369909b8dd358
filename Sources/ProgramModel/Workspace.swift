// Everything one organisation's log says, as a value: a copy is cheap, an old copy is last month's answer.

package import HashTreeCollections
package import Quantities

/// The state that the events of one workspace add up to.
///
/// Tables are persistent hash trees: copying the workspace and changing one item costs microseconds at any size, so a
/// what-if is a copy with more events applied and a reader never waits for a writer.
package struct Workspace: Sendable {
    /// The version of the last event applied; 0 when there is none.
    package internal(set) var version = 0
    /// The time of the last event applied.
    package internal(set) var time = Instant(milliseconds: 0)

    /// Counts what may change how words are read: keys, handles, aliases, settings, zones. Of one process only.
    package private(set) var vocabulary = 0

    package internal(set) var items = BoxTable<ItemID, Item>()
    package internal(set) var projects: TreeDictionary<ProjectKey, Project> = [:] { didSet { vocabulary &+= 1 } }
    package internal(set) var programs: TreeDictionary<ProjectKey, Program> = [:] { didSet { vocabulary &+= 1 } }
    package internal(set) var people: TreeDictionary<PersonID, Person> = [:] { didSet { vocabulary &+= 1 } }
    package internal(set) var handles: TreeDictionary<String, PersonID> = [:] { didSet { vocabulary &+= 1 } }
    package internal(set) var identities: TreeDictionary<Identity, PersonID> = [:]
    package internal(set) var channels: TreeDictionary<ChannelAddress, ChannelBinding> = [:]
    package internal(set) var teams: TreeSet<String> = []
    package internal(set) var settings: TreeDictionary<String, String> = [:] { didSet { vocabulary &+= 1 } }
    package internal(set) var aliases: TreeDictionary<AliasKey, String> = [:] { didSet { vocabulary &+= 1 } }
    package internal(set) var proposals: TreeDictionary<Int, Proposal> = [:]
    var lastNumbers: TreeDictionary<String, Int> = [:]
    var shelves: TreeDictionary<ShelfKey, Shelf> = [:]
    /// When something in a project last changed.
    package internal(set) var activity: TreeDictionary<ProjectKey, Instant> = [:]
    var owned: TreeDictionary<PersonID, TreeSet<ItemID>> = [:]
    /// The commands of the last day that wrote, by the version of their first event.
    var commands = CommandShelf()
    /// The commands each person took back last, and could do again.
    var redoable: TreeDictionary<PersonID, [Int]> = [:]
    /// How many records each project has that were not withdrawn.
    var recordCounts: TreeDictionary<ProjectKey, Int> = [:]

    package init() {}

    /// The number the next item with this prefix gets.
    package func nextNumber(_ prefix: String) -> Int { (lastNumbers[prefix] ?? 0) + 1 }
    package var nextPerson: PersonID { PersonID((lastNumbers[""] ?? 0) + 1) }

    package func person(handle: String) -> Person? { handles[handle.lowercased()].flatMap { people[$0] } }

    /// The ids of one kind in one project (nil: in none), open or closed, in no particular order.
    package func ids(project: ProjectKey?, kind: String, open: Bool) -> TreeSet<ItemID> {
        let shelf = shelves[ShelfKey(project: project, kind: kind)]
        return (open ? shelf?.open : shelf?.closed) ?? []
    }

    /// The items of one kind in one project, in the order of their numbers.
    package func items(project: ProjectKey?, kind: String, open: Bool) -> [Item] {
        ids(project: project, kind: kind, open: open).sorted().compactMap { items[$0] }
    }

    /// The open items a person owns, in no particular order.
    package func openItems(ownedBy person: PersonID) -> TreeSet<ItemID> { owned[person] ?? [] }

    /// One person's key to an alias, or everybody's when there is no person.
    package struct AliasKey: Hashable, Sendable {
        package var person: PersonID?
        package var word: String
        package init(person: PersonID?, word: String) {
            self.person = person
            self.word = word
        }
    }

    struct ShelfKey: Hashable, Sendable {
        var project: ProjectKey?
        var kind: String
    }

    /// The items of one kind in one project.
    struct Shelf: Sendable {
        var open: TreeSet<ItemID> = []
        var closed: TreeSet<ItemID> = []
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
    package var state = State.open

    package init(
        number: Int, text: String, channel: ChannelAddress?, role: Role, expires: Instant, stamp: Stamp
    ) {
        self.number = number
        self.text = text
        self.channel = channel
        self.role = role
        self.expires = expires
        self.stamp = stamp
    }
}
