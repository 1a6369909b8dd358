// Work that comes again: the next is made when one is done or skipped, and taken back with it.

import ProgramModel
import Quantities
import TestSupport
import Testing

struct RecurringCases {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var said: [String]
        /// The open tasks at the end: `T-2 Fri 4 Dec`.
        var open: [String]

        init(_ description: String, _ said: [String], open: [String]) {
            testDescription = description
            self.said = said
            self.open = open
        }
    }

    static let cases: [Case] = [
        .init(
            "one that is done makes the next", ["/task Backup due:fri every:week", "/close T-1"],
            open: ["T-2 Fri 4 Dec"]),
        .init(
            "the next makes the one after", ["/task Backup due:fri every:week", "/close T-1", "/close T-2"],
            open: ["T-3 Fri 11 Dec"]),
        .init(
            "every two weeks on a day", ["/task Backup due:thu every:\"2 weeks on thu\"", "/close T-1"],
            open: ["T-2 Thu 10 Dec"]),
        .init(
            "on the last working day of the month",
            ["/task Close the books due:30nov", "/task repeat T-1 monthly on the last working day", "/close T-1"],
            open: ["T-2 Thu 31 Dec"]),
        .init(
            "of one that is long late the next is not over", ["/task Backup due:2026-11-02 every:week", "/close T-1"],
            open: ["T-2 Mon 23 Nov"]),
        .init("what is dropped comes no more", ["/task Backup due:fri every:week", "/task drop T-1"], open: []),
        .init(
            "what is skipped comes again", ["/task Backup due:fri every:week", "/task skip T-1"],
            open: ["T-2 Fri 4 Dec"]),
        .init(
            "what was stopped comes no more",
            ["/task Backup due:fri every:week", "/task repeat T-1 off", "/close T-1"], open: []),
        .init(
            "what is set to comes again", ["/task Backup due:fri", "/set T-1 every:month", "/close T-1"],
            open: ["T-2 Sun 27 Dec"]),
        .init(
            "what is set to with several words too",
            ["/task Backup due:fri", "/set T-1 every:\"2 weeks on thu\"", "/close T-1"], open: ["T-2 Thu 10 Dec"]),
        .init(
            "an undo takes the next back", ["/task Backup due:fri every:week", "/close T-1", "/undo"],
            open: ["T-1 Fri 27 Nov"]),
        .init(
            "a redo makes it again", ["/task Backup due:fri every:week", "/close T-1", "/undo", "/redo"],
            open: ["T-2 Fri 4 Dec"]),
        .init(
            "two at once make two",
            ["/task One due:fri every:week", "/task Two due:fri every:month", "/close T-1 T-2"],
            open: ["T-3 Fri 4 Dec", "T-4 Sun 27 Dec"]),
        .init(
            "moved work comes again from its new day",
            ["/task Backup due:fri every:week", "/T-1 to 30nov", "/close T-1"], open: ["T-2 Mon 7 Dec"]),
    ]

    @Test(arguments: cases) func `comes again`(_ given: Case) async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET", "/here NET"] + given.said { await trial.say(line) }
        let open = trial.workspace.allItems.filter(\.isOpen).sorted { $0.id < $1.id }
        let today = try #require(CalendarDate(year: 2026, month: 11, day: 23))
        #expect(open.map { "\($0.id) \($0.due?.short(today: today) ?? "")" } == given.open)
    }

    @Test func `the next has the owner, tags and fields of the one before, and no progress`() async throws {
        let trial = try await TrialDesk()
        for line in [
            "/project new NET", "/here NET", "/task Backup 3d @bo due:fri every:week #lab", "/task progress T-1 60%",
            "/close T-1",
        ] { await trial.say(line) }
        let next = try #require(trial.workspace.item(ItemID("T", 2)))
        #expect(next.title == "Backup" && next.tags == ["lab"] && next.owner != nil)
        #expect(next.fields["estimate"] != nil && next.fields["progress"] == nil)
    }
}
