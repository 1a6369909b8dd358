// What a person wants to be told, and when.

package import FieldTypes
package import ProgramModel
package import Quantities

/// A person's own settings of what reaches them.
package struct Notifications: Sendable {
    /// `direct` or `none`.
    package static let place = "notify.where"
    /// `20:00-07:00`, or `off`.
    package static let quiet = "notify.quiet"

    /// Hears of nothing that they did not ask for.
    package let isOff: Bool
    /// From when to when nothing is sent; nil for never.
    package let quietHours: QuietHours?

    package init(of person: PersonID, in workspace: Workspace) {
        isOff = workspace.setting(Notifications.place, of: .person(person)) == "none"
        let said = workspace.setting(Notifications.quiet, of: .person(person)) ?? QuietHours.usual
        quietHours = QuietHours(said)
    }
}

extension ProgramView {
    /// What the person who looks wants to be told.
    package var notifications: Notifications { Notifications(of: person, in: workspace) }
}

/// A stretch of the day in which nothing is sent, over midnight where the end comes first.
package struct QuietHours: Hashable, Sendable {
    package var from: TimeOfDay
    package var until: TimeOfDay

    package static let usual = "20:00-07:00"

    /// Nil for what is no stretch: `off`.
    package init?(_ text: String) {
        let parts = text.split(separator: "-").map { TimeOfDay(json: .string(String($0))) }
        guard parts.count == 2, let from = parts[0], let until = parts[1], from != until else { return nil }
        self.from = from
        self.until = until
    }

    package var text: String { "\(from.text)-\(until.text)" }

    /// When they end, for a moment within them; nil for any other.
    package func end(at instant: Instant, in zone: ZoneRules) -> Instant? {
        let (date, minute) = zone.local(instant)
        let isOvernight = until < from
        let isWithin =
            isOvernight
            ? minute >= from.minute || minute < until.minute : minute >= from.minute && minute < until.minute
        guard isWithin else { return nil }
        let day = isOvernight && minute >= from.minute ? date + 1 : date
        return zone.instant(of: day, minuteOfDay: until.minute)
    }
}
