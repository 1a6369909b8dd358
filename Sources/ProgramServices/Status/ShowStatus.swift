// The declared colour beside the evidence, with the reasons.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/status NET`, `/status M-4`, `/status` in a room, `/status all`.
package enum ShowStatus: ReadCommand {
    package static let handler = "status.show"

    /// Of one project the records are counted, not looked through.
    package static func work(_ bound: BoundCommand) -> ReadWork {
        bound.project("project") != nil || bound.id("item") != nil ? .small : .records
    }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        if let id = request.id("item") {
            guard view.item(id)?.kind == KindDeclaration.milestone.kind else {
                return try ShowItem.answer(request, view, log)
            }
            return try milestone(try view.existing(id), view)
        }
        if request.choice("all") == nil, let key = view.scope(request.project("project")) {
            if let project = view.project(key) { return self.project(project, view) }
            if let program = view.program(key) {
                return overview(view.projects.filter { $0.program == key }, program, view)
            }
            throw Refusal.noSuchProject(key)
        }
        let open = view.projects.filter(\.isOpen)
        if open.count == 1, let only = open.first { return project(only, view) }
        // One program that all are in; else they are just several.
        let program = view.programs.first { program in open.allSatisfy { $0.program == program.key } }
        return overview(open, program, view)
    }

    /// One line a project, worst first.
    static func overview(_ projects: [Project], _ program: Program?, _ view: ProgramView) -> Reply {
        guard !projects.isEmpty else {
            if let program, let other = view.projects.first(where: \.isOpen) {
                return Reply(
                    .strong("\(program.key) \(program.name)") + " has no project yet.",
                    suggestions: [.init("/program add \(other.key) to \(program.key)")])
            }
            return Reply("There is no project yet: /project new NET \"Network refresh\" makes one.")
        }
        let rows = projects.filter(\.isOpen).map { Standing($0, view) }.sorted(by: Standing.precedes)
        let worst = rows.first?.colour ?? .grey
        let name: RichText =
            program.map { .strong("\($0.key) \($0.name)") } ?? .strong(counted(projects.count, "project"))
        let lines = rows.map { row -> Reply.Line in
            var text: RichText = .strong("\(row.project.key)") + " " + row.colours
            if let reason = row.evidence.reasons.first { text += " · " + StatusText.sentence(reason, view) }
            return Reply.Line(StatusText.mark(row.colour), text)
        }
        let declared = program?.declared.map { StatusText.declared($0) + " · " } ?? ""
        // The worst is a program's colour; of projects that only happen to be here it would say too much.
        let counts = Standing.counts(rows, named: false)
        let colours = program == nil && counts.count > 1 ? counts.joined(separator: ", ") : worst.shout
        // What somebody warned of is no evidence, and counts all the same.
        let source = rows.contains(where: \.isDeclaredAlone) ? "declared or evidence " : "evidence "
        var reply = Reply(name + " " + declared + "\(source)\(colours)", blocks: [.list(lines)])
        if let first = rows.first { reply.suggest("/status \(first.project.key)") }
        return reply
    }

    static func project(_ project: Project, _ view: ProgramView) -> Reply {
        let key = project.key
        let evidence = view.evidence(of: key, limit: 5)
        var lines = evidence.reasons.map { StatusText.line($0, view) }
        if evidence.count > 5 { lines.append(.init(.bullet, "\(evidence.count - 5) more reasons: /why \(key)")) }
        let tasks = Shelf.records(key, kind: KindDeclaration.task.kind)
        let done = view.count(.done, of: tasks)
        let open = view.count(.open, of: tasks)
        if done + open > 0 {
            lines.append(
                .init(open == 0 ? .good : .bullet, "\(done) of \(counted(done + open, "task")) done"))
        }
        let next = view.items(
            .due, of: .records(key, kind: KindDeclaration.milestone.kind), ranks: view.today.dayNumber..<(.max),
            limit: 3)
        if !next.isEmpty {
            let named = next.map { "\($0.id) \($0.title)\($0.due.map { " " + view.short($0) } ?? "")" as RichText }
            lines.append(.init(.bullet, "Next: " + named.joined()))
        }
        let risks = Shelf.records(key, kind: KindDeclaration.risk.kind)
        let riskCount = view.count(.open, of: risks)
        if let top = view.items(.threat, of: risks, limit: 1).first, let score = top.riskScore {
            lines.append(
                .init(
                    .bullet, "Top risk: \(top.id) \(top.title), score \(score); \(counted(riskCount, "open risk"))"))
        } else if riskCount > 0 {
            let scored = view.count(.cell, of: risks) == 0 ? ", none scored" : ""
            lines.append(.init(.bullet, "\(counted(riskCount, "open risk"))\(scored)"))
        }
        if let budget = project.budget { lines.append(.init(.bullet, "Budget \(budget.text)")) }
        var reply = Reply(
            .strong("\(key) \(project.name)")
                + "   \(project.isOpen ? "" : "closed · ")\(StatusText.colours(project.declared, evidence.colour))",
            blocks: [.list(lines)], touched: evidence.reasons.flatMap(\.items))
        if let declared = project.declared, let reason = declared.reason {
            reply.add(
                "Declared by \(view.mention(declared.stamp.person)) \(view.short(view.day(of: declared.stamp.time))): \(reason)"
            )
        }
        if evidence.colour > .green {
            let ways = evidence.reasons.compactMap { StatusText.way($0, view) }
            // Only where every reason has a way out is GREEN what the ways lead to.
            let isWhole = ways.count == evidence.count
            let more = isWhole && ways.count > 3 ? " and \(ways.count - 3) more" : ""
            if !ways.isEmpty {
                reply.add("\(isWhole ? "To be" : "Towards") GREEN: \(ways.prefix(3).joined(separator: ", "))\(more).")
            }
        }
        reply.suggest("/why \(key)")
        return reply
    }

    private static func milestone(_ item: Item, _ view: ProgramView) throws -> Reply {
        var lines: [Reply.Line] = []
        let waiting = view.predecessors(of: item.id).compactMap { view.item($0) }
        for other in waiting { lines.append(StatusText.waiting(other, before: item, view)) }
        if waiting.isEmpty, item.isOpen { lines.append(.init(.good, "nothing open stands before it")) }
        var headline: RichText = .strong("\(item.id) \(item.title)") + "   \(item.state)"
        if let due = item.due {
            let distance = due.days(since: view.today)
            let when =
                distance < 0 ? "\(view.days(-distance)) late" : distance == 0 ? "today" : "in \(view.days(distance))"
            headline += " · due \(view.short(due))\(item.isOpen ? ", \(when)" : "")"
            if let first = item.firstDue, first != due { headline += " · first promised \(view.short(first))" }
        }
        return Reply(headline, blocks: [.list(lines)], suggestions: [.init("/history \(item.id)")], touched: [item.id])
    }
}
