// Event: a setting of the workspace was changed. Logs of before slots have it.

package import JSONText

/// A setting of the workspace was changed.
package struct SettingChanged: SlotEvent, Hashable {
    package static let word = "setting-changed"

    package var name: String
    /// Nil puts the default back.
    package var value: String?

    package init(name: String, value: String? = nil) {
        self.name = name
        self.value = value
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        name = try facts.need("name", \.string)
        value = try facts.find("value", \.string)
    }

    package var payload: JSON {
        .members([
            "name": .string(name),
            "value": value.map { .string($0) },
        ])
    }

    package var asSlot: SlotChanged? {
        SlotChanged(Setting.key(name), to: value.map { Setting(name, value: $0) })
    }
}
