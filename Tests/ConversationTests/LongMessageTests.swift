// Messages as long as one may be, made to be dear: each is answered for about what its length is worth.

import Conversation
import Foundation
import ProgramModel
import Quantities
import TestSupport
import Testing

struct LongMessages {
    /// What a message begins with, and what is said again and again until it is as long as a message may be.
    static let dear: [(begin: String, again: String)] = [
        ("/risk list ", "tag:x "), ("/risk list ", "("), ("/risk list ", "( "), ("/risk list ", "(tag:x "),
        ("/risk list ", "not "), ("/risk list ", "or "), ("/risk list ", "a or "), ("/risk list ", "due before "),
        ("/risk list ", "on NET and "), ("/risk list ", "owner:@bo "), ("/risk list ", "\u{E9}"),
        ("/risk list tag:", "x"), ("/risk list title:", "x"), ("/risk list ", "x"),
        ("/person list ", "role:admin "), ("/person list ", "("), ("/person list ", "x "), ("/person list ", "x"),
        ("/search ", "a "), ("/search ", "a"), ("/search \"", "a "), ("/search ", "kind:task "),
        ("/risk ", "p4 "), ("/risk ", "p"), ("/risk ", "due:fri "), ("/risk ", "due=fri "), ("/risk ", "x:y "),
        ("/risk ", "@bo "), ("/risk ", "@"), ("/risk @", "b"), ("/risk @", "."), ("/assign T-1 @", "b"),
        ("/risk ", "1 "), ("/risk ", "1."), ("/risk ", "1,"), ("/risk ", "next "), ("/risk ", "next fri "),
        ("/risk ", "+3d"), ("/risk ", "T-1 "), ("/risk ", "T-1,"), ("/risk ", "because "), ("/risk ", "by "),
        ("/risk ", "'a "), ("/risk ", "\"a "), ("/risk ", "\u{201E}a "), ("/risk ", "`a "), ("/risk ", "```"),
        ("/risk ", "-"), ("/risk ", "- "), ("/risk ", "\u{2014}"), ("/risk ", "#x "), ("/risk ", "#"),
        ("/risk ", "e\u{301}"), ("/risk e", "\u{301}"), ("/risk ", "\u{200D}"), ("/risk ", "\u{1F468}\u{200D}"),
        ("/note T-1 ", "x "), ("/note T-1 ", "x. "), ("/note T-1 ", "x\n"), ("/note T-1 ", "- x\n"),
        ("/note T-1 ", "> x\n"), ("/note T-1 ", "T-1 "), ("/note T-1 ", "@bo "),
        ("/set T-1 ", "tags:x "), ("/link T-1 ", "T-1 "), ("/close ", "T-1 "), ("/close ", "T-1, "),
        ("/close ", "T-1 and "),
        ("/batch ", "/risk x; "), ("/batch ", "; "), ("/batch ", "/batch "), ("/dry ", "/dry "),
        ("T-1 done", ", T-1 done"), ("T-1 done ", "and "), ("T-1 ", "done. "), ("T-1 ", "is "), ("", "T-1 "),
        ("", "/risk x\n"), ("", "/risk x; "), ("", "task x\n"), ("/task\n", "- x\n"), ("", "- "), ("", "@steerco "),
        ("", "/pm "), ("", "please "), ("", "hi "), ("", "what "), ("", "?"), ("", "x"), ("", "/"), ("", "/x"),
        ("", "a:"),
        ("", "("), ("", "it "), ("", "and "), ("", "1"), ("", "\u{FEFF}"), ("", " "), ("", "\n"), ("", "\t"), ("", ";"),
        ("/alias x = ", "y "), ("/project new X ", "x "), ("/here ", "x "), ("/depends T-1 ", "after T-1 "),
        ("/spend ", "1k€ "), ("/spend ", "€"), ("/status ", "NET "), ("/changes ", "since mon "), ("/help ", "x "),
        ("what changed since ", "monday "), ("who owns ", "T-1 "), ("move ", "T-1 by 1 week "), ("risks ", "on NET "),
    ]

    private static let longest = Policy().longestMessage

    static func text(_ begin: String, _ again: String) -> String {
        begin + String(repeating: again, count: (longest - begin.utf8.count) / again.utf8.count)
    }

    @Test func `a message costs what its length is worth, whatever it says`() async throws {
        let trial = try await TrialDesk()
        let long = String(repeating: "racks late ", count: 300)
        for line in ["/project new NET \"Network\"", "/here NET", "/task Racks @bo", "/risk Vendor slips p4 i5"] {
            await trial.say(line)
        }
        for number in 0..<50 { await trial.say("/risk Risk \(number) of the racks \(number % 10 == 0 ? long : "")") }
        func say(_ text: String) -> Double {
            ThreadWork.seconds { trial.desk.start(trial.invocation(text)) { _ in } }
        }
        let plain = LongMessages.text("/note T-1 \"", "the racks are late, ")
        let worth = (0..<3).map { _ in say(plain) }.min() ?? 0
        var dear: [(String, Double)] = []
        for (begin, again) in LongMessages.dear {
            let took = say(LongMessages.text(begin, again))
            dear.append(("\(begin)\(again)".debugDescription, took / worth))
        }
        dear.sort { $0.1 > $1.1 }
        #expect(dear.allSatisfy { $0.1 < 40 }, "\(dear.prefix(10))")
    }

    static let limits: [(String, String)] = [
        ("/risk list " + String(repeating: "tag:x ", count: 65), "A filter may have at most 64 conditions."),
        ("/person list " + String(repeating: "role:admin ", count: 65), "A filter may have at most 64 conditions."),
        (
            "/risk list " + String(repeating: "(", count: 17) + "late",
            "Conditions may stand in at most 16 brackets or nots."
        ),
        ("/search " + String(repeating: "rack ", count: 33), "A search may have at most 32 words."),
        ("/search " + String(repeating: "r", count: 201), "A word to search for may have at most 200 characters."),
        (
            "/note T-1 " + String(repeating: "racks ", count: 1001),
            "A command may have at most 1000 words; a longer text stands in quotes."
        ),
    ]

    @Test(arguments: limits) func `what is more than a limit is refused, and the limit is said`(
        _ line: String, _ sentence: String
    ) async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET \"Network\"", "/here NET", "/task Racks"] { await trial.say(line) }
        let results = await trial.say(line)
        #expect(results.map(\.outcome) == [.usage])
        #expect(results[0].reply.headline.plain == sentence)
        #expect(trial.workspace.item(ItemID("T", 1))?.notes.isEmpty == true)
    }

    @Test func `as much as the limits let is done`() async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET \"Network\"", "/here NET", "/task Racks"] { await trial.say(line) }
        let most = [
            "/task list " + String(repeating: "tag:x ", count: 64), "/search " + String(repeating: "rack ", count: 32),
            "/note T-1 " + String(repeating: "r ", count: 997),
            "/note T-1 \"" + String(repeating: "r ", count: 1999) + "\"",
        ]
        for line in most {
            let results = await trial.say(line)
            #expect(
                results.allSatisfy { [.answer, .done].contains($0.outcome) },
                "\(line.prefix(20)): \(results.map(\.reply.headline.plain))")
        }
    }
}
