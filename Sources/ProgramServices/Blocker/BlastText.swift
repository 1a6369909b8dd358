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
            let item = view.item(milestone)
            let place = radius.elsewhere.contains(milestone) ? item?.project.map { "\($0)'s " } ?? "" : ""
            stopped.append("\(place)\(milestone) \(item?.title ?? "")")
        }
        if radius.milestones.count > 4 { stopped.append("\(radius.milestones.count - 4) more milestones") }
        if !radius.others.isEmpty { stopped.append("\(counted(radius.others.count, "other record"))") }
        var text: RichText = "Stops " + stopped.joined() + "."
        if let place = view.plan.place(of: id) { text += " " + PlanText.float(of: place, view) }
        return [.text(text)]
    }
}
