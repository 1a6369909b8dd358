// The dates of a project or program: what is late and why, the critical path, a picture of the bars.

import CommandLanguage
package import Conversation
import JSONText
import ProgramModel
import Quantities

/// `/plan NET`, `/plan` in a room, `/plan CORE` of a program.
package enum ShowPlan: ReadCommand {
    package static let handler = "plan.show"
    package static let keys: Set<ReadKey> = [.top]

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let keys = try PlanScope.projects(request, view)
        let rows = request.flags.top ?? (keys.count == 1 ? 15 : 4)
        let planned = keys.compactMap { PlannedProject($0, view) }
        guard let first = planned.first else {
            let none = keys.count == 1 ? "\(keys[0])" : "Any of \(keys.map(\.text).joined(separator: ", "))"
            return Reply(
                "Nothing is open in \(none): /task Order the racks 5d adds work.", suggestions: [.init("/help task")])
        }
        guard planned.count > 1 else { return project(first, rows: rows, view) }
        let last = planned.map(\.finish).max() ?? first.finish
        var reply = Reply("\(counted(planned.count, "project")): finish forecast \(view.short(last))")
        reply.blocks = [.list(planned.map { $0.line(view) })]
        for one in planned { reply.blocks.append(.code(one.gantt(rows: rows, view))) }
        reply.touched = planned.flatMap { $0.late.map(\.id) }
        reply.data = [
            .init("unit", "days"), .init("finish", PlanFigures.date(last)),
            .init("critical_path", .array(planned.flatMap { $0.critical.map { PlanFigures.id($0.id) } })),
            .init(
                "projects",
                .array(planned.map { .object([.init("project", .string($0.key.text))] + $0.figures) })),
        ]
        if let first = planned.first { reply.suggest("/plan \(first.key)") }
        return reply
    }

    private static func project(_ plan: PlannedProject, rows: Int, _ view: ProgramView) -> Reply {
        var lines = plan.late.prefix(5).map { plan.lateLine($0, view) }
        if plan.late.count > 5 { lines.append(.init(.bullet, "\(plan.late.count - 5) more dates cannot be kept")) }
        if !plan.critical.isEmpty {
            let shown = plan.critical.prefix(6).map { "\($0.id) \(view.item($0.id)?.title ?? "")" as RichText }
            let more = plan.critical.count > 6 ? ", and \(plan.critical.count - 6) more" : ""
            lines.append(.init(.bullet, "Critical path: " + shown.joined(" → ") + "\(more)"))
        }
        lines += plan.notes(view).map { .init(.bullet, $0) }
        var reply = Reply(plan.headline(view), blocks: [.list(lines), .code(plan.gantt(rows: rows, view))])
        if plan.places.count > rows {
            reply.add("\(rows) of \(plan.places.count) shown, the most pressing; top:\(plan.places.count) shows all.")
        }
        reply.touched = plan.critical.map(\.id)
        reply.data = plan.figures
        reply.suggest("/forecast \(plan.key)")
        return reply
    }
}

/// What a plan command is about.
enum PlanScope {
    /// The projects of a request: the one said, the room's, those of a program, else all that are open.
    static func projects(_ request: Request, _ view: ProgramView) throws -> [ProjectKey] {
        guard let key = view.scope(request.project("project")) else {
            let open = view.projects.filter(\.isOpen).map(\.key)
            guard !open.isEmpty else { return [try request.project("project", in: view)] }
            return open
        }
        guard view.project(key) != nil || view.program(key) != nil else { throw Refusal.noSuchProject(key) }
        return view.projects(under: key)
    }
}

/// One project's part of the plan.
struct PlannedProject {
    let key: ProjectKey
    let cluster: PlanCluster
    /// In the order of their starts.
    let places: [PlanPlace]
    let finish: CalendarDate

    init?(_ key: ProjectKey, _ view: ProgramView) {
        guard let cluster = view.plan.cluster(of: key) else { return nil }
        places = cluster.places(of: key)
        guard !places.isEmpty, let last = cluster.finishes[key] else { return nil }
        self.key = key
        self.cluster = cluster
        finish = max(CalendarDate(finishMinute: last), places.map(\.finish).max() ?? cluster.facts.today)
    }

    var critical: [PlanPlace] { places.filter(\.isCritical) }
    /// Those that cannot keep their own date, the latest first; milestones before others.
    var late: [PlanPlace] {
        places.filter { ($0.floatToDate ?? 0) < 0 }.sorted {
            ($0.record.isMilestone ? 0 : 1, $0.floatToDate ?? 0, $0.id)
                < ($1.record.isMilestone ? 0 : 1, $1.floatToDate ?? 0, $1.id)
        }
    }
    var figures: [JSON.Member] { PlanFigures.members(places, cluster, [key]) }

    func headline(_ view: ProgramView) -> RichText {
        let project = view.project(key)
        var text: RichText = .strong("\(key) \(project?.name ?? "")") + ": finish forecast \(view.short(finish))"
        if let end = project?.end {
            let late = finish.workingDays(since: end)
            text +=
                late > 0
                ? ", \(counted(late, "working day")) after its end, \(view.short(end))" : ", to end \(view.short(end))"
        }
        return text
    }

    /// One line among several projects.
    func line(_ view: ProgramView) -> Reply.Line {
        let end = view.project(key)?.end
        let isLate = late.contains { $0.record.isMilestone } || end.map { finish > $0 } ?? false
        var text: RichText = .strong("\(key)") + " finish \(view.short(finish))"
        if let first = late.first, let float = first.floatToDate {
            text += " · \(first.id) \(view.item(first.id)?.title ?? "") late by \(counted(-float, "working day"))"
        }
        return .init(isLate ? .bad : late.isEmpty ? .good : .warning, text)
    }

    /// `M-1 Go-live due Fri 4 Dec, forecast Tue 22 Dec: 12 working days late, after T-2 Rack`.
    func lateLine(_ place: PlanPlace, _ view: ProgramView) -> Reply.Line {
        let title = view.item(place.id)?.title ?? ""
        let due = place.record.due.map { view.short($0) } ?? ""
        return .init(
            place.record.isMilestone ? .bad : .warning,
            "\(place.id) \(title) due \(due), forecast \(view.short(place.finish)): "
                + "\(counted(-(place.floatToDate ?? 0), "working day")) late, " + PlanText.reason(of: place, view))
    }

    /// The most pressing rows, in the order of their starts.
    func gantt(rows: Int, _ view: ProgramView) -> String {
        let pressing = places.sorted { ($0.totalFloat, $0.dates.start, $0.id) < ($1.totalFloat, $1.dates.start, $1.id) }
        let shown = Set(pressing.prefix(rows).map(\.id))
        return Gantt(places.filter { shown.contains($0.id) }) { view.item($0)?.title ?? "" }.text
    }

    /// What makes the dates better than they look.
    func notes(_ view: ProgramView) -> [RichText] {
        var notes: [RichText] = []
        let parents = Set(places.compactMap(\.record.parent))
        let unknown = places.filter {
            !$0.record.hasEstimate && !$0.record.isMilestone && $0.record.due == nil && !parents.contains($0.id)
        }
        let tasks = unknown.filter { $0.id.kind == KindDeclaration.task.kind }
        if !tasks.isEmpty {
            notes.append(
                "\(counted(tasks.count, "task")) without estimate or date count\(tasks.count == 1 ? "s" : "") as no work: \(named(tasks))"
            )
        }
        let others = unknown.filter { $0.id.kind != KindDeclaration.task.kind }
        if !others.isEmpty {
            notes.append("taken as solved today, since no date is said: \(named(others))")
        }
        for loop in cluster.loops.prefix(2) {
            let circle = (loop + loop.prefix(1)).map(\.description).joined(separator: " → ")
            notes.append("a circle, whose last link was left out: \(circle); /unlink one of them")
        }
        return notes
    }

    private func named(_ places: [PlanPlace]) -> String {
        let names = places.prefix(4).map(\.id.description).joined(separator: ", ")
        return places.count > 4 ? names + ", …" : names
    }
}
