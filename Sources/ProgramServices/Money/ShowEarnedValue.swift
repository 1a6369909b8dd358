// Earned value in chat: every figure by its name, and why one is not there.

import CommandLanguage
package import Conversation
import JSONText
import Planning
import ProgramModel
import Quantities

/// `/evm NET`, `/evm NET status-date:2026-11-30`.
package enum ShowEarnedValue: ReadCommand {
    package static let handler = "evm.show"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let day = request.date("status-date") ?? view.today
        let keys = try PlanScope.projects(request, view)
        if keys.count == 1, let project = view.project(keys[0]), let start = project.start, day < start {
            throw Refusal.other(
                code: "before-start",
                text:
                    "\(project.key) begins \(view.short(start)): nothing was planned by \(view.short(day)). Say a later status-date."
            )
        }
        let works = keys.map { EarnedWork($0, at: day, view) }.filter { !$0.money.isEmpty }
        guard let first = works.first else {
            let key = keys.first?.text ?? "NET"
            return Reply(
                "There is no money on \(keys.count == 1 ? key : "any project"): /budget set \(key) 120k€ sets what it may cost."
            )
        }
        return works.count == 1 ? one(first, view) : several(works, view)
    }

    private static func one(_ work: EarnedWork, _ view: ProgramView) -> Reply {
        let money = work.money
        func amount(_ figure: Double) -> String {
            Money(minorUnits: Int64((figure * 100).rounded()), currency: money.currency).text
        }
        var reply = Reply(
            "\(money.key) at the end of \(view.short(work.day))", suggestions: [.init("/budget show \(money.key)")])
        reply.data = MoneyText.figures(money) + [.init("status_date", .string(work.day.iso))]
        guard let value = work.value else {
            reply.blocks = [
                .facts([
                    .init("AC", "\(money.money(money.spentTotal).text)"),
                    .init("BAC", "\(money.baseline.map { money.money($0).text } ?? "n/a, there is no budget")"),
                    .init(
                        "PV, EV, CPI, SPI, EAC",
                        "n/a, \(work.reason.rawValue)\(work.reason == .noTasks ? " with an estimate" : "")"),
                ])
            ]
            return reply
        }
        let methods: [EstimateMethod] = [
            .typical, .atypical, .scheduleIndex, .criticalRatio, .weighted,
            .timeIndex(work.schedule?.index ?? .undefined(.noData)),
        ]
        var facts: [Reply.Fact] = [
            .init("BAC", "\(amount(value.budget))"),
            .init("PV · EV · AC", "\(amount(value.planned)) · \(amount(value.earned)) · \(amount(value.actual))"),
            .init("CV · SV", "\(amount(value.costVariance)) · \(amount(value.scheduleVariance))"),
            .init("CPI · SPI", "\(text(value.costIndex)) · \(text(value.scheduleIndex))"),
            .init("TCPI", "\(text(value.toCompleteIndex))"),
        ]
        for method in methods {
            let estimate = value.estimateAtCompletion(method)
            facts.append(.init("EAC \(method.name)", "\(estimate.value.map(amount) ?? na(estimate))"))
        }
        if let schedule = work.schedule {
            facts.append(
                .init(
                    "Earned schedule",
                    "\(days(schedule.earned)) of \(days(schedule.actualTime)), SPI(t) \(text(schedule.index))"))
        }
        reply.blocks = [.facts(facts)]
        if work.unestimated > 0 {
            reply.add("\(counted(work.unestimated, "task")) without an estimate count for nothing here.")
        }
        reply.data += figures(value, methods)
        return reply
    }

    private static func several(_ works: [EarnedWork], _ view: ProgramView) -> Reply {
        let rows = works.map { work -> [RichText] in
            [
                "\(work.money.key)", "\(work.money.baseline.map { work.money.money($0).text } ?? "")",
                "\(work.money.money(work.money.spentTotal).text)", "\(work.value.map { text($0.costIndex) } ?? "n/a")",
                "\(work.value.map { text($0.scheduleIndex) } ?? "n/a")",
            ]
        }
        var reply = Reply(
            "Earned value of \(counted(works.count, "project"))",
            blocks: [.table(header: ["project", "BAC", "AC", "CPI", "SPI"], rows: rows)])
        if let sum = MoneyText.sum(works.map(\.money), view) { reply.add(sum) }
        reply.data = [
            .init(
                "projects",
                .array(
                    works.map {
                        .object(MoneyText.figures($0.money) + ($0.value.map { figures($0, [.typical]) } ?? []))
                    }))
        ]
        return reply
    }

    /// Figures in full; what there is none of is left out, with its reason under `na`.
    private static func figures(_ value: EarnedValue, _ methods: [EstimateMethod]) -> [JSON.Member] {
        let named: [(String, Figure)] = [
            ("pv", .value(value.planned)), ("ev", .value(value.earned)), ("cpi", value.costIndex),
            ("spi", value.scheduleIndex), ("eac", value.estimateAtCompletion(.typical)),
            ("etc", value.estimateToComplete(.typical)), ("vac", value.varianceAtCompletion(.typical)),
            ("tcpi", value.toCompleteIndex),
        ]
        var members = named.compactMap { name, figure in figure.value.map { JSON.Member(name, .double($0)) } }
        let missing = named.compactMap { name, figure in figure.reason.map { JSON.Member(name, .string($0.rawValue)) } }
        let estimates = methods.compactMap { method in
            value.estimateAtCompletion(method).value.map { JSON.Member(method.name, .double($0)) }
        }
        members.append(.init("estimates", .object(estimates)))
        if !missing.isEmpty { members.append(.init("na", .object(missing))) }
        return members
    }

    private static func text(_ figure: Figure) -> String {
        figure.value.map { decimals($0) } ?? na(figure)
    }
    private static func na(_ figure: Figure) -> String { "n/a, \(figure.reason?.rawValue ?? "")" }
    private static func days(_ time: Double) -> String { "\(decimals(time)) days" }

    /// Two decimals: rounded for people alone.
    private static func decimals(_ number: Double) -> String {
        let hundredths = Int((number.magnitude * 100).rounded())
        let rest = hundredths % 100
        return "\(number < 0 && hundredths > 0 ? "-" : "")\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
