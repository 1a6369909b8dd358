// How colours and their reasons read.

import Conversation
import ProgramModel
import Quantities

enum StatusText {
    /// `declared GREEN · evidence RED`.
    static func colours(_ declared: DeclaredStatus?, _ evidence: Colour) -> String {
        "\(declared.map { "declared \($0.colour.shout)" } ?? "nothing declared") · evidence \(evidence.shout)"
    }

    /// The same with what was declared as the reason of a warning.
    static func colours(_ declared: DeclaredStatus?, _ evidence: Colour, withReason: Bool) -> RichText {
        guard withReason, let declared, declared.colour > .green, declared.reason != nil else {
            return RichText(colours(declared, evidence))
        }
        return self.declared(declared) + " · evidence \(evidence.shout)"
    }

    /// `declared RED: the vendor is gone`.
    static func declared(_ status: DeclaredStatus) -> RichText {
        "\(status.colour.declared)\(status.reason.map { ": " + ($0.last == "." ? String($0.dropLast()) : $0) } ?? "")"
    }

    static func mark(_ colour: Colour) -> Reply.Line.Mark {
        switch colour {
        case .red: .bad
        case .amber: .warning
        case .green: .good
        case .grey: .bullet
        }
    }

    static func line(_ reason: Evidence.Reason, _ view: ProgramView) -> Reply.Line {
        Reply.Line(reason.colour == .red ? .bad : reason.colour == .grey ? .bullet : .warning, sentence(reason, view))
    }

    static func sentence(_ reason: Evidence.Reason, _ view: ProgramView) -> RichText {
        let item = reason.items.first.flatMap { view.item($0) }
        let name: RichText = item.map { "\($0.id) \($0.title)" } ?? ""
        switch reason.fact {
        case .milestoneOverdue(let days):
            return name + " is overdue" + (days > 0 ? " by \(counted(days, "working day"))" : "") + due(item, view)
        case .milestoneMoved(let days):
            return name
                + " moved to \(item?.due.map { view.short($0) } ?? "?"), first promised \(item?.firstDue.map { view.short($0) } ?? "?") (+\(counted(days, "working day")))"
        case .milestoneBefore(let due):
            let other = reason.items.last.flatMap { view.item($0) }
            let waited: RichText = other.map { "\($0.id) \($0.title)" } ?? ""
            return name + day(item, view) + " waits for " + waited
                + ", due \(view.short(due))"
        case .milestoneUnreachable(let finish, let days):
            let later = "\(view.short(finish)), \(counted(days, "working day")) later"
            return name + day(item, view) + " cannot be met: the work before it ends \(later)" + last(of: reason, view)
        case .milestoneTight(let finish, let days):
            let left = days == 0 ? "no working day" : counted(days, "working day")
            return name + day(item, view) + " has \(left) left: the work before it ends \(view.short(finish))"
                + last(of: reason, view)
        case .blockedElsewhere(let project):
            let stopped = reason.items.last.flatMap { view.item($0) }
            return name + (project.map { " (\($0))" } ?? "") + " stops "
                + (stopped.map { "\($0.id) \($0.title)" as RichText } ?? "")
        case .blockerOpen(let days, let severity):
            var text = name + " open \(view.days(days))"
            if severity == "critical" { text += ", critical" }
            if let item,
                let first = view.blastRadius(of: item.id).milestones.first ?? view.followers(of: item.id).first
            {
                text += ", blocks \(first)"
            }
            if let owner = item?.person("needs") ?? item?.owner { text += " (\(view.mention(owner)))" }
            if let item, let state = Escalation.state(item, view) { text += "; " + state }
            return text
        case .riskWithoutResponse(let score): return name + " scores \(score) and has no response"
        case .riskPastReview(let score, let review):
            return name + " scores \(score), review was due \(view.short(review))"
        case .tasksOverdue(let count, let total):
            let ids = reason.items.prefix(3).map(\.description).joined(separator: ", ")
            return "\(count) of \(counted(total, "open task")) overdue: \(ids)\(count > 3 ? ", …" : "")"
        case .rule(let kind, let index):
            guard let item, let rule = view.kinds[kind]?.evidence[index] else { return name }
            return name + " " + RecordText.filled(rule.sentence, item, view)
        case .costIndex, .forecastOverBudget: return MoneyEvidence.sentence(reason.fact, view)
        case .silent(let days): return "nothing changed for \(view.days(days))"
        case .noRecords: return "no records yet: log tasks, risks or milestones"
        }
    }

    private static func day(_ item: Item?, _ view: ProgramView) -> RichText {
        item?.due.map { " (\(view.short($0)))" } ?? ""
    }

    /// What is done last before a milestone.
    private static func last(of reason: Evidence.Reason, _ view: ProgramView) -> RichText {
        guard reason.items.count > 1, let last = reason.items.last.flatMap({ view.item($0) }) else { return "" }
        return " with \(last.id) \(last.title)"
    }

    private static func due(_ item: Item?, _ view: ProgramView) -> RichText {
        item?.due.map { " (due \(view.short($0)))" } ?? ""
    }

    /// What an item waits for; bad where that is due after it.
    static func waiting(_ other: Item, before item: Item, _ view: ProgramView) -> Reply.Line {
        let isLater = item.due.map { due in other.due.map { $0 > due } ?? false } ?? false
        let late: RichText = isLater ? " · after \(item.id) is" : ""
        return Reply.Line(isLater ? .bad : view.mark(other), "waits for " + view.line(other) + late)
    }

    /// What would make the colour GREEN: the way out of the worst reasons.
    static func way(_ reason: Evidence.Reason, _ view: ProgramView) -> String? {
        let rules = view.evidenceRules
        let id = reason.items.first?.description ?? ""
        switch reason.fact {
        // Moved, it would be AMBER.
        case .milestoneOverdue: return "reach \(id)"
        case .milestoneMoved: return nil
        case .milestoneBefore: return "re-date \(reason.items.map(\.description).joined(separator: " or "))"
        case .milestoneUnreachable: return "shorten the work before \(id) or re-date it"
        case .milestoneTight: return nil
        case .blockerOpen, .blockedElsewhere: return "resolve \(id)"
        case .riskWithoutResponse: return "treat \(id)"
        case .riskPastReview: return "review \(id)"
        case .tasksOverdue(let count, let total):
            // So many finished, of as many fewer, that what is left is within the rule; re-dated it takes no more.
            let least = (1...max(1, count)).first { (count - $0) * 100 <= rules.overdueAmber * (total - $0) } ?? count
            let named = reason.items.prefix(least).map(\.description)
            return least <= min(3, named.count)
                ? "finish or re-date \(named.joined(separator: ", "))"
                : "finish or re-date \(least) of the \(count) overdue tasks"
        case .rule(let kind, let index):
            guard let item = reason.items.first.flatMap({ view.item($0) }), let rule = view.kinds[kind]?.evidence[index]
            else { return nil }
            return RecordText.filled(rule.way, item, view).plain
        case .costIndex: return "bring cost and budget together"
        case .forecastOverBudget: return nil
        case .silent: return "bring the records up to date"
        case .noRecords: return nil
        }
    }
}

extension Colour {
    fileprivate var declared: String { "declared \(shout)" }
}
