// A page for executives: where things stand, what changed, what is wanted of them; each line opens to its records.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/brief exec`.
package enum Brief: ReadCommand {
    package static let handler = "brief.exec"
    package static let keys: Set<ReadKey> = [.since]
    /// What changed is read from the log.
    package static func work(_ bound: BoundCommand) -> ReadWork { .log }
    /// With its headline: what is read at a glance.
    private static let mostLines = 12
    /// Of one sort, so that none takes the page.
    private static let mostOfASort = 3
    /// Events looked at for what changed, the newest.
    private static let mostEvents = 20_000

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let scope = request.choice("all") == nil ? view.scope(request.project("project")) : nil
        let projects = view.projects.filter { project in
            project.isOpen && (scope.map { project.key == $0 || project.program == $0 } ?? true)
        }
        guard !projects.isEmpty else {
            throw scope.map { Refusal.noSuchProject($0) }
                ?? Refusal.other(code: "no-projects", text: "There is no open project yet.")
        }
        let program = scope.flatMap { view.program($0) }
        let rows = projects.map { Standing($0, view) }
        let counts = Standing.counts(rows, named: true).joined(separator: ", ")
        var lines: [Reply.Line] = [
            rows.count == 1
                ? one(rows[0], view) : .init(.bullet, "\(counted(projects.count, "project")): \(counts)")
        ]
        if let line = declared(rows, program) { lines.append(line) }
        // The room narrows what is told, and keeps nobody from hearing of a RED that was declared elsewhere.
        if request.project("project") == nil, let line = elsewhere(besides: projects, view) { lines.append(line) }
        let keys = projects.map(\.key) + (program.map { [$0.key] } ?? [])
        lines += try changed(Set(keys), isAll: scope == nil, request, view, log)
        lines += wanted(keys, isAll: scope == nil, view)
        lines += milestones(projects, view) + blockers(projects, view) + risks(projects, view)
        let name = program?.name ?? scope.flatMap { view.project($0)?.name } ?? "All projects"
        return Reply(.strong(name) + ", \(view.short(view.today))", blocks: [.list(Array(lines.prefix(mostLines - 1)))])
    }

    /// What was declared, closed and moved in the last week, or since the day that is said.
    private static func changed(
        _ keys: Set<ProjectKey>, isAll: Bool, _ request: Request, _ view: ProgramView, _ log: any LogReader
    ) throws -> [Reply.Line] {
        let first = min(request.flags.since ?? view.today - 7, view.today)
        let events = try log.events(
            from: view.zone.instant(of: first), to: view.zone.end(of: view.today), limit: mostEvents)
        let trail = EventTrail(view, log)
        let told = try events.filter { logged in
            guard let (subject, _) = try trail.sentence(logged) else { return false }
            return isAll || subject.project.map(keys.contains) ?? false
        }
        let sum = try ChangeDigest(told, trail, view).brief
        return sum.map { [.init(.bullet, "Since \(view.short(first)): " + $0)] } ?? []
    }

    /// What waits for the asker's word, then how many decisions wait for others.
    private static func wanted(_ keys: [ProjectKey], isAll: Bool, _ view: ProgramView) -> [Reply.Line] {
        let waiting = WaitingDecisions(view, in: isAll ? nil : keys)
        let mine = waiting.decisions(of: view.person) + waiting.escalations(to: view.person)
        var lines = mine.prefix(mostOfASort).map { item in
            Reply.Line(.bad, "Wanted of you: " + view.line(item, withProject: isAll || keys.count > 1))
        }
        let others = waiting.decisions.filter { item in !mine.contains { $0.id == item.id } }
        let more = mine.count - lines.count
        if more > 0 { lines.append(.init(.bad, "\(more) more wanted of you: /decision waiting")) }
        if !others.isEmpty {
            let named = others.prefix(mostOfASort).map { item -> RichText in
                let whom = WaitingDecisions.decider(of: item, view).map { " (\(view.mention($0)))" as RichText } ?? ""
                return "\(item.id) \(item.title)" + whom
            }
            let rest: RichText = others.count > named.count ? " and \(others.count - named.count) more" : ""
            let waits: RichText = "\(counted(others.count, "decision")) \(others.count == 1 ? "waits" : "wait"): "
            lines.append(.init(.warning, waits + named.joined(", ") + rest))
        }
        return lines
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

    /// What was declared RED of other projects than those told of.
    private static func elsewhere(besides projects: [Project], _ view: ProgramView) -> Reply.Line? {
        let told = Set(projects.map(\.key))
        let said = view.projects.filter { $0.isOpen && !told.contains($0.key) }.compactMap { project -> RichText? in
            guard let declared = project.declared, declared.colour == .red else { return nil }
            return "\(project.key) " + StatusText.declared(declared)
        }
        guard !said.isEmpty else { return nil }
        let more: RichText = said.count > 3 ? "; and \(said.count - 3) more: /brief exec all" : ""
        return .init(.bad, "Elsewhere: " + said.prefix(3).map(\.self).joined("; ") + more)
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

    /// What is overdue, then what comes next, with how late the plan has it and what of another project makes it so.
    private static func milestones(_ projects: [Project], _ view: ProgramView) -> [Reply.Line] {
        let shelves = projects.map { Shelf.records($0.key, kind: KindDeclaration.milestone.kind) }
        let past = Int.min..<view.today.dayNumber
        let lateCount = shelves.reduce(0) { $0 + view.count(.due, of: $1, ranks: past) }
        let late = shelves.flatMap { view.items(.due, of: $0, ranks: past, limit: mostOfASort) }.sorted(
            by: RecordOrder.due.precedes)
        var lines: [Reply.Line] = []
        if lateCount > 0 {
            let named = late.prefix(mostOfASort).map { "\($0.id) \($0.title)" as RichText }.joined(", ")
            lines.append(.init(.bad, "\(counted(lateCount, "milestone")) overdue: " + named))
        }
        let coming = shelves.flatMap {
            view.items(.due, of: $0, ranks: view.today.dayNumber..<Item.undated, limit: mostOfASort)
        }.sorted(by: RecordOrder.due.precedes).prefix(mostOfASort)
        for (number, item) in coming.enumerated() {
            let place = view.plan.place(of: item.id)
            let days = place.flatMap(\.floatToDate).map { -$0 } ?? 0
            var text: RichText =
                "\(number == 0 ? "Next milestone" : "Then") \(item.id) \(item.title) (\(item.project?.text ?? "")) \(item.due.map { view.short($0) } ?? "")"
            if let place, days > 0 {
                text += ", forecast \(view.short(place.finish)), \(counted(days, "working day")) late"
                if let cause = place.causeElsewhere {
                    text +=
                        view.item(cause).map { " through \($0.id) \($0.title) (\($0.project?.text ?? ""))" as RichText }
                        ?? " through a date outside your projects"
                }
            }
            lines.append(.init(days > 0 ? .bad : .bullet, text))
        }
        return lines
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

    /// The worst threats, each with what is done about it.
    private static func risks(_ projects: [Project], _ view: ProgramView) -> [Reply.Line] {
        let shelves = projects.map { Shelf.records($0.key, kind: KindDeclaration.risk.kind) }
        let worst = shelves.flatMap { view.items(.threat, of: $0, limit: mostOfASort) }
            .sorted(by: RecordOrder.threat.precedes).prefix(mostOfASort)
        let limit = view.evidenceRules.riskScore
        let high = shelves.reduce(0) { $0 + view.count(.threat, of: $1, ranks: .min..<(1 - limit)) }
        return worst.enumerated().compactMap { number, risk -> Reply.Line? in
            guard let score = risk.riskScore, number == 0 || score >= limit else { return nil }
            let response = risk.text("response").map { "response: \($0)" } ?? "no response"
            let count = number == 0 && high > 1 ? "; \(counted(high, "risk")) at \(limit) or more" : ""
            let isOpen = risk.fields["response"] == nil && RiskText.needsResponse(risk, view)
            return .init(
                isOpen ? .warning : .bullet,
                "\(number == 0 ? "Top risk" : "Then") \(risk.id) \(risk.title), score \(score), \(response)\(count)")
        }
    }
}
