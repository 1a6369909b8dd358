// Logs a threat or an opportunity.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/risk Vendor may slip the racks p4 i5 @bo due:fri`.
package enum AddRisk: WriteCommand {
    package static let handler = "risk.add"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        var added = try NewItem(request, view)
        if added.event.fields["type"] == nil { added.event.fields["type"] = .text("threat") }
        let id = added.id
        return Decision([added.event] + added.links) { after in
            guard let item = after.item(id) else { return Reply("\(id) logged") }
            var reply = Reply(
                "\(id) logged" + after.onProject(item.project) + ": \(item.title). " + RiskText.facts(item, after),
                suggestions: [.init("/undo")], touched: [id])
            NewItem.tellNote(of: item, in: &reply)
            let unread = UnreadValues.lines(of: item, after)
            for line in unread { reply.add(line) }
            if item.riskScore == nil, unread.isEmpty {
                reply.add("Not scored yet: /risk score \(id) p3 i4")
            } else if item.riskScore != nil, item.fields["response"] == nil, RiskText.needsResponse(item, after) {
                reply.add("It needs a response: /risk treat \(id) mitigate \"what will be done\"")
            }
            return reply
        }
    }
}

enum RiskText {
    static func needsResponse(_ item: Item, _ view: ProgramView) -> Bool {
        (item.riskScore ?? 0) >= view.evidenceRules.riskScore && item.text("type") != "opportunity"
    }

    /// `Score 20 of 25 (very high), @bo, due Fri 27 Nov.`
    static func facts(_ item: Item, _ view: ProgramView) -> RichText {
        var bits: [RichText] = []
        if item.text("type") == "opportunity" { bits.append("Opportunity") }
        if let score = item.riskScore {
            bits.append("\(bits.isEmpty ? "Score" : "score") \(score) of 25 (\(RiskBand(score: score).rawValue))")
        }
        if item.riskScore == nil {
            if let level = item.level("probability") { bits.append("probability \(level) of 5") }
            if let level = item.level("impact") { bits.append("impact \(level) of 5") }
        }
        if let percent = item.percent("chance") { bits.append("\(percent)% likely") }
        if case .money(let money)? = item.fields["cost"] {
            bits.append("\(money.text) at stake\(expected(item, money))")
        }
        if let response = item.text("response") { bits.append("\(response)") }
        if let owner = item.owner { bits.append("\(view.mention(owner))") }
        if let due = item.due { bits.append("due \(view.short(due))") }
        if let trigger = item.text("trigger") { bits.append("triggered by \(trigger)") }
        if let proximity = item.date("proximity") { bits.append("close by \(view.short(proximity))") }
        if let review = item.date("review") { bits.append("review \(view.short(review))") }
        return bits.isEmpty ? "" : bits.joined().capitalised + "."
    }

    /// The expected monetary value: chance times cost; a threat's is a loss.
    private static func expected(_ item: Item, _ money: Money) -> String {
        guard let percent = item.percent("chance") else { return "" }
        let sign: Int64 = item.text("type") == "opportunity" ? 1 : -1
        let value = Money(minorUnits: sign * money.minorUnits * Int64(percent) / 100, currency: money.currency)
        return " (expected \(value.text))"
    }
}
