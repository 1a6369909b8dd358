// What else moves when one record does: dates of the plan before and after a command.

import Conversation
import ProgramModel
import Quantities

/// The plan as it was before a command, of the projects that the command is about.
struct PlanBefore: Sendable {
    private let clusters: [PlanCluster]
    /// What the command is about: it says itself what becomes of these.
    private let named: Set<ItemID>
    private static let mostSaid = 3

    init(_ items: [Item], _ view: ProgramView) {
        self.init(projects: Array(Set(items.map(\.project))), named: Set(items.map(\.id)), view)
    }

    init(projects: [ProjectKey?], named: Set<ItemID> = [], _ view: ProgramView) {
        let plan = view.plan
        var clusters: [PlanCluster] = []
        for project in projects.sorted(by: { ($0?.text ?? "") < ($1?.text ?? "") }) {
            guard let cluster = plan.cluster(of: project), !clusters.contains(where: { $0 === cluster }) else {
                continue
            }
            clusters.append(cluster)
        }
        self.clusters = clusters
        self.named = named
    }

    /// A record whose planned finish is another than before.
    struct Move {
        var before: PlanPlace
        var after: PlanPlace

        /// A promise that held and holds no longer.
        var isBroken: Bool { (before.floatToDate ?? 0) >= 0 && (after.floatToDate ?? 0) < 0 }
        /// One that did not hold and does now.
        var isMended: Bool { (before.floatToDate ?? 0) < 0 && (after.floatToDate ?? 0) >= 0 }
        var workingDays: Int { after.finish.workingDays(since: before.finish) }
    }

    /// What moved, broken promises and milestones first.
    func moves(_ view: ProgramView) -> [Move] {
        let plan = view.plan
        var moves: [Move] = []
        for cluster in clusters {
            // Every project of it may be in another plan now.
            var now: [ProjectKey?: PlanCluster] = [:]
            for project in cluster.marks.keys { now[project] = plan.cluster(of: project) }
            if now.values.allSatisfy({ $0 === cluster }) { continue }
            for index in cluster.records.indices {
                guard let after = now[cluster.records[index].project]?.place(of: cluster.records[index].id) else {
                    continue
                }
                let before = PlanPlace(cluster: cluster, index: index)
                guard before.dates.isScheduled else { continue }
                let move = Move(before: before, after: after)
                if before.dates.finish != after.dates.finish || move.isBroken || move.isMended { moves.append(move) }
            }
        }
        func rank(_ move: Move) -> (Int, Int, ItemID) {
            (
                move.isBroken ? 0 : move.before.record.isMilestone ? 1 : move.isMended ? 2 : 3, -move.workingDays,
                move.after.id
            )
        }
        return moves.sorted { rank($0) < rank($1) }
    }

    /// Which milestones and promises moved with a command, by how much, whose they are; a line each, the rest counted.
    func lines(_ view: ProgramView) -> [RichText] {
        let moves = moves(view)
        // That a record the command is about is planned before its date, as it was, is no news.
        let said = moves.filter {
            $0.isBroken || $0.isMended
                || $0.before.record.isMilestone && !(named.contains($0.after.id) && $0.workingDays < 0)
        }
        var lines = said.prefix(PlanBefore.mostSaid).map { line($0, view) }
        let others =
            moves.filter { !named.contains($0.after.id) }.count - said.filter { !named.contains($0.after.id) }.count
        let rest = max(0, said.count - PlanBefore.mostSaid) + others
        if rest > 0, let project = said.first?.after.record.project ?? moves.first?.after.record.project {
            lines.append(
                "\(counted(rest, lines.isEmpty ? "record" : "more record")) move\(rest == 1 ? "s" : "") in the plan: /plan \(project)"
            )
        }
        return lines
    }

    private func line(_ move: Move, _ view: ProgramView) -> RichText {
        let id = move.after.id
        guard let item = view.item(id) else { return "" }
        let lead = item.project.flatMap { view.project($0)?.lead }
        let whose: RichText = (item.owner ?? lead).map { " (\(view.mention($0)))" } ?? ""
        var text: RichText = "\(id) \(item.title)" + whose
        let days = move.workingDays
        if days != 0 {
            text +=
                ": forecast \(view.short(move.after.finish)), \(counted(abs(days), "working day")) \(days > 0 ? "later" : "earlier")"
        } else {
            text += ": forecast \(view.short(move.after.finish))"
        }
        if let due = item.due {
            if move.isBroken, named.contains(id), let float = move.after.floatToDate {
                return
                    "The plan reaches \(id) only \(view.short(move.after.finish)), \(counted(-float, "working day")) later."
            }
            if move.isBroken { return text + "; its date, \(view.short(due)), no longer holds." }
            if move.isMended { return text + "; its date, \(view.short(due)), holds again." }
            if let float = move.after.floatToDate, float < 0 {
                return text + "; \(counted(-float, "working day")) past its date."
            }
        }
        return text + "."
    }
}
