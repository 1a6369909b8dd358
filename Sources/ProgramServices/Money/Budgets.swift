// What a project may cost: set, split into lines, moved between them, and shown beside what was spent.

import CommandLanguage
package import Conversation
import JSONText
import ProgramModel
import Quantities

/// `/budget set NET 120k€`.
package enum SetBudget: WriteCommand {
    package static let handler = "budget.set"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try view.existing(project: try request.project("project", in: view)).key
        let amount = try request.amount(view)
        let before = view.slot(Budget.self, key)
        let lines = ProjectMoney(key, view).lines
        if let other = lines.first(where: { $0.amount.currency != amount.currency }) {
            throw MoneyRefusal.currency(amount, than: other.amount.currency, "the lines of \(key.text)")
        }
        let split = lines.filter(\.isOfBaseline).reduce(0) { $0 + $1.amount.minorUnits }
        guard split <= amount.minorUnits else {
            let sum = Money(minorUnits: split, currency: amount.currency)
            throw MoneyRefusal.tooSmall(amount, lines: sum, key)
        }
        return Decision([try view.put(Budget(key, amount))]) { after in
            var reply = Reply(
                "\(key) may cost \(amount.text)\(before.map { ", was \($0.amount.text)" } ?? "").",
                suggestions: [.init("/budget line \(key) hardware 40k\(amount.currency)"), .init("/undo")])
            if split > 0 {
                reply.add("\(after.money(amount.minorUnits - split, amount.currency)) of it is in no line.")
            }
            return reply
        }
    }
}

/// `/budget line NET hardware 40k€ capital`.
package enum SetBudgetLine: WriteCommand {
    package static let handler = "budget.line"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try view.existing(project: try request.project("project", in: view)).key
        let name = try request.need(text: "line").lowercased()
        let amount = try request.amount(view)
        let money = ProjectMoney(key, view)
        if let budget = money.budget, budget.currency != amount.currency {
            throw MoneyRefusal.currency(amount, than: budget.currency, "the budget of \(key.text)")
        }
        let before = view.slot(BudgetLine.self, BudgetLine.key(key, name))
        let sort = request.choice("class").flatMap { BudgetLine.Sort(rawValue: $0) } ?? before?.sort ?? .operating
        let line = BudgetLine(key, name, amount, sort: sort, drawer: request.person("drawer") ?? before?.drawer)
        let others = money.lines.filter { $0.line != name && $0.isOfBaseline }.reduce(0) { $0 + $1.amount.minorUnits }
        if let budget = money.budget, line.isOfBaseline, others + amount.minorUnits > budget.minorUnits {
            let sum = Money(minorUnits: others + amount.minorUnits, currency: amount.currency)
            throw MoneyRefusal.tooSmall(budget, lines: sum, key)
        }
        return Decision([try view.put(line)]) { after in
            let left = money.budget.map { $0.minorUnits - others - (line.isOfBaseline ? amount.minorUnits : 0) }
            let rest = left.map { "; \(after.money($0, amount.currency)) of the budget is in no line" } ?? ""
            return Reply(
                "\(key) has \(amount.text) for \(name) (\(sort.rawValue))\(before.map { ", was \($0.amount.text)" } ?? "")\(rest).",
                suggestions: [.init("/budget show \(key)"), .init("/undo")])
        }
    }
}

/// `/budget close NET hardware`: nothing more is spent on it.
package enum CloseBudgetLine: WriteCommand {
    package static let handler = "budget.close"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try view.existing(project: try request.project("project", in: view)).key
        var line = try view.line(try request.need(text: "line"), of: key)
        line.isClosed = request.bound.verb.verb == "close"
        return Decision([try view.put(line)]) { [line] _ in
            Reply(
                "The line \(line.line) of \(key) is \(line.isClosed ? "closed: nothing more is spent on it" : "open again").",
                suggestions: [.init("/undo")])
        }
    }
}

/// `/budget transfer 5k€ from hardware to services on NET`.
package enum TransferBudget: WriteCommand {
    package static let handler = "budget.transfer"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try view.existing(project: try request.project("project", in: view)).key
        let amount = try request.amount(view)
        var from = try view.line(try request.need(text: "from"), of: key)
        var to = try view.line(try request.need(text: "to"), of: key)
        guard from.amount.currency == amount.currency else {
            throw MoneyRefusal.currency(amount, than: from.amount.currency, "the line \(from.line)")
        }
        guard from.line != to.line else { throw Refusal.badField("to", expected: "another line") }
        let money = ProjectMoney(key, view)
        let used = (money.spent[from.line] ?? 0) + (money.committed[from.line] ?? 0)
        let free = from.amount.minorUnits - used
        guard amount.minorUnits <= free else {
            throw Refusal.other(
                code: "line-spent",
                text:
                    "Of \(from.line) only \(view.money(free, amount.currency)) is neither spent nor committed: a transfer of \(amount.text) is more."
            )
        }
        if from.sort == .reserve { try view.requireDrawer(of: from) }
        from.amount = Money(minorUnits: from.amount.minorUnits - amount.minorUnits, currency: amount.currency)
        to.amount = Money(minorUnits: to.amount.minorUnits + amount.minorUnits, currency: amount.currency)
        return Decision([try view.put(from), try view.put(to)]) { [from, to] _ in
            Reply(
                "\(amount.text) of \(key) moved: \(from.line) has \(from.amount.text), \(to.line) \(to.amount.text).",
                suggestions: [.init("/budget show \(key)"), .init("/undo")])
        }
    }
}

/// `/budget rate USD 0.92€`: what a currency is worth.
package enum SetRate: WriteCommand {
    package static let handler = "budget.rate"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let from = try request.need(text: "currency").uppercased()
        let said = try request.need(text: "worth").uppercased()
        let symbol = Money.symbols.first { said.contains($0.symbol) }
        let to = symbol?.currency ?? String(said.filter(\.isLetter))
        guard Money.currencies.contains(from), Money.currencies.contains(to), from != to else {
            throw Refusal.badField("rate", expected: "a currency and what it is worth in another, such as USD 0.92EUR")
        }
        let digits = said.filter { $0.isNumber || $0 == "." }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        let decimals = (parts.count > 1 ? String(parts[1]) : "").padding(toLength: 6)
        guard parts.count <= 2, let whole = Int(asciiDigits: parts[0]), whole < 1_000_000,
            let part = Int(asciiDigits: decimals), whole * 1_000_000 + part > 0
        else { throw Refusal.badField("worth", expected: "a number with at most six decimals, such as 0.92EUR") }
        let rate = ExchangeRate(
            from: from, to: to, millionths: whole * 1_000_000 + part, day: request.date("day") ?? view.today)
        return Decision([try view.put(rate)]) { after in
            Reply(
                "1 \(from) counts as \(rate.ratio) \(to), as of \(after.short(rate.day)).",
                suggestions: [.init("/undo")])
        }
    }
}

/// `/budget`, `/budget show NET`: what there is, is spent, is promised and left, line by line.
package enum ShowBudget: ReadCommand {
    package static let handler = "budget.show"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let keys = try PlanScope.projects(request, view)
        let moneys = keys.map { ProjectMoney($0, view) }.filter { !$0.isEmpty }
        guard let first = moneys.first else {
            let key = keys.first?.text ?? "NET"
            return Reply(
                "No money yet\(keys.count == 1 ? " on \(key)" : ""): /budget set \(key) 120k€ sets what it may cost.")
        }
        guard moneys.count > 1 else { return one(first, view) }
        let rows = moneys.map { money -> [RichText] in
            [
                "\(money.key)", "\(money.baseline.map { money.money($0).text } ?? "no budget")",
                "\(money.money(money.spentTotal).text)", "\(money.money(money.committedTotal).text)",
                "\(money.baseline.map { view.share(money.spentTotal, of: $0) } ?? "")",
            ]
        }
        var reply = Reply(
            "Money of \(counted(moneys.count, "project"))",
            blocks: [.table(header: ["project", "budget", "spent", "committed", "spent %"], rows: rows)])
        if let line = MoneyText.sum(moneys, view) { reply.add(line) }
        reply.data = [.init("projects", .array(moneys.map { .object(MoneyText.figures($0)) }))]
        return reply
    }

    private static func one(_ money: ProjectMoney, _ view: ProgramView) -> Reply {
        let total = money.baseline
        let left = total.map { $0 - money.spentTotal - money.committedTotal }
        let headline: RichText =
            "\(money.key): \(total.map { "budget \(money.money($0).text), " } ?? "no budget, ")spent \(money.money(money.spentTotal).text)\(total.map { " (\(view.share(money.spentTotal, of: $0)))" } ?? ""), committed \(money.money(money.committedTotal).text)\(left.map { ", left \(money.money($0).text)" } ?? "")"
        var reply = Reply(
            headline, suggestions: [.init("/evm \(money.key)"), .init("/spend 12k\(money.currency) on \(money.key)")])
        let names = Set(money.lines.map(\.line)).union(money.spent.keys).union(money.committed.keys).sorted()
        if names.contains(where: { !$0.isEmpty }) {
            let rows = names.map { name -> [RichText] in
                let line = money.lines.first { $0.line == name }
                let used = (money.spent[name] ?? 0) + (money.committed[name] ?? 0)
                return [
                    "\(name.isEmpty ? "(no line)" : name)",
                    "\(line.map { $0.sort.rawValue + ($0.isClosed ? ", closed" : "") } ?? "")",
                    "\(line?.amount.text ?? "")", "\(money.money(money.spent[name] ?? 0).text)",
                    "\(money.money(money.committed[name] ?? 0).text)",
                    "\(line.map { money.money($0.amount.minorUnits - used).text } ?? "")",
                ]
            }
            reply.blocks.append(.table(header: ["line", "sort", "budget", "spent", "committed", "left"], rows: rows))
        }
        if !money.unrated.isEmpty {
            reply.add(
                "Not counted, for want of a rate: \(money.unrated.joined(separator: ", ")). /budget rate \(money.unrated[0]) 0.92\(money.currency)"
            )
        }
        reply.data = MoneyText.figures(money)
        return reply
    }
}
