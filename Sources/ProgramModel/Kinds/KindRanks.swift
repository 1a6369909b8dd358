// Where records of the core kinds stand in the orders that are kept, and in whose lists. The fold reads no catalogue: what it
// keeps in order is said here.

import Quantities

extension KindDeclaration {
    /// By the kind's word, the orders that an open record of it stands in besides those of every record.
    static let ranks: [String: @Sendable (Item) -> [RecordRank]] = [
        milestone.kind: milestoneRanks, risk.kind: riskRanks, blocker.kind: blockerRanks,
    ]

    /// By the kind's word, those besides the owner whose list an open record of it stands in.
    static let holders: [String: @Sendable (Item) -> [(person: PersonID, order: RecordOrder)]] = [
        blocker.kind: blockerHolders, decision.kind: decisionHolders,
    ]

    private static let milestoneRanks: @Sendable (Item) -> [RecordRank] = { item in
        guard let due = item.due, let firstDue = item.firstDue, due > firstDue else { return [] }
        let moved = due.workingDays(since: firstDue)
        return [RecordRank(order: .moved, rank: WeightedDay.rank(moved, due.dayNumber))]
    }

    private static let riskRanks: @Sendable (Item) -> [RecordRank] = { item in
        var ranks = [RecordRank(order: .score, rank: -(item.riskScore ?? 0))]
        guard let score = item.riskScore, let probability = item.level("probability"), let impact = item.level("impact")
        else { return ranks }
        ranks.append(RecordRank(order: .cell, rank: 10 * probability + impact))
        if item.text("type") == "opportunity" { return ranks }
        ranks.append(RecordRank(order: .threat, rank: -score))
        if item.fields["response"] == nil {
            ranks.append(RecordRank(order: .untreated, rank: -score))
        } else if let review = item.date("review") {
            ranks.append(RecordRank(order: .review, rank: WeightedDay.rank(score, review.dayNumber)))
        }
        return ranks
    }

    private static let blockerRanks: @Sendable (Item) -> [RecordRank] = { item in
        var ranks: [RecordRank] = []
        if item.text("severity") == "critical" { ranks.append(RecordRank(order: .critical, rank: 0)) }
        if let since = item.date("since") {
            ranks.append(RecordRank(order: .since, rank: since.dayNumber))
        } else {
            ranks.append(RecordRank(order: .reported, rank: Int(item.created.time.milliseconds)))
        }
        return ranks
    }

    /// Whose decision it waits for.
    private static let decisionHolders: @Sendable (Item) -> [(person: PersonID, order: RecordOrder)] = { item in
        item.state == waiting ? item.person("needs").map { [($0, .asks)] } ?? [] : []
    }

    /// Who is asked, and who it was escalated to.
    private static let blockerHolders: @Sendable (Item) -> [(person: PersonID, order: RecordOrder)] = { item in
        var holders: [(person: PersonID, order: RecordOrder)] = []
        let needs = item.person("needs")
        if let needs { holders.append((needs, .asks)) }
        if let escalated = item.person("escalated"), escalated != needs { holders.append((escalated, .asks)) }
        return holders
    }
}
