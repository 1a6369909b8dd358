// What many changes come to: colours, what was closed, what slipped, what is stopped, what is new.

import Conversation
import ProgramModel
import Quantities

/// The sum of some changes, a line for each sort: as things stand after them, so what was taken back is not in it.
struct ChangeDigest {
    let colours: [Reply.Line]
    private let closed: [Reply.Line]
    private let moved: [Reply.Line]
    private let others: [Reply.Line]

    var lines: [Reply.Line] { colours + rest }
    /// All but the colours.
    var rest: [Reply.Line] { closed + moved + others }
    /// In a line, for where there is little room: colours that are others now, what slipped, how many were closed.
    let brief: RichText?
    /// Records named in a line.
    private static let mostNamed = 4

    init(_ events: [LoggedEvent], _ trail: EventTrail, _ view: ProgramView) throws {
        let undone = ChangeDigest.undone(in: events)
        let standing = events.filter { !undone.contains($0.stamp.command) }
        colours = ChangeDigest.colours(standing, view)
        let done = ChangeDigest.records(standing.compactMap { ($0.event as? ItemMoved)?.id }, view).filter {
            !$0.isOpen
        }
        closed = ChangeDigest.closed(done)
        moved = try ChangeDigest.moved(standing, trail, view)
        let sums =
            ChangeDigest.turned(standing) + moved.prefix(1).map(\.text)
            + (done.isEmpty ? [] : ["\(done.count) closed"])
        brief = sums.isEmpty ? nil : sums.joined("; ")
        others =
            ChangeDigest.stopped(standing, view) + ChangeDigest.new(standing, view)
            + ChangeDigest.others(standing, view)
    }

    /// The commands that were taken back and not done again.
    private static func undone(in events: [LoggedEvent]) -> Set<Int> {
        var undone: Set<Int> = []
        for logged in events {
            if let event = logged.event as? CommandUndone { undone.insert(event.command) }
            if let event = logged.event as? CommandRedone { undone.remove(event.command) }
        }
        return undone
    }

    /// The first of some things, and how many more there are.
    private static func named(_ names: [RichText]) -> RichText {
        let more = names.count - mostNamed
        return names.prefix(more == 1 ? mostNamed + 1 : mostNamed).map(\.self).joined(", ")
            + (more > 1 ? " and \(more) more" : "")
    }

    private static func colours(_ events: [LoggedEvent], _ view: ProgramView) -> [Reply.Line] {
        var first: [ProjectKey: Colour?] = [:]
        var last: [ProjectKey: StatusDeclared] = [:]
        for case let event as StatusDeclared in events.map(\.event) {
            if first[event.key] == nil { first[event.key] = .some(event.was) }
            last[event.key] = event
        }
        return last.keys.sorted().compactMap { key in
            guard let event = last[key] else { return nil }
            let was = first[key].flatMap { $0 }.flatMap { $0 == event.colour ? nil : ", was \($0.shout)" } ?? ""
            let mark: Reply.Line.Mark = event.colour == .green ? .good : event.colour == .red ? .bad : .warning
            return .init(mark, "\(key) declared \(event.colour.shout)\(was)\(event.reason.map { ": \($0)" } ?? "")")
        }
    }

    /// `CRM GREEN → RED`: colours that are others than before.
    private static func turned(_ events: [LoggedEvent]) -> [RichText] {
        let declared = events.compactMap { $0.event as? StatusDeclared }
        return Set(declared.map(\.key)).sorted().compactMap { key in
            let own = declared.filter { $0.key == key }
            guard let first = own.first, let last = own.last, first.was != last.colour else { return nil }
            return "\(key) \(first.was?.shout ?? "undeclared") → \(last.colour.shout)"
        }
    }

    private static func closed(_ items: [Item]) -> [Reply.Line] {
        guard !items.isEmpty else { return [] }
        let names = items.map { "\($0.id) \($0.title) (\($0.state))" as RichText }
        return [.init(.good, "\(items.count) closed: " + named(names))]
    }

    /// What is due on another day than before these changes, the latest first.
    private static func moved(
        _ events: [LoggedEvent], _ trail: EventTrail, _ view: ProgramView
    ) throws -> [Reply.Line] {
        var first: [ItemID: Int] = [:]
        for logged in events {
            guard let event = logged.event as? ItemChanged, event.due != nil, first[event.id] == nil else { continue }
            first[event.id] = logged.stamp.version
        }
        var slips: [(item: Item, days: Int)] = []
        for (id, version) in first.sorted(by: { $0.key < $1.key }) {
            guard let item = view.item(id), item.isOpen, let due = item.due,
                let before = try trail.trail(of: id).due(before: version)
            else { continue }
            slips.append((item, due.days(since: before)))
        }
        func line(_ chosen: [(item: Item, days: Int)], _ word: String, _ mark: Reply.Line.Mark) -> [Reply.Line] {
            guard !chosen.isEmpty else { return [] }
            let names = chosen.map { slip -> RichText in
                let day = slip.item.due.map { view.short($0) } ?? ""
                return "\(slip.item.id) \(slip.item.title) by \(view.days(abs(slip.days))) to \(day)"
            }
            return [.init(mark, "\(chosen.count) \(word): " + named(names))]
        }
        return line(slips.filter { $0.days > 0 }.sorted { $0.days > $1.days }, "slipped", .warning)
            + line(slips.filter { $0.days < 0 }.sorted { $0.days < $1.days }, "earlier", .good)
    }

    private static func stopped(_ events: [LoggedEvent], _ view: ProgramView) -> [Reply.Line] {
        var seen: Set<ItemID> = []
        let names = events.compactMap { $0.event as? ItemsLinked }.compactMap { link -> RichText? in
            guard link.kind == .blocks, let source = view.item(link.source), source.isOpen,
                let target = view.item(link.target), target.isOpen,
                source.linked(.blocks, asSource: true).contains(target.id), seen.insert(target.id).inserted
            else { return nil }
            return "\(target.id) \(target.title) by \(source.id)"
        }
        return names.isEmpty ? [] : [.init(.bad, "\(names.count) blocked: " + named(names))]
    }

    /// What was added and is still there, by kind in the order that kinds have.
    private static func new(_ events: [LoggedEvent], _ view: ProgramView) -> [Reply.Line] {
        let items = records(events.compactMap { ($0.event as? ItemAdded)?.id }, view)
            .filter { $0.state != Item.withdrawn }
        return view.kinds.all.compactMap { kind in
            let own = items.filter { $0.kind == kind.kind }
            guard !own.isEmpty else { return nil }
            let noun = own.count == 1 ? kind.kind : kind.plural
            return .init(.bullet, "\(own.count) new \(noun): " + named(own.map { "\($0.id) \($0.title)" }))
        }
    }

    /// Settings, roles, rooms and what else is no record.
    private static func others(_ events: [LoggedEvent], _ view: ProgramView) -> [Reply.Line] {
        var seen: Set<SlotAddress> = []
        let names = events.compactMap(\.event.slotChange).filter { EventText.isTold($0, view) }
            .filter { seen.insert($0.address).inserted }
            .map { view.text($0.address.name) + " " + view.text(view.state(of: $0.address).slot, at: $0.address) }
        return names.isEmpty ? [] : [.init(.bullet, "set: " + named(names))]
    }

    private static func records(_ ids: [ItemID], _ view: ProgramView) -> [Item] {
        Set(ids).sorted().compactMap { view.item($0) }
    }
}
