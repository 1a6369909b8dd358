// Who is away when, and what that moves.

import CommandLanguage
package import Conversation
import JSONText
import ProgramModel
import Quantities

/// `/away @bo 1dec-14dec cover:@kim`.
package enum AddAbsence: WriteCommand {
    package static let handler = "away.add"
    private static let longest = 731

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let person = request.person("person") ?? view.person
        let said = try days(try request.need(text: "days"), view)
        let first = said.lowerBound
        let last = request.date("until") ?? said.upperBound
        guard last >= first else {
            throw Refusal.badField("until", expected: "a day from \(view.short(first)) on")
        }
        guard last.days(since: first) <= longest else {
            throw Refusal.badField("days", expected: "at most two years: who leaves for good has an end of contract")
        }
        let cover = request.person("cover")
        if cover == person { throw Refusal.badField("cover", expected: "somebody else") }
        let absence = Absence(person, days: first...last, cover: cover)
        if let other = view.absences(of: person).first(where: { $0.days.overlaps(absence.days) }) {
            throw Refusal.other(
                code: "absence-overlaps",
                text:
                    "\(view.mention(person).handle) is away \(text(other.days, view)) already: /away back \(view.mention(person).handle) takes that back."
            )
        }
        if let cover, let other = view.absences(of: cover).first(where: { $0.days.overlaps(absence.days) }) {
            throw Refusal.other(
                code: "cover-away",
                text: "\(view.mention(cover).handle) is away \(text(other.days, view)), and cannot stand in.")
        }
        let before = PlanBefore(view.openItems(ownedBy: person), view)
        return Decision([try view.put(absence)]) { after in
            var reply = Reply(
                "\(after.mention(person)) is away \(text(absence.days, after))"
                    + (cover.map { "; \(after.mention($0)) stands in" } ?? "") + ".", suggestions: [.init("/undo")])
            let due = after.openItems(ownedBy: person).filter { $0.due.map { absence.days.contains($0) } ?? false }
            if !due.isEmpty {
                let named = due.prefix(3).map { "\($0.id) \($0.title) (\(after.short($0.due ?? first)))" as RichText }
                let more = due.count > 3 ? " and \(due.count - 3) more" : ""
                reply.add("Due meanwhile: " + named.joined(", ") + "\(more).")
            }
            for line in before.lines(after) { reply.add(line) }
            reply.data = [
                .init("from", PlanFigures.date(first)), .init("through", PlanFigures.date(last)),
            ]
            return reply
        }
    }

    /// `1dec-14dec`, `24dec`: days ahead, the second from the first on.
    private static func days(_ text: String, _ view: ProgramView) throws -> ClosedRange<CalendarDate> {
        func day(_ text: some StringProtocol) -> CalendarDate? {
            let value = try? TypedValue.read(String(text), of: "days", .date, context: view.readingOfValues)
            if case .date(let date)? = value { return date }
            return nil
        }
        if let one = day(text) { return one...one }
        for dash in text.indices where text[dash] == "-" {
            guard let first = day(text[..<dash]), let last = day(text[text.index(after: dash)...]) else { continue }
            // `28dec-3jan` goes on into the next year.
            if last >= first { return first...last }
        }
        throw Refusal.badField("days", expected: "a day or days such as 24dec or 1dec-14dec")
    }

    /// `Tue 1 Dec to Mon 14 Dec`.
    static func text(_ days: ClosedRange<CalendarDate>, _ view: ProgramView) -> String {
        days.lowerBound == days.upperBound
            ? "on \(view.short(days.lowerBound))" : "\(view.short(days.lowerBound)) to \(view.short(days.upperBound))"
    }
}

/// `/away list`: who is away from today on.
package enum ListAbsences: ReadCommand {
    package static let handler = "away.list"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let absences = view.absences(of: request.person("person")).filter { $0.days.upperBound >= view.today }
            .sorted { ($0.days.lowerBound, $0.person) < ($1.days.lowerBound, $1.person) }
        guard !absences.isEmpty else {
            return Reply("Nobody is away from today on: /away 1dec-14dec says that you are.")
        }
        let lines = absences.map { absence in
            Reply.Line(
                absence.days.contains(view.today) ? .warning : .bullet,
                "\(view.mention(absence.person)) \(AddAbsence.text(absence.days, view))"
                    + (absence.cover.map { ", \(view.mention($0)) stands in" } ?? ""))
        }
        return Reply("\(counted(absences.count, "absence")) from today on", blocks: [.list(lines)])
    }
}

/// `/away back @bo`: takes back the absence that is on, or the next one.
package enum EndAbsence: WriteCommand {
    package static let handler = "away.back"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let person = request.person("person") ?? view.person
        guard let absence = view.absences(of: person).first(where: { $0.days.upperBound >= view.today }) else {
            throw Refusal.other(code: "not-away", text: "\(view.mention(person).handle) is not away.")
        }
        let before = PlanBefore(view.openItems(ownedBy: person), view)
        return Decision([try view.remove(absence)]) { after in
            var reply = Reply(
                "\(after.mention(person)) is here \(AddAbsence.text(absence.days, after)) after all.",
                suggestions: [.init("/undo")])
            for line in before.lines(after) { reply.add(line) }
            return reply
        }
    }
}

extension ProgramView {
    /// The absences of one person, or of everybody.
    func absences(of person: PersonID?) -> [Absence] {
        guard let person else { return slots(Absence.self) }
        return slots(Absence.self, from: Absence.Key(person, .min), while: { $0.first == person })
    }
}
