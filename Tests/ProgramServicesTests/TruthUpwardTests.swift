// What leads and executives read: short, true, and what is wanted of them.

import ProgramModel
import Quantities
import TestSupport
import Testing

struct TruthUpward {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Said by @ana, or by who stands before the colon.
        var said: [(who: String, text: String)]
        var holds: [String] = []
        var lacks: [String] = []

        init(_ description: String, said: [String], holds: [String] = [], lacks: [String] = []) {
            testDescription = description
            self.said = said.map { line in
                guard let end = line.firstIndex(of: ":"), line.first == "@" else { return ("ana", line) }
                return (
                    String(line[line.index(after: line.startIndex)..<end]),
                    String(line[line.index(after: end)...]).trimmingPrefix(" ").description
                )
            }
            self.holds = holds
            self.lacks = lacks
        }
    }

    static let cases: [Case] = [
        .init(
            "a RED declared elsewhere is in the brief of a room",
            said: ["/project new CRM2 Customers", "/status set red CRM2 because the sponsor left", "/brief exec"],
            holds: ["Elsewhere: CRM2 declared RED: the sponsor left"]),
        .init(
            "a decision that is needed waits, and is no decision yet",
            said: ["decision needed: tokens or app by:@kim due:fri", "DEC-1"], holds: ["State: needed", "Needs: @kim"],
            lacks: ["By: @ana"]),
        .init(
            "who decides is told what waits",
            said: ["decision needed: tokens or app by:@kim", "@kim: what do I have to decide"],
            holds: ["1 decision waits for you", "DEC-1 tokens or app"]),
        .init(
            "a decision of nobody in particular waits for the project's lead",
            said: ["/decision need tokens or app", "what needs my decision"], holds: ["DEC-1 tokens or app"]),
        .init(
            "what was escalated to somebody waits for them too",
            said: ["/blocker Cable cut", "/blocker escalate B-1 to @kim", "@kim: what do I have to decide"],
            holds: ["B-1 Cable cut", "escalated"]),
        .init(
            "what was decided says how, and waits no longer",
            said: [
                "decision needed: tokens or app by:@kim", "@kim: decide DEC-1: tokens because they need no phone",
                "@kim: what do I have to decide",
            ], holds: ["No decision waits for you"]),
        .init(
            "a decision is made once",
            said: ["/decision need tokens or app", "decide DEC-1: tokens", "decide DEC-1: app"],
            holds: ["DEC-1 is already decided"]),
        .init(
            "a decision that is not wanted any more is dropped",
            said: ["/decision need tokens or app", "/close DEC-1 not needed any more"],
            holds: ["DEC-1 dropped"], lacks: ["superseded"]),
        .init(
            "a needed decision that was dropped waits again when it is opened",
            said: ["/decision need tokens or app", "/close DEC-1 as dropped", "/reopen DEC-1", "DEC-1"],
            holds: ["State: needed"]),
        .init(
            "a brief says what is wanted of its reader",
            said: ["/task One due:fri", "decision needed: tokens or app by:@kim", "@kim: /brief NET"],
            holds: ["Wanted of you: DEC-1 tokens or app"]),
        .init(
            "a brief names what waits for others",
            said: ["/task One due:fri", "decision needed: tokens or app by:@kim", "/brief"],
            holds: ["1 decision waits: DEC-1 tokens or app (@kim)"], lacks: ["Wanted of you"]),
        .init(
            "a brief in a room is of the room's project",
            said: ["/project new CRM Customers", "/task One", "/task Two on CRM", "/brief"],
            holds: ["Network refresh"], lacks: ["CRM"]),
        .init(
            "a brief says which colour turned and what slipped",
            said: [
                "/milestone Cutover due:4dec", "/status NET green", "M-1 moves to 18 dec",
                "/status NET red because the vendor is gone", "/brief",
            ], holds: ["NET undeclared → RED", "slipped: M-1 Cutover by 14 days"]),
        .init(
            "a brief says what is done about a risk",
            said: [
                "/risk Vendor slips p4 i5", "/risk Staff leaves p4 i4", "/risk treat R-1 mitigate a second vendor",
                "/brief",
            ],
            holds: [
                "Top risk R-1 Vendor slips, score 20, response: mitigate",
                "Then R-2 Staff leaves, score 16, no response",
            ]),
        .init(
            "a brief names the other project that makes a milestone late",
            said: [
                "/project new CRM Customers", "/task Clean data 20d on CRM", "/milestone Cutover due:4dec",
                "/depends M-1 on T-1", "/brief",
            ], holds: ["M-1 Cutover (NET) Fri 4 Dec, forecast", "late through T-1 Clean data (CRM)"]),
        .init(
            "today of a lead holds what is late in her projects, whoever has it",
            said: ["/task One @bo due:tue", "a week later", "/today"], holds: ["T-1 One", "late by", "NET is yours"]),
        .init(
            "a milestone of nobody is its project's lead's",
            said: ["/milestone Cutover due:4dec", "/mine"], holds: ["You own 1 open record", "M-1 Cutover"]),
        .init(
            "what was opened again is asked again",
            said: [
                "/blocker Cable cut from @kim", "@kim: /blocker ack B-1", "B-1 resolved", "/reopen B-1", "@kim: /today",
            ], holds: ["waits for you: /blocker ack B-1"]),
        .init(
            "today of a lead names work that nobody has",
            said: ["/task One", "/unassign T-1", "/today"], holds: ["1 open task on NET has no owner"]),
        .init(
            "today of a lead says where a declared colour is better than the records",
            said: ["/status NET green", "/blocker Cable cut critical", "/today"],
            holds: ["NET is declared GREEN, the records say"]),
        .init(
            "today of somebody else holds none of that",
            said: ["/task One", "/unassign T-1", "@bo: /today"], holds: ["Nothing presses today"]),
        .init(
            "another's acknowledgement leaves who was asked asked",
            said: ["/blocker Cable cut from @kim", "@bo: /blocker ack B-1", "@kim: /today"],
            holds: ["B-1 Cable cut", "waits for you"]),
        .init(
            "who was asked and acknowledged is asked no more",
            said: ["/blocker Cable cut from @kim", "@kim: /blocker ack B-1", "@kim: /today"],
            lacks: ["waits for you"]),
        .init(
            "who was asked may answer after another took it up",
            said: ["/blocker Cable cut from @kim", "@bo: /blocker ack B-1", "@kim: /blocker ack B-1", "@kim: /today"],
            lacks: ["waits for you: /blocker ack"]),
        .init(
            "nobody acknowledges twice",
            said: ["/blocker Cable cut from @kim", "@bo: /blocker ack B-1", "@bo: /blocker ack B-1"],
            holds: ["B-1 is already acknowledged"]),
        .init(
            "today names a milestone of the lead's own once",
            said: ["/milestone Cutover due:wed owner:@ana", "/task Work 20d", "/depends M-1 on T-1", "/today"],
            holds: ["2 things for you", "the plan reaches it"], lacks: ["due in"]),
        .init(
            "a hand-over moves what is asked and helped with, and names what is led",
            said: [
                "@bo: /whoami", "/project new CRM Customers lead:@bo", "/task One @bo", "/task Two @ana helped by @bo",
                "/blocker Cable cut from @bo", "/handover @bo to @kim",
            ],
            holds: [
                "1 record of @bo is with @kim now", "@kim is asked now: B-1", "@kim helps now with T-2",
                "@bo still leads CRM: /project edit CRM lead:@kim",
            ]),
        .init(
            "what expires is found, whatever its kind calls that day",
            said: [
                "/contract \"Acme support\" end:15dec", "/certificate CCNP of @bo expires 20dec", "/task One due:15dec",
                "what expires this quarter",
            ], holds: ["CON-1", "CRT-1"], lacks: ["One"]),
        .init(
            "what is known of a vendor is found by its kind and name",
            said: ["/vendor Acme", "/task Call Acme", "what do we know about vendor Acme"], holds: ["VEN-1 Acme"],
            lacks: ["T-1"]),
        .init(
            "a summary of a project is its brief", said: ["/task One", "summary of NET"], holds: ["Network refresh, "]),
        .init("who is responsible for a project leads it", said: ["who is responsible for NET"], holds: ["Lead: @ana"]),
        .init(
            "who is responsible for a record owns it", said: ["/task One @bo", "who is responsible for T-1"],
            holds: ["Owner: @bo"]),
        .init(
            "what is on somebody's plate is theirs", said: ["/task One @bo", "what is on @bo's plate"],
            holds: ["@bo owns 1 open record"]),
        .init(
            "a colour is explained in one sentence", said: ["what does grey mean"],
            holds: ["GREY: the records say nothing yet"]),
    ]

    @Test(arguments: cases) func `a question is answered as it is meant`(_ example: Case) async throws {
        let trial = try await TrialDesk()
        _ = await trial.say("/project new NET \"Network refresh\"")
        _ = await trial.say("/here NET")
        var answer = ""
        for line in example.said {
            if line.text == "a week later" {
                trial.advance(7 * Instant.day)
            } else {
                answer = await trial.text(line.text, as: line.who)
            }
        }
        for part in example.holds { #expect(answer.contains(part), "got:\n\(answer)") }
        for part in example.lacks { #expect(!answer.contains(part), "got:\n\(answer)") }
    }

    @Test func `a brief is never longer than twelve lines`() async throws {
        let trial = try await TrialDesk()
        for number in 1...6 {
            _ = await trial.say("/project new P\(number)X \"Project \(number)\"")
            for line in [
                "/milestone Go due:4dec", "/task Work 30d", "/risk Danger p5 i5", "decision needed: a or b by:@ana",
            ] {
                _ = await trial.say("\(line) on P\(number)X")
            }
            _ = await trial.say("/status P\(number)X red because of \(number)")
        }
        #expect(await trial.text("/brief exec all").split(separator: "\n").count <= 12)
    }
}
