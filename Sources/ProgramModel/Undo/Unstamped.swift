// What commands change that carries no stamp of its own: words, settings, people's roles and zones.

package import Quantities

/// A thing without a stamp; the workspace keeps which command touched each last.
package enum Unstamped: Hashable, Comparable, Sendable {
    case alias(Workspace.AliasKey)
    case setting(String)
    case roles(PersonID)
    case zone(PersonID)

    /// How it is; a text is nil where there is none.
    package enum Value: Hashable, Sendable {
        case text(String?)
        case roles(Person.Roles)
    }
}

extension Unstamped {
    package static func < (left: Unstamped, right: Unstamped) -> Bool { left.place < right.place }

    private var place: (Int, Int, String) {
        switch self {
        case .alias(let key): (0, key.person?.number ?? 0, key.word)
        case .setting(let name): (1, 0, name)
        case .roles(let person): (2, person.number, "")
        case .zone(let person): (3, person.number, "")
        }
    }
}

extension Workspace {
    /// How a thing is now; nil for somebody who is not there.
    func value(of thing: Unstamped) -> Unstamped.Value? {
        switch thing {
        case .alias(let key): .text(aliases[key])
        case .setting(let name): .text(settings[name])
        case .roles(let person): people[person].map { .roles($0.roles) }
        case .zone(let person): people[person].map { .text($0.zone) }
        }
    }

    /// Makes a thing so; a value of another kind changes nothing.
    mutating func set(_ thing: Unstamped, to value: Unstamped.Value) {
        switch (thing, value) {
        case (.alias(let key), .text(let meaning)): aliases[key] = meaning
        case (.setting(let name), .text(let text)): settings[name] = text
        case (.roles(let id), .roles(let roles)):
            guard var person = people[id] else { return }
            person.roles = roles
            put(person)
        case (.zone(let id), .text(let zone)):
            guard var person = people[id] else { return }
            person.zone = zone
            put(person)
        default: return
        }
    }

    /// Makes a thing so, and remembers how it was before this command.
    mutating func change(_ thing: Unstamped, to value: Unstamped.Value, _ stamp: Stamp) {
        guard let before = self.value(of: thing) else { return }
        remember(.unstamped(thing, before, by: touches[thing]), stamp)
        touches[thing] = stamp.command
        set(thing, to: value)
    }
}
