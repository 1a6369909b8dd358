// Tables written as delimited text.

import ProgramFiles
import Quantities
import Testing

@Suite struct DelimitedFiles {
    private func text(_ heads: [String], _ rows: [[ExportCell]]) -> String {
        String(decoding: DelimitedWriter.bytes(ExportTable(name: "", heads: heads, rows: rows)), as: UTF8.self)
    }

    /// The one cell of a table with a head.
    private func written(_ cell: String) -> String {
        let text = text(["h"], [[.text(cell)]])
        let body = String(text.unicodeScalars.dropFirst(3).dropLast(2))
        guard body.unicodeScalars.first == "\"" else { return body }
        return String(body.unicodeScalars.dropFirst().dropLast()).split(
            separator: "\"\"", omittingEmptySubsequences: false
        ).joined(separator: "\"")
    }

    @Test func `each type has its own form, and every row the same number of fields`() throws {
        let day = try #require(CalendarDate(iso: "2026-11-27"))
        #expect(
            text(
                ["id", "näme", "n"],
                [
                    [.text("R-1"), .date(day), .number(2.5)], [.text("R-2")],
                    [.none, .number(-3), .number(1200), .number(.nan)],
                ])
                == "id,näme,n,\r\nR-1,2026-11-27,2.5,\r\nR-2,,,\r\n,-3,1200,\r\n")
    }

    @Test(
        "what would end a field stands in quotes",
        arguments: [
            ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""), ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""),
            ("a;b", "a;b"), ("", "\"\""),
        ])
    func quotes(_ cell: String, _ field: String) {
        #expect(text(["h"], [[.text(cell)]]) == "h\r\n\(field)\r\n")
    }

    @Test(
        "what begins like a formula gets an apostrophe, and nothing else does",
        arguments: [
            ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"),
            ("\u{FF1D}1", "'\u{FF1D}1"), ("\u{FF0B}1", "'\u{FF0B}1"), ("\u{FF0D}1", "'\u{FF0D}1"),
            ("\u{FF20}x", "'\u{FF20}x"), ("\tx", "'\tx"), ("\rx", "'\rx"),
            ("  =1", "'  =1"), ("\u{A0}=1", "'\u{A0}=1"), ("\u{200B}\u{FEFF}=1", "'\u{200B}\u{FEFF}=1"),
            ("a\n=1", "a\n'=1"), ("a\r\n=1", "a\r\n'=1"), ("a\r=1", "a\r'=1"), ("-5\n- b", "'-5\n'- b"),
            ("'=1", "''=1"), ("''=1", "'''=1"), ("' =1", "'' =1"), ("-5-2", "'-5-2"), ("-", "'-"), ("=", "'="),
            ("-5", "-5"), ("+3,2", "+3,2"), ("-4 %", "-4 %"), ("-1.234,50", "-1.234,50"), ("'-5", "'-5"),
            ("a=b", "a=b"), ("it's", "it's"), ("'tis", "'tis"), ("a - b", "a - b"), ("\n", "\n"), ("'", "'"),
        ])
    func formulas(_ cell: String, _ expected: String) {
        #expect(Array(written(cell).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func `heads are guarded like cells`() {
        #expect(text(["=a", "b"], []) == "'=a,b\r\n")
    }

    @Test func `what is written is restored to the same text, whatever it begins with`() {
        let parts = ["'", "=", "-", " ", "\u{200B}", "\n", "\r", "\t", "5", "%", "a", "\u{FF20}", "\""]
        var texts = [""]
        for _ in 0..<4 { texts = [""] + texts.flatMap { text in parts.map { text + $0 } } }
        var changed = 0
        var wrong: [String] = []
        for text in texts {
            let cell = written(text)
            if cell != text { changed += 1 }
            if Array(DelimitedWriter.restored(cell).utf8) != Array(text.utf8) { wrong.append(text) }
        }
        #expect(wrong.isEmpty)
        #expect(changed > texts.count / 10)
    }
}
