// Answers that come from kept orders are those that reading every record gives.

import Conversation
import ProgramModel
import Quantities
import TestSupport
import Testing

struct OrderedAnswers {
    /// Forty risks, tasks and milestones in two projects, some scored alike, some without a date, score or owner.
    private static func trial() async throws -> TrialDesk {
        let trial = try await TrialDesk()
        var lines = ["/project new NET Network", "/project new CRM Customers"]
        for number in 1...40 {
            let project = number % 3 == 0 ? "CRM" : "NET"
            let score = number % 4 == 0 ? "" : " p:\(1 + number % 5) i:\(1 + number % 4)"
            lines.append("/risk \"Risk \(number)\" project:\(project)\(score)")
            let due = number % 5 == 0 ? "" : " due:2026-\(number % 2 == 0 ? "11" : "12")-\(10 + number % 15)"
            lines.append("/task \"Task \(number)\" project:\(project)\(due)")
            lines.append("/milestone \"Milestone \(number)\" project:\(project) due:2026-12-\(10 + number % 9)")
        }
        lines += ["/risk close R-5", "/task done T-7", "/undo", "/task done T-8"]
        for line in lines { #expect(await trial.say(line, direct: true).allSatisfy { $0.outcome == .done }, "\(line)") }
        return trial
    }

    private static func bullets(_ result: CommandResult?) -> [String] {
        result?.reply.blocks.flatMap { block -> [String] in
            if case .list(let lines) = block { lines.map(\.text.plain) } else { [] }
        } ?? []
    }

    @Test(arguments: [
        "/risk list", "/risk list sort:id", "/risk list sort:due", "/task list", "/task list sort:due",
        "/milestone list sort:due", "/list sort:due", "/list", "/risk list project:NET", "/task list sort:changed",
    ]) func `the first of a list are those the whole list begins with`(_ list: String) async throws {
        let trial = try await Self.trial()
        let whole = Self.bullets(await trial.say(list).first)
        #expect(whole.count > 20)
        for top in [1, 3, 7, 20] {
            let first = await trial.say(list + " top:\(top)").first
            #expect(Self.bullets(first) == Array(whole.prefix(top)))
            #expect(first?.reply.headline.plain.hasPrefix("\(whole.count) open") == true)
        }
    }

    @Test func `the matrix counted is the matrix read`() async throws {
        let trial = try await Self.trial()
        // A condition that all meet makes it read every risk.
        let read = await trial.say("/risk matrix title:risk").first?.reply
        let counted = await trial.say("/risk matrix").first?.reply
        #expect(read?.blocks == counted?.blocks)
        #expect(read?.headline == counted?.headline)
        #expect(counted?.headline.plain == "29 scored risks, 10 not scored")
    }
}
