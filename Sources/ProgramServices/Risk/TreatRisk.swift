// What is done about a risk: scoring, response, review, acceptance, and the day it comes true.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/risk score R-4 p4 i5`.
package enum ScoreRisk: WriteCommand {
    package static let handler = "risk.score"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.risk.kind)
        let fields = FieldInput.fields(of: .risk, request, today: view.today)
        guard fields["probability"] != nil || fields["impact"] != nil else {
            throw request.missing("probability", .level)
        }
        let before = item.riskScore
        let outdated = FieldInput.outdated(by: fields, item)
        return Decision([ItemChanged(id: item.id, fields: fields, cleared: outdated)]) { after in
            guard let now = after.item(item.id) else { return Reply("\(item.id) scored") }
            guard let score = now.riskScore else {
                return Reply(
                    "\(item.id) half scored: the other of p and i is missing.", suggestions: [.init("/undo")],
                    touched: [item.id])
            }
            let was = before.map { $0 == score ? "" : ", was \($0)" } ?? ""
            var reply = Reply(
                "\(item.id) \(item.title): score \(score) of 25 (\(RiskBand(score: score).rawValue))\(was).",
                suggestions: [.init("/undo")], touched: [item.id])
            if now.fields["response"] == nil, RiskText.needsResponse(now, after) {
                reply.add("It needs a response: /risk treat \(item.id) mitigate \"what will be done\"")
            }
            return reply
        }
    }
}

/// `/risk treat R-4 mitigate "second vendor on call" review:15dec`.
package enum TreatRisk: WriteCommand {
    package static let handler = "risk.treat"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.risk.kind)
        guard let response = request.choice("response") else { throw request.missing("response", .choice) }
        // `R-1 transfer to kim`: is it hers now, or is that the response?
        if let plan = request.text("plan"), plan.lowercased().hasPrefix("to "),
            let person = view.person(handle: plan.dropFirst(3).filter { $0 != "@" }.lowercased())
        {
            let handle = view.mention(person.id).handle
            throw Refusal.other(
                code: "other-verb",
                text: "To give \(item.id) to somebody: /assign \(item.id) @\(handle). "
                    + "As what is done about it: /risk treat \(item.id) \(response) by \(handle).")
        }
        let isOpportunity = item.text("type") == "opportunity"
        let fitting = isOpportunity ? KindDeclaration.opportunityResponses : KindDeclaration.threatResponses
        guard fitting.contains(response) else {
            throw Refusal.badField(
                "response",
                expected:
                    "for \(isOpportunity ? "an opportunity" : "a threat") one of \(fitting.joined(separator: ", "))")
        }
        let fields = FieldInput.fields(of: .risk, request, today: view.today)
        // Another response is another plan.
        let isOther = item.text("response").map { $0 != response } ?? false
        let outdated = isOther ? ["plan", "response-cost"].filter { fields[$0] == nil && item.fields[$0] != nil } : []
        var events: [any ProgramEvent] = [
            ItemChanged(id: item.id, due: request.date("due"), fields: fields, cleared: outdated)
        ]
        if let owner = request.person("owner"), owner != item.owner {
            events.append(ItemAssigned(id: item.id, owner: owner, helpers: item.helpers))
        }
        let state = response == "accept" ? "accepted" : "treated"
        if item.state != state { events.append(try ItemMoves.event(item, .risk, to: state, reason: nil)) }
        return Decision(events) { after in
            let now = after.item(item.id) ?? item
            let plan = now.text("plan").map { ": \($0)" } ?? ""
            var reply = Reply(
                "\(item.id) \(item.title): \(response)\(plan). " + RiskText.facts(now, after),
                suggestions: [.init("/undo")],
                touched: [item.id])
            if case .money(let cost)? = now.fields["response-cost"] { reply.add("The response costs \(cost.text).") }
            if let p = now.level("residual-probability"), let i = now.level("residual-impact") {
                reply.add("After that \(p * i) of 25 would remain (\(RiskBand(score: p * i).rawValue)).")
            }
            if now.date("review") == nil { reply.add("When will you look again? /risk review \(item.id) +14d") }
            return reply
        }
    }
}

/// `/risk review R-4 15dec`.
package enum ReviewRisk: WriteCommand {
    package static let handler = "risk.review"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.risk.kind)
        let next = request.date("review") ?? view.today + 14
        var fields = FieldTable()
        fields["review"] = .date(next)
        return Decision([ItemChanged(id: item.id, fields: fields, cleared: [])]) { after in
            Reply(
                "\(item.id) \(item.title): reviewed, next review \(after.short(next)).", suggestions: [.init("/undo")],
                touched: [item.id])
        }
    }
}

/// `/risk accept R-4 because insured`.
package enum AcceptRisk: WriteCommand {
    package static let handler = "risk.accept"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.risk.kind)
        var fields = FieldTable()
        fields["response"] = .text("accept")
        let moved = try ItemMoves.event(item, .risk, to: "accepted", reason: request.text("because"))
        return Decision([moved, ItemChanged(id: item.id, fields: fields, cleared: [])]) { after in
            let reason = request.text("because").map { ": \($0)" } ?? ""
            return Reply(
                "\(item.id) \(item.title): accepted by \(after.mention(after.person))\(reason).",
                suggestions: [.init("/undo")], touched: [item.id])
        }
    }
}

/// `/risk realize R-4`: it happened; a blocker takes a threat's place, and nothing an opportunity's.
package enum RealizeRisk: WriteCommand {
    package static let handler = "risk.realize"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.risk.kind)
        let moved = try ItemMoves.event(item, .risk, to: "realized", reason: nil)
        guard item.text("type") != "opportunity" else {
            return Decision([moved]) { _ in
                Reply("\(item.id) \(item.title): it came true.", suggestions: [.init("/undo")], touched: [item.id])
            }
        }
        let id = view.nextID("B")
        var fields = FieldTable()
        fields["since"] = .date(view.today)
        fields["severity"] = .text(
            (item.level("impact") ?? 3) >= 5 ? "critical" : (item.level("impact") ?? 3) >= 4 ? "high" : "medium")
        let added = ItemAdded(
            id: id, kind: KindDeclaration.blocker.kind, title: item.title, state: "open", project: item.project,
            owner: item.owner,
            tags: item.tags, fields: fields)
        var events: [any ProgramEvent] = [moved, added, ItemsLinked(kind: .became, source: item.id, target: id)]
        for task in item.links.map(\.other) where ["task", "milestone"].contains(view.item(task)?.kind ?? "") {
            events.append(ItemsLinked(kind: .blocks, source: id, target: task))
        }
        return Decision(events) { after in
            var reply = Reply(
                "\(item.id) happened: it is blocker \(id) now" + after.onProject(item.project) + ".",
                suggestions: [.init("/undo")], touched: [item.id, id])
            reply.blocks += BlastText.blocks(of: id, after)
            if after.blastRadius(of: id).isEmpty { reply.add("What does it stop? /blocker stops \(id) T-1") }
            return reply
        }
    }
}
