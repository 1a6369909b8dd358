// What the plan takes from one record: work, dates, what it waits for.

import Planning
import ProgramModel
import Quantities

/// One open record as a part of the plan. It depends on nothing but the record, so that a change of one record is one of these.
struct PlannedRecord: Hashable, Sendable {
    let id: ItemID
    var project: ProjectKey?
    var owner: PersonID?
    /// Working minutes still to do.
    var work: Int
    var hasEstimate: Bool
    var isMilestone: Bool
    /// Whether it is a task or milestone; others are in the plan only where they are linked with one.
    var isWork: Bool
    var isStarted: Bool
    /// Not before this day, as somebody said.
    var start: CalendarDate?
    /// The day that was promised.
    var due: CalendarDate?
    var parent: ItemID?
    /// What it waits for, open or not.
    var waits: [Wait]
    /// What waits for it, open or not.
    var leads: [ItemID]

    struct Wait: Hashable, Sendable {
        var other: ItemID
        var kind: LinkKind
        /// Working minutes.
        var lag: Int
    }

    /// Nil for a record that is closed, and for one of another kind than work that nothing is linked with.
    init?(_ item: Item) {
        guard item.isOpen else { return nil }
        isMilestone = item.kind == KindDeclaration.milestone.kind
        waits = []
        leads = []
        for link in item.links where link.kind == .blocks || link.kind == .precedes {
            if link.isSource {
                leads.append(link.other)
            } else {
                waits.append(Wait(other: link.other, kind: LinkKind(link), lag: link.lag?.minutes ?? 0))
            }
        }
        isWork = isMilestone || item.kind == KindDeclaration.task.kind
        guard isWork || !waits.isEmpty || !leads.isEmpty else { return nil }
        id = item.id
        project = item.project
        owner = item.owner
        if case .span? = item.fields["estimate"] { hasEstimate = true } else { hasEstimate = false }
        work = min(item.remainingMinutes, PlannedRecord.longestWork)
        isStarted = item.state == "started"
        start = item.date("start")
        due = item.due
        if case .id(let id)? = item.fields["parent"] { parent = id } else { parent = nil }
    }

    /// Ten years of working days: more is a slip of a finger, and would leave no room for a calendar.
    private static let longestWork = 10 * 261 * WorkSpan.minutesPerDay

    /// All records that are linked with it.
    var partners: [ItemID] { waits.map(\.other) + leads + (parent.map { [$0] } ?? []) }

    /// Whether another state of the record is linked as this one: only its own work and dates differ.
    func isLinked(like other: PlannedRecord) -> Bool {
        waits == other.waits && leads == other.leads && parent == other.parent && project == other.project
            && isStarted == other.isStarted
    }

    /// Whether nothing but its date says when it is done: it has no estimate, and no work that a milestone waits for.
    var isExpectedOnItsDate: Bool { !hasEstimate && (!isMilestone || waits.isEmpty) }

    /// The date that holds the records before it to it. A task's own date that has passed is told as late, and holds no more; a
    /// milestone's goes on to be what its project is measured by.
    func deadline(today: CalendarDate) -> CalendarDate? {
        promised(today: today).flatMap { isMilestone || $0 >= today ? $0 : nil }
    }

    /// The promised day, as far as a plan of today reaches.
    func promised(today: CalendarDate) -> CalendarDate? { due?.withinPlan(of: today) }

    /// The record as a task of a network.
    ///
    /// - Parameters:
    ///   - isSummary: whether open records are parts of it; its work is theirs then.
    ///   - projectStart: the day before which nothing of its project begins.
    func task(
        today: CalendarDate, projectStart: CalendarDate?, calendar: Int, parent: Int?, isSummary: Bool
    ) -> NetworkTask {
        var task = NetworkTask(duration: isSummary ? 0 : work, calendar: calendar, parent: parent)
        task.deadline = deadline(today: today).map(\.endMinute)
        let said = isStarted ? nil : start
        let earliest = max(said ?? today, projectStart ?? today).withinPlan(of: today)
        if !isSummary, isExpectedOnItsDate, let due = promised(today: today), due >= max(today, earliest) {
            task.constraint = DateConstraint(.finishNoEarlierThan, date: due.lastWorkingMinute)
        } else if earliest > today {
            task.constraint = DateConstraint(.startNoEarlierThan, date: earliest.startMinute)
        }
        return task
    }
}

extension LinkKind {
    /// What blocks holds back the start, as does what precedes without another word.
    fileprivate init(_ link: Link) {
        self =
            switch link.type {
            case "ss": .startToStart
            case "ff": .finishToFinish
            case "sf": .startToFinish
            default: .finishToStart
            }
    }
}

/// The plan counts in minutes of a clock on the wall since 1970, whatever the zone: it speaks of days.
extension CalendarDate {
    var startMinute: Int { dayNumber * 1440 }
    /// The day itself, or where a plan ends: a plan of calendars reaches 40 years either way, and a year mistyped is no reason
    /// for none.
    func withinPlan(of today: CalendarDate) -> CalendarDate { min(max(self, today - 14_610), today + 14_610) }
    /// When work ends on the day, or on the last one before it that has work: what is due on a Saturday is done on Friday.
    var lastWorkingMinute: Int {
        for back in 0..<7 {
            if let shift = WorkingCalendar.standard.shifts(on: self - back).last {
                return (self - back).startMinute + shift.to
            }
        }
        return endMinute
    }
    /// The midnight that ends the day.
    var endMinute: Int { (dayNumber + 1) * 1440 }

    /// The day on which something begins.
    init(startMinute: Int) { self.init(dayNumber: Int((Double(startMinute) / 1440).rounded(.down))) }
    /// The day on which something ends: a midnight ends the day before it.
    init(finishMinute: Int) { self.init(startMinute: finishMinute - 1) }
}
