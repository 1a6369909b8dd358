// What falls due next, of everything that does by itself.

import HeapModule
import ProgramModel
import Quantities

/// The rules by their next moments. Built anew when rules were changed; between that, what is due is taken from the top.
struct DueAgenda {
    enum Matter: Hashable {
        case rule(SlotAddress)
        /// The morning of everybody in a zone.
        case morning(zone: String)
    }
    private struct Entry: Comparable {
        var moment: Instant
        var number: Int
        var matter: Matter
        static func < (left: Entry, right: Entry) -> Bool {
            (left.moment, left.number) < (right.moment, right.number)
        }
        static func == (left: Entry, right: Entry) -> Bool { left.number == right.number }
    }
    private var heap = Heap<Entry>()
    private var count = 0
    /// Of the tables it was made from.
    private var revisions: [Int]?

    /// The slots that say who is told when.
    private static let tables: [any Slot.Type] = SlotCatalogue.dueRules + [Setting.self]

    /// Makes it anew where rules or zones are others than they were.
    mutating func refresh(_ workspace: Workspace, _ done: DoneWork, _ zone: (SlotScope?) -> ZoneRules) {
        let now = DueAgenda.tables.map { workspace.revision(of: $0) } + [workspace.people.count]
        guard now != revisions else { return }
        revisions = now
        heap = Heap()
        count = 0
        for type in SlotCatalogue.dueRules {
            for rule in workspace.rules(of: type) { add(rule, after: done.last(rule.doneKey), zone(rule.receiver)) }
        }
        var zones = [zone(nil).name: zone(nil)]
        for person in workspace.people.keys {
            let own = zone(.person(person))
            zones[own.name] = own
        }
        for (name, rules) in zones.sorted(by: { $0.key < $1.key }) {
            addMorning(of: name, after: done.last(DueAgenda.morningKey(name)), rules)
        }
    }

    mutating func add(_ rule: any DueRule, after last: Instant, _ zone: ZoneRules) {
        guard let moment = rule.next(after: last, in: zone) else { return }
        push(moment, .rule(SlotAddress(of: rule)))
    }

    mutating func addMorning(of name: String, after last: Instant, _ zone: ZoneRules) {
        var day = zone.date(of: last)
        if DueAgenda.morning(day, zone) <= last { day = day + 1 }
        push(DueAgenda.morning(day, zone), .morning(zone: name))
    }

    private mutating func push(_ moment: Instant, _ matter: Matter) {
        count += 1
        heap.insert(Entry(moment: moment, number: count, matter: matter))
    }

    /// Takes the matter that was due first, if it is.
    mutating func take(upTo now: Instant) -> Matter? {
        guard let first = heap.min, first.moment <= now else { return nil }
        heap.removeMin()
        return first.matter
    }

    static func morningKey(_ zone: String) -> String { "morning \(zone)" }
    /// When people are asked what the records cannot tell.
    static func morning(_ day: CalendarDate, _ zone: ZoneRules) -> Instant { zone.instant(of: day, minuteOfDay: 540) }
}

/// When each thing that falls due was seen to last: kept beside the log, in the same transaction as what was sent.
struct DoneWork {
    /// Since when there is due work: what was so before counts as told. Nil before the first tick.
    var start: Instant?
    var moments: [String: Instant] = [:]

    static let startKey = "start"

    init(_ kept: [String: Instant]) {
        moments = kept
        start = moments.removeValue(forKey: DoneWork.startKey)
    }

    /// The last moment of a key that was seen to; the start, where there is none.
    func last(_ key: String) -> Instant {
        let start = start ?? Instant(milliseconds: 0)
        return moments[key].map { max($0, start) } ?? start
    }
}

extension Workspace {
    /// The rules of one type.
    fileprivate func rules(of type: any DueRule.Type) -> [any DueRule] { allRules(type) }
    private func allRules<Rule: DueRule>(_ type: Rule.Type) -> [any DueRule] { slots(type) }
}
