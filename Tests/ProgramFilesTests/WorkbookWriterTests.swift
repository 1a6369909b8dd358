// Workbooks. What they say is read back by other programs in deploy/interop.sh; here stands what can be seen from outside.

import Foundation
import ProgramFiles
import Quantities
import Testing

@Suite struct WrittenWorkbooks {
    private func table(_ name: String, _ rows: [[ExportCell]]) -> ExportTable {
        ExportTable(name: name, heads: ["id", "when"], rows: rows)
    }

    /// The names of a zip's parts, from its central directory.
    private func parts(_ bytes: [UInt8]) -> [String] {
        func number(_ at: Int, _ width: Int) -> Int { (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
        let end = bytes.count - 22
        guard end > 0, bytes[end...].starts(with: Array("PK\u{5}\u{6}".utf8)) else { return [] }
        var names: [String] = []
        var at = number(end + 16, 4)
        for _ in 0..<number(end + 10, 2) {
            let length = number(at + 28, 2)
            names.append(String(decoding: bytes[(at + 46)..<(at + 46 + length)], as: UTF8.self))
            at += 46 + length + number(at + 30, 2) + number(at + 32, 2)
        }
        return names
    }

    private func folder(_ use: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try use(folder)
    }

    @Test func `a workbook is a zip with a sheet for each table, and the same tables make the same bytes`() throws {
        let day = try #require(CalendarDate(iso: "2026-11-27"))
        let tables = [
            table(
                "Risks", [[.text("R-1"), .date(day)], [.text("=1+1"), .none], [.number(2.5), .number(.infinity)]]),
            table("risks", []),
        ]
        let bytes = try WorkbookWriter.bytes(tables)
        #expect(bytes.starts(with: Array("PK\u{3}\u{4}".utf8)))
        #expect(parts(bytes).filter { $0.hasPrefix("xl/worksheets/sheet") }.count == 2)
        #expect(parts(bytes).contains("[Content_Types].xml"))
        #expect(try WorkbookWriter.bytes(tables) == bytes)
        #expect(try WorkbookWriter.bytes(tables.dropLast()) != bytes)
        #expect(WorkbookWriter.cut(tables).isEmpty)
    }

    @Test func `it leaves nothing where it was written`() throws {
        try folder { folder in
            _ = try WorkbookWriter.bytes([table("Risks", [])], through: folder)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func `a folder that cannot be written in is told`() throws {
        try folder { folder in
            let problem = #expect(throws: FileProblem.self) {
                try WorkbookWriter.bytes([table("Risks", [])], through: "\(folder)/none")
            }
            #expect(problem?.why.contains("\(folder)/none: No such file or directory") == true)
        }
    }

    @Test func `no table, and more than a sheet holds, is refused`() throws {
        #expect(throws: FileProblem("a workbook needs a sheet, and there is no table")) { try WorkbookWriter.bytes([]) }
        let wide = ExportTable(name: "Wide", heads: Array(repeating: "h", count: 16_385), rows: [])
        #expect(throws: FileProblem("Wide has 16385 columns; a sheet holds 16384")) { try WorkbookWriter.bytes([wide]) }
        let long = table("Long", Array(repeating: [], count: 1_048_576))
        #expect(throws: FileProblem("Long has 1048576 rows; a sheet holds 1048575 below its heads")) {
            try WorkbookWriter.bytes([long])
        }
    }

    @Test(
        "text is kept whole, and what XML cannot hold is told from what reads like it",
        arguments: [
            ("=1+1", "=1+1"), ("a\tb\nc", "a\tb\nc"), ("a\u{7}b", "a_x0007_b"), ("a\0b", "a_x0000_b"),
            ("a\r\nb", "a_x000D_\nb"), ("_x0041_", "_x005F_x0041_"), ("_x00e9_x00E9_", "_x005F_x00e9_x005F_x00E9_"),
            ("_x041_", "_x041_"), ("snake_case", "snake_case"), ("\u{FFFE}", "_xFFFE_"), ("ｆｏｏ", "ｆｏｏ"),
        ])
    func texts(_ text: String, _ cell: String) {
        #expect(Array(WorkbookText.cell(text).utf8) == Array(cell.utf8))
    }

    @Test func `text longer than a cell holds is cut at a whole character, and said`() throws {
        let fits = String(repeating: "x", count: 32_767)
        #expect(WorkbookText.cell(fits) == fits)
        for piece in ["x", "é", "\u{1F469}", "\u{7}"] {
            let text = "x" + String(repeating: piece, count: 40_000)
            let cell = WorkbookText.cell(text)
            #expect((32_760...32_767).contains(cell.utf16.count))
            #expect(cell.hasSuffix(" … (cut: \(text.utf16.count) characters, more than a cell holds)"))
            let table = table("Risks", [[.text("R-1")], [.text("R-2"), .text(text)]])
            #expect(
                WorkbookWriter.cut([table]) == [
                    FileProblem(row: 3, field: "when", "is cut to 32767 characters in the sheet Risks")
                ])
            #expect(parts(try WorkbookWriter.bytes([table])).contains("xl/worksheets/sheet1.xml"))
        }
    }

    @Test(
        "names of sheets are cleaned to what their programs take",
        arguments: [
            (["Risks", "risks", "RISKS"], ["Risks", "risks 2", "RISKS 3"]),
            (["a[b]:c*d?e/f\\g"], ["a-b--c-d-e-f-g"]), (["'quoted'", "it's"], ["quoted", "it's"]),
            (["", "  ", "'"], ["Sheet", "Sheet 2", "Sheet 3"]), (["History"], ["History 1"]),
            (
                [String(repeating: "n", count: 40), String(repeating: "n", count: 31)],
                [String(repeating: "n", count: 31), String(repeating: "n", count: 29) + " 2"]
            ),
            ([String(repeating: "\u{1F469}", count: 16)], [String(repeating: "\u{1F469}", count: 15)]),
            (["a\nb\u{FFFE}"], ["a-b-"]), (["n 2", "n", "n"], ["n 2", "n", "n 3"]),
        ])
    func names(_ given: [String], _ cleaned: [String]) throws {
        #expect(SheetNames.cleaned(given) == cleaned)
        let bytes = try WorkbookWriter.bytes(given.map { table($0, []) })
        #expect(parts(bytes).filter { $0.hasPrefix("xl/worksheets/sheet") }.count == given.count)
    }
}
