// The milestones of all projects, month by month: what is promised and what is forecast.

package import Conversation
import JSONText
import ProgramModel
import Quantities

/// `/roadmap`, `/roadmap CORE`.
package enum Roadmap: ReadCommand {
    package static let handler = "roadmap.show"
    package static let keys: Set<ReadKey> = [.top]

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let keys = try PlanScope.projects(request, view)
        let milestones = keys.flatMap {
            view.items(.due, of: .records($0, kind: KindDeclaration.milestone.kind))
        }.sorted { (day($0, view), $0.id) < (day($1, view), $1.id) }
        guard !milestones.isEmpty else {
            return Reply("No milestone is open: /milestone Go-live due:18dec adds one.")
        }
        let shown = milestones.prefix(request.flags.top ?? 30)
        var lines: [Reply.Line] = []
        var month = ""
        for item in shown {
            let (year, number, _) = day(item, view).parts
            let name =
                item.due == nil && view.plan.place(of: item.id) == nil
                ? "No date" : "\(CalendarDate.monthNames[number - 1]) \(year)"
            if name != month { lines.append(.init(.none, .strong(name))) }
            month = name
            lines.append(line(item, view))
        }
        let more = milestones.count > shown.count ? ", the next \(shown.count); top:\(milestones.count) shows all" : ""
        return Reply(
            "\(counted(milestones.count, "milestone")) in \(counted(keys.count, "project"))\(more)",
            blocks: [.list(lines)], touched: shown.map(\.id),
            data: [
                .init(
                    "milestones",
                    .array(
                        shown.map { item in
                            .members([
                                "id": PlanFigures.id(item.id), "project": item.project.map { .string($0.text) },
                                "due": item.due.map { PlanFigures.date($0) },
                                "finish": view.plan.place(of: item.id).map { PlanFigures.date($0.finish) },
                            ])
                        }))
            ])
    }

    /// Where it stands on the map: the day promised, else the day forecast.
    private static func day(_ item: Item, _ view: ProgramView) -> CalendarDate {
        item.due ?? view.plan.place(of: item.id)?.finish ?? CalendarDate(dayNumber: Item.undated)
    }

    private static func line(_ item: Item, _ view: ProgramView) -> Reply.Line {
        let place = view.plan.place(of: item.id)
        let float = place?.floatToDate
        var text: RichText = "\(item.project.map { "\($0) " } ?? "")\(item.id) \(item.title)"
        if let due = item.due { text += " · \(view.short(due))" }
        if let place, place.finish != item.due { text += " · forecast \(view.short(place.finish))" }
        if let float, float < 0 { text += " · \(counted(-float, "working day")) late" }
        let isLate = (float ?? 0) < 0 || item.due.map { $0 < view.today } ?? false
        return .init(isLate ? .bad : (float ?? 9) < view.evidenceRules.floatAmber ? .warning : .good, text)
    }
}
