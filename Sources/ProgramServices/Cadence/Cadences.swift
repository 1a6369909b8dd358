// When the lead of a project is asked for its colour.

package import CommandLanguage
package import Conversation
import FieldTypes
import ProgramModel
import Quantities

/// `/cadence NET weekly fri`.
package enum SetCadence: WriteCommand {
    package static let handler = "cadence.set"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let project = try view.existing(project: try request.project("project", in: view))
        guard let often = request.bound.rhythm("often") else { throw request.missing("often", .rhythm) }
        guard often.unit != nil else {
            throw Refusal.badField("often", expected: "a rhythm such as weekly fri: a colour is asked for on its day")
        }
        let lead = request.person("lead") ?? project.lead ?? project.created.person
        let cadence = Cadence(project.key, often: often, lead: lead, since: view.now, setBy: view.person)
        return Decision([try view.put(cadence)]) { after in
            let next = cadence.next(after: after.now, in: after.zone).map { ", first \(after.moment($0))" } ?? ""
            return Reply(
                "\(after.mention(lead)) is asked for the colour of \(project.key) \(often.text)\(next), unless it was declared by then.",
                suggestions: [.init("/cadence off \(project.key)"), .init("/undo")])
        }
    }
}

/// `/cadence off NET`.
package enum EndCadence: WriteCommand {
    package static let handler = "cadence.off"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try request.project("project", in: view)
        guard let cadence = view.slot(Cadence.self, key) else {
            throw Refusal.other(code: "no-cadence", text: "\(key) has no cadence: /cadence \(key) weekly fri sets one.")
        }
        return Decision([try view.remove(cadence)]) { _ in
            Reply("Nobody is asked for the colour of \(key) any more.", suggestions: [.init("/undo")])
        }
    }
}

/// `/cadence`: which projects are asked when, and since when a colour is not confirmed.
package enum ShowCadence: ReadCommand {
    package static let handler = "cadence.show"
    package static func work(_ bound: BoundCommand) -> ReadWork { .records }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let keys = view.scope(request.project("project")).map { view.projects(under: $0) }
        let cadences = view.slots(Cadence.self).filter { cadence in
            view.project(cadence.key) != nil && keys.map { $0.contains(cadence.key) } ?? true
        }
        guard !cadences.isEmpty else {
            return Reply("No project has a cadence here: /cadence NET weekly fri asks its lead for the colour.")
        }
        let lines = cadences.map { cadence -> Reply.Line in
            let declared = view.project(cadence.key)?.declared?.stamp.time
            let isOpen = cadence.isUnanswered(declared, now: view.now, view.zone)
            let confirmed = declared.map { "declared \(view.moment($0))" } ?? "never declared"
            return .init(
                isOpen ? .warning : .bullet,
                "\(cadence.key) \(cadence.often.text), \(view.mention(cadence.lead)), \(isOpen ? "not confirmed: " : "")\(confirmed)"
            )
        }
        return Reply("\(counted(cadences.count, "cadence"))", blocks: [.list(lines)])
    }
}

extension Cadence {
    /// Whether it asked, and the colour was not declared since it asked before that.
    fileprivate func isUnanswered(_ declared: Instant?, now: Instant, _ zone: ZoneRules) -> Bool {
        guard let last = last(upTo: now, in: zone) else { return false }
        let before = self.last(upTo: last + -1, in: zone) ?? since
        return declared.map { $0 <= before } ?? true
    }
}
