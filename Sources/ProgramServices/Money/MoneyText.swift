// Money as replies and programs read it, and what is wrong with an amount.

import CommandLanguage
import Conversation
import JSONText
import ProgramModel
import Quantities

enum MoneyText {
    /// The figures of a project by name, in units of its currency.
    static func figures(_ money: ProjectMoney) -> [JSON.Member] {
        var figures: [JSON.Member] = [
            .init("project", .string(money.key.text)), .init("currency", .string(money.currency)),
            .init("ac", number(money.spentTotal)), .init("committed", number(money.committedTotal)),
        ]
        if let baseline = money.baseline { figures.append(.init("bac", number(baseline))) }
        return figures
    }

    /// Minor units as a number of whole ones.
    static func number(_ minorUnits: Int64) -> JSON {
        minorUnits % 100 == 0 ? .int(minorUnits / 100) : .double(Double(minorUnits) / 100)
    }

    /// Several projects in one currency, that of the first, with the rates that were used; nil where a rate lacks.
    static func sum(_ moneys: [ProjectMoney], _ view: ProgramView) -> RichText? {
        guard let currency = moneys.first?.currency else { return nil }
        var (budget, spent): (Int64, Int64) = (0, 0)
        var rates: [String] = []
        for money in moneys {
            guard let own = view.converted(money.money(money.baseline ?? 0), to: currency),
                let used = view.converted(money.money(money.spentTotal), to: currency)
            else { return "No sum: there is no rate of \(money.currency) in \(currency)." }
            budget += own.minorUnits
            spent += used.minorUnits
            if let rate = view.slot(ExchangeRate.self, ExchangeRate.key(money.currency, currency)) {
                rates.append("1 \(money.currency) = \(rate.ratio) \(currency) of \(view.short(rate.day))")
            }
        }
        let by = rates.isEmpty ? "" : " (" + Array(Set(rates)).sorted().joined(separator: ", ") + ")"
        return
            "All: budget \(view.money(budget, currency)), spent \(view.money(spent, currency)), \(view.share(spent, of: budget))\(by)."
    }
}

enum MoneyRefusal {
    static func currency(_ amount: Money, than other: String, _ what: String) -> Refusal {
        .other(
            code: "other-currency",
            text: "\(amount.text) is no \(other), which \(what) counts in: say it in \(other), or change that first.")
    }
    static func tooSmall(_ budget: Money, lines: Money, _ key: ProjectKey) -> Refusal {
        .other(
            code: "lines-over-budget",
            text:
                "The lines of \(key.text) come to \(lines.text), more than its budget of \(budget.text): make the budget larger, or a line smaller."
        )
    }
}

extension ProgramView {
    func money(_ minorUnits: Int64, _ currency: String) -> String {
        Money(minorUnits: minorUnits, currency: currency).text
    }

    /// The line of a project's budget, or the refusal that names those there are.
    func line(_ name: String, of key: ProjectKey) throws(Refusal) -> BudgetLine {
        let name = name.lowercased()
        if let line = slot(BudgetLine.self, BudgetLine.key(key, name)) { return line }
        let names = slots(BudgetLine.self, from: BudgetLine.key(key, ""), while: { $0.first == key }).map(\.line)
        throw .other(
            code: "no-line",
            text: names.isEmpty
                ? "\(key.text) has no lines: /budget line \(key.text) \(name) 40k€ makes one."
                : "\(key.text) has no line \(name); there are: \(names.joined(separator: ", ")).")
    }

    /// Refuses unless the caller may draw on what stands in reserve.
    func requireDrawer(of line: BudgetLine) throws(Refusal) {
        if line.drawer == person || role(in: nil) == .admin { return }
        let who = line.drawer.map { "@\(mention($0).handle) or an admin" } ?? "an admin"
        throw .other(
            code: "reserve", text: "\(line.line) stands in reserve: only \(who) may draw on it.")
    }
}

extension Request {
    /// The amount, which is more than nothing.
    func amount(_ view: ProgramView) throws -> Money {
        guard let amount = bound.money("amount") else { throw missing("amount", .money) }
        guard amount.minorUnits > 0 else {
            throw Refusal.badField("amount", expected: "more than nothing: \(amount.text) is less")
        }
        return amount
    }
}

extension String {
    /// The digits with noughts behind them, to a length.
    func padding(toLength length: Int) -> String { self + String(repeating: "0", count: max(0, length - count)) }
}
