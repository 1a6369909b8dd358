// Delimited text of many programs.

import ProgramFiles
import Testing

@Suite struct DelimitedTexts {
    private func rows(_ text: String) throws -> [[String]] {
        try DelimitedText.read(Array(text.utf8)).rows.map(\.cells)
    }

    @Test(
        "cells are read with their quotes, line breaks and line ends",
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
            ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
            ("a,b\n\"1,\"\"x\"\"\",2\n", [["a", "b"], ["1,\"x\"", "2"]]),
            ("a,b\r\n\"one\r\n\r\ntwo\",2\r\n", [["a", "b"], ["one\r\n\r\ntwo", "2"]]),
            ("a,b,,\n1\n1,2,3,4,5\n", [["a", "b", "", ""], ["1"], ["1", "2", "3", "4", "5"]]),
            (" a , b\n\" 1 \",2\n", [["a", "b"], [" 1 ", "2"]]),
            ("a,b\n\n  \n1,2\n", [["a", "b"], ["1", "2"]]),
            ("alone\n", [["alone"]]),
            ("a,5\" disk\nb,x\n", [["a", "5\" disk"], ["b", "x"]]),
            ("", []),
            ("\n\n", []),
        ])
    func cells(_ text: String, _ expected: [[String]]) throws {
        #expect(try rows(text) == expected)
    }

    @Test(
        "the delimiter is the one by which the rows are alike",
        arguments: [
            ("id;text\n1;a, b, c\n2;d\n3;e, f\n", [["id", "text"], ["1", "a, b, c"], ["2", "d"], ["3", "e, f"]]),
            ("id\ttext\n1\ta, b\n\t\n", [["id", "text"], ["1", "a, b"], ["", ""]]),
            ("id|text\n1|a\n", [["id", "text"], ["1", "a"]]),
            ("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", [["a", "b", "c"], ["1,5", "2,5", "3,5"], ["4,5", "5,5", "6,5"]]),
            ("a,b,c\n1,2,3\n4,5,6\n", [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]),
            ("a,b\nx,\"1;2;3\"\ny,\"4;5;6\"\n", [["a", "b"], ["x", "1;2;3"], ["y", "4;5;6"]]),
            ("a,b\nx,1;2\ny,3;4\n", [["a", "b"], ["x", "1;2"], ["y", "3;4"]]),
            ("My list, of risks\n\na;b;c\n1;2;3\n", [["My list, of risks"], ["a", "b", "c"], ["1", "2", "3"]]),
            ("sep=|\na,b|c\n", [["a,b", "c"]]),
            ("\u{FEFF}SEP=;\r\na,b;c\r\n", [["a,b", "c"]]),
            ("\"sep=\t\"\na,b\tc\n", [["a,b", "c"]]),
        ])
    func delimiter(_ text: String, _ expected: [[String]]) throws {
        #expect(try rows(text) == expected)
    }

    @Test(
        "a row's number is the line it begins on, however lines end",
        arguments: ["\n", "\r\n", "\r"])
    func numbers(_ end: String) throws {
        let lines = ["a,b", "\"one", "", "two\",2", "", "3,4", "\"5", "6\",\"7", "8\"", "9,10"]
        let table = try DelimitedText.read(Array(lines.joined(separator: end).utf8))
        #expect(table.rows.map(\.number) == [1, 2, 6, 7, 10])
        let named = try DelimitedText.read(Array((["sep=,"] + lines).joined(separator: end).utf8))
        #expect(named.rows.map(\.number) == [2, 3, 7, 8, 11])
    }

    @Test func `every encoding that spreadsheets write is read`() throws {
        let text = "Größe,€\nnaïve,😀\n"
        let expected = [["Größe", "€"], ["naïve", "😀"]]
        let units = Array(text.utf16)
        let little: [UInt8] =
            [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
        for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), little, big] {
            #expect(try DelimitedText.read(bytes).rows.map(\.cells) == expected)
        }
        let windows: [UInt8] = Array("Gr".utf8) + [0xF6, 0xDF] + Array("e,".utf8) + [0x80]
        #expect(try DelimitedText.read(windows).rows.map(\.cells) == [["Größe", "€"]])
    }

    @Test(
        "what cannot be read is told with its line",
        arguments: [
            ("a,b\n1,\"open\n2,3\n4,5\n", "row 2: a quote begins here that is never closed"),
            ("\"open", "row 1: a quote begins here that is never closed"),
            ("a,b\n\"x\ny\",\"open\n\n", "row 3: a quote begins here that is never closed"),
            ("a,b\n1,\0\n", "row 2: holds a NUL byte: it is no text, or UTF-16 without its mark; save it as UTF-8"),
        ])
    func refused(_ text: String, _ why: String) {
        let problem = #expect(throws: FileProblem.self) { try rows(text) }
        #expect(problem?.description == why)
    }

    @Test func `limits are said by name`() throws {
        let limits = DelimitedText.Limits(bytes: 12, cells: 3)
        let wide = #expect(throws: FileProblem.self) {
            try DelimitedText.read(Array("a\n1,2,3,4\n5".utf8), limits: limits)
        }
        #expect(wide?.description == "row 2: has more than 3 cells")
        let last = #expect(throws: FileProblem.self) {
            try DelimitedText.read(Array("a\n1,2,3,4".utf8), limits: limits)
        }
        #expect(last?.description == "row 2: has more than 3 cells")
        let long = #expect(throws: FileProblem.self) {
            try DelimitedText.read(Array("a,b\n1,2\n1,2\n5".utf8), limits: limits)
        }
        #expect(long?.description == "the file has 13 bytes, more than 12")
        #expect(try DelimitedText.read(Array("a,b,c\n1,2,3".utf8), limits: limits).rows.count == 2)
    }

    @Test(
        "one mark before the start of a formula is taken away",
        arguments: [
            ("'=1+1", "=1+1"), ("''=1+1", "'=1+1"), ("'+x", "+x"), ("'-x", "-x"), ("'@x", "@x"),
            ("'\u{FF1D}x", "\u{FF1D}x"),
            ("' \u{A0}\u{200B}=x", " \u{A0}\u{200B}=x"), ("'tis", "'tis"), ("''", "''"), ("a '=b", "a '=b"),
            ("a\n'=b", "a\n=b"), ("a\n'b", "a\n'b"),
        ])
    func marks(_ cell: String, _ expected: String) throws {
        #expect(try rows("x,\"\(cell)\"\n") == [["x", expected]])
    }

    @Test func `damaged files are refused or read, soon`() throws {
        var random = Mutations(seed: 7)
        let sample = Array("id;\"a \"\"b\"\"\"\r\n1;\"x\r\ny\";3\r\n'=2;\u{E9};,|\t\n".utf8)
        var read = 0
        for _ in 0..<Mutations.rounds where (try? DelimitedText.read(random.mutated(sample))) != nil { read += 1 }
        #expect(read > 100)
    }
}
