// How much of a person's time a project has.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/allocate @ana NET 50% from:1dec to:31jan`.
package enum Allocate: WriteCommand {
    package static let handler = "allocate.set"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let person = try request.need(person: "person")
        let key = try view.existing(project: try request.project("project", in: view)).key
        let said = try request.need(text: "share")
        guard said.hasSuffix("%"), let percent = Int(asciiDigits: said.dropLast()) else {
            throw Refusal.badField("share", expected: "a share of working time, such as 50%")
        }
        guard (1...Allocation.most).contains(percent) else {
            throw Refusal.badField(
                "share", expected: "1% to \(Allocation.most)%: \(percent)% of one person is more than can be meant")
        }
        let from = request.date("from") ?? view.today
        let through = request.date("to")
        if let through, through < from {
            throw Refusal.badField("to", expected: "a day from \(view.short(from)) on")
        }
        let allocation = Allocation(person, key, percent: percent, from: from, through: through)
        return Decision([try view.put(allocation)]) { after in
            let until = through.map { " to \(after.short($0))" } ?? ""
            var reply = Reply(
                "\(key) has \(percent)% of \(after.mention(person)) from \(after.short(from))\(until).",
                suggestions: [.init("/capacity @\(after.mention(person).handle)"), .init("/undo")])
            if let warning = LoadWarning.line(person, from, through, after) { reply.add(warning) }
            return reply
        }
    }
}

/// `/allocate off @ana NET`.
package enum EndAllocation: WriteCommand {
    package static let handler = "allocate.off"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let person = try request.need(person: "person")
        let key = try view.existing(project: try request.project("project", in: view)).key
        let own = view.allocations(of: person).filter {
            $0.project == key && $0.through.map { $0 >= view.today } ?? true
        }
        guard !own.isEmpty else {
            throw Refusal.other(
                code: "no-allocation", text: "\(key.text) has no time of @\(view.mention(person).handle).")
        }
        return Decision(try own.map { try view.remove($0) }) { after in
            Reply("\(key) has no time of \(after.mention(person)) any more.", suggestions: [.init("/undo")])
        }
    }
}

extension ProgramView {
    /// What of somebody's time is given to projects, in the order of projects and days.
    func allocations(of person: PersonID) -> [Allocation] {
        slots(
            Allocation.self, from: Allocation.Key(person, SlotPair(ProjectKey(kept: ""), 0)),
            while: { $0.first == person })
    }
}

/// That somebody has more given away than there is.
enum LoadWarning {
    /// The week with the most of it, and who has room; nil where there is enough.
    static func line(
        _ person: PersonID, _ from: CalendarDate, _ through: CalendarDate?, _ view: ProgramView
    ) -> RichText? {
        let weeks = Load.weeks(from: max(from, view.today), count: 12).filter { week in
            through.map { week <= $0 } ?? true
        }
        let loads = weeks.map { Load(person, week: $0, view) }
        guard let worst = loads.max(by: { $0.given < $1.given }), worst.isOver else { return nil }
        let others = view.people.filter { $0.id != person && !$0.identities.isEmpty }
            .map { ($0.id, Load($0.id, week: worst.week, view)) }
            .filter { $0.1.given < 70 && $0.1.available > 50 }.prefix(2).map { "\(view.mention($0.0))" as RichText }
        let room: RichText = others.isEmpty ? "" : " With room then: " + others.joined(", ") + "."
        return
            "\(view.mention(person)) has \(worst.given)% given away in the week of \(view.short(worst.week)), \(worst.available)% there is."
            + room
    }
}
