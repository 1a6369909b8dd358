// Five lines for executives, each number open to its records.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/brief exec`.
package enum Brief: ReadCommand {
    package static let handler = "brief.exec"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let scope = request.choice("all") == nil ? request.project("project") : nil
        let projects = view.projects.filter { project in
            project.isOpen && (scope.map { project.key == $0 || project.program == $0 } ?? true)
        }
        guard !projects.isEmpty else {
            throw scope.map { Refusal.noSuchProject($0) }
                ?? Refusal.other(code: "no-projects", text: "There is no open project yet.")
        }
        let rows = projects.map { ($0, view.evidence(of: $0.key, limit: 1)) }
        func keys(_ colour: Colour) -> [String] { rows.filter { $0.1.colour == colour }.map(\.0.key.text) }
        let colours = [Colour.red, .amber, .green, .grey].compactMap { colour in
            keys(colour).isEmpty
                ? nil : "\(keys(colour).count) \(colour.shout) (\(keys(colour).joined(separator: ", ")))"
        }
        var lines: [Reply.Line] = [
            rows.count == 1
                ? one(rows[0].0, rows[0].1, view)
                : .init(.bullet, "\(counted(projects.count, "project")): \(colours.joined(separator: ", "))")
        ]
        let differing = rows.filter { row in row.0.declared.map { $0.colour < row.1.colour } ?? false }
        if let (project, evidence) = differing.first {
            lines.append(
                .init(
                    .warning,
                    "\(project.key) is declared \(project.declared?.colour.shout ?? "") but the evidence says \(evidence.colour.shout): /why \(project.key)"
                ))
        }
        lines += milestones(projects, view) + blockers(projects, view) + risks(projects, view)
        let name = scope.flatMap { key in view.program(key)?.name ?? view.project(key)?.name } ?? "All projects"
        return Reply(.strong(name) + ", \(view.short(view.today))", blocks: [.list(Array(lines.prefix(5)))])
    }

    /// A single project's colour, and the worst of its reasons.
    private static func one(_ project: Project, _ evidence: Evidence, _ view: ProgramView) -> Reply.Line {
        guard let worst = evidence.reasons.first else {
            return .init(.good, "\(project.key) evidence \(evidence.colour.shout)")
        }
        let line = StatusText.line(worst, view)
        return .init(line.mark, "\(project.key) evidence \(evidence.colour.shout): " + line.text)
    }

    private static func milestones(_ projects: [Project], _ view: ProgramView) -> [Reply.Line] {
        let shelves = projects.map { Shelf.records($0.key, kind: "milestone") }
        let past = Int.min..<view.today.dayNumber
        let lateCount = shelves.reduce(0) { $0 + view.count(.due, of: $1, ranks: past) }
        let late = shelves.flatMap { view.items(.due, of: $0, ranks: past, limit: 3) }.sorted(
            by: RecordOrder.due.precedes)
        let named = late.prefix(3).map(\.id.description).joined(separator: ", ")
        let coming = shelves.compactMap {
            view.items(.due, of: $0, ranks: view.today.dayNumber..<Item.undated, limit: 1).first
        }
        if let next = coming.min(by: RecordOrder.due.precedes) {
            let overdue = late.isEmpty ? "" : "; \(lateCount) overdue: \(named)"
            return [
                .init(
                    late.isEmpty ? .bullet : .bad,
                    "Next milestone \(next.id) \(next.title) (\(next.project?.text ?? "")) \(next.due.map { view.short($0) } ?? "")\(overdue)"
                )
            ]
        }
        return late.isEmpty ? [] : [.init(.bad, "\(counted(lateCount, "milestone")) overdue: \(named)")]
    }

    private static func blockers(_ projects: [Project], _ view: ProgramView) -> [Reply.Line] {
        let shelves = projects.map { Shelf.records($0.key, kind: "blocker") }
        let count = shelves.reduce(0) { $0 + view.count(.open, of: $1) }
        let first = shelves.flatMap {
            view.items(.since, of: $0, limit: 1) + view.items(.reported, of: $0, limit: 1)
        }
        guard let oldest = first.max(by: { view.openDays($0) < view.openDays($1) }) else { return [] }
        return [
            .init(
                view.mark(oldest),
                "\(counted(count, "open blocker")), oldest \(oldest.id) \(oldest.title) (\(view.days(view.openDays(oldest))))"
            )
        ]
    }

    private static func risks(_ projects: [Project], _ view: ProgramView) -> [Reply.Line] {
        let shelves = projects.map { Shelf.records($0.key, kind: "risk") }
        let first = shelves.flatMap { view.items(.threat, of: $0, limit: 1) }
        guard let top = first.min(by: RecordOrder.threat.precedes), let score = top.riskScore else { return [] }
        let limit = view.evidenceRules.riskScore
        let high = shelves.reduce(0) { $0 + view.count(.threat, of: $1, ranks: .min..<(1 - limit)) }
        return [
            .init(
                .bullet,
                "Top risk \(top.id) \(top.title), score \(score); \(counted(high, "risk")) at \(limit) or more")
        ]
    }
}
