// What people read who did not ask: one message for one command, for one moment, for one morning.

package import Conversation
package import FieldTypes
package import ProgramModel
package import Quantities

/// The words of everything that is said unasked.
package struct SpokenUp: Attention {
    package init() {}

    package func hearers(of changed: [ChangedRecord], by doer: PersonID, in view: ProgramView) -> [PersonID] {
        let causes = ToldCauses(view: view)
        return Set(changed.flatMap { causes.causes(of: $0).map(\.person) }).subtracting([doer, .steerco]).sorted()
    }

    package func told(_ changed: [ChangedRecord], by doer: PersonID, _ view: ProgramView) -> Reply? {
        var lines: [Reply.Line] = []
        var touched: [ItemID] = []
        for record in changed where view.item(record.id) != nil {
            let own = SpokenUp.causes(of: record, view)
            // Who owns it now hears of that, and not besides that a field or its title names them.
            for cause in own.contains(.owns) ? [.owns] : own {
                lines.append(.init(.bullet, sentence(cause, record.after, view)))
                touched.append(record.id)
            }
        }
        guard let first = lines.first else { return nil }
        let who: RichText = doer == .steerco ? "steerco" : "\(view.mention(doer))"
        if lines.count == 1 {
            let ways = SpokenUp.ways(changed, touched, view)
            return Reply(who + ": " + first.text, suggestions: ways, touched: touched)
        }
        return Reply(
            who + ": \(counted(lines.count, "change")) for you", blocks: [.list(lines)], suggestions: [.init("/today")],
            touched: touched)
    }

    /// Why whoever looks hears of a record.
    private static func causes(of record: ChangedRecord, _ view: ProgramView) -> [ToldCause] {
        ToldCauses(view: view).causes(of: record).filter { $0.person == view.person }.map(\.cause)
    }

    private func sentence(_ cause: ToldCause, _ item: Item, _ view: ProgramView) -> RichText {
        let line = view.line(item, withProject: true)
        switch cause {
        case .owns:
            let due = item.due.map { ", due \(view.short($0))," } ?? ""
            return "\(item.id) \(item.title)\(item.project.map { " (\($0.text))" } ?? "")\(due) is yours now"
        case .helps: return "asks for your help: " + line
        case .asked: return "waits for you: " + line
        case .lost:
            guard let owner = item.owner else { return "no longer yours: " + line }
            return "\(item.id) \(item.title) is " + view.holder(owner) + "'s now, no longer yours"
        case .mentioned(let text):
            return "mentions you on \(item.id) \(item.title): \(text.clipped(300))"
        case .broken(let id):
            guard let own = view.item(id), let due = own.due, let moved = item.due else { return line }
            return
                "\(own.id) \(own.title), yours and due \(view.short(due)), waits for \(item.id) \(item.title), now due \(view.short(moved))"
        }
    }

    /// What a hearer of one record may say next.
    private static func ways(_ changed: [ChangedRecord], _ touched: [ItemID], _ view: ProgramView) -> [Reply.Suggestion]
    {
        guard let id = touched.first, let record = changed.first(where: { $0.id == id }), record.after.isOpen else {
            return []
        }
        let isAsked = causes(of: record, view).contains(.asked)
        return [.init(isAsked ? Pressing.way(record.after, view.names(of: view.person)) : "/show \(id)")]
    }

    // MARK: What falls due

    package func due(
        _ rule: any DueRule, _ filter: Filter?, _ view: ProgramView, _ log: any LogReader
    ) throws -> Reply? {
        switch rule {
        case let reminder as Reminder: reminded(reminder, view)
        case let subscription as Subscription: try DigestText(of: subscription, view, log).reply(filter)
        case let cadence as Cadence: asked(cadence, view)
        default: nil
        }
    }

    private func reminded(_ reminder: Reminder, _ view: ProgramView) -> Reply? {
        let by: RichText =
            reminder.setBy == reminder.receiver.person ? "" : " from \(view.mention(reminder.setBy))"
        let words: RichText = reminder.words.map { ": \($0)" } ?? ""
        guard let id = reminder.item else { return Reply("Reminder" + by + words) }
        // Of what is closed or gone there is nothing left to be reminded of.
        guard let item = view.item(id), item.isOpen else { return nil }
        return Reply(
            "Reminder" + by + words + (reminder.words == nil ? ": " : " · ") + view.line(item, withProject: true),
            suggestions: [.init("/show \(id)")], touched: [id])
    }

    /// Asks a lead for the colour, with what the records say ready to be confirmed.
    private func asked(_ cadence: Cadence, _ view: ProgramView) -> Reply? {
        guard let project = view.project(cadence.key), project.isOpen else { return nil }
        let standing = Standing(project, view)
        let period = cadence.last(upTo: view.now + -1, in: view.zone) ?? cadence.since
        // Declared since the last time it was asked: there is nothing to ask.
        if let declared = project.declared, declared.stamp.time > period { return nil }
        let colour = standing.evidence.colour
        let reason: RichText? = standing.evidence.reasons.first.map { StatusText.sentence($0, view) }
        let declared = project.declared.map {
            "Declared \($0.colour.shout), not confirmed since \(view.moment($0.stamp.time))."
        }
        var reply = Reply(
            "\(project.key) \(project.name): how does it stand? \(declared ?? "No colour was declared yet.")")
        reply.add("The records say \(colour.shout)" + (reason.map { (": " as RichText) + $0 } ?? "") + ".")
        if colour != .grey {
            let because = reason.map { " because \($0.plain)" } ?? ""
            reply.suggestions.append(
                .init("Yes, \(colour.shout)", "/status set \(colour.rawValue) \(project.key)\(because)", isButton: true)
            )
        }
        reply.suggestions.append(.init("/status set amber \(project.key) because ..."))
        return reply
    }

    package func announced(_ changed: [ChangedRecord], _ filter: Filter, _ said: String, _ view: ProgramView) -> Reply?
    {
        let tester = ItemFilter(view: view)
        let found = changed.filter { record in
            let states = [record.before, record.after].compactMap(\.self)
            return view.item(record.id) != nil && states.contains { tester.matches($0, filter) }
        }
        guard !found.isEmpty else { return nil }
        let lines = found.map { record in
            Reply.Line(
                view.mark(record.after),
                (record.before == nil ? "new: " : "") + view.line(record.after, withProject: true))
        }
        return Reply(
            "\(said): \(counted(found.count, "change"))", blocks: [.list(lines)],
            suggestions: [.init("/subscribe list")],
            touched: found.map(\.id))
    }

    // MARK: Nudges

    package func nudges(_ view: ProgramView) -> [Nudge] { Nudges(view).all }

    package func asking(_ nudges: [Nudge], _ view: ProgramView) -> Reply {
        if nudges.count == 1, let only = nudges.first {
            return Reply(only.line.text, suggestions: only.suggestions, touched: [only.item])
        }
        return Reply(
            "\(counted(nudges.count, "thing")) that only you can tell:", blocks: [.list(nudges.map(\.line))],
            suggestions: nudges.prefix(3).flatMap { $0.suggestions.prefix(1) }, touched: nudges.map(\.item))
    }
}
