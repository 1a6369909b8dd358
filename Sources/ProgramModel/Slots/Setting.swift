// A setting of the workspace, of a project, of a room or of a person.

package import JSONText
package import Quantities

/// A named value that something goes by.
package struct Setting: Slot {
    package static let table = "setting"
    package static let changesWords = true

    package var scope: SlotScope
    package var name: String
    package var value: String

    package init(_ name: String, of scope: SlotScope = .everywhere, value: String) {
        self.scope = scope
        self.name = name
        self.value = value
    }

    /// The setting that says a person's, or everybody's, time zone: an IANA name.
    package static let zone = "zone"

    package typealias Key = SlotPair<SlotScope, String>
    package static func key(_ name: String, of scope: SlotScope = .everywhere) -> Key { Key(scope, name) }
    package var key: Key { Key(scope, name) }
    package var payload: JSON { .members(["value": .string(value)]) }

    package init?(key: Key, payload: JSON, schemaVersion: Int) {
        guard let value = payload["value"]?.string else { return nil }
        self.init(key.second, of: key.first, value: value)
    }

    package var right: SlotRight {
        switch scope {
        case .everywhere: .role(.admin)
        case .project(let key): .role(.manager, in: key)
        case .room: .role(.contributor)
        case .person(let person): .own(person)
        }
    }

    package static func name(of key: Key) -> Wording {
        switch key.first {
        case .everywhere: "\(key.second)"
        case .project(let project): "\(key.second) of \(project)"
        case .room(let room): "\(key.second) of room \(room.channel)"
        case .person(let person): "\(key.second) of \(person)"
        }
    }
    package var text: Wording { "\(value)" }
    package var project: ProjectKey? { scope.project }
}

extension Workspace {
    /// What the settings of the whole workspace say, by name.
    package var settings: [String: String] {
        let found = slots(Setting.self, while: { $0.first == .everywhere })
        return Dictionary(found.map { ($0.name, $0.value) }) { one, _ in one }
    }
    package func setting(_ name: String, of scope: SlotScope = .everywhere) -> String? {
        slot(Setting.self, Setting.key(name, of: scope))?.value
    }
    /// The zone a person set; nil where they go by the workspace's.
    package func zone(of person: PersonID) -> String? { setting(Setting.zone, of: .person(person)) }
}
