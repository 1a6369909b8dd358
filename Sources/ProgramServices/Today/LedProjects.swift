// What presses on somebody as the lead of projects: what is late there, what nobody has, what contradicts the colour.

import Conversation
import ProgramModel
import Quantities

/// The projects that somebody leads, seen for today.
struct LedProjects {
    /// Records of others, or of nobody, each with why it presses.
    private(set) var records: [(item: Item, reason: RichText)] = []
    /// What is said of a project as a whole.
    private(set) var lines: [Reply.Line] = []
    /// Of one project and one sort, so that none takes the page.
    private static let most = 3

    /// - Parameter names: the lead, and the groups the lead is of.
    init(of names: Set<PersonID>, _ view: ProgramView) {
        let waiting = WaitingDecisions(view)
        for project in view.projects where project.isOpen && project.lead.map(names.contains) ?? false {
            let others = LedProjects.late(project, view).filter { $0.owner.map { !names.contains($0) } ?? true }
            for item in others {
                let days = view.deadline(item).map { view.today.days(since: $0) } ?? 0
                records.append((item, "late by \(view.days(days)), \(project.key) is yours"))
            }
            for item in waiting.decisions where item.project == project.key && item.person("needs") == nil {
                records.append((item, "waits for you: /decision take \(item.id)"))
            }
            for item in LedProjects.unreachable(project, view) where !others.contains(where: { $0.id == item.id }) {
                if let reason = view.lateness(item) { records.append((item, RichText(reason))) }
            }
            let standing = Standing(project, view)
            if standing.isFlattered, let declared = project.declared {
                lines.append(
                    .init(
                        StatusText.mark(standing.evidence.colour),
                        "\(project.key) is declared \(declared.colour.shout), the records say \(standing.evidence.colour.shout): /why \(project.key)"
                    ))
            }
            let orphans = LedProjects.orphans(project, view)
            if orphans > 0 {
                lines.append(
                    .init(
                        .warning,
                        "\(counted(orphans, "open task")) on \(project.key) \(orphans == 1 ? "has" : "have") no owner: /task list on \(project.key) no owner"
                    ))
            }
        }
    }

    private static func late(_ project: Project, _ view: ProgramView) -> [Item] {
        let past = Int.min..<view.today.dayNumber
        return view.kinds.words.flatMap {
            view.items(.due, of: .records(project.key, kind: $0), ranks: past, limit: most)
        }.sorted(by: RecordOrder.due.precedes).prefix(most).map(\.self)
    }

    /// Milestones whose date the plan does not keep: others' moves broke it.
    private static func unreachable(_ project: Project, _ view: ProgramView) -> [Item] {
        view.items(
            .due, of: .records(project.key, kind: KindDeclaration.milestone.kind),
            ranks: view.today.dayNumber..<Item.undated
        ).filter { view.lateness($0) != nil }.prefix(most).map(\.self)
    }

    private static func orphans(_ project: Project, _ view: ProgramView) -> Int {
        view.items(.open, of: .records(project.key, kind: KindDeclaration.task.kind)).count { $0.owner == nil }
    }
}

extension ProgramView {
    /// That the plan does not keep a milestone's date, and by how much; nil where it does.
    func lateness(_ item: Item) -> String? {
        guard item.kind == KindDeclaration.milestone.kind, let place = plan.place(of: item.id),
            let float = place.floatToDate, float < 0
        else { return nil }
        return "the plan reaches it \(short(place.finish)), \(counted(-float, "working day")) late"
    }
}
