// Where a colour or a score comes from, down to the records and rules.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/why NET`, `/why R-4`.
package enum Why: ReadCommand {
    package static let handler = "why.show"
    package static let keys: Set<ReadKey> = [.top]

    package static func work(_ bound: BoundCommand) -> ReadWork {
        bound.flags.top != nil || bound.id("item") != nil ? .small : .records
    }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        if let id = request.id("item") {
            let item = try view.existing(id)
            return try self.item(item, view)
        }
        // A program is as red as the worst of its projects.
        if let key = view.scope(request.project("project")), view.project(key) == nil,
            let program = view.program(key)
        {
            var reply = ShowStatus.overview(view.projects.filter { $0.program == key }, program, view)
            reply.add("A program has the colour of its worst project; /why PROJECT says where that comes from.")
            return reply
        }
        let key = try request.project("project", in: view)
        let project = try view.existing(project: key)
        let evidence = view.evidence(of: key, limit: request.flags.top ?? 50)
        var lines: [Reply.Line] = evidence.reasons.map { reason in
            var line = StatusText.line(reason, view)
            line.text += " · rule: \(rule(reason.fact, view))"
            return line
        }
        if evidence.count > lines.count {
            lines.append(.init(.bullet, "\(evidence.count - lines.count) more: /why \(key) top:\(evidence.count)"))
        }
        if lines.isEmpty {
            lines.append(
                .init(
                    .good,
                    "no rule fires: no milestone late or moved to later, no blocker open, no high risk untreated, "
                        + "no more than \(view.evidenceRules.overdueAmber)% of the tasks overdue")
            )
        }
        var reply = Reply(
            .strong("\(key)")
                + " evidence \(evidence.colour.shout)"
                + (evidence.count > 1
                    ? ": the worst of \(evidence.count) reasons" : evidence.count == 1 ? " for one reason" : ""),
            blocks: [.list(lines)], touched: evidence.reasons.flatMap(\.items))
        if let declared = project.declared {
            reply.add(
                "Declared \(declared.colour.shout) by \(view.mention(declared.stamp.person)) on \(view.short(view.day(of: declared.stamp.time)))\(declared.reason.map { ": \($0)" } ?? "")"
            )
        } else {
            reply.add("Nobody declared a colour: /status set green")
        }
        return reply
    }

    private static func rule(_ fact: Evidence.Reason.Fact, _ view: ProgramView) -> String {
        let rules = view.evidenceRules
        return switch fact {
        case .milestoneOverdue: "an overdue milestone is RED"
        case .milestoneMoved: "moved at all is AMBER, by more than \(rules.slipRed) working days RED"
        case .milestoneUnreachable: "a milestone that its open work cannot meet is RED; /plan shows the work"
        case .milestoneTight: "under \(rules.floatAmber) working days left before a milestone is AMBER"
        case .blockedElsewhere: "a blocker of another project that stops a milestone is AMBER"
        case .milestoneBefore: "due before what it waits for is AMBER"
        case .blockerOpen: "an open blocker is AMBER, critical or older than \(rules.blockerRed) days RED"
        case .riskWithoutResponse: "a score of \(rules.riskScore) or more needs a response"
        case .riskPastReview: "a score of \(rules.riskScore) or more needs its review in time"
        case .tasksOverdue: "over \(rules.overdueAmber)% overdue is AMBER, over \(rules.overdueRed)% RED"
        case .rule(let kind, let index): declared(kind, index, view)
        case .costIndex: "CPI below 0.90 is AMBER, below 0.80 RED"
        case .forecastOverBudget: "a forecast over the budget is RED"
        case .silent: "\(rules.silence) days without a change is AMBER"
        case .noRecords: "no records is GREY, never GREEN"
        }
    }

    /// A kind's own rule: what its number is called, where an admin may set one.
    private static func declared(_ kind: String, _ index: Int, _ view: ProgramView) -> String {
        guard let rule = view.kinds[kind]?.evidence[index] else { return kind }
        let colour = rule.red == nil ? rule.colour.shout : "\(rule.colour.shout), or RED"
        guard let threshold = rule.threshold else { return "of every \(kind) that is open, \(colour)" }
        let number = view.setting(threshold.setting).flatMap { Int($0) } ?? threshold.usual
        return "\(threshold.setting) \(number), \(threshold.about): \(colour)"
    }

    private static func item(_ item: Item, _ view: ProgramView) throws -> Reply {
        var lines: [Reply.Line] = []
        if let score = item.riskScore, let p = item.level("probability"), let i = item.level("impact") {
            let chance = item.percent("chance").map { " (from \($0)%)" } ?? ""
            lines.append(
                .init(
                    .bullet,
                    "score \(score) = probability \(p)\(chance) × impact \(i); \(RiskBand(score: score).rawValue)"))
        }
        if let due = item.due {
            let first =
                item.firstDue.map {
                    $0 == due
                        ? "as first promised"
                        : "first promised \(view.short($0)), moved \(counted(abs(due.workingDays(since: $0)), "working day")) \(due < $0 ? "earlier" : "later")"
                } ?? ""
            lines.append(.init(item.isOpen && due < view.today ? .bad : .bullet, "due \(view.short(due)): \(first)"))
        }
        let facts = view.facts(item)
        for computed in view.kinds[item.kind]?.computed ?? [] where computed.bands.isEmpty {
            lines.append(.init(.bullet, RecordText.named(computed, facts.value(computed.name), view)))
        }
        for found in view.ruled(item, view.recordSurroundings) {
            guard let rule = view.kinds[item.kind]?.evidence[found.rule] else { continue }
            let mark = StatusText.mark(found.colour)
            lines.append(.init(mark, RecordText.filled(rule.sentence, item, view) + ": \(found.colour.shout)"))
        }
        if let because = item.text("because") { lines.append(.init(.bullet, "because \(because)")) }
        if let by = item.person("by") { lines.append(.init(.bullet, "decided by \(view.mention(by))")) }
        if let alternatives = item.text("alternatives") {
            lines.append(.init(.bullet, "instead of \(alternatives)"))
        }
        if let closed = item.closed {
            let said = item.notes.filter { $0.stamp.time == closed }
            let note = said.count == 1 ? said[0] : nil
            let because: RichText = note.map { ", because \($0.text)" } ?? ""
            let by: RichText = note.map { " by \(view.mention($0.stamp.person))" } ?? ""
            lines.append(.init(.bullet, "\(item.state) on \(view.short(view.day(of: closed)))" + by + because))
        }
        for id in item.isOpen ? view.predecessors(of: item.id) : [] {
            if let other = view.item(id) { lines.append(StatusText.waiting(other, before: item, view)) }
        }
        if item.kind == KindDeclaration.blocker.kind, item.isOpen {
            lines.append(
                .init(
                    view.mark(item),
                    "open \(view.days(view.openDays(item))); RED after \(view.evidenceRules.blockerRed) days or when critical"
                ))
            if let state = Escalation.state(item, view) { lines.append(.init(.bad, state)) }
        }
        var reply = Reply(
            .strong("\(item.id) \(item.title)") + " is \(item.state)", blocks: lines.isEmpty ? [] : [.list(lines)],
            touched: [item.id])
        if item.isOpen {
            let place = view.plan.place(of: item.id)
            if let place {
                reply.blocks += WhyDate.blocks(of: place, view)
                reply.data = PlanFigures.json(place).members ?? []
            }
            reply.blocks += BlastText.blocks(of: item.id, view)
            let mayStop = ["task", "milestone", "blocker"].contains(item.kind)
            if mayStop, view.followers(of: item.id).isEmpty { reply.add("Nothing waits for it.") }
        }
        reply.suggest("/history \(item.id)")
        return reply
    }
}
