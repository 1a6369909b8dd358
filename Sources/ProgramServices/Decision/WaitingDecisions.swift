// Decisions that wait for somebody, and making them.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `decision needed: tokens or app by:@kim due:fri`.
package enum NeedDecision: WriteCommand {
    package static let handler = "decision.need"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        var added = try NewItem(request, view)
        added.event.state = KindDeclaration.waiting
        let id = added.id
        return Decision([added.event] + added.links) { after in
            guard let item = after.item(id) else { return Reply("\(id) logged") }
            let whom = WaitingDecisions.decider(of: item, after)
            var headline: RichText = "\(id) waits for a decision" + after.onProject(item.project)
            if let whom { headline += " by \(after.mention(whom))" }
            headline += ": \(item.title)."
            if let due = item.due { headline += " Due \(after.short(due))." }
            var reply = Reply(
                headline, suggestions: [.init("/decision take \(id)"), .init("/undo")], touched: [id])
            if item.person("needs") == nil, let whom {
                reply.add("\(after.mention(whom)) leads \(item.project?.text ?? "it"); another decides with by:@who.")
            }
            NewItem.tellNote(of: item, in: &reply)
            return reply
        }
    }
}

/// `/decision take DEC-3 "tokens" because cheaper`: what waited is decided.
package enum TakeDecision: WriteCommand {
    package static let handler = "decision.take"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.decision.kind)
        guard item.state == KindDeclaration.waiting else { throw Refusal.alreadySo(item.id, item.state) }
        let by = request.person("by") ?? view.person
        var fields = FieldTable()
        fields["outcome"] = .text(NewItem.oneLine(try request.need(text: "outcome")))
        fields["because"] = request.text("because").map { .text($0) }
        fields["by"] = .person(by)
        fields["decided"] = .date(view.today)
        let events: [any ProgramEvent] = [
            try ItemMoves.event(item, .decision, to: KindDeclaration.decision.initialState.name, reason: nil),
            ItemChanged(id: item.id, fields: fields, cleared: []),
        ]
        return Decision(events) { after in
            let reason = request.text("because").map { " because \($0)" } ?? ""
            var reply = Reply(
                "\(item.id) \(item.title): decided by \(after.mention(by)): \(after.item(item.id)?.text("outcome") ?? "")\(reason).",
                suggestions: [.init("/undo")], touched: [item.id])
            if let asked = item.person("needs"), asked != by {
                reply.add("\(after.mention(asked)) was asked to decide.")
            }
            return reply
        }
    }
}

/// `/decision waiting`, `what do I have to decide`: decisions that wait for somebody, and what was escalated to them.
package enum ListWaitingDecisions: ReadCommand {
    package static let handler = "decision.waiting"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let project = request.project("project")
        let isAll = request.choice("all") != nil
        let person = request.person("person") ?? view.person
        let found = WaitingDecisions(view, in: project.map { [$0] + view.projects(under: $0) })
        let waiting = isAll ? found.decisions : found.decisions(of: person)
        let escalated = isAll ? [] : found.escalations(to: person)
        let who: RichText = person == view.person ? "you" : view.holder(person)
        let place: RichText = project.map { " on \($0)" } ?? ""
        guard !waiting.isEmpty || !escalated.isEmpty else {
            let whom: RichText = isAll ? "" : " for " + who
            return Reply(
                "No decision waits" + whom + place + ".",
                suggestions: isAll ? [] : [.init("of others too", "/decision waiting all")])
        }
        let lines =
            waiting.map { item in
                Reply.Line(view.mark(item), view.line(item, withProject: true) + " · /decision take \(item.id)")
            }
            + escalated.map { item in
                Reply.Line(.bad, view.line(item, withProject: true) + " · escalated: /blocker resolve \(item.id)")
            }
        let verb = lines.count == 1 ? "waits" : "wait"
        let whom: RichText = isAll ? "" : " for " + who
        let noun = escalated.isEmpty ? counted(lines.count, "decision") : counted(lines.count, "thing")
        return Reply(
            "\(noun) \(verb)" + whom + place, blocks: [.list(lines)], touched: (waiting + escalated).map(\.id))
    }
}

/// What waits for somebody's word: decisions that nobody has made, and what was escalated.
struct WaitingDecisions {
    private let view: ProgramView
    private let projects: Set<ProjectKey>?
    /// Of the open projects that are looked at, by the day they are due, those without one last.
    let decisions: [Item]

    /// - Parameter projects: those that are looked at; nil: all.
    init(_ view: ProgramView, in projects: [ProjectKey]? = nil) {
        self.view = view
        self.projects = projects.map(Set.init)
        let keys: [ProjectKey?] = projects ?? view.projects.filter(\.isOpen).map(\.key) + [nil]
        decisions = keys.flatMap { view.items(.open, of: .records($0, kind: KindDeclaration.decision.kind)) }
            .filter { $0.state == KindDeclaration.waiting }
            .sorted { ($0.due?.dayNumber ?? .max, $0.id) < ($1.due?.dayNumber ?? .max, $1.id) }
    }

    /// Whose decision it is: who was asked, else the project's lead.
    static func decider(of item: Item, _ view: ProgramView) -> PersonID? {
        item.person("needs") ?? item.project.flatMap { view.project($0)?.lead }
    }

    func decisions(of person: PersonID) -> [Item] {
        let names = Set(view.names(of: person))
        return decisions.filter { WaitingDecisions.decider(of: $0, view).map(names.contains) ?? false }
    }

    /// Open blockers that were escalated to somebody.
    func escalations(to person: PersonID) -> [Item] {
        let names = view.names(of: person)
        return names.flatMap { view.items(.asks, of: .holdings($0)) }.filter { item in
            item.person("escalated").map(names.contains) ?? false
                && (projects.map { keys in item.project.map(keys.contains) ?? false } ?? true)
        }
    }
}
