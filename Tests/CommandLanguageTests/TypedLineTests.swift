// How people really type: each line, and what it is read as. The lines stand in `TypedLines/`, by subject.

import TestSupport
import Testing

@testable import CommandLanguage

/// Read on Monday 23 November 2026, with the projects NET, CRM and CORE.
enum TypedLines {
    struct Subject: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var lines: [(line: String, read: String)]

        init(_ name: String, _ lines: [(String, String)]) {
            testDescription = name
            self.lines = lines
        }
    }

    static let subjects = [
        Subject("tasks logged", tasks),
        Subject("risks logged, scored and treated", risks),
        Subject("what stands in the way", blockers),
        Subject("milestones", milestones),
        Subject("decisions, actions, assumptions, lessons", registers),
        Subject("other days and other fields", moves),
        Subject("done, begun, closed", progress),
        Subject("who does it", people),
        Subject("what waits for what", links),
        Subject("lists by conditions", lists),
        Subject("questions about one record or the whole", questions),
        Subject("projects, programs and their colours", projects),
        Subject("the bot itself", bot),
        Subject("several statements in one message", severalStatements),
        Subject("what is refused, and why", refusals),
    ]
    static var all: [(line: String, read: String)] { subjects.flatMap(\.lines) }
}

struct TypedLineTests {
    @Test(arguments: TypedLines.subjects) func `each line is read as it is meant`(_ subject: TypedLines.Subject) {
        for (line, read) in subject.lines { #expect(Reading.read(line) == read, "\(line)") }
    }

    @Test func `a group of the platform is nobody, and text where text stands`() {
        let group = MessageText.Piece.token(.group(id: "S1", label: "@oncall"))
        #expect(Reading.read(MessageText([.text("/task Racks "), group])) == "? group @oncall")
        #expect(Reading.read(MessageText([.text("/assign T-1 "), group])) == "? group @oncall")
        #expect(Reading.read(MessageText([.text("/task Racks owner:"), group])) == "? group @oncall")
        #expect(
            Reading.read(MessageText([.text("/note T-1 "), group, .text(" was told")]))
                == "note.note item=T-1 text='@oncall was told'")
    }
}
