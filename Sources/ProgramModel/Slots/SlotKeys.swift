// What tells slots of one table apart, and how that is written.

package import JSONText
package import Quantities

/// A key of slots. The order is the one in which a table is walked.
package protocol SlotKey: Hashable, Comparable, Sendable {
    var json: JSON { get }
    init?(json: JSON)
}

extension String: SlotKey {
    package var json: JSON { .string(self) }
    package init?(json: JSON) {
        guard let text = json.string else { return nil }
        self = text
    }
}

extension Int: SlotKey {
    package var json: JSON { .int(Int64(self)) }
    package init?(json: JSON) {
        guard let number = json.int else { return nil }
        self = number
    }
}

extension PersonID: SlotKey {
    package var json: JSON { JSON(self) }
    package init?(json: JSON) {
        guard let number = json.int else { return nil }
        self.init(number)
    }
}

extension ItemID: SlotKey {
    package var json: JSON { JSON(self) }
    package init?(json: JSON) {
        guard let id = json.itemID else { return nil }
        self = id
    }
}

extension ProjectKey: SlotKey {
    package var json: JSON { JSON(self) }
    package init?(json: JSON) {
        guard let key = json.projectKey else { return nil }
        self = key
    }
}

extension ChannelAddress: SlotKey {
    package var json: JSON { JSON(self) }
    package init?(json: JSON) {
        guard let address = json.channel else { return nil }
        self = address
    }
}

/// Two keys as one: all of one first stand together, in the order of their seconds.
package struct SlotPair<First: SlotKey, Second: SlotKey>: SlotKey {
    package var first: First
    package var second: Second

    package init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }

    package var json: JSON { .array([first.json, second.json]) }
    package init?(json: JSON) {
        guard let parts = json.array, parts.count == 2, let first = First(json: parts[0]),
            let second = Second(json: parts[1])
        else { return nil }
        self.init(first, second)
    }

    package static func < (left: SlotPair, right: SlotPair) -> Bool {
        left.first == right.first ? left.second < right.second : left.first < right.first
    }
}

/// Where something holds: everywhere, in a project, in a room, or for a person.
package enum SlotScope: SlotKey {
    case everywhere
    case project(ProjectKey)
    case room(ChannelAddress)
    case person(PersonID)

    package var json: JSON {
        switch self {
        case .everywhere: .null
        case .project(let key): JSON(key)
        case .room(let address): JSON(address)
        case .person(let id): JSON(id)
        }
    }

    package init?(json: JSON) {
        switch json {
        case .null: self = .everywhere
        case .string(let text): self = .project(ProjectKey(kept: text))
        case .array:
            guard let address = json.channel else { return nil }
            self = .room(address)
        default:
            guard let id = json.personID else { return nil }
            self = .person(id)
        }
    }

    package static func < (left: SlotScope, right: SlotScope) -> Bool {
        switch (left, right) {
        case (.project(let left), .project(let right)): left < right
        case (.room(let left), .room(let right)): left < right
        case (.person(let left), .person(let right)): left < right
        default: left.rank < right.rank
        }
    }
    private var rank: Int {
        switch self {
        case .everywhere: 0
        case .project: 1
        case .room: 2
        case .person: 3
        }
    }

    package var project: ProjectKey? { if case .project(let key) = self { key } else { nil } }
    package var person: PersonID? { if case .person(let id) = self { id } else { nil } }
}
