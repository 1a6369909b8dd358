// The colour a project's records add up to, with the reasons and the records behind each.

package import Quantities

/// A project's evidence colour: the worst of its reasons, GREY without any records, never GREEN without them.
package struct Evidence: Hashable, Sendable {
    package var colour: Colour
    /// Worst first; what is merely good news is not listed.
    package var reasons: [Reason]

    /// One thing that makes the colour, and the records it was read from.
    package struct Reason: Hashable, Sendable {
        package enum Fact: Hashable, Sendable {
            /// A milestone is past its date by this many working days.
            case milestoneOverdue(workingDays: Int)
            /// A milestone's date is later than first promised by this many working days.
            case milestoneMoved(workingDays: Int)
            /// A blocker has been open this many days.
            case blockerOpen(days: Int, severity: String?)
            case riskWithoutResponse(score: Int)
            case riskPastReview(score: Int, review: CalendarDate)
            /// So many of all open tasks are overdue.
            case tasksOverdue(count: Int, of: Int)
            /// Nothing changed for this many days.
            case silent(days: Int)
            case noRecords
        }
        package var colour: Colour
        package var fact: Fact
        package var items: [ItemID]
    }
}

extension Workspace {
    /// The evidence colour of a project as of a day.
    ///
    /// - Parameters:
    ///   - today: the day ages are counted to.
    ///   - day: the local day of a moment, by the zone of the project.
    package func evidence(
        of key: ProjectKey, today: CalendarDate, rules: EvidenceRules, day: (Instant) -> CalendarDate
    ) -> Evidence {
        var reasons: [Evidence.Reason] = []
        func add(_ colour: Colour, _ fact: Evidence.Reason.Fact, _ items: [ItemID]) {
            reasons.append(.init(colour: colour, fact: fact, items: items))
        }
        for milestone in items(project: key, kind: "milestone", open: true) {
            guard let due = milestone.due else { continue }
            if due < today {
                add(.red, .milestoneOverdue(workingDays: today.workingDays(since: due)), [milestone.id])
            } else if let first = milestone.firstDue, due > first {
                let moved = due.workingDays(since: first)
                add(moved > rules.slipRed ? .red : .amber, .milestoneMoved(workingDays: moved), [milestone.id])
            }
        }
        for blocker in items(project: key, kind: "blocker", open: true) {
            let days = today.days(since: blocker.date("since") ?? day(blocker.created.time))
            let severity = blocker.text("severity")
            let isRed = severity == "critical" || days > rules.blockerRed
            add(isRed ? .red : .amber, .blockerOpen(days: max(0, days), severity: severity), [blocker.id])
        }
        for risk in items(project: key, kind: "risk", open: true) where risk.text("type") != "opportunity" {
            guard let score = risk.riskScore, score >= rules.riskScore else { continue }
            if risk.fields["response"] == nil {
                add(.amber, .riskWithoutResponse(score: score), [risk.id])
            } else if let review = risk.date("review"), review < today {
                add(.amber, .riskPastReview(score: score, review: review), [risk.id])
            }
        }
        let tasks = items(project: key, kind: "task", open: true)
        let overdue = tasks.filter { $0.due.map { $0 < today } ?? false }
        if !overdue.isEmpty {
            if overdue.count * 100 > rules.overdueRed * tasks.count {
                add(.red, .tasksOverdue(count: overdue.count, of: tasks.count), overdue.map(\.id))
            } else if overdue.count * 100 > rules.overdueAmber * tasks.count {
                add(.amber, .tasksOverdue(count: overdue.count, of: tasks.count), overdue.map(\.id))
            }
        }
        guard let lastChange = activity[key], recordCounts[key] ?? 0 > 0 else {
            return Evidence(colour: .grey, reasons: [.init(colour: .grey, fact: .noRecords, items: [])])
        }
        let silent = today.days(since: day(lastChange))
        if silent >= rules.silence { add(.amber, .silent(days: silent), []) }
        let sorted = reasons.enumerated().sorted {
            $0.element.colour == $1.element.colour ? $0.offset < $1.offset : $0.element.colour > $1.element.colour
        }.map(\.element)
        return Evidence(colour: sorted.first?.colour ?? .green, reasons: sorted)
    }
}
