// When a milestone or project will be done, as dates with their chances: thousands of trials of the one plan.

package import CommandLanguage
package import Conversation
import JSONText
import Planning
import ProgramModel
import Quantities

/// `/forecast M-9`, `/forecast NET`.
package enum ShowForecast: ReadCommand {
    package static let handler = "forecast.show"
    private static let trials = 10_000
    private static let shares = [0.5, 0.8, 0.95]

    /// Trials take as long as a disk: nobody else waits for them.
    package static func work(_ bound: BoundCommand) -> ReadWork { .log }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let target = try target(request, view)
        let trials = min(100_000, max(100, request.bound.number("trials") ?? ShowForecast.trials))
        let seed = UInt64(max(0, request.bound.number("seed") ?? 1))
        let work = target.cluster.ancestors(of: target.places)
        let tasks = work.filter { $0.record.work > 0 || $0.id.kind == KindDeclaration.task.kind }
        let unknown = tasks.filter { !$0.record.hasEstimate && $0.record.due == nil }
        // Estimates of the few say nothing of the many.
        if unknown.count * 2 > tasks.count {
            return try Throughput(target, open: tasks.count, trials, seed, view).reply()
        }
        return try simulated(target, work, trials, seed, view)
    }

    /// What is forecast: one record, or all of a project.
    struct Target {
        var name: RichText
        var id: String
        var project: ProjectKey?
        var cluster: PlanCluster
        var places: [PlanPlace]
        var due: CalendarDate?
    }

    private static func target(_ request: Request, _ view: ProgramView) throws -> Target {
        if let id = request.id("item") {
            let item = try view.existing(id)
            guard item.isOpen else { throw Refusal.alreadySo(id, item.state) }
            guard let place = view.plan.place(of: id) else {
                throw Refusal.other(
                    code: "no-work",
                    text: "\(id) is no work that the plan is about: /forecast takes a task, a milestone or a project.")
            }
            return Target(
                name: "\(id) \(item.title)", id: id.description, project: item.project, cluster: place.cluster,
                places: [place], due: item.due)
        }
        let key = try request.project("project", in: view)
        let project = try view.existing(project: key)
        guard let plan = PlannedProject(key, view) else {
            throw Refusal.other(
                code: "no-work", text: "Nothing is open in \(key): there is nothing to forecast. /task adds work.")
        }
        return Target(
            name: "\(key) \(project.name)", id: key.text, project: key, cluster: plan.cluster, places: plan.places,
            due: project.end)
    }

    private static func simulated(
        _ target: Target, _ work: [PlanPlace], _ trials: Int, _ seed: UInt64, _ view: ProgramView
    ) throws -> Reply {
        let (network, places) = try target.cluster.part(work)
        var estimates: [Int: DurationEstimate] = [:]
        for (index, place) in places.enumerated() where place.record.work > 0 && !target.cluster.isWhole(place) {
            let likely = Double(place.record.work)
            estimates[index] = .pert(
                least: likely * Spread.least, likely: likely, most: likely * Spread.most)
        }
        let ids = Set(target.places.map(\.id))
        let targets = places.indices.filter { ids.contains(places[$0].id) }
        let input = ForecastInput(
            network: network, estimates: estimates, targets: target.places.count == 1 ? targets : [], trials: trials,
            seed: seed)
        let forecast: Forecast
        do { forecast = try input.forecast(threads: 2) } catch {
            throw Refusal.other(
                code: "no-forecast",
                text: "The trials of \(target.id) do not fit within 400 years: is an estimate mistyped?")
        }
        let finish = forecast.targets.first?.finish ?? forecast.finish
        let drivers = forecast.sensitivities.filter { $0.scheduleSensitivity > 0.005 }
            .sorted { ($1.scheduleSensitivity, $0.task) < ($0.scheduleSensitivity, $1.task) }.prefix(3)
            .map { (places[$0.task].id, $0.scheduleSensitivity) }
        func day(_ share: Double) -> CalendarDate { CalendarDate(finishMinute: finish.percentile(share)) }
        let planned = target.places.map(\.finish).max() ?? view.today
        var reply = ForecastText.reply(
            target, days: shares.map { ($0, day($0)) },
            chance: target.due.map { finish.share(within: $0.withinPlan(of: view.today).endMinute) },
            view)
        var lines: [Reply.Line] = [.init(.bullet, "the plan as estimated: \(view.short(planned))")]
        if !drivers.isEmpty {
            let named = drivers.map { id, share in
                "\(id) \(view.item(id)?.title ?? "") (\(Int((share * 100).rounded()))%)" as RichText
            }
            lines.append(.init(.bullet, "what spreads it: " + named.joined(", ")))
        }
        let spread = "\(Int(Spread.least * 100))% to \(Int(Spread.most * 100))%"
        let how = "\(trials) trials, seed \(seed); each estimate as \(spread) of itself"
        lines.append(.init(.bullet, RichText(how)))
        reply.blocks.append(.list(lines))
        reply.data += [
            .init("deterministic_finish", PlanFigures.date(planned)), .init("trials", .int(Int64(trials))),
            .init("seed", .int(Int64(seed))), .init("stable", .bool(forecast.isStable)),
            .init(
                "sensitivity",
                .array(drivers.map { ["id": PlanFigures.id($0.0), "schedule_sensitivity": .double(rounded($0.1))] })),
        ]
        return reply
    }

    private static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

    /// People say one number; what it stands for is a range that leans to the late side.
    private enum Spread { static let (least, most) = (0.8, 1.6) }
}

enum ForecastText {
    /// The days of a forecast, with the chance of the promised one.
    static func reply(
        _ target: ShowForecast.Target, days: [(share: Double, day: CalendarDate)], chance: Double?, _ view: ProgramView
    ) -> Reply {
        let named = days.map { "\(Int($0.share * 100))% by \(view.short($0.day))" }
        var reply = Reply(target.name + ": \(named.joined(separator: ", "))")
        if let chance, let due = target.due {
            let percent = Int((chance * 100).rounded())
            reply.add("Its date, \(view.short(due)), holds in \(percent) of 100 trials.")
        }
        reply.data = [.init("id", .string(target.id)), .init("finish", PlanFigures.date(days[0].day))]
        reply.data += days.map { .init("p\(Int($0.share * 100))", PlanFigures.date($0.day)) }
        if let project = target.project { reply.suggest("/plan \(project)") }
        reply.touched = target.places.count == 1 ? [target.places[0].id] : []
        return reply
    }
}

/// A forecast from how much was done in the weeks before, where the work has no estimates.
private struct Throughput {
    private let target: ShowForecast.Target
    private let open: Int
    private let trials: Int
    private let seed: UInt64
    private let view: ProgramView
    private static let weeks = 12

    init(_ target: ShowForecast.Target, open: Int, _ trials: Int, _ seed: UInt64, _ view: ProgramView) {
        self.target = target
        self.open = open
        self.trials = trials
        self.seed = seed
        self.view = view
    }

    /// Tasks done in each of the last weeks, the oldest first, weeks without any included; from the first that had one.
    private var history: [Int] {
        let done = view.items(.done, of: .records(target.project, kind: KindDeclaration.task.kind))
        var weeks = Array(repeating: 0, count: Throughput.weeks)
        for item in done {
            guard let closed = item.closed else { continue }
            let ago = view.today.days(since: view.day(of: closed)) / 7
            if weeks.indices.contains(ago) { weeks[Throughput.weeks - 1 - ago] += 1 }
        }
        return Array(weeks.drop { $0 == 0 })
    }

    func reply() throws -> Reply {
        let forecast = ThroughputForecast(history: history, trials: trials, seed: seed)
        guard let periods = forecast.periods(for: open) else {
            throw Refusal.other(
                code: "no-forecast",
                text:
                    "\(counted(open, "task")) have no estimate, and none was done in \(Throughput.weeks) weeks: there is nothing to tell from. /task estimate T-1 3d"
            )
        }
        let days = [0.5, 0.8, 0.95].map { ($0, (view.today + 7 * periods.percentile($0)).adding(workingDays: 0)) }
        let chance = target.due.map { periods.share(within: max(0, $0.days(since: view.today)) / 7) }
        var reply = ForecastText.reply(target, days: days, chance: chance, view)
        var lines: [Reply.Line] = [
            .init(
                .bullet,
                "\(counted(open, "task")) left, told from what was done in \(counted(history.count, "week")): \(history.map(String.init).joined(separator: ", "))"
            ),
            .init(.bullet, RichText("\(trials) trials, seed \(seed)" as String)),
        ]
        if forecast.isThin {
            lines.append(.init(.warning, "fewer than \(ThroughputForecast.enoughSamples) weeks: take it for a hint"))
        }
        reply.blocks.append(.list(lines))
        reply.data += [
            .init("trials", .int(Int64(trials))), .init("seed", .int(Int64(seed))), .init("method", "throughput"),
        ]
        return reply
    }
}
