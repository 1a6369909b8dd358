// Time that was worked, by record and day.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/log 3h on T-12 yesterday`.
package enum LogTime: WriteCommand {
    package static let handler = "log.add"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"))
        guard let time = request.bound.span("time") else { throw request.missing("time", .duration) }
        let day = request.date("day") ?? view.today
        guard time.minutes > 0 else { throw Refusal.badField("time", expected: "more than nothing, such as 3h") }
        guard day <= view.today else { throw Refusal.badField("day", expected: "a day that has been") }
        let sheet = TimeSheet(view.person, day...day, view)
        guard sheet.total + time.minutes <= 24 * 60 else {
            throw Refusal.other(
                code: "over-a-day",
                text:
                    "\(TimeSheet.text(sheet.total + time.minutes)) on \(view.short(day)) is more than a day has; \(TimeSheet.text(sheet.total)) are logged already: /log sheet shows them."
            )
        }
        let entry = LedgerEntry(
            id: view.nextLedgerID, subject: .item(item.id), project: item.project, kind: .logged,
            amount: LedgerAmount(time), day: day, by: view.person)
        return Decision([LedgerEntered(entry)]) { after in
            let all = after.ledger.total(of: .item(item.id), .logged).first?.value ?? 0
            var reply = Reply(
                "\(TimeSheet.text(time.minutes)) logged on \(item.id) \(item.title), \(after.short(day)), entry \(entry.id).",
                suggestions: [.init("/log sheet"), .init("/undo")], touched: [item.id])
            let estimate = if case .span(let span)? = item.fields["estimate"] { ", estimated \(span.text)" } else { "" }
            if all > time.minutes || !estimate.isEmpty { reply.add("\(TimeSheet.text(all)) in all\(estimate).") }
            return reply
        }
    }
}

/// `/log sheet @bo`: the week of a person, day by day.
package enum ShowTime: ReadCommand {
    package static let handler = "log.sheet"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let person = request.person("person") ?? view.person
        if person != view.person { try view.require(.manager, in: view.channelProject) }
        let week = request.days("week") ?? Load.weeks(from: view.today, count: 1)[0]...view.today
        let sheet = TimeSheet(person, week, view)
        guard !sheet.entries.isEmpty else {
            return Reply(
                "No time of \(view.mention(person)) from \(view.short(week.lowerBound)) to \(view.short(week.upperBound)): /log 3h on T-1."
            )
        }
        let lines = sheet.entries.map { entry -> Reply.Line in
            let item = if case .item(let id) = entry.subject { view.item(id) } else { Item?.none }
            let what: RichText = item.map { "\($0.id) \($0.title)" } ?? "a record elsewhere"
            return .init(
                .bullet,
                "\(view.short(entry.day)) \(TimeSheet.text(entry.amount.value)) · " + what + " · entry \(entry.id)")
        }
        return Reply(
            "\(view.mention(person)): \(TimeSheet.text(sheet.total)) from \(view.short(week.lowerBound)) to \(view.short(week.upperBound))",
            blocks: [.list(lines)], suggestions: [.init("/spend correct \(sheet.entries[0].id)")])
    }
}

/// What a person logged in some days.
struct TimeSheet {
    let entries: [LedgerEntry]
    var total: Int { entries.reduce(0) { $0 + $1.amount.value } }

    init(_ person: PersonID, _ days: ClosedRange<CalendarDate>, _ view: ProgramView) {
        entries = view.projects.flatMap { view.ledger.entries(of: .project($0.key), in: days) }
            .filter { $0.kind == .logged && $0.by == person }.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
    }

    /// `3h`, `1h 30min`: hours of a clock, not days of work.
    static func text(_ minutes: Int) -> String {
        let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
        let sign = minutes < 0 ? "-" : ""
        return hours == 0 ? "\(sign)\(rest)min" : rest == 0 ? "\(sign)\(hours)h" : "\(sign)\(hours)h \(rest)min"
    }
}
