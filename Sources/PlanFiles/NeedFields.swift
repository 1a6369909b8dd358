// Who works on a task in a network file, and when a resource is there.

import JSONText
import Planning

extension NetworkTasks {
    /// Capacities and needs may have three digits behind the point.
    private static let scale = 1000.0

    /// Units of a resource, one unless said.
    func units(_ fields: Fields, _ name: String) throws(FieldProblem) -> Int {
        Int(((try fields.number(name, in: 0...1_000_000) ?? 1) * NetworkTasks.scale).rounded())
    }

    /// When a resource is there, in order.
    func availability(_ fields: Fields) throws(FieldProblem) -> [AvailabilityPeriod] {
        var periods: [AvailabilityPeriod] = []
        for (json, path) in try fields.list("availability") {
            let own = try Fields(json, path, known: ["from", "to", "units"])
            let from = try times.instant(own, "from", isEnd: false)
            let to = try times.instant(own, "to", isEnd: true)
            let isInOrder = from.map { from in periods.last.map { $0.to.map { $0 <= from } ?? false } ?? true }
            guard isInOrder ?? periods.isEmpty, (from ?? Int.min) < (to ?? Int.max) else {
                throw FieldProblem(path: path, reason: "expected periods in order that do not overlap, from before to")
            }
            periods.append(AvailabilityPeriod(from: from, to: to, units: try units(own, "units")))
        }
        return periods
    }

    private struct Need {
        var calendar: Int
        var work: Int?
        var delay: Int
    }

    /// Reads what a task needs, and by whose calendars it is worked on.
    ///
    /// Each of its people works when the task's calendar and their own do. Where they differ, or one has less to do or
    /// begins later, each has an assignment.
    mutating func assign(_ task: inout NetworkTask, _ fields: Fields, _ index: Int, _ times: PlanTimes)
        throws(FieldProblem)
    {
        let own = try fields.string("calendar") ?? usual
        let place = fields.place("calendar")
        _ = try calendars.named(own, place)
        var needs: [Need] = []
        var taken: Set<Int> = []
        for (json, path) in try fields.list("needs") {
            var need = ResourceNeed(task: index, resource: 0, units: Int(NetworkTasks.scale))
            need.assignment = needs.count
            var name = json.string
            var share = Need(calendar: 0, work: nil, delay: 0)
            if name == nil {
                let own = try Fields(json, path, known: ["resource", "units", "overbooked", "work", "delay"])
                name = try own.required("resource")
                need.units = try units(own, "units")
                need.isOverbooked = try own.flag("overbooked")
                share.delay = times.minutes(try own.number("delay", in: 0...times.mostUnits) ?? 0)
                share.work = try work(own, units: need.units, times)
            }
            guard let name, let found = resource(name) else {
                throw FieldProblem(path: path, reason: "there is no resource \(json.text.prefix(60))")
            }
            need.resource = found.index
            guard taken.insert(found.index).inserted else {
                throw FieldProblem(path: path, reason: "\(name.prefix(40)) is named twice")
            }
            add(need, path)
            let theirs = found.calendar.map { $0 == own ? [own] : [own, $0] } ?? [own]
            share.calendar = try calendar(theirs, place)
            needs.append(share)
        }
        if let first = needs.first {
            task.calendar = first.calendar
        } else {
            task.calendar = try calendar([own], place)
        }
        let isAlike = needs.allSatisfy { $0.calendar == task.calendar && $0.work == nil && $0.delay == 0 }
        guard !isAlike else { return }
        task.assignments = needs.map {
            TaskAssignment(calendar: $0.calendar, duration: $0.work ?? task.duration, delay: $0.delay)
        }
    }

    /// How long one's share takes: its work over the units that do it.
    private func work(_ fields: Fields, units: Int, _ times: PlanTimes) throws(FieldProblem) -> Int? {
        guard let work = try fields.number("work", in: 0...times.mostUnits) else { return nil }
        guard units > 0 else { throw fields.problem("work", "nobody does this work: units is 0") }
        let length = work * NetworkTasks.scale / Double(units)
        guard length <= times.mostUnits else { throw fields.problem("work", "it takes more than 100 years") }
        return times.minutes(length)
    }
}
