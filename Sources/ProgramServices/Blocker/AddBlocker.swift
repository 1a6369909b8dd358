// Logs what stops named work now, and says at once what it costs.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/blocker T-31 waits for firewall rule from @secops`.
package enum AddBlocker: WriteCommand {
    package static let handler = "blocker.add"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let stopped = try request.ids("blocks").map { try view.changeable($0) }
        let said = view.scope(request.project("project"))
        var added = try NewItem(request, view, needsProject: stopped.first?.project == nil)
        if request.project("project") == nil { added.event.project = stopped.first?.project ?? said }
        if added.event.fields["since"] == nil { added.event.fields["since"] = .date(view.today) }
        if added.event.fields["severity"] == nil { added.event.fields["severity"] = .text("medium") }
        let id = added.id
        let links = stopped.map { ItemsLinked(kind: .blocks, source: id, target: $0.id) }
        let needed = request.person("needs")
        if needed != nil { added.event.fields["announced"] = view.announced(nil, request) }
        let event = added.event
        let announcements = needed.map {
            view.announcements(view.holder($0) + ", \(id) needs you: \(event.title). /blocker ack \(id)")
        }
        return Decision(
            [event] + links + added.links.filter { !links.map(\.target).contains(($0 as? ItemsLinked)?.target ?? id) },
            announcements: announcements ?? []
        ) { after in
            guard let item = after.item(id) else { return Reply("\(id) logged") }
            let place: RichText =
                stopped.isEmpty
                ? after.onProject(item.project)
                : " on \(stopped.map(\.id.description).joined(separator: ", "))\(item.project.map { " (\($0))" } ?? "")"
            var headline: RichText = "\(id) logged" + place + ": \(item.title)."
            if item.text("severity") != "medium", let severity = item.text("severity") {
                headline += " Severity \(severity)."
            }
            if let since = item.date("since"), since < after.today { headline += " Since \(after.short(since))." }
            if let due = item.due { headline += " Due \(after.short(due))." }
            if let needed {
                headline += " \(after.mention(needed)) asked to acknowledge by \(Escalation.deadlineText(item, after))."
            }
            var reply = Reply(headline, suggestions: [.init("/undo")], touched: [id] + stopped.map(\.id))
            reply.blocks += BlastText.blocks(of: id, after)
            if stopped.isEmpty {
                let named = item.links.first { $0.kind == .relates }?.other.description ?? "T-1"
                reply.add("What does it stop? /blocker stops \(id) \(named)")
            }
            NewItem.tellNote(of: item, in: &reply)
            return reply
        }
    }
}

/// When a blocker that nobody took up goes to somebody higher: computed when read, by age and silence.
enum Escalation {
    /// Noon of the next working day after it was logged.
    static func deadline(_ item: Item, _ view: ProgramView) -> Instant {
        view.zone.instant(of: view.day(of: item.created.time).adding(workingDays: 1), minuteOfDay: 12 * 60)
    }

    static func deadlineText(_ item: Item, _ view: ProgramView) -> String {
        let (date, _) = view.zone.local(deadline(item, view))
        return "\(date.weekday.abbreviation) 12:00"
    }

    /// What is overdue about an open blocker; nil when nothing is.
    static func state(_ item: Item, _ view: ProgramView) -> RichText? {
        guard item.isOpen else { return nil }
        if let to = item.person("escalated") { return "escalated to \(view.mention(to))" }
        if item.state == "open", let needed = item.person("needs"), deadline(item, view) < view.now {
            return "\(view.mention(needed)) has not acknowledged: /blocker escalate \(item.id)"
        }
        let silent = view.today.days(since: view.day(of: item.changed.time))
        if silent > view.evidenceRules.blockerRed {
            return "silent for \(view.days(silent)): /blocker escalate \(item.id)"
        }
        return nil
    }
}
