// Load against what there is, week by week.

import CommandLanguage
package import Conversation
import JSONText
import ProgramModel
import Quantities

/// `/capacity`, `/capacity @ana weeks:8`, `/capacity NET`.
package enum ShowCapacity: ReadCommand {
    package static let handler = "capacity.show"
    private static let (usual, most) = (6, 26)

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let count = min(request.bound.number("weeks") ?? usual, most)
        let weeks = Load.weeks(from: view.today, count: max(1, count))
        let people = self.people(request, view)
        let rows = people.map { person in weeks.map { Load(person, week: $0, view) } }
            .filter { loads in loads.contains { $0.given > 0 || $0.planned > 0 || $0.available < 100 } }
        guard !rows.isEmpty else {
            return Reply("Nobody has time given to projects or work in the plan: /allocate @ana NET 50% gives some.")
        }
        let table = rows.map { loads -> [RichText] in
            ["\(view.mention(loads[0].person))"] + loads.map { "\(cell($0))" as RichText }
        }
        var reply = Reply(
            "Load of \(counted(rows.count, "person")), \(counted(weeks.count, "week"))",
            blocks: [.table(header: ["given / plan %"] + weeks.map { view.short($0) }, rows: table)])
        for loads in rows { if let line = remark(loads, view) { reply.add(line) } }
        reply.data = [.init("load", .array(rows.map { json($0, view) }))]
        return reply
    }

    private static func people(_ request: Request, _ view: ProgramView) -> [PersonID] {
        if let person = request.person("person") {
            return view.slot(Group.self, person)?.members ?? [person]
        }
        guard let key = view.scope(request.project("project")) else { return view.people.map(\.id) }
        let keys = Set(view.projects(under: key))
        return view.people.map(\.id).filter { person in
            view.allocations(of: person).contains { $0.project.map(keys.contains) ?? false }
                || view.openItems(ownedBy: person).contains { $0.project.map(keys.contains) ?? false }
        }
    }

    /// `120/80!`: what is given and what the plan has; `!` where either is more than there is.
    private static func cell(_ load: Load) -> String {
        let isOver = load.isOver || load.planned > load.available
        return "\(load.given)/\(load.planned)\(isOver ? "!" : "")\(load.available < 100 ? " of \(load.available)" : "")"
    }

    private static func remark(_ loads: [Load], _ view: ProgramView) -> RichText? {
        let who: RichText = "\(view.mention(loads[0].person))"
        if let worst = loads.filter({ $0.isOver }).max(by: { $0.given < $1.given }) {
            let projects = worst.byProject.map { "\($0.key) \($0.percent)%" }.joined(separator: ", ")
            return who + " is over in the week of \(view.short(worst.week)): \(projects), \(worst.available)% there is."
        }
        if let full = loads.first(where: { $0.planned > $0.available }) {
            return who
                + " has \(full.planned)% of work in the plan in the week of \(view.short(full.week)): /level shows what moves."
        }
        let free = loads.filter { $0.available > 0 && $0.given < 50 && $0.planned < 50 }
        return free.count == loads.count ? who + " has room: under half of the time is given away." : nil
    }

    private static func json(_ loads: [Load], _ view: ProgramView) -> JSON {
        [
            "person": .string("@" + view.mention(loads[0].person).handle),
            "weeks": .array(
                loads.map { load in
                    [
                        "week": .string(load.week.iso), "load": .int(Int64(load.given)),
                        "planned": .int(Int64(load.planned)), "available": .int(Int64(load.available)),
                        "projects": .object(load.byProject.map { .init($0.key.text, .int(Int64($0.percent))) }),
                    ]
                }),
        ]
    }
}
