// The colour a project's records add up to, with the reasons and the records behind each.

package import Quantities

/// A project's evidence colour: the worst of its reasons, GREY without any records, never GREEN without them.
package struct Evidence: Hashable, Sendable {
    package var colour: Colour
    /// Worst first, as many as were asked for; what is merely good news is not listed.
    package var reasons: [Reason]
    /// How many reasons there are in all.
    package var count: Int

    /// One thing that makes the colour, and the records it was read from.
    package struct Reason: Hashable, Sendable {
        package enum Fact: Hashable, Sendable {
            /// A milestone is past its date by this many working days.
            case milestoneOverdue(workingDays: Int)
            /// A milestone's date is later than first promised by this many working days.
            case milestoneMoved(workingDays: Int)
            /// A milestone is due before something it waits for, which is due on this day; the second record.
            case milestoneBefore(due: CalendarDate)
            /// The work before a milestone ends on this day, after its date by so many working days; the second record is
            /// the last of it.
            case milestoneUnreachable(finish: CalendarDate, workingDays: Int)
            /// The work before a milestone ends so few working days before its date.
            case milestoneTight(finish: CalendarDate, workingDays: Int)
            /// A blocker has been open this many days.
            case blockerOpen(days: Int, severity: String?)
            /// A blocker of another project stops a milestone of this one; the second record.
            case blockedElsewhere(by: ProjectKey?)
            case riskWithoutResponse(score: Int)
            case riskPastReview(score: Int, review: CalendarDate)
            /// So many of all open tasks are overdue.
            case tasksOverdue(count: Int, of: Int)
            /// A rule that a kind declares, by its place there.
            case rule(kind: String, Int)
            /// What was spent earned so many hundredths of itself: CPI.
            case costIndex(hundredths: Int)
            /// At the efficiency so far the whole costs so many percent more than the budget.
            case forecastOverBudget(percent: Int)
            /// Nothing changed for this many days.
            case silent(days: Int)
            case noRecords
        }
        package var colour: Colour
        package var fact: Fact
        package var items: [ItemID]

        package init(colour: Colour, fact: Fact, items: [ItemID]) {
            self.colour = colour
            self.fact = fact
            self.items = items
        }
    }
}

extension Evidence {
    /// Counts more reasons, and lists the worst of all.
    package mutating func add(_ more: [Reason], limit: Int) {
        guard !more.isEmpty else { return }
        count += more.count
        let sorted = (reasons + more).enumerated().sorted {
            $0.element.colour == $1.element.colour ? $0.offset < $1.offset : $0.element.colour > $1.element.colour
        }
        colour = max(colour, sorted.first?.element.colour ?? colour)
        reasons = sorted.prefix(limit).map(\.element)
    }
}

/// What the plan says of a record with a date: when the work before it is done.
package struct PlannedFinish: Hashable, Sendable {
    package var finish: CalendarDate
    /// Working days from there to the record's date; negative when it is past it.
    package var float: Int
    /// What is done last before it.
    package var last: ItemID?

    package init(finish: CalendarDate, float: Int, last: ItemID?) {
        self.finish = finish
        self.float = float
        self.last = last
    }
}

extension Workspace {
    /// The evidence colour of a project as of a day. Takes time in the number of reasons asked for, not of records.
    ///
    /// - Parameters:
    ///   - today: the day ages are counted to.
    ///   - limit: how many reasons are wanted, the worst first.
    ///   - planned: what the plan says of a milestone that open work stands before; nil of others.
    ///   - day: the local day of a moment, by the zone of who asks; never earlier for a later moment.
    package func evidence(
        of key: ProjectKey, today: CalendarDate, rules: EvidenceRules, limit: Int = .max,
        planned: (ItemID) -> PlannedFinish? = { _ in nil }, day: (Instant) -> CalendarDate
    ) -> Evidence {
        guard let lastChange = activity[key], recordCounts[key] ?? 0 > 0 else {
            let reason = Evidence.Reason(colour: .grey, fact: .noRecords, items: [])
            return Evidence(colour: .grey, reasons: [reason], count: 1)
        }
        var evidence = EvidenceSearch(key, today, rules, limit)
        evidence.lookAtMilestones(self)
        evidence.lookAtPlan(self, planned)
        evidence.lookAtBlockers(self, day)
        evidence.lookAtRisks(self)
        evidence.lookAtTasks(self)
        evidence.lookAtDates(self)
        let silent = today.days(since: day(lastChange))
        if silent >= rules.silence { evidence.add(.amber, .silent(days: silent), []) }
        return evidence.result
    }
}

/// Collects the worst reasons of each sort.
private struct EvidenceSearch {
    private let key: ProjectKey
    private let today: CalendarDate
    private let rules: EvidenceRules
    private let limit: Int
    private var reasons: [Evidence.Reason] = []
    private var count = 0
    /// Of these nothing more is said of their dates.
    private var unreachable: Set<ItemID> = []

    init(_ key: ProjectKey, _ today: CalendarDate, _ rules: EvidenceRules, _ limit: Int) {
        self.key = key
        self.today = today
        self.rules = rules
        self.limit = limit
    }

    /// The reasons by colour; of one colour in the order they were found.
    var result: Evidence {
        let sorted = reasons.enumerated().sorted {
            $0.element.colour == $1.element.colour ? $0.offset < $1.offset : $0.element.colour > $1.element.colour
        }
        return Evidence(
            colour: sorted.first?.element.colour ?? .green, reasons: sorted.prefix(limit).map(\.element), count: count)
    }

    mutating func add(_ colour: Colour, _ fact: Evidence.Reason.Fact, _ items: [ItemID]) {
        list(colour, fact, items)
        count += 1
    }
    private mutating func list(_ colour: Colour, _ fact: Evidence.Reason.Fact, _ items: [ItemID]) {
        reasons.append(.init(colour: colour, fact: fact, items: items))
    }

    /// Overdue ones, the longest first; then those that moved the most.
    mutating func lookAtMilestones(_ workspace: Workspace) {
        let shelf = Shelf.records(key, kind: KindDeclaration.milestone.kind)
        let past = Int.min..<today.dayNumber
        for milestone in workspace.items(.due, of: shelf, ranks: past, limit: limit) {
            let late = milestone.due.map { today.workingDays(since: $0) } ?? 0
            list(.red, .milestoneOverdue(workingDays: late), [milestone.id])
        }
        let moved = workspace.index.weighted(
            .moved, of: shelf, weight: 0, days: today.dayNumber..<(.max), limit: limit)
        for id in moved.ids {
            guard let item = workspace.item(id), let due = item.due, let first = item.firstDue else { continue }
            let days = due.workingDays(since: first)
            list(days > rules.slipRed ? .red : .amber, .milestoneMoved(workingDays: days), [id])
        }
        count += workspace.count(.due, of: shelf, ranks: past) + moved.count
    }

    /// Those ahead that their open work cannot meet, or just so, the nearest first.
    mutating func lookAtPlan(_ workspace: Workspace, _ planned: (ItemID) -> PlannedFinish?) {
        guard limit > 1 || !reasons.contains(where: { $0.colour >= .red }) else { return }
        let ahead = today.dayNumber..<Int.max
        let shelf = Shelf.records(key, kind: KindDeclaration.milestone.kind)
        for milestone in workspace.items(.due, of: shelf, ranks: ahead, limit: EvidenceSearch.nextMilestones) {
            guard milestone.due != nil, let planned = planned(milestone.id) else { continue }
            let records = [milestone.id] + (planned.last.map { [$0] } ?? [])
            if planned.float < 0 {
                add(.red, .milestoneUnreachable(finish: planned.finish, workingDays: -planned.float), records)
                unreachable.insert(milestone.id)
            } else if planned.float < rules.floatAmber {
                add(.amber, .milestoneTight(finish: planned.finish, workingDays: planned.float), records)
            }
        }
    }

    /// Those ahead that are due before something they wait for, or that a blocker of another project stops, the nearest
    /// first. Where one reason is wanted and there is one as bad, nobody asks for more.
    mutating func lookAtDates(_ workspace: Workspace) {
        guard limit > 1 || !reasons.contains(where: { $0.colour >= .amber }) else { return }
        let ahead = today.dayNumber..<Int.max
        let shelf = Shelf.records(key, kind: KindDeclaration.milestone.kind)
        var blockers: Set<ItemID> = []
        for milestone in workspace.items(.due, of: shelf, ranks: ahead, limit: EvidenceSearch.nextMilestones) {
            let waits = workspace.waits(of: milestone)
            if !unreachable.contains(milestone.id),
                let other = workspace.latestWait(of: milestone, among: waits), let due = other.due
            {
                add(.amber, .milestoneBefore(due: due), [milestone.id, other.id])
            }
            for blocker in waits where blocker.kind == KindDeclaration.blocker.kind && blocker.project != key {
                guard blockers.insert(blocker.id).inserted else { continue }
                add(.amber, .blockedElsewhere(by: blocker.project), [blocker.id, milestone.id])
            }
        }
    }
    /// Of so many of the milestones ahead the dates of what they wait for are looked at.
    private static let nextMilestones = 20

    /// Critical ones, then the oldest.
    mutating func lookAtBlockers(_ workspace: Workspace, _ day: (Instant) -> CalendarDate) {
        let shelf = Shelf.records(key, kind: KindDeclaration.blocker.kind)
        let critical = workspace.items(.critical, of: shelf, limit: limit)
        // Critical ones stand in these orders too, and take no more places here than they take in the answer.
        let aging =
            workspace.items(.since, of: shelf, limit: limit) + workspace.items(.reported, of: shelf, limit: limit)
        let others = aging.filter { $0.text("severity") != "critical" }
        let blockers = (critical + others).map { blocker in
            (blocker, blocker.text("severity"), today.days(since: blocker.date("since") ?? day(blocker.created.time)))
        }
        func rank(_ blocker: (Item, severity: String?, days: Int)) -> (Int, Int, ItemID) {
            (blocker.severity == "critical" ? 0 : 1, -blocker.days, blocker.0.id)
        }
        for (blocker, severity, days) in blockers.sorted(by: { rank($0) < rank($1) }).prefix(limit) {
            let isRed = severity == "critical" || days > rules.blockerRed
            list(isRed ? .red : .amber, .blockerOpen(days: max(0, days), severity: severity), [blocker.id])
        }
        count += workspace.count(.open, of: shelf)
    }

    /// The highest scores first.
    mutating func lookAtRisks(_ workspace: Workspace) {
        let shelf = Shelf.records(key, kind: KindDeclaration.risk.kind)
        let high = Int.min..<(1 - rules.riskScore)
        for risk in workspace.items(.untreated, of: shelf, ranks: high, limit: limit) {
            list(.amber, .riskWithoutResponse(score: risk.riskScore ?? 0), [risk.id])
        }
        let review = workspace.index.weighted(
            .review, of: shelf, weight: rules.riskScore, days: .min..<today.dayNumber, limit: limit)
        for id in review.ids {
            guard let risk = workspace.item(id), let date = risk.date("review") else { continue }
            list(.amber, .riskPastReview(score: risk.riskScore ?? 0, review: date), [id])
        }
        count += workspace.count(.untreated, of: shelf, ranks: high) + review.count
    }

    mutating func lookAtTasks(_ workspace: Workspace) {
        let shelf = Shelf.records(key, kind: KindDeclaration.task.kind)
        let total = workspace.count(.open, of: shelf)
        let past = Int.min..<today.dayNumber
        let overdue = workspace.count(.due, of: shelf, ranks: past)
        guard overdue * 100 > rules.overdueAmber * total else { return }
        let isRed = overdue * 100 > rules.overdueRed * total
        let ids = workspace.index.ids(.due, of: shelf, ranks: past, limit: limit)
        add(isRed ? .red : .amber, .tasksOverdue(count: overdue, of: total), ids)
    }
}
