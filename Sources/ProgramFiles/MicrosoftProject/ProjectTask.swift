// One task of a project file, as far as its dates and its place count.

import Planning
import Quantities

/// A row of the table of tasks.
struct ProjectTask: Sendable {
    var uid: Int
    /// The number that people see: the row.
    var number: Int
    var name: String
    var level: Int
    /// Minutes: working ones, or of day and night.
    var duration: Int
    var isElapsed: Bool
    var isMilestone: Bool
    var isManual: Bool
    var isActive: Bool
    var isExternal: Bool
    var isSubproject: Bool
    /// An empty row, or the row that stands for the whole project.
    var isNoTask: Bool
    var start: Int?
    var finish: Int?
    var manual: (start: Int?, finish: Int?)
    var constraint: DateConstraint
    var deadline: Int?
    var calendar: Int?
    var ignoresPeople: Bool
    var levellingDelay: Int
    /// 0 to 100.
    var complete: Int
    var actualStart: Int?
    var actualFinish: Int?
    var actualDuration: Int?
    var remaining: Int?
    var stop: Int?
    var resume: Int?
    var links: [ProjectLink]

    init(_ row: XMLElement, _ file: ProjectFile, _ problems: inout [FileProblem]) {
        var values: [String: String] = [:]
        values.reserveCapacity(row.children.count)
        links = []
        for child in row.children {
            if child.children.isEmpty {
                values[child.name] = child.text
            } else if child.name == "PredecessorLink" {
                links.append(ProjectLink(child))
            }
        }
        let row = RowReading(values: values, number: values["ID"].flatMap { Int($0) } ?? 0)
        func flag(_ name: String) -> Bool? { ProjectCodes.flag(values[name]) }
        let perDay = file.minutesPerDay
        uid = Int(values["UID"] ?? "") ?? -1
        number = row.number
        name = PlainTitle.of(values["Name"] ?? "")
        level = row.int("OutlineLevel", &problems) ?? 1
        isElapsed = ProjectCodes.isElapsed(row.int("DurationFormat", &problems) ?? 7)
        duration = max(0, row.duration("Duration", perDay, &problems) ?? 0)
        isMilestone = flag("Milestone") ?? false
        isManual = flag("Manual") ?? false
        isActive = flag("Active") ?? true
        isExternal = flag("ExternalTask") ?? false
        isSubproject = flag("IsSubproject") ?? false
        isNoTask = flag("IsNull") == true || uid == 0 || uid < 0
        start = row.date("Start", &problems)
        finish = row.date("Finish", &problems)
        manual = (row.date("ManualStart", &problems), row.date("ManualFinish", &problems))
        constraint = row.constraint(&problems)
        deadline = row.date("Deadline", &problems)
        calendar = row.int("CalendarUID", &problems).flatMap { $0 < 0 ? nil : $0 }
        ignoresPeople = flag("IgnoreResourceCalendar") ?? false
        levellingDelay = max(0, ProjectCodes.tenths(row.int("LevelingDelay", &problems) ?? 0))
        complete = min(100, max(0, row.int("PercentComplete", &problems) ?? 0))
        actualStart = row.date("ActualStart", &problems)
        actualFinish = row.date("ActualFinish", &problems)
        actualDuration = row.duration("ActualDuration", perDay, &problems)
        remaining = row.duration("RemainingDuration", perDay, &problems).map { max(0, $0) }
        stop = row.date("Stop", &problems)
        resume = row.date("Resume", &problems)
    }
}

/// What a task waits for.
struct ProjectLink: Sendable {
    var predecessor: Int
    var kind: LinkKind?
    var lag: Lag
    /// The path and number of a task in another file.
    var foreign: String?

    init(_ element: XMLElement) {
        predecessor = element.text("PredecessorUID").flatMap { Int($0) } ?? -1
        kind = element.text("Type").map { Int($0).flatMap { ProjectCodes.kind($0) } } ?? .finishToStart
        lag = ProjectCodes.lag(
            element.text("LinkLag").flatMap { Int($0) } ?? 0,
            format: element.text("LagFormat").flatMap { Int($0) } ?? 7)
        foreign =
            ProjectCodes.flag(element.text("CrossProject")) == true ? element.text("CrossProjectName") ?? "?" : nil
    }
}

/// Values of a row; what is no value of its type is told with the row, and left out.
private struct RowReading {
    let values: [String: String]
    let number: Int

    func int(_ name: String, _ problems: inout [FileProblem]) -> Int? {
        read(name, "is no whole number", &problems) { Int($0) ?? Double($0).flatMap { Int(exactly: $0.rounded()) } }
    }

    func duration(_ name: String, _ perDay: Int, _ problems: inout [FileProblem]) -> Int? {
        read(name, "is no duration such as PT8H0M0S", &problems) { text in
            ProjectCodes.minutes(text, perDay: perDay).flatMap { abs($0) <= NetworkInput.longestDuration ? $0 : nil }
        }
    }

    func date(_ name: String, _ problems: inout [FileProblem]) -> Int? {
        // What was not entered is written as NA by some programs.
        read(name, "is no date such as 2026-01-05T08:00:00", &problems) { ProjectCodes.instant($0) }
    }

    func constraint(_ problems: inout [FileProblem]) -> DateConstraint {
        guard let code = int("ConstraintType", &problems), code > 0 else { return DateConstraint(.asSoonAsPossible) }
        guard let kind = UInt8(exactly: code).flatMap({ ConstraintKind(rawValue: $0) }) else {
            problems.append(FileProblem(row: number, field: "ConstraintType", "is none of the numbers 0 to 7"))
            return DateConstraint(.asSoonAsPossible)
        }
        guard code > 1 else { return DateConstraint(kind) }
        guard let date = date("ConstraintDate", &problems) else {
            problems.append(FileProblem(row: number, field: "ConstraintDate", "is missing; the constraint is left out"))
            return DateConstraint(.asSoonAsPossible)
        }
        return DateConstraint(kind, date: date)
    }

    private func read<Value>(
        _ name: String, _ why: String, _ problems: inout [FileProblem], _ read: (String) -> Value?
    ) -> Value? {
        guard let text = values[name], !text.isEmpty, text != "NA" else { return nil }
        if let value = read(text) { return value }
        problems.append(FileProblem(row: number, field: name, why))
        return nil
    }
}
