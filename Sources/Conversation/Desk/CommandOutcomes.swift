// What a command is called, and the results of those that did not run.

package import CommandLanguage
import Quantities

/// The catalogue names a handler that the registry lacks: a mistake in the build, found by `check` and the tests.
struct MissingHandler: Error {
    var name: String
}

extension BoundCommand {
    /// `risk add`, or the command alone when its one verb has its name.
    package var name: String { verb.verb == command.word ? command.word : "\(command.word) \(verb.verb)" }
}

extension CommandResult {
    static func usage(_ problem: UsageProblem, today: CalendarDate) -> CommandResult {
        let lines = UsageText.lines(problem, today: today)
        var reply = Reply(lines[0])
        for line in lines.dropFirst() { reply.add(line) }
        return CommandResult(outcome: .usage, reply: reply, isPrivate: true, code: "usage")
    }

    static func refused(_ refusal: Refusal, _ command: String?) -> CommandResult {
        CommandResult(
            outcome: .refused, command: command, reply: Reply(RefusalText.sentence(refusal)), isPrivate: true,
            code: RefusalText.code(refusal))
    }

    static func fault(_ ref: String) -> CommandResult {
        CommandResult(
            outcome: .fault,
            reply: Reply("Something went wrong here, not with what you typed. Nothing was changed. Reference: \(ref)"),
            isPrivate: true, code: "fault", ref: ref)
    }
}
