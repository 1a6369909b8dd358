// A person's load in a week: what is given to projects, what there is, what the plan has for them.

import Conversation
import ProgramModel
import Quantities

/// One person's week. Shares are of a whole working week.
struct Load {
    let person: PersonID
    /// Its Monday.
    let week: CalendarDate
    /// Given to projects, on the average of its working days.
    let given: Int
    /// Of that by project, in the order of their keys.
    let byProject: [(key: ProjectKey, percent: Int)]
    /// What is left of the week besides absences.
    let available: Int
    /// What the plan has for them to do, by the dates it computes.
    let planned: Int

    init(_ person: PersonID, week: CalendarDate, _ view: ProgramView) {
        self.person = person
        self.week = week
        let days = (0..<5).map { week + $0 }
        let own = view.allocations(of: person).filter { $0.project.map { view.exists(project: $0) } ?? true }
        let keys = Set(own.compactMap(\.project)).sorted()
        byProject = keys.compactMap { key in
            let sum = days.reduce(0) { sum, day in
                sum + (own.last { $0.project == key && $0.holds(on: day) }?.percent ?? 0)
            }
            return sum > 0 ? (key, sum / days.count) : nil
        }
        given = byProject.reduce(0) { $0 + $1.percent }
        let absences = view.absences(of: person)
        let present = days.count { day in !absences.contains { $0.days.contains(day) } }
        available = present * 100 / days.count
        planned = Load.planned(person, days, view)
    }

    var isOver: Bool { given > available }

    /// The share of the week that work of theirs takes, spread evenly over the days that the plan has it on.
    private static func planned(_ person: PersonID, _ days: [CalendarDate], _ view: ProgramView) -> Int {
        var minutes = 0
        for item in view.openItems(ownedBy: person) {
            guard let place = view.plan.place(of: item.id), place.record.work > 0 else { continue }
            let first = place.start
            let length = max(1, place.finish.workingDays(since: first) + 1)
            let within = days.count { $0 >= first && $0 <= place.finish }
            minutes += place.record.work * within / length
        }
        return minutes * 100 / (days.count * WorkSpan.minutesPerDay)
    }

    /// The Mondays of so many weeks, from that of a day on.
    static func weeks(from day: CalendarDate, count: Int) -> [CalendarDate] {
        let monday = day - (day.weekday.rawValue - 1)
        return (0..<count).map { monday + 7 * $0 }
    }
}
