// The dates of a task in a network file: its constraint, who decides them, what has happened, where it rests.

import JSONText
import Planning
import Quantities

extension NetworkTasks {
    private static let constraints: KeyValuePairs<String, ConstraintKind> = [
        "as_soon_as_possible": .asSoonAsPossible, "as_late_as_possible": .asLateAsPossible,
        "must_start_on": .mustStartOn, "must_finish_on": .mustFinishOn, "start_no_earlier_than": .startNoEarlierThan,
        "start_no_later_than": .startNoLaterThan, "finish_no_earlier_than": .finishNoEarlierThan,
        "finish_no_later_than": .finishNoLaterThan,
    ]

    func constraint(_ fields: Fields) throws(FieldProblem) -> DateConstraint {
        guard let json = fields.value("constraint") else { return DateConstraint(.asSoonAsPossible) }
        let own = try Fields(json, fields.place("constraint"), known: ["kind", "date"])
        let kind = try own.choice("kind", NetworkTasks.constraints) ?? .asSoonAsPossible
        guard kind.rawValue > 1 else { return DateConstraint(kind) }
        let isFinish = [.mustFinishOn, .finishNoEarlierThan, .finishNoLaterThan].contains(kind)
        guard let date = try times.instant(own, "date", isEnd: isFinish || kind == .startNoLaterThan) else {
            throw FieldProblem(path: own.path, reason: "expected the date of the constraint")
        }
        return DateConstraint(kind, date: date)
    }

    /// An instant at which a task is worked on: a day without a time begins with its first shift and ends with its last one.
    private func worked(_ fields: Fields, _ name: String, isEnd: Bool) throws(FieldProblem) -> Int? {
        let instant = try times.instant(fields, name, isEnd: isEnd)
        guard !times.isAbstract, let text = try fields.string(name), text.utf8.count == 10,
            let day = CalendarDate(iso: text)
        else { return instant }
        let calendar = try calendars.named(try fields.string("calendar") ?? usual, fields.place("calendar"))
        let shifts = calendar.shifts(on: day)
        let minute = isEnd ? shifts.map(\.to).max() : shifts.map(\.from).min()
        return minute.map { times.instant(of: day, minute: $0) } ?? instant
    }

    /// Who decides the dates of a task.
    func mode(_ fields: Fields) throws(FieldProblem) -> TaskMode {
        enum Word { case automatic, manual, external, inactive }
        let word =
            try fields.choice(
                "mode",
                ["automatic": Word.automatic, "manual": .manual, "external": .external, "inactive": .inactive])
            ?? .automatic
        guard word == .manual || word == .external else {
            for name in ["start", "finish"] where fields.has(name) {
                throw fields.problem(
                    name, "a \(name) is of tasks whose mode is manual or external; expected a constraint")
            }
            return word == .inactive ? .inactive : .automatic
        }
        guard let start = try worked(fields, "start", isEnd: false),
            let finish = try worked(fields, "finish", isEnd: true)
        else { throw fields.problem("mode", "expected start and finish, which this task keeps") }
        let dates = FixedDates(start: start, finish: finish)
        return word == .manual ? .manual(dates) : .external(dates)
    }

    /// What has happened to a task.
    func progress(_ fields: Fields, remaining: Int?) throws(FieldProblem) -> TaskProgress? {
        guard let start = try worked(fields, "actual_start", isEnd: false) else {
            for name in ["actual_finish", "remaining", "resume"] where fields.has(name) {
                throw fields.problem(name, "expected actual_start beside \(name)")
            }
            return nil
        }
        let limited = try times.instant(fields, "actual_finish", isEnd: true, notAfter: statusDate)
        let finish = try worked(fields, "actual_finish", isEnd: true).map { min($0, limited ?? $0) }
        guard finish != nil || remaining != nil else {
            throw FieldProblem(path: fields.path, reason: "a task that began needs remaining or actual_finish")
        }
        return TaskProgress(
            actualStart: start, actualFinish: finish, remaining: remaining ?? 0,
            resume: try worked(fields, "resume", isEnd: false))
    }

    /// - Parameter times: with the task's own unit.
    func splits(_ fields: Fields, _ times: PlanTimes) throws(FieldProblem) -> [TaskSplit] {
        var splits: [TaskSplit] = []
        for (json, path) in try fields.list("splits") {
            let own = try Fields(json, path, known: ["after", "pause"])
            guard let after = try own.number("after", in: 0...times.mostUnits),
                let pause = try own.number("pause", in: 0...times.mostUnits)
            else { throw FieldProblem(path: path, reason: "expected after (work done before) and pause") }
            splits.append(TaskSplit(after: times.minutes(after), pause: times.minutes(pause)))
        }
        return splits
    }
}
