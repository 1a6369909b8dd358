// How the blast radius of a blocker reads.

import Conversation
import ProgramModel
import Quantities

enum BlastText {
    /// `Stops 4 tasks, M-4 Cutover and, through D-2, CRM's M-9. Float 3 days, then a day late per day.`
    static func blocks(of id: ItemID, _ view: ProgramView) -> [Reply.Block] {
        let radius = view.blastRadius(of: id)
        guard !radius.isEmpty else { return [] }
        var stopped: [RichText] = []
        if !radius.tasks.isEmpty {
            let named = radius.tasks.count <= 3 ? " (\(radius.tasks.map(\.description).joined(separator: ", ")))" : ""
            stopped.append("\(counted(radius.tasks.count, "task"))\(named)")
        }
        for milestone in radius.milestones.prefix(4) {
            let title = view.item(milestone.id)?.title ?? ""
            let place = radius.elsewhere.contains(milestone.id) ? milestone.project.map { "\($0)'s " } ?? "" : ""
            stopped.append("\(place)\(milestone.id) \(title)")
        }
        if radius.milestones.count > 4 { stopped.append("\(radius.milestones.count - 4) more milestones") }
        if !radius.others.isEmpty { stopped.append("\(counted(radius.others.count, "other record"))") }
        var text: RichText = "Stops " + stopped.joined() + "."
        if let due = view.item(id)?.due,
            let first = radius.milestones.first(where: { $0.due.map { $0 < due } ?? false })
        {
            // Its own date says more than the work that is left.
            text += " Its own date, \(view.short(due)), is after \(first.id)'s."
        } else if let float = radius.float {
            text +=
                float > 0
                ? " Float \(view.days(float)), then a day late per day."
                : float == 0
                    ? " No float: every day it stays is a day late."
                    : " Already \(view.days(-float)) short, and a day more per day."
        }
        if let task = radius.tightestTask, let left = task.float, let due = task.due, left < radius.float ?? .max {
            text +=
                left > 0
                ? " \(task.id), due \(view.short(due)), is late after \(view.days(left))."
                : left == 0
                    ? " \(task.id) has no float to its date, \(view.short(due))."
                    : " \(task.id) cannot keep its date, \(view.short(due))."
        }
        return [.text(text)]
    }
}
