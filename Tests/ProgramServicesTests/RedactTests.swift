// Erasing: who may, what is asked first, what is left to read.

import Conversation
import ProgramModel
import Quantities
import TestSupport
import Testing

@testable import ProgramServices

struct Redacting {
    private static let script = """
        2026-11-20T09:00:00Z ana /project new NET
        2026-11-20T09:01:00Z ana /here NET
        2026-11-20T09:02:00Z ana /risk Novak is ill p4 i4 @kim
        2026-11-20T09:03:00Z ana /note R-1 Novak is in ward 7
        2026-11-20T09:04:00Z bo /whoami
        """

    /// What anybody is answered about the record afterwards.
    static let questions = [
        "/risk show R-1", "/history R-1", "/changes since:2026-11-01", "/search Novak", "/risk list", "/status NET",
        "/risk list at:2026-11-21",
    ]

    @Test(arguments: questions) func `what is erased is in no answer`(_ question: String) async throws {
        let trial = try await TrialDesk(script: Redacting.script)
        #expect(await trial.text("/risk show R-1").contains("Novak"))
        _ = await trial.say("/admin redact R-1 because asked by law")
        #expect(await trial.text("/yes") == "What people wrote in R-1 is erased.\nBackups of before still hold it.")
        let answer = await trial.text(question)
        #expect(!answer.contains("Novak is") && !answer.contains("ward"), "\(answer)")
    }

    @Test func `the record, its score and its number stay`() async throws {
        let trial = try await TrialDesk(script: Redacting.script)
        _ = await trial.say("/admin redact R-1 because asked by law --yes")
        let item = try #require(trial.workspace.item(ItemID("R", 1)))
        #expect(
            item.title == Erasure.mark && item.level("probability") == 4 && item.notes.map(\.text) == [Erasure.mark])
        #expect(await trial.text("/risk Another").hasPrefix("R-2 logged"))
        #expect(trial.log.events.last { $0.event is Redacted }?.items == [ItemID("R", 1)])
    }

    @Test func `it asks first, says how many events, and a change since is asked again`() async throws {
        let trial = try await TrialDesk(script: Redacting.script)
        let asked = await trial.say("/admin redact R-1 because asked by law")
        #expect(asked.first?.outcome == .asks)
        #expect(asked.first?.reply.headline.plain.contains("(2 events)") == true)
        #expect(asked.first?.reply.headline.plain.contains("Novak") == false)
        _ = await trial.say("/note R-1 more")
        #expect(await trial.text("/yes ASK-1").contains("(3 events)"))
        #expect(trial.workspace.item(ItemID("R", 1))?.title == "Novak is ill")
    }

    @Test func `words of the same message are erased too`() async throws {
        let trial = try await TrialDesk(script: Redacting.script)
        _ = await trial.say("/note R-1 Novak left\n/admin redact R-1 because asked by law --yes")
        #expect(trial.workspace.item(ItemID("R", 1))?.notes.map(\.text) == [Erasure.mark, Erasure.mark])
    }

    @Test func `words that others are writing meanwhile are erased too`() async throws {
        let queue = HeldQueue()
        let trial = try await TrialDesk(script: Redacting.script, queue: queue)
        queue.hold()
        async let note = trial.handle(trial.invocation("/note R-1 Novak left", as: "bo"))
        async let erased = trial.handle(trial.invocation("/admin redact R-1 because asked by law --yes"))
        async let after = trial.handle(trial.invocation("/note R-1 all is well", as: "bo"))
        while queue.waiting < 1 { await Task.yield() }
        queue.letGo()
        _ = await (note, erased, after)
        let notes = try #require(trial.workspace.item(ItemID("R", 1))?.notes.map(\.text))
        #expect(!notes.contains { $0.contains("Novak") })
        #expect(try trial.log.load().snapshot == trial.workspace.snapshot)
    }

    static let refused: [(who: String, line: String, code: String)] = [
        ("bo", "/admin redact R-1 because I say so --yes", "forbidden"),
        ("ana", "/admin redact R-7 because asked --yes", "not-found"),
        ("ana", "/admin redact @ana because asked --yes", "is-admin"),
    ]

    @Test(arguments: refused) func `what may not be erased is refused`(
        _ attempt: (who: String, line: String, code: String)
    ) async throws {
        let trial = try await TrialDesk(script: Redacting.script)
        #expect(await trial.say(attempt.line, as: attempt.who).first?.code == attempt.code)
    }

    @Test func `erasing needs a reason, and twice is once`() async throws {
        let trial = try await TrialDesk(script: Redacting.script)
        #expect(await trial.say("/admin redact R-1 --yes").first?.outcome == .usage)
        _ = await trial.say("/admin redact R-1 because asked by law --yes")
        #expect(await trial.say("/admin redact R-1 because asked by law --yes").first?.code == "nothing-to-erase")
    }

    /// What holds words beside the records, and where they are read.
    static let elsewhere: [(write: String, read: String)] = [
        ("/status NET amber because Novak is ill", "/status NET"),
        ("/alias set nov /risk add Novak is ill again", "/alias list"),
        ("/project set NET name:\"Novak's network\"", "/project show NET"),
        ("/program new CORE \"Novak programme\"", "/program show CORE"),
        ("/admin redact R-1 because Novak asked --yes", "/history R-1"),
    ]

    @Test(arguments: elsewhere) func `whatever says some words can be erased by them`(
        _ text: (write: String, read: String)
    ) async throws {
        let trial = try await TrialDesk(script: Redacting.script)
        #expect(await trial.say(text.write).first?.outcome == .done)
        #expect(await trial.text(text.read).contains("Novak"))
        #expect(await trial.text("/admin redact saying:novak because asked by law").contains("every text that says so"))
        #expect(await trial.text("/yes").hasPrefix("What said so is erased"))
        #expect(!(await trial.text(text.read)).contains("Novak"))
        #expect(!trial.log.events.contains { $0.event.says("novak") })
        #expect(try trial.log.load().snapshot == trial.workspace.snapshot)
    }

    static let unclear: [(line: String, code: String)] = [
        ("/admin redact saying:No because asked by law --yes", "too-short"),
        ("/admin redact saying:Novak because Novak asked --yes", "reason-says-it"),
        ("/admin redact saying:\"nobody says this\" because asked --yes", "nothing-to-erase"),
        ("/admin redact R-1 saying:Novak because asked --yes", "two-subjects"),
    ]

    @Test(arguments: unclear) func `words that cannot be erased are refused`(
        _ attempt: (line: String, code: String)
    ) async throws {
        let trial = try await TrialDesk(script: Redacting.script)
        #expect(await trial.say(attempt.line).first?.code == attempt.code)
    }

    @Test func `taking a change back brings no words back`() async throws {
        let trial = try await TrialDesk(script: Redacting.script)
        _ = await trial.say("/rename R-1 \"Somebody is ill\"")
        _ = await trial.say("/admin redact R-1 because asked by law --yes")
        #expect(await trial.say("/undo R-1").first?.outcome == .done)
        #expect(trial.workspace.item(ItemID("R", 1))?.title == Erasure.mark)
    }

    @Test func `a person becomes a pseudonym, and is a stranger when they come back`() async throws {
        let trial = try await TrialDesk(script: Redacting.script)
        let bo = try #require(trial.workspace.person(handle: "bo")).id
        #expect(
            await trial.text("/admin redact @bo because left --yes").contains("@person-\(bo.number) has no other name"))
        #expect(trial.workspace.person(handle: "bo") == nil)
        #expect(!trial.log.events.contains { $0.event.payload.text.contains("\"bo\"") })
        #expect(await trial.text("/whoami", as: "bo").contains("You are @bo"))
        #expect(trial.workspace.person(handle: "bo")?.id != bo)
    }
}
