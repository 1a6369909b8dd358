// What one person should do next, ranked.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/mine`, `/mine @bo`: everything a person owns.
package enum Mine: ReadCommand {
    package static let handler = "mine.list"
    package static let keys = Set(ReadKey.allCases)

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let person = request.person("person") ?? view.person
        let (tester, filter) = (ItemFilter(view: view), request.conditions)
        let found = view.openItems(ledBy: person).filter { tester.matches($0, filter) }
        let order = try request.order(else: nil)
        let ranked = order == nil ? Ranking(view).ranked(found) : ListOrder.sorted(found, by: order, view)
        let who: RichText = person == view.person ? "You own" : "\(view.mention(person)) owns"
        guard !ranked.isEmpty else {
            let what = filter == .all ? "" : " that matches"
            return Reply(who + " nothing open\(what).", suggestions: [.init("/ready")])
        }
        let shown = request.first(of: ranked)
        let how = request.shown(of: ranked.count) + (order.map { ", by \($0)" } ?? ", most urgent first")
        return Reply(
            who + " \(counted(ranked.count, "open record"))\(how)",
            blocks: [.list(shown.map { .init(view.mark($0), view.line($0, withProject: true)) })],
            touched: shown.map(\.id))
    }
}

/// `/today`: the few things that matter now, with the reason for each.
package enum Today: ReadCommand {
    package static let handler = "today.list"
    package static let keys: Set<ReadKey> = [.since, .top]

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let person = request.person("person") ?? view.person
        let who: RichText = person == view.person ? "you" : "\(view.mention(person))"
        let pressing = Pressing(on: person, request.conditions, most: request.flags.top ?? 10, view)
        guard !pressing.lines.isEmpty else {
            let whom: RichText = person == view.person ? "" : " for " + who
            return Reply(
                "Nothing presses today" + whom + ", \(view.short(view.today)).",
                suggestions: [.init("/mine"), .init("/ready")])
        }
        let count = pressing.count
        let more: RichText =
            count > pressing.lines.count ? ", the \(pressing.lines.count) most pressing; top:\(count) shows all" : ""
        return Reply(
            "\(view.short(view.today)): \(counted(count, "thing")) for \(who)" + more,
            blocks: [.list(pressing.lines)])
    }
}

extension ProgramView {
    /// The open records that are somebody's to see to: their own, those of the groups that they lead, and milestones of their
    /// projects that nobody else has.
    func openItems(ledBy person: PersonID) -> [Item] {
        let owners = owners(ledBy: person)
        let milestones = projects.filter { $0.isOpen && $0.lead.map(owners.contains) ?? false }.flatMap {
            items(.open, of: .records($0.key, kind: KindDeclaration.milestone.kind))
        }
        return owners.flatMap { openItems(ownedBy: $0) } + milestones.filter { $0.owner == nil }
    }
}

/// Orders a person's records by what waits on them and when they are due.
struct Ranking {
    let view: ProgramView
    private let surroundings: RecordSurroundings
    init(_ view: ProgramView) {
        self.view = view
        surroundings = view.recordSurroundings
    }

    func ranked(_ items: [Item]) -> [Item] {
        items.map { ($0, urgency($0)) }.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.map(\.0)
    }

    /// Late first, then what stops others, then what is due soon; what waits for others comes last.
    private func urgency(_ item: Item) -> Int {
        var score = 0
        if let due = view.deadline(item) { score += max(-20, 30 - 3 * due.days(since: view.today)) }
        if item.kind == KindDeclaration.blocker.kind { score += 40 }
        if let risk = item.riskScore { score += risk }
        if !view.predecessors(of: item.id).isEmpty { score -= 30 }
        let radius = view.blastRadius(of: item.id)
        score += min(30, 5 * radius.tasks.count + 10 * radius.milestones.count)
        return score
    }

    /// Why an item matters today; nil when it does not.
    func reason(_ item: Item) -> String? {
        if let found = view.ruled(item, surroundings).max(by: { $0.colour < $1.colour }),
            let rule = view.kinds[item.kind]?.evidence[found.rule]
        {
            return RecordText.filled(rule.sentence, item, view).plain
        }
        if let due = view.deadline(item) {
            let days = due.days(since: view.today)
            if days < 0 { return "late by \(view.days(-days))" }
            if let late = view.lateness(item) { return late }
            if days <= 3 { return days == 0 ? "due today" : "due in \(view.days(days))" }
        }
        if item.kind == KindDeclaration.blocker.kind {
            guard view.blastRadius(of: item.id).isEmpty else { return "stops others" }
            let stopped = item.links.contains { $0.kind == .blocks && $0.isSource }
            return stopped ? "what it stopped is done" : "is open"
        }
        if let review = item.date("review"), review <= view.today { return "review is due" }
        if let place = view.plan.place(of: item.id), place.totalFloat <= 3, place.isNext,
            let milestone = place.bindingDate, milestone.record.isMilestone, milestone.id != item.id
        {
            return place.totalFloat < 0
                ? "\(milestone.id) is late with it"
                : "\(milestone.id) waits for it, float \(view.days(place.totalFloat))"
        }
        if RiskText.needsResponse(item, view), item.kind == KindDeclaration.risk.kind, item.fields["response"] == nil {
            return "needs a response"
        }
        return item.state == "started" ? "you started it" : nil
    }
}
