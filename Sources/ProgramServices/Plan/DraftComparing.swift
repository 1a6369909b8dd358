// What a draft would move: milestones, ends and colours, before and after.

import Conversation
import JSONText
import ProgramModel
import Quantities

enum DraftComparing {
    private static let mostSaid = 8

    /// The plan and the colours of all projects, in two workspaces.
    static func compared(_ before: ProgramView, _ after: ProgramView) -> Reply {
        let keys = Set(before.projects.map(\.key)).union(after.projects.map(\.key)).sorted()
        let planned = PlanBefore(projects: keys.map { $0 } + [nil], before)
        let moves = planned.moves(after).filter { $0.before.record.isMilestone || $0.isBroken || $0.isMended }
        var lines = moves.prefix(mostSaid).map { Reply.Line($0.isBroken ? .bad : .bullet, line($0, after)) }
        if moves.count > mostSaid { lines.append(.init(.bullet, "\(moves.count - mostSaid) more dates move")) }
        let projects = keys.compactMap { Change($0, before, after) }
        for change in projects where change.isSeen { lines.append(change.line(after)) }
        let headline: RichText =
            moves.isEmpty ? "no milestone would move" : "\(counted(moves.count, "date")) would move"
        var reply = Reply(
            headline, blocks: lines.isEmpty ? [] : [.list(lines)], touched: moves.map(\.after.id))
        reply.data = [
            .init("moved", .array(moves.map(json))), .init("projects", .array(projects.map(\.json))),
        ]
        return reply
    }

    private static func line(_ move: PlanBefore.Move, _ view: ProgramView) -> RichText {
        let item = view.item(move.after.id)
        let days = move.workingDays
        var text: RichText =
            "\(move.after.id) \(item?.title ?? ""): \(view.short(move.before.finish)) → \(view.short(move.after.finish))"
        if days != 0 { text += " (\(days > 0 ? "+" : "−")\(counted(abs(days), "working day")))" }
        if let due = item?.due {
            if move.isBroken { text += ", its date \(view.short(due)) no longer holds" }
            if move.isMended { text += ", its date \(view.short(due)) holds again" }
        }
        return text
    }

    private static func json(_ move: PlanBefore.Move) -> JSON {
        [
            "id": PlanFigures.id(move.after.id), "finish_before": PlanFigures.date(move.before.finish),
            "finish": PlanFigures.date(move.after.finish), "by": .int(Int64(move.workingDays)),
            "date_holds": .bool((move.after.floatToDate ?? 0) >= 0),
        ]
    }

    /// One project in both workspaces.
    private struct Change {
        var key: ProjectKey
        var colours: (before: Colour, after: Colour)
        var finishes: (before: CalendarDate?, after: CalendarDate?)

        /// Nil for a project whose records and plan are the same in both.
        init?(_ key: ProjectKey, _ before: ProgramView, _ after: ProgramView) {
            let clusters = (before.plan.cluster(of: key), after.plan.cluster(of: key))
            if clusters.0 === clusters.1, clusters.0 != nil { return nil }
            self.key = key
            colours = (before.evidence(of: key, limit: 1).colour, after.evidence(of: key, limit: 1).colour)
            finishes = (PlannedProject(key, before)?.finish, PlannedProject(key, after)?.finish)
        }

        var isSeen: Bool { colours.before != colours.after || finishes.before != finishes.after }

        func line(_ view: ProgramView) -> Reply.Line {
            func text(_ date: CalendarDate?) -> String { date.map { view.short($0) } ?? "nothing open" }
            var parts: [String] = []
            if colours.before != colours.after {
                parts.append("evidence \(colours.before.shout) → \(colours.after.shout)")
            }
            if finishes.before != finishes.after {
                parts.append("finish \(text(finishes.before)) → \(text(finishes.after))")
            }
            return .init(
                colours.after > colours.before ? StatusText.mark(colours.after) : .bullet,
                .strong("\(key)") + " \(parts.joined(separator: ", "))")
        }

        var json: JSON {
            .members([
                "project": .string(key.text), "colour_before": .string(colours.before.rawValue),
                "colour": .string(colours.after.rawValue),
                "finish_before": finishes.before.map { PlanFigures.date($0) },
                "finish": finishes.after.map { PlanFigures.date($0) },
            ])
        }
    }
}
