// Workbooks of spreadsheets.

import ProgramFiles
import Testing

/// A workbook from the XML of its parts.
private struct Sample {
    var workbook = "<workbook xmlns:r='r'><workbookPr/><sheets><sheet name='One' r:id='a'/></sheets></workbook>"
    var relations = "<Relationship Id='a' Type='x/worksheet' Target='worksheets/one.xml'/>"
    var strings = ""
    var styles = ""
    var rows = ""
    var after = ""
    var others: [ZipSamples.Entry] = []

    init(_ rows: String = "") { self.rows = rows }

    var bytes: [UInt8] {
        var entries = [
            ZipSamples.Entry("[Content_Types].xml", "<Types/>"), .init("xl/workbook.xml", workbook),
            .init(
                "xl/_rels/workbook.xml.rels",
                "<Relationships>\(relations)<Relationship Id='s' Type='y/sharedStrings' Target='/xl/strings.xml'/>"
                    + "<Relationship Id='t' Type='z/styles' Target='styles.xml'/></Relationships>"),
            .init("xl/worksheets/one.xml", "<worksheet><sheetData>\(rows)</sheetData>\(after)</worksheet>"),
        ]
        if !strings.isEmpty { entries.append(.init("xl/strings.xml", "<sst>\(strings)</sst>")) }
        if !styles.isEmpty { entries.append(.init("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>")) }
        return ZipSamples.zip(entries + others)
    }

    func read() throws(FileProblem) -> [FileTable] { try Workbook.read(bytes) }
    func cells() throws(FileProblem) -> [[String]] { try read().first?.rows.map(\.cells) ?? [] }
    func problems() throws(FileProblem) -> [String] { try Workbook.contents(bytes).problems.map(\.description) }
}

@Suite struct Workbooks {
    @Test func `a packed workbook is read`() throws {
        let tables = try Workbook.read(ZipSamples.packed)
        #expect(tables.map(\.name) == ["Risks"])
        #expect(tables[0].rows == (1...5).map { FileRow(number: $0, cells: ["R-\($0)", "\($0)"]) })
    }

    @Test func `cells of every type are read as text`() throws {
        var sample = Sample(
            """
            <row r='2'><c r='B2' t='s'><v>1</v></c><c r='D2' t='s'><v>0</v></c></row>
            <row r='5'><c t='inlineStr'><is><r><t>in</t></r><r><t> line</t></r></is></c><c t='str'><f>A1</f><v>text_x0041_</v></c>\
            <c t='b'><v>1</v></c><c t='b'><v>0</v></c><c><v>42</v></c><c t='n'><v>0.5</v></c><c t='d'><v>2026-03-01T00:00:00</v></c></row>
            <row><c r='A6'><v>8.3999999999999986</v></c><c><f>A6*2</f><v>16.8</v></c></row>
            """)
        sample.strings =
            "<si><t xml:space='preserve'> kept </t></si><si><r><t>ri</t></r><r><rPr/><t>ch_x000D_</t></r><rPh><t>no</t></rPh></si>"
        let table = try #require(try sample.read().first)
        #expect(table.rows.map(\.number) == [2, 5, 6])
        #expect(
            table.rows.map(\.cells) == [
                ["", "rich\r", "", " kept "], ["in line", "textA", "TRUE", "FALSE", "42", "0.5", "2026-03-01"],
                ["8.4", "16.8"],
            ])
    }

    @Test(
        "numbers have at most fifteen digits and no exponent",
        arguments: [
            ("8.399999999999999", "8.4"), ("0.1", "0.1"), ("1E3", "1000"), ("1.5E-7", "0.00000015"), ("-2.50", "-2.5"),
            ("123456789012345", "123456789012345"), ("0.30000000000000004", "0.3"),
            ("9.9999999999999999E20", "1000000000000000000000"),
            ("999999999999999.96", "1000000000000000"), ("0", "0"), ("-0.0", "0"), ("1E300", "1e+300"),
        ])
    func numbers(_ value: String, _ text: String) throws {
        #expect(try Sample("<row><c><v>\(value)</v></c></row>").cells() == (text.isEmpty ? [] : [[text]]))
    }

    @Test(
        "a number is a date, a time or a share by its format",
        arguments: [
            ("14", "", "46082", "2026-03-01"), ("22", "", "46082.4375", "2026-03-01T10:30:00"),
            ("22", "", "46081.999999", "2026-03-01"), ("14", "", "1", "1900-01-01"), ("14", "", "59", "1900-02-28"),
            ("14", "", "61", "1900-03-01"), ("20", "", "0.75", "18:00:00"), ("46", "", "1.5", "36:00:00"),
            ("0", "", "46082", "46082"), ("2", "", "46082", "46082"), ("9", "", "0.4", "40%"),
            ("10", "", "0.125", "12.5%"),
            ("164", "dd/mm/yyyy", "46082", "2026-03-01"), ("164", "[$-407]d\\. mmmm yyyy;@", "46082", "2026-03-01"),
            ("164", "mmm", "46082", "2026-03-01"), ("164", "yyyy\\-mm\\-dd hh:mm", "46082.5", "2026-03-01T12:00:00"),
            ("164", "#,##0 &quot;days&quot;", "5", "5"), ("164", "#,##0.00\\d", "5", "5"),
            ("164", "[Red]0.0", "5", "5"),
            ("164", "0.0%", "0.4", "40%"), ("164", "[hh]:mm", "1.25", "30:00:00"), ("164", "General", "5", "5"),
            ("164", "_-* #,##0.00_d", "5", "5"), ("164", "h:mm AM/PM", "0.5", "12:00:00"),
        ])
    func formats(_ id: String, _ code: String, _ value: String, _ text: String) throws {
        var sample = Sample("<row><c s='1'><v>\(value)</v></c></row>")
        sample.styles =
            "<numFmts><numFmt numFmtId='164' formatCode='\(code)'/></numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId='0'/><xf numFmtId='\(id)'/></cellXfs>"
        #expect(try sample.cells() == [[text]])
    }

    @Test func `days are counted from 1904 where the workbook says so`() throws {
        var sample = Sample("<row><c s='0'><v>44620</v></c></row>")
        sample.styles = "<cellXfs><xf numFmtId='14'/></cellXfs>"
        sample.workbook = sample.workbook.replacing("<workbookPr/>", with: "<workbookPr date1904='1'/>")
        #expect(try sample.cells() == [["2026-03-01"]])
    }

    @Test func `sheets come in the workbook's order, without hidden ones and charts`() throws {
        var sample = Sample("<row><c><v>1</v></c></row>")
        sample.workbook =
            "<x:workbook xmlns:x='x' xmlns:q='q'><x:sheets><x:sheet name='Two' q:id='b'/><x:sheet name='H' state='hidden' q:id='c'/>"
            + "<x:sheet name='V' state='veryHidden' q:id='c'/><x:sheet name='Chart' q:id='d'/><x:sheet name='One' q:id='a'/></x:sheets></x:workbook>"
        sample.relations +=
            "<Relationship Id='b' Type='w/worksheet' Target='/xl/../xl/Two.XML'/><Relationship Id='c' Type='w/worksheet' Target='h.xml'/>"
            + "<Relationship Id='d' Type='w/chartsheet' Target='d.xml'/>"
        sample.others = [.init("xl\\two.xml", "<worksheet><row><c><v>2</v></c></row></worksheet>")]
        let tables = try sample.read()
        #expect(tables.map(\.name) == ["Two", "One"])
        #expect(tables.map { $0.rows.map(\.cells) } == [[["2"]], [["1"]]])
    }

    @Test func `the workbook part is found by its content type`() throws {
        let bytes = ZipSamples.zip([
            .init(
                "[Content_Types].xml",
                "<Types><Override PartName='/book/b.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"
            ),
            .init("book/b.xml", "<workbook xmlns:r='r'><sheets><sheet name='S' r:id='a'/></sheets></workbook>"),
            .init(
                "book/_rels/b.xml.rels",
                "<Relationships><Relationship Id='a' Type='x/worksheet' Target='../s/s.xml'/></Relationships>"),
            .init("s/s.xml", "<worksheet><row><c><v>1</v></c></row></worksheet>"),
        ])
        #expect(try Workbook.read(bytes).map { $0.rows.map(\.cells) } == [[["1"]]])
    }

    @Test func `of merged cells only the first counts`() throws {
        var sample = Sample(
            "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c><c><v>5</v></c><c><v>6</v></c></row>"
        )
        sample.after = "<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='C2:C900'/></mergeCells>"
        #expect(try sample.cells() == [["1", "", "3"], ["", "", "6"]])
    }

    @Test func `cells that cannot be read are empty, and told with their names`() throws {
        var sample = Sample(
            """
            <row r='3'><c r='AA3' t='e'><v>#N/A</v></c><c t='s'><v>7</v></c><c><f>1+1</f></c><c s='1'><v>60</v></c>\
            <c s='0'><v>x</v></c><c s='1'><v>-5</v></c><c t='str'><f>""</f><v></v></c><c><v>1</v></c></row>
            """)
        sample.styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"
        #expect(try sample.cells().map { $0.filter { !$0.isEmpty } } == [["1"]])
        #expect(
            try sample.problems() == [
                "row 3, \"One!AA3\": holds the error #N/A",
                "row 3, \"One!AB3\": points to a text that the workbook does not have",
                "row 3, \"One!AC3\": has a formula without its value: open and save it in a spreadsheet program",
                "row 3, \"One!AD3\": is shown as a date, and 60 is none", "row 3, \"One!AE3\": holds no number: x",
                "row 3, \"One!AF3\": is shown as a date, and -5 is none",
            ])
        let many = Sample("<row>" + String(repeating: "<c t='e'><v>#N/A</v></c>", count: 300) + "</row>")
        #expect(try many.problems().count == 201)
        #expect(try many.problems().last == "\"One\": has 100 more cells that cannot be read")
    }

    @Test(
        "what is no workbook is refused by its name",
        arguments: [
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "in the old form (.xls) or one with a password"),
            (Array("a,b\n".utf8), "is no workbook"), (Array("PK\u{3}\u{4}nothing".utf8), "is no whole zip file"),
            (ZipSamples.zip([.init("a.txt", "x")]), "is a zip file without a workbook in it"),
            (ZipSamples.zip([.init("content.xml", "x")]), "(.ods)"),
            (ZipSamples.zip([.init("word/document.xml", "x")]), "(.docx)"),
            (ZipSamples.zip([.init("xl/workbook.bin", "x")]), "(.xlsb)"),
            (ZipSamples.zip([.init("xl/workbook.xml", "<workbook/>")]), "has no visible sheet"),
            (ZipSamples.zip([.init("xl/workbook.xml", "<!DOCTYPE x><workbook/>")]), "document type"),
            (ZipSamples.zip([.init("xl/workbook.xml", "<workbook>")]), "is no whole XML"),
            (
                ZipSamples.zip([.init("xl/workbook.xml", "<workbook xmlns:r='r'><sheet name='S' r:id='q'/></workbook>")]
                ), "does not say where its sheet \"S\" is"
            ),
            (ZipSamples.zip([.init("../x", "x")]), "has a part outside of itself"),
            (ZipSamples.zip([.init("a\\..\\x", "x")]), "has a part outside of itself"),
            (ZipSamples.bomb, "is packed more than 200 times"),
            (ZipSamples.zip([.init("xl/workbook.xml", "x", saidSize: 2 << 30)]), "is larger than 1073741824 bytes"),
            (ZipSamples.zip([.init("xl/workbook.xml", "<workbook/>", saidSize: 20)]), "has a damaged part"),
            (ZipSamples.zip([.init("xl/workbook.xml", "<workbook/>", saidSize: 5)]), "has a damaged part"),
            (ZipSamples.zip((0...10_000).map { .init("\($0)", "") }), "holds 10001 parts, more than 10000"),
        ] as [([UInt8], String)])
    func refused(_ bytes: [UInt8], _ why: String) {
        let problem = #expect(throws: FileProblem.self) { try Workbook.read(bytes) }
        #expect(problem?.description.contains(why) == true, "\(problem?.description ?? "")")
    }

    @Test(
        "cells beyond a sheet's bounds are refused",
        arguments: [
            ("<row r='1048577'><c><v>1</v></c></row>", "has no row 1048577"), ("<row r='0'/>", "has no row 0"),
            ("<row><c r='XFE1'><v>1</v></c></row>", "has no cell \"XFE1\""),
            ("<row><c r='1'/></row>", "has no cell \"1\""),
            ("<row><c r='A1A'/></row>", "has no cell \"A1A\""),
            ("<row><c r='XFD1'><v>1</v></c><c><v>1</v></c></row>", "has more than 16384 columns"),
        ])
    func bounds(_ rows: String, _ why: String) {
        let problem = #expect(throws: FileProblem.self) { try Sample(rows).read() }
        #expect(problem?.description.contains(why) == true, "\(problem?.description ?? "")")
    }

    @Test func `limits are said by name`() {
        let row = "<row><c r='J1'><v>1</v></c></row>"
        let cells = #expect(throws: FileProblem.self) {
            try Workbook.contents(Sample(row + row).bytes, limits: Workbook.Limits(cells: 19))
        }
        #expect(cells?.why == "has more than 19 cells")
        let bytes = #expect(throws: FileProblem.self) {
            try Workbook.contents(Sample(row).bytes, limits: Workbook.Limits(bytes: 300))
        }
        #expect(bytes?.description == "is larger than 300 bytes when it is unpacked")
    }

    @Test func `a register in a workbook is read`() throws {
        var sample = Sample(
            "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>3</v></c></row>"
                + "<row><c><v>7</v></c><c t='s'><v>4</v></c><c s='1'><v>0.4</v></c><c s='2'><v>46082</v></c></row>")
        sample.strings = ["ID", "Risk", "Probability", "Due", "Fire"].map { "<si><t>\($0)</t></si>" }.joined()
        sample.styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='9'/><xf numFmtId='14'/></cellXfs>"
        let file = try Register.read(sample.read())
        #expect(file.records.map(\.key) == ["risk 7"])
        #expect(file.records.first?.fields == ["probability": "3", "chance": "40%"])
        #expect(file.records.first?.due?.iso == "2026-03-01")
    }

    @Test func `damaged workbooks are refused or read, soon`() {
        var sample = Sample(
            "<row r='2'><c r='B2' t='s'><v>0</v></c><c><f>1</f><v>2</v></c></row><row><c s='1'><v>46082.5</v></c><c t='e'><v>#N/A</v></c></row>"
        )
        sample.strings = "<si><r><t>a_x0041_</t></r></si>"
        sample.styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"
        sample.after = "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>"
        var random = Mutations(seed: 13)
        var read = 0
        for _ in 0..<Mutations.rounds {
            // Within the parts, whose sums are right.
            var own = sample
            own.rows = String(decoding: random.mutated(Array(sample.rows.utf8)), as: UTF8.self)
            own.strings = String(decoding: random.mutated(Array(sample.strings.utf8)), as: UTF8.self)
            if (try? own.read()) != nil { read += 1 }
            // And anywhere in the file.
            if (try? Workbook.read(random.mutated(ZipSamples.packed))) != nil { read += 1 }
        }
        #expect(read > 20)
    }
}
