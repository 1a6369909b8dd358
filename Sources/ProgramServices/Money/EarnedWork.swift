// What a project was to have done, has done and has spent, from its tasks and its ledger.

import Conversation
import Planning
import ProgramModel
import Quantities

/// The measures of earned value of one project at the end of a day, in units of its currency.
///
/// The budget is split over the tasks by their estimates. A task was planned for the working days before the date it was first
/// promised for, else before the one the plan computes; it has earned its percentage, and all of it once it is done.
struct EarnedWork {
    let money: ProjectMoney
    let day: CalendarDate
    let tasks: Int
    /// Tasks without an estimate, which no part of the budget is for.
    let unestimated: Int
    /// Nil where there is no budget, or no task has an estimate.
    let value: EarnedValue?
    let schedule: EarnedSchedule?
    /// Why there is none.
    let reason: Figure.Reason

    private struct Part {
        var minutes: Int
        var share: Double
        var finish: CalendarDate
    }

    init(_ key: ProjectKey, at day: CalendarDate, _ view: ProgramView) {
        money = ProjectMoney(key, view, upTo: day)
        self.day = day
        let shelf = Shelf.records(key, kind: KindDeclaration.task.kind)
        let items = (view.items(.open, of: shelf) + view.items(.closed, of: shelf)).filter {
            $0.state == "done" || $0.isOpen
        }
        tasks = items.count
        let parts = items.compactMap { EarnedWork.part($0, at: day, view) }
        unestimated = items.count - parts.count
        let minutes = parts.reduce(0) { $0 + $1.minutes }
        guard let baseline = money.baseline, baseline > 0, minutes > 0 else {
            reason = money.baseline == nil ? .noBudget : .noTasks
            (value, schedule) = (nil, nil)
            return
        }
        reason = .noData
        let budget = Double(baseline) / 100
        let perMinute = budget / Double(minutes)
        let first = EarnedWork.start(key, parts, view)
        let now = Double(first.workingDays(to: day))
        let budgets = parts.map { part in
            let finish = Double(first.workingDays(to: part.finish))
            let length = Double(part.minutes) / Double(WorkSpan.minutesPerDay)
            return PhasedBudget(
                start: max(0, finish - length), finish: max(finish, 0.01), budget: perMinute * Double(part.minutes))
        }
        let curve = PlannedCurve(budgets)
        let value = EarnedValue(
            budget: budget, planned: budgets.reduce(0) { $0 + $1.planned(at: now) },
            earned: parts.reduce(0) { $0 + perMinute * Double($1.minutes) * $1.share },
            actual: Double(money.spentTotal) / 100)
        self.value = value
        schedule = EarnedSchedule(value, curve: curve, actualTime: max(0, now))
    }

    /// The first day that anything was planned for.
    private static func start(_ key: ProjectKey, _ parts: [Part], _ view: ProgramView) -> CalendarDate {
        if let start = view.project(key)?.start { return start }
        let starts = parts.map { part in
            part.finish.adding(workingDays: -(part.minutes + WorkSpan.minutesPerDay - 1) / WorkSpan.minutesPerDay)
        }
        return starts.min() ?? view.today
    }

    private static func part(_ item: Item, at day: CalendarDate, _ view: ProgramView) -> Part? {
        guard case .span(let estimate)? = item.fields["estimate"], estimate.minutes > 0 else { return nil }
        let closed = item.closed.map { view.day(of: $0) }
        let isDone = !item.isOpen && closed.map { $0 <= day } ?? true
        let share = isDone ? 1 : item.isOpen && day >= view.today ? Double(item.percent("progress") ?? 0) / 100 : 0
        guard let finish = item.firstDue ?? item.due ?? view.plan.place(of: item.id)?.finish ?? closed else {
            return nil
        }
        return Part(minutes: estimate.minutes, share: share, finish: finish)
    }
}

extension CalendarDate {
    /// Working days from the beginning of this one to the end of another; none where that is before.
    fileprivate func workingDays(to other: CalendarDate) -> Int {
        other < self ? 0 : other.workingDays(since: self) + (weekday.isWorking ? 1 : 0)
    }
}
