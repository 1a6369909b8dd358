// Five lines for executives, each number open to its records.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/brief exec`.
package enum Brief: ReadCommand {
    package static let handler = "brief.exec"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let scope = request.project("project")
        let projects = view.projects.filter { project in
            project.isOpen && (scope.map { project.key == $0 || project.program == $0 } ?? true)
        }
        guard !projects.isEmpty else {
            throw scope.map { Refusal.noSuchProject($0) }
                ?? Refusal.other(code: "no-projects", text: "There is no open project yet.")
        }
        let rows = projects.map { ($0, view.evidence(of: $0.key)) }
        func keys(_ colour: Colour) -> [String] { rows.filter { $0.1.colour == colour }.map(\.0.key.text) }
        let colours = [Colour.red, .amber, .green, .grey].compactMap { colour in
            keys(colour).isEmpty
                ? nil : "\(keys(colour).count) \(colour.shout) (\(keys(colour).joined(separator: ", ")))"
        }
        var lines: [Reply.Line] = [
            .init(.bullet, "\(counted(projects.count, "project")): \(colours.joined(separator: ", "))")
        ]
        let differing = rows.filter { row in row.0.declared.map { $0.colour < row.1.colour } ?? false }
        if let (project, evidence) = differing.first {
            lines.append(
                .init(
                    .warning,
                    "\(project.key) is declared \(project.declared?.colour.shout ?? "") but the evidence says \(evidence.colour.shout): /why \(project.key)"
                ))
        }
        let milestones = projects.flatMap { view.items(project: $0.key, kind: "milestone", open: true) }
            .filter { $0.due != nil }.sorted { ($0.due?.dayNumber ?? 0) < ($1.due?.dayNumber ?? 0) }
        let late = milestones.filter { $0.due.map { $0 < view.today } ?? false }
        if let next = milestones.first(where: { $0.due.map { $0 >= view.today } ?? false }) {
            lines.append(
                .init(
                    late.isEmpty ? .bullet : .bad,
                    "Next milestone \(next.id) \(next.title) (\(next.project?.text ?? "")) \(next.due.map { view.short($0) } ?? "")\(late.isEmpty ? "" : "; \(late.count) overdue: \(late.prefix(3).map(\.id.description).joined(separator: ", "))")"
                ))
        } else if !late.isEmpty {
            lines.append(
                .init(
                    .bad,
                    "\(counted(late.count, "milestone")) overdue: \(late.prefix(3).map(\.id.description).joined(separator: ", "))"
                ))
        }
        let blockers = projects.flatMap { view.items(project: $0.key, kind: "blocker", open: true) }
        if let oldest = blockers.max(by: { view.openDays($0) < view.openDays($1) }) {
            lines.append(
                .init(
                    view.mark(oldest),
                    "\(counted(blockers.count, "open blocker")), oldest \(oldest.id) \(oldest.title) (\(view.days(view.openDays(oldest))))"
                ))
        }
        let risks = ListItems.sorted(
            projects.flatMap { view.items(project: $0.key, kind: "risk", open: true) }, by: "score", kind: "risk")
        if let top = risks.first, let score = top.riskScore {
            lines.append(
                .init(
                    .bullet,
                    "Top risk \(top.id) \(top.title), score \(score); \(counted(risks.count { ($0.riskScore ?? 0) >= view.evidenceRules.riskScore }, "risk")) at \(view.evidenceRules.riskScore) or more"
                ))
        }
        let name = scope.flatMap { key in view.program(key)?.name ?? view.project(key)?.name } ?? "All projects"
        return Reply(.strong(name) + ", \(view.short(view.today))", blocks: [.list(Array(lines.prefix(5)))])
    }
}
