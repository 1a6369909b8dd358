// What somebody has to do besides what they own: records they help with, are asked about or decide, projects they lead.

import Conversation
import ProgramModel
import Quantities

/// The duties of a person that no owner's list shows.
struct SharedDuties {
    private let from: PersonID
    /// Open records that ask something of the person: a blocker, a decision.
    private let asked: [Item]
    private let helped: [Item]
    private let led: [Project]

    init(of person: PersonID, _ view: ProgramView, where isMeant: (Item) -> Bool) {
        from = person
        asked = view.items(.asks, of: .holdings(person)).filter(isMeant)
        helped = view.allItems.filter { $0.isOpen && $0.helpers.contains(person) && isMeant($0) }
        led = view.projects.filter { $0.isOpen && $0.lead == person }
    }

    var isEmpty: Bool { asked.isEmpty && helped.isEmpty }

    /// Gives what asks and what is helped with to somebody else.
    ///
    /// - Parameter owned: records that change their owner anyway.
    func events(to person: PersonID, besides owned: Set<ItemID>, _ view: ProgramView) throws(Refusal)
        -> [any ProgramEvent]
    {
        var events: [any ProgramEvent] = []
        for item in asked {
            try view.require(.contributor, in: item.project)
            var fields = FieldTable()
            for name in ["needs", "escalated"] where item.person(name) == from { fields[name] = .person(person) }
            events.append(ItemChanged(id: item.id, fields: fields, cleared: []))
        }
        for item in helped where !owned.contains(item.id) {
            try view.require(.contributor, in: item.project)
            var helpers = item.helpers.filter { $0 != from }
            if item.owner != person, !helpers.contains(person) { helpers.append(person) }
            events.append(ItemAssigned(id: item.id, owner: item.owner, helpers: helpers))
        }
        return events
    }

    /// What went over besides, and what others have to decide: who leads a project.
    func lines(_ from: PersonID, _ to: PersonID, _ view: ProgramView) -> [RichText] {
        func named(_ items: [Item]) -> String { items.prefix(5).map(\.id.description).joined(separator: ", ") }
        var lines: [RichText] = []
        if !asked.isEmpty { lines.append("\(view.mention(to)) is asked now: \(named(asked)).") }
        if !helped.isEmpty { lines.append("\(view.mention(to)) helps now with \(named(helped)).") }
        if let first = led.first {
            let keys = led.map(\.key.text).joined(separator: ", ")
            lines.append(
                "\(view.mention(from)) still leads \(keys): /project edit \(first.key) lead:@\(view.mention(to).handle)"
            )
        }
        return lines
    }
}
