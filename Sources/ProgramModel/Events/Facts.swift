// How the model's small values are written in event payloads and read back.

import FieldTypes
import JSONText
import Quantities

extension JSON {
    init(_ id: ItemID) { self = .string(id.description) }
    init(_ person: PersonID) { self = .int(Int64(person.number)) }
    init(_ key: ProjectKey) { self = .string(key.text) }
    init(_ date: CalendarDate) { self = .string(date.iso) }
    init(_ money: Money) { self = FieldValue.money(money).json }
    init(_ instant: Instant) { self = .int(instant.milliseconds) }
    init(_ channel: ChannelAddress) {
        self = [.string(channel.platform), .string(channel.team), .string(channel.channel)]
    }
    init(_ identity: Identity) { self = [.string(identity.platform), .string(identity.team), .string(identity.user)] }
    init(_ fields: FieldTable) { self = .object(fields.map { JSON.Member($0.name, $0.value.json) }) }

    var itemID: ItemID? { string.flatMap { ItemID($0) } }
    var personID: PersonID? { int.map { PersonID($0) } }
    /// A key as it was kept: one that was taken before a prefix became ours is still a key.
    var projectKey: ProjectKey? { string.flatMap { $0.isEmpty ? nil : ProjectKey(kept: $0) } }
    var date: CalendarDate? { string.flatMap { CalendarDate(iso: $0) } }
    var instant: Instant? { int.map { Instant(milliseconds: Int64($0)) } }
    var money: Money? { if case .money(let money)? = FieldValue(json: self) { money } else { nil } }
    var role: Role? { string.flatMap { Role(rawValue: $0) } }
    var strings: [String]? { array.map { $0.compactMap(\.string) } }
    var people: [PersonID]? { array.map { $0.compactMap(\.personID) } }

    var channel: ChannelAddress? {
        guard let parts = strings, parts.count == 3 else { return nil }
        return ChannelAddress(platform: parts[0], team: parts[1], channel: parts[2])
    }

    var identity: Identity? {
        guard let parts = strings, parts.count == 3 else { return nil }
        return Identity(platform: parts[0], team: parts[1], user: parts[2])
    }

    var fields: FieldTable? {
        guard let members else { return nil }
        var table = FieldTable()
        for member in members {
            guard let value = FieldValue(json: member.value) else { return nil }
            table[member.name] = value
        }
        return table
    }
}
