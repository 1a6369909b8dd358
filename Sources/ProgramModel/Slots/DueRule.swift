// What a slot says that makes something due at moments of its own, without anybody saying anything.

package import FieldTypes
package import Quantities

/// A slot by which something falls due: a reminder, a subscription, a cadence.
package protocol DueRule: Slot {
    /// Who is told, a person or a room.
    var receiver: SlotScope { get }
    /// Who set it: hears of it when it can reach nobody.
    var setBy: PersonID { get }
    /// Since when it holds: nothing before is due by it.
    var since: Instant { get }
    /// When it comes again; nil for what comes once, at ``moment``, or whenever something happens.
    var rhythm: Rhythm? { get }
    /// When it comes once.
    var moment: Instant? { get }
    /// The line that set it, where it is to be read again each time for the filter in it.
    var line: String? { get }
}

extension DueRule {
    package var rhythm: Rhythm? { nil }
    package var moment: Instant? { nil }
    package var line: String? { nil }

    /// The time of day of what says none.
    private var time: TimeOfDay? { rhythm?.time ?? TimeOfDay(hour: 9) }

    /// Its first moment after another; nil when there is none.
    ///
    /// - Parameter zone: of its receiver. A minute that daylight saving skips is the moment the clock jumps, one that is shown
    ///   twice the earlier.
    package func next(after instant: Instant, in zone: ZoneRules) -> Instant? {
        let instant = max(instant, since)
        if let moment { return moment > instant ? moment : nil }
        guard let rhythm, let time else { return nil }
        let anchor = zone.date(of: since)
        var day = zone.date(of: instant) - 1
        // The day itself, when its time is still to come, else the one after.
        for _ in 0..<4 {
            guard let next = rhythm.day(after: day, from: anchor) else { return nil }
            let moment = zone.instant(of: next, minuteOfDay: time.minute)
            if moment > instant { return moment }
            day = next
        }
        return nil
    }

    /// Its last moment up to another; nil when there is none.
    package func last(upTo instant: Instant, in zone: ZoneRules) -> Instant? {
        if let moment { return moment <= instant && moment > since ? moment : nil }
        guard let rhythm, let time else { return nil }
        let anchor = zone.date(of: since)
        var day = zone.date(of: instant)
        for _ in 0..<4 {
            guard let last = rhythm.day(upTo: day, from: anchor) else { return nil }
            let moment = zone.instant(of: last, minuteOfDay: time.minute)
            if moment <= instant { return moment > since ? moment : nil }
            day = last - 1
        }
        return nil
    }

    /// What tells it from every other rule in what was done.
    package var doneKey: String { "\(Self.table) \(key.json.text)" }
}

extension SlotScope {
    package var room: ChannelAddress? { if case .room(let address) = self { address } else { nil } }
}
