// What presses on one person: what others wait for first, then their own, then the projects they lead.

import Conversation
import FieldTypes
import ProgramModel
import Quantities

/// The things that press on somebody today, each with its reason.
struct Pressing {
    /// The first of them.
    private(set) var lines: [Reply.Line] = []
    private(set) var count = 0

    init(on person: PersonID, _ filter: Filter = .all, most: Int, _ view: ProgramView) {
        let who: RichText = person == view.person ? "you" : "\(view.mention(person))"
        let ranking = Ranking(view)
        let tester = ItemFilter(view: view)
        func add(_ item: Item, _ mark: Reply.Line.Mark, _ why: @autoclosure () -> RichText) {
            count += 1
            if lines.count < most { lines.append(.init(mark, view.line(item, withProject: true) + " · \(why())")) }
        }
        let names = view.names(of: person)
        func means(_ named: PersonID?) -> Bool { named.map(names.contains) ?? false }
        let asked = names.flatMap { view.items(.asks, of: .holdings($0)) }
            .filter { $0.isUnanswered(by: names) || means($0.person("escalated")) }
        for item in asked where tester.matches(item, filter) {
            add(item, .bad, "waits for \(who): \(Pressing.way(item, names))")
        }
        var told = Set(asked.map(\.id))
        for item in ranking.ranked(view.openItems(ledBy: person)) where !told.contains(item.id) {
            guard tester.matches(item, filter), let reason = ranking.reason(item) else { continue }
            add(item, view.mark(item), RichText(reason))
            told.insert(item.id)
        }
        guard filter == .all else { return }
        let led = LedProjects(of: Set(names), view)
        for (item, reason) in led.records where told.insert(item.id).inserted { add(item, view.mark(item), reason) }
        count += led.lines.count
        lines += led.lines
    }

    /// What answers it.
    static func way(_ item: Item, _ names: [PersonID]) -> String {
        if item.state == KindDeclaration.waiting { return "/decision take \(item.id)" }
        let isAsked = item.isUnanswered(by: names) || item.fields["acknowledged"] == nil
        return "/blocker \(isAsked ? "ack" : "resolve") \(item.id)"
    }
}
