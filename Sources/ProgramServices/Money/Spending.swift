// What was spent, promised and taken back.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/spend 12k€ on NET line:hardware vendor:VEN-2`, `/commit 30k€ on NET`, `/spend credit 2k€ on NET`.
package enum Spend: WriteCommand {
    package static let handler = "spend.add"
    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        try Booking.decide(.spent, sign: 1, request, view)
    }
}
package enum Credit: WriteCommand {
    package static let handler = "spend.credit"
    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        try Booking.decide(.spent, sign: -1, request, view)
    }
}
package enum Commit: WriteCommand {
    package static let handler = "commit.add"
    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        try Booking.decide(.committed, sign: 1, request, view)
    }
}

/// One amount in the ledger.
private enum Booking {
    static func decide(
        _ kind: LedgerEntry.Kind, sign: Int, _ request: Request, _ view: ProgramView
    ) throws -> Decision {
        let item = try request.id("item").map { try view.existing($0) }
        let key = try item?.project ?? view.existing(project: try request.project("project", in: view)).key
        try view.require(.manager, in: key)
        let said = try request.amount(view)
        let line = (request.text("line") ?? "").lowercased()
        let money = ProjectMoney(key, view)
        if !line.isEmpty || !money.lines.isEmpty { try check(line, of: key, money, view) }
        guard view.converted(said, to: money.currency) != nil || money.isEmpty else {
            throw Refusal.other(
                code: "no-rate",
                text:
                    "\(key.text) counts in \(money.currency), and there is no rate for \(said.currency): /budget rate \(said.currency) 0.92\(money.currency), then say it again."
            )
        }
        let day = request.date("day") ?? view.today
        guard day <= view.today || kind == .committed else {
            throw Refusal.badField("day", expected: "a day that has been: what is to come is committed, /commit")
        }
        var amount = LedgerAmount(said)
        amount.value *= sign
        let subject: LedgerSubject = item.map { .item($0.id) } ?? .project(key)
        let entry = LedgerEntry(
            id: view.nextLedgerID, subject: subject, project: key, line: line, kind: kind, amount: amount, day: day,
            by: view.person)
        let vendor = try request.id("vendor").map { try view.existing($0) }
        return Decision([LedgerEntered(entry)]) { after in
            reply(entry, said, sign: sign, key, item, vendor, after)
        }
    }

    private static func check(
        _ line: String, of key: ProjectKey, _ money: ProjectMoney, _ view: ProgramView
    ) throws(Refusal) {
        guard !line.isEmpty else { return }
        let own = try view.line(line, of: key)
        if own.isClosed {
            throw .other(
                code: "line-closed",
                text:
                    "The line \(line) of \(key.text) is closed: /budget open \(key.text) \(line) opens it, or say another."
            )
        }
        if own.sort == .reserve { try view.requireDrawer(of: own) }
    }

    private static func reply(
        _ entry: LedgerEntry, _ said: Money, sign: Int, _ key: ProjectKey, _ item: Item?, _ vendor: Item?,
        _ view: ProgramView
    ) -> Reply {
        let money = ProjectMoney(key, view)
        let verb = entry.kind == .committed ? "committed" : sign < 0 ? "credited" : "spent"
        let of: RichText = item.map { " for \($0.id) \($0.title)" } ?? ""
        let from: RichText = vendor.map { " with \($0.id) \($0.title)" } ?? ""
        let line = entry.line.isEmpty ? "" : ", line \(entry.line)"
        let other = said.currency == money.currency ? nil : view.converted(said, to: money.currency)
        var reply = Reply(
            "\(said.text)\(other.map { " (\($0.text))" } ?? "") \(verb) on \(key)" + of + from
                + "\(line), \(view.short(entry.day)), entry \(entry.id).",
            suggestions: [.init("/budget show \(key)"), .init("/undo")], touched: item.map { [$0.id] } ?? [])
        if let baseline = money.baseline {
            let used = money.spentTotal + money.committedTotal
            let left = baseline - used
            reply.add(
                left < 0
                    ? "\(key) is \(money.money(-left).text) over its budget of \(money.money(baseline).text)."
                    : "\(view.share(money.spentTotal, of: baseline)) of \(money.money(baseline).text) spent, \(money.money(left).text) left."
            )
        }
        if let own = money.lines.first(where: { $0.line == entry.line }) {
            let left = own.amount.minorUnits - (money.spent[own.line] ?? 0) - (money.committed[own.line] ?? 0)
            if left < 0 { reply.add("The line \(own.line) is \(money.money(-left).text) over its \(own.amount.text).") }
        }
        reply.data = MoneyText.figures(money)
        return reply
    }
}

/// `/spend correct 12`: a counter entry takes an entry back, and both stay.
package enum CorrectEntry: WriteCommand {
    package static let handler = "spend.correct"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        guard let number = request.bound.number("entry") else { throw request.missing("entry", .number) }
        guard let entry = view.ledger[number], entry.project.map({ view.exists(project: $0) }) ?? true else {
            throw Refusal.other(code: "no-entry", text: "There is no entry \(number): /spend list shows them.")
        }
        if entry.by != view.person || entry.kind != .logged { try view.require(.manager, in: entry.project) }
        guard entry.corrects == nil, view.ledger.correction(of: number) == nil else {
            throw Refusal.other(
                code: "corrected", text: "Entry \(number) was taken back already, or takes another back itself.")
        }
        return Decision([LedgerEntered(entry.counter(id: view.nextLedgerID))]) { after in
            Reply(
                "Entry \(number), \(LedgerText.amount(entry)) of \(after.short(entry.day)), is taken back by a counter entry.",
                suggestions: [.init("/undo")])
        }
    }
}

/// `/spend list NET`: the entries of a project, the newest first.
package enum ListEntries: ReadCommand {
    package static let handler = "spend.list"
    package static let keys: Set<ReadKey> = [.top, .since]

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let key = try view.existing(project: try request.project("project", in: view)).key
        let all = view.ledger.entries(of: .project(key)).filter { entry in
            entry.amount.money != nil && request.flags.since.map { entry.day >= $0 } ?? true
        }
        guard !all.isEmpty else { return Reply("Nothing was spent on \(key) yet: /spend 12k€ on \(key).") }
        let shown = all.reversed().prefix(request.flags.top ?? 15)
        let lines = shown.map { entry -> Reply.Line in
            let line = entry.line.isEmpty ? "" : " · \(entry.line)"
            let item: RichText = if case .item(let id) = entry.subject { " · \(id)" } else { "" }
            let back =
                entry.corrects.map { ", takes back \($0)" } ?? view.ledger.correction(of: entry.id).map {
                    ", taken back by \($0)"
                } ?? ""
            return .init(
                .bullet,
                "\(entry.id). \(view.short(entry.day)) \(LedgerText.amount(entry)) \(entry.kind.rawValue)\(line)" + item
                    + " · \(view.mention(entry.by))\(back)")
        }
        return Reply(
            "\(counted(all.count, "entry")) on \(key)\(all.count > shown.count ? ", the newest \(shown.count)" : "")",
            blocks: [.list(lines)])
    }
}

enum LedgerText {
    static func amount(_ entry: LedgerEntry) -> String {
        entry.amount.money?.text ?? entry.amount.span?.text ?? "\(Double(entry.amount.value) / 1000)"
    }
}
