// What the colours mean, in the words of those who have to act on them.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/status colours`, `what does grey mean`.
package enum ShowColours: ReadCommand {
    package static let handler = "status.colours"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        if let colour = request.choice("colour").flatMap({ Colour(rawValue: $0) }) {
            return Reply(RichText(sentence(colour)), suggestions: [.init("/status colours")])
        }
        let lines = [Colour.green, .amber, .red, .grey].map {
            Reply.Line(StatusText.mark($0), RichText(sentence($0)))
        }
        var reply = Reply("What the colours mean", blocks: [.list(lines)])
        reply.add(
            "Declared is what somebody said, evidence is what the records say; where several are counted, the worse counts."
        )
        if let project = view.channelProject ?? view.projects.first(where: \.isOpen)?.key {
            reply.suggest("/why \(project)")
        }
        return reply
    }

    private static func sentence(_ colour: Colour) -> String {
        let meaning =
            switch colour {
            case .green: "nothing in the records speaks against the plan."
            case .amber: "something needs care, and the dates still hold."
            case .red: "a date, a cost or a rule is broken, or will be if nothing is done."
            case .grey: "the records say nothing yet: no task, milestone or risk to judge by."
            }
        return "\(colour.shout): \(meaning)"
    }
}
