// When the lead of a project is asked to declare its colour.

package import FieldTypes
package import JSONText
package import Quantities

/// How often a project's colour is to be declared, by its lead.
package struct Cadence: DueRule {
    package static let table = "cadence"

    package var key: ProjectKey
    package var often: Rhythm
    /// Who is asked.
    package var lead: PersonID
    package var since: Instant
    package var setBy: PersonID

    package init(_ key: ProjectKey, often: Rhythm, lead: PersonID, since: Instant, setBy: PersonID) {
        self.key = key
        self.often = often
        self.lead = lead
        self.since = since
        self.setBy = setBy
    }

    package var payload: JSON {
        .members([
            "often": often.json, "lead": JSON(lead), "since": .int(since.milliseconds), "by": JSON(setBy),
        ])
    }

    package init?(key: ProjectKey, payload: JSON, schemaVersion: Int) {
        guard let often = payload["often"].flatMap({ Rhythm(json: $0) }), let lead = payload["lead"]?.personID,
            let since = payload["since"]?.int, let by = payload["by"]?.personID
        else { return nil }
        self.init(key, often: often, lead: lead, since: Instant(milliseconds: Int64(since)), setBy: by)
    }

    package var receiver: SlotScope { .person(lead) }
    package var rhythm: Rhythm? { often }
    package var right: SlotRight { .role(.manager, in: key) }
    package var project: ProjectKey? { key }
    package static func name(of key: ProjectKey) -> Wording { "the cadence of \(key)" }
    package var text: Wording { "\(often.text)" }
    package static var absent: Wording { "off" }
}
