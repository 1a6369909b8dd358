// Questions that were asked before: read once, and never by words that mean something else by now.

import Conversation
import ProgramModel
import Quantities
import TestSupport
import Testing

struct RememberedQuestions {
    struct Case: Sendable, CustomTestStringConvertible {
        var question: String
        var before: String
        var change: String
        var after: String
        var testDescription: String { "\(question) after \(change)" }
    }

    static let cases = [
        Case(
            question: "/status CRM", before: "no project or program", change: "/project new CRM",
            after: "CRM   nothing declared"),
        Case(question: "/hot", before: "no command", change: "/alias hot risk list", after: "R-1 Vendor slips"),
        Case(question: "kim's tasks", before: "no command", change: "/task Call them @kim", after: "Call them"),
        Case(question: "/list kind:risk", before: "1 open", change: "/risk Power fails", after: "2 open"),
        Case(question: "/whoami", before: "UTC's", change: "/person zone America/New_York", after: "New_York"),
    ]

    @Test(arguments: cases) func `a question asked again means what its words mean now`(_ example: Case) async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET", "/here NET", "/risk Vendor slips"] { await trial.say(line) }
        for _ in 0..<2 {
            let text = await trial.text(example.question)
            #expect(text.contains(example.before), "\(text)")
        }
        let change = await trial.say(example.change)
        #expect(change.map(\.outcome) == [.done])
        let text = await trial.text(example.question)
        #expect(text.contains(example.after), "\(text)")
    }

    @Test func `tomorrow is another day tomorrow`() async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET", "/here NET", "/task Order racks due:24nov"] { await trial.say(line) }
        for _ in 0..<2 { #expect(await trial.text("/task list due:tomorrow").contains("Order racks")) }
        trial.advance(Instant.day)
        #expect(await !trial.text("/task list due:tomorrow").contains("Order racks"))
    }

    @Test func `one person's alias is nobody else's`() async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET", "/here NET", "/risk Vendor slips"] { await trial.say(line) }
        await trial.say("/alias hot risk list")
        #expect(await trial.text("/hot").contains("Vendor slips"))
        await trial.say("/whoami", as: "bo")
        #expect(await !trial.text("/hot", as: "bo").contains("Vendor slips"))
    }

    @Test func `a word that came to write is written`() async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET", "/here NET", "/alias hot risk list", "/hot", "/hot"] { await trial.say(line) }
        await trial.say("/alias hot task Call the vendor")
        #expect(await trial.say("/hot").map(\.outcome) == [.done])
        #expect(trial.workspace.item(ItemID("T", 1))?.title == "Call the vendor")
    }

    @Test func `a question that nobody understood counts each time`() async throws {
        let trial = try await TrialDesk()
        await trial.say("/project new NET")
        for _ in 0..<3 { await trial.say("/stauts") }
        #expect(try trial.log.misses(limit: 5).first?.count == 3)
    }

    @Test func `more questions than are remembered are all answered`() async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET", "/here NET", "/risk Vendor slips"] { await trial.say(line) }
        for number in 0..<1100 {
            let results = await trial.say("/risk list top:\(1 + number % 5) words\(number)")
            #expect(results.first?.isOK == true)
        }
        #expect(await trial.text("/risk list top:1").contains("Vendor slips"))
    }
}
