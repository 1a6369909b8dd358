// Declares a project's or program's colour.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/status set amber because "racks late"`.
package enum DeclareStatus: WriteCommand {
    package static let handler = "status.set"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try request.project("project", in: view)
        guard view.project(key) != nil || view.program(key) != nil else { throw Refusal.noSuchProject(key) }
        guard let colour = request.choice("colour").flatMap({ Colour(rawValue: $0) }) else {
            throw request.missing("colour", .choice)
        }
        let reason = request.text("because")
        let before = view.project(key)?.declared ?? view.program(key)?.declared
        return Decision([StatusDeclared(key: key, colour: colour, reason: reason, was: before?.colour)]) { after in
            var headline: RichText = "\(key) is declared \(colour.shout)"
            if let before, before.colour != colour { headline += ", was \(before.colour.shout)" }
            if let reason { headline += ": \(reason)" }
            var reply = Reply(headline + ".", suggestions: [.init("/undo")])
            if after.project(key) != nil {
                let evidence = after.evidence(of: key, limit: 1)
                if evidence.colour > colour {
                    reply.add(
                        "The evidence says \(evidence.colour.shout): "
                            + (evidence.reasons.first.map { StatusText.sentence($0, after) } ?? "") + ".")
                }
            }
            return reply
        }
    }
}
