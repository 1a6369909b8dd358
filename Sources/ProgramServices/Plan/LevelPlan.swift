// Resolves overloads: proposes later starts so that nobody works on two things at a time.

package import Conversation
import JSONText
import Planning
import ProgramModel
import Quantities

/// `/level NET`: a proposal; each move is accepted by its command, or all together.
package enum LevelPlan: ReadCommand {
    package static let handler = "level.show"
    private static let whole = 1000
    private static let mostSchedules = 200
    private static let mostSaid = 10

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let key = try request.project("project", in: view)
        _ = try view.existing(project: key)
        guard let plan = PlannedProject(key, view) else {
            throw Refusal.other(code: "no-work", text: "Nothing is open in \(key): there is nothing to level.")
        }
        let cluster = plan.cluster
        let people = Set(cluster.records.compactMap(\.owner)).sorted()
        let places = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1, $0) })
        let needs = cluster.records.enumerated().compactMap { index, record -> ResourceNeed? in
            guard record.work > 0, let owner = record.owner, let place = places[owner],
                !cluster.isWhole(PlanPlace(cluster: cluster, index: index))
            else { return nil }
            return ResourceNeed(task: index, resource: place, units: whole)
        }
        let input = LevellingInput(
            network: cluster.network, resources: people.map { _ in LevellingResource(capacity: whole) }, needs: needs,
            priorities: cluster.records.map { _ in LevellingInput.usualPriority })
        let levelled: LevelledPlan
        do {
            levelled = try input.levelled(limits: SearchLimits(schedules: mostSchedules), seed: 1)
        } catch {
            throw Refusal.other(
                code: "not-levelled", text: "\(key) cannot be levelled: its work does not fit within 400 years.")
        }
        return reply(levelled, key, cluster, people, view)
    }

    private static func reply(
        _ plan: LevelledPlan, _ key: ProjectKey, _ cluster: PlanCluster, _ people: [PersonID], _ view: ProgramView
    ) -> Reply {
        let moves = plan.moves.filter { $0.to > $0.from && !cluster.links.isEmpty || $0.to > $0.from }
            .filter { if case .link = $0.cause { false } else { true } }
        let data: [JSON.Member] = [
            .init("finish_before", PlanFigures.date(CalendarDate(finishMinute: plan.finishBefore))),
            .init("finish", PlanFigures.date(CalendarDate(finishMinute: plan.network.finish))),
            .init(
                "moves",
                .array(
                    moves.map {
                        [
                            "task": PlanFigures.id(cluster.records[$0.task].id),
                            "from": PlanFigures.date(CalendarDate(startMinute: $0.from)),
                            "to": PlanFigures.date(CalendarDate(startMinute: $0.to)),
                        ]
                    })),
        ]
        guard !moves.isEmpty else {
            return Reply("Nobody in \(key) works on two things at a time: nothing to level.", data: data)
        }
        let commands = moves.map {
            "set \(cluster.records[$0.task].id) start:\(CalendarDate(startMinute: $0.to).iso)"
        }
        var lines = moves.prefix(mostSaid).map { move -> Reply.Line in
            let id = cluster.records[move.task].id
            let days =
                "\(view.short(CalendarDate(startMinute: move.from))) → \(view.short(CalendarDate(startMinute: move.to)))"
            return .init(
                .bullet,
                "\(id) \(view.item(id)?.title ?? ""): starts \(days)" + cause(move.cause, cluster, people, view))
        }
        if moves.count > mostSaid { lines.append(.init(.bullet, "\(moves.count - mostSaid) more moves")) }
        let before = CalendarDate(finishMinute: plan.finishBefore)
        let after = CalendarDate(finishMinute: plan.network.finish)
        let finish =
            before == after
            ? "the finish stays \(view.short(after))"
            : "the finish moves from \(view.short(before)) to \(view.short(after))"
        var reply = Reply(
            .strong("\(key)") + ": \(counted(moves.count, "task")) to start later, \(finish)", blocks: [.list(lines)],
            suggestions: [
                .init("Accept all", "/batch " + commands.joined(separator: "; "), isButton: true),
                .init("/" + (commands.first ?? "")),
            ], touched: moves.map { cluster.records[$0.task].id }, data: data)
        reply.add("Nothing is changed. Try it first: /whatif \(commands.joined(separator: "; "))")
        return reply
    }

    private static func cause(
        _ cause: LevelledPlan.Move.Cause, _ cluster: PlanCluster, _ people: [PersonID], _ view: ProgramView
    ) -> RichText {
        switch cause {
        case .resource(let person, let other):
            ", \(view.mention(people[person])) works on \(cluster.records[other].id) until then"
        case .availability(let person): ", \(view.mention(people[person])) is not free before"
        case .link(let link): ", after \(cluster.records[cluster.links[link].from].id)"
        case .order: ""
        }
    }
}
