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
        let rows = projects.map { Standing($0, view) }
        let counts = Standing.counts(rows, named: true).joined(separator: ", ")
        var lines: [Reply.Line] = [
            rows.count == 1
                ? one(rows[0], view) : .init(.bullet, "\(counted(projects.count, "project")): \(counts)")
        ]
        if let line = declared(rows, scope.flatMap { view.program($0) }) { lines.append(line) }
        lines += milestones(projects, view) + blockers(projects, view) + risks(projects, view)
        let name = scope.flatMap { key in view.program(key)?.name ?? view.project(key)?.name } ?? "All projects"
        return Reply(.strong(name) + ", \(view.short(view.today))", blocks: [.list(Array(lines.prefix(5)))])
    }

    /// What was declared and says something else than the records: warnings first, with their reasons, then what was declared
    /// better than it is.
    private static func declared(_ rows: [Standing], _ program: Program?) -> Reply.Line? {
        var said: [(Colour, RichText)] = []
        if let program, let declared = program.declared, declared.colour > .green {
            said.append((declared.colour, "\(program.key) " + StatusText.declared(declared)))
        }
        // A single project's warning is its own line.
        let warned = rows.count > 1 ? rows.filter(\.isWarned).sorted(by: Standing.precedes) : []
        for row in warned {
            guard let declared = row.project.declared else { continue }
            said.append((declared.colour, "\(row.project.key) " + StatusText.declared(declared)))
        }
        if let row = rows.filter(\.isFlattered).sorted(by: Standing.precedes).first {
            let colour = row.project.declared?.colour.shout ?? ""
            said.append(
                (
                    .amber,
                    "\(row.project.key) is declared \(colour) but the evidence says \(row.evidence.colour.shout): /why \(row.project.key)"
                ))
        }
        guard !said.isEmpty else { return nil }
        let more: RichText = said.count > 3 ? "; and \(said.count - 3) more: /status all" : ""
        let isRed = said.contains { $0.0 == .red }
        return .init(isRed ? .bad : .warning, said.prefix(3).map(\.1).joined("; ") + more)
    }

    /// A single project's colour, and the worst of its reasons.
    private static func one(_ row: Standing, _ view: ProgramView) -> Reply.Line {
        let (project, evidence) = (row.project, row.evidence)
        if row.isWarned {
            let reason = evidence.reasons.first.map { " · " + StatusText.sentence($0, view) } ?? ""
            return .init(StatusText.mark(row.colour), "\(project.key) " + row.colours + reason)
        }
        guard let worst = evidence.reasons.first else {
            return .init(.good, "\(project.key) evidence \(evidence.colour.shout)")
        }
        let line = StatusText.line(worst, view)
        return .init(line.mark, "\(project.key) evidence \(evidence.colour.shout): " + line.text)
    }

    private static func milestones(_ projects: [Project], _ view: ProgramView) -> [Reply.Line] {
        let shelves = projects.map { Shelf.records($0.key, kind: KindDeclaration.milestone.kind) }
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
        let shelves = projects.map { Shelf.records($0.key, kind: KindDeclaration.blocker.kind) }
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
        let shelves = projects.map { Shelf.records($0.key, kind: KindDeclaration.risk.kind) }
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
