// Descriptions and comments of Jira, in each of the three ways they are written.

import JSONText
import ProgramFiles
import Testing

private typealias Sample = JiraSample

@Suite struct JiraTexts {
    @Test(
        "markup becomes plain text",
        arguments: [
            ("*Strong* and _soft_ a_long_name 2*3*4", "Strong and soft a_long_name 2*3*4"),
            ("* one⏎** two⏎* three", "- one⏎  - two⏎- three"), ("# a⏎# b⏎text⏎# c", "1. a⏎2. b⏎text⏎1. c"),
            ("# a⏎#* b⏎# c", "1. a⏎  - b⏎2. c"), ("h2. Head⏎⏎⏎⏎Text", "Head⏎⏎Text"), ("bq. said", "> said"),
            ("{code:java}⏎int *a* = [0|b];⏎{code}⏎*end*", "int *a* = [0|b];⏎end"),
            ("see {code}*x*{code} then", "see⏎*x*⏎then"), ("{noformat}{code}{noformat}", "{code}"),
            ("{code}⏎open *end*", "open *end*"),
            (
                "[Wiki|https://w.example/a] [https://w.example] [x] [~bo] [~accountid:5b1]",
                "Wiki (https://w.example/a) https://w.example [x] @bo @5b1"
            ),
            ("{{mono_x}} {color:red}red{color} {panel:title=Note|a=b}in{panel}", "mono_x red Notein"),
            ("!plan.png|thumbnail! Stop! Go!", "[attachment] plan.png Stop! Go!"), ("----", "---"),
            ("a\\\\b \\*c\\* C:\\dir", "a⏎b *c* C:\\dir"), ("-5 and - x", "-5 and - x"), ("*", "*"), ("[", "["),
        ])
    func markup(_ markup: String, _ plain: String) throws {
        let rows = [
            ["Issue key", "Summary", "Description"], ["NET-1", "a", String(markup.map { $0 == "⏎" ? "\n" : $0 })],
        ]
        let table = FileTable(rows: rows.enumerated().map { FileRow(number: $0 + 1, cells: $1) })
        let issue = try #require(try JiraExport.read(table, hints: [:]).records.first)
        #expect(issue.notes.map(\.text) == [String(plain.map { $0 == "⏎" ? "\n" : $0 })])
    }

    @Test func `tables of markup part their cells`() throws {
        let text = try Sample.answered(##""description": "||Rack||Day||\n|A1|[x|https://y.z]|""##).notes.first?.text
        #expect(text == "Rack | Day\nA1 | x (https://y.z)")
    }

    @Test(
        "markup of nothing but marks is read in bounded time",
        arguments: ["*a ", "[", "{code", "{", "!a", "_*", "{{", "|", "\\", "* "])
    func bounded(_ mark: String) throws {
        let clock = ContinuousClock()
        let took = try clock.measure { () throws in
            let table = FileTable(rows: [
                FileRow(number: 1, cells: ["Issue key", "Summary", "Description"]),
                FileRow(number: 2, cells: ["NET-1", "a", String(repeating: mark, count: 10_000 / mark.count)]),
            ])
            #expect(try JiraExport.read(table, hints: [:]).records.count == 1)
        }
        #expect(took < .seconds(20))
    }

    private static func document(_ content: String) -> String {
        #""description": {"version": 1, "type": "doc", "content": [\#(content)]}"#
    }

    private static func line(_ nodes: String) -> String { #"{"type": "paragraph", "content": [\#(nodes)]}"# }
    private static func text(_ text: String) -> String { #"{"type": "text", "text": "\#(text)"}"# }
    private static func node(_ type: String, _ content: String..., attributes: String = "{}") -> String {
        let content = content.joined(separator: ",")
        return #"{"type": "\#(type)", "attrs": \#(attributes), "content": [\#(content)]}"#
    }

    @Test(
        "documents of nodes become plain text",
        arguments: [
            (line(text("a") + "," + text("b")) + "," + line(text("c")), "ab⏎⏎c"),
            (#"{"type": "heading", "attrs": {"level": 2}, "content": [\#(text("Head"))]}"#, "Head"),
            (
                node(
                    "bulletList",
                    node(
                        "listItem", line(text("a")),
                        node(
                            "orderedList", node("listItem", line(text("b"))), node("listItem", line(text("c"))),
                            attributes: #"{"order": 3}"#)), node("listItem", line(text("d")))),
                "- a⏎  3. b⏎  4. c⏎- d"
            ),
            (
                #"""
                {"type": "taskList", "content": [
                  {"type": "taskItem", "attrs": {"state": "DONE"}, "content": [{"type": "text", "text": "a"}]},
                  {"type": "taskItem", "attrs": {"state": "TODO"}, "content": [{"type": "text", "text": "b"}]}]},
                {"type": "decisionList", "content": [
                  {"type": "decisionItem", "content": [{"type": "text", "text": "c"}]}]}
                """#, "[x] a⏎[ ] b⏎⏎<> c"
            ),
            (#"{"type": "codeBlock", "content": [{"type": "text", "text": "a  *b*\n c"}]}"#, "a  *b*⏎ c"),
            (#"{"type": "blockquote", "content": [\#(line(text("a"))), \#(line(text("b")))]}"#, "> a⏎>⏎> b"),
            (#"{"type": "panel", "content": [\#(line(text("a")))]}, {"type": "rule"}"#, "a⏎⏎---"),
            (#"{"type": "expand", "attrs": {"title": "More"}, "content": [\#(line(text("a")))]}"#, "More⏎⏎a"),
            (
                #"""
                {"type": "table", "content": [{"type": "tableRow", "content": [
                  {"type": "tableHeader", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "a"}]}]},
                  {"type": "tableCell", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "b"}]}]}]}]}
                """#, "a | b"
            ),
            (
                line(
                    #"""
                    {"type": "text", "text": "wiki", "marks": [{"type": "link", "attrs": {"href": "https://w.x"}}]},
                    {"type": "hardBreak"},
                    {"type": "text", "text": "https://w.x", "marks": [{"type": "link", "attrs": {"href": "https://w.x"}}]}
                    """#), "wiki (https://w.x)⏎https://w.x"
            ),
            (
                line(
                    #"""
                    {"type": "mention", "attrs": {"id": "5b1", "text": "@Ana"}}, {"type": "text", "text": " "},
                    {"type": "emoji", "attrs": {"shortName": ":ok:"}}, {"type": "text", "text": " "},
                    {"type": "date", "attrs": {"timestamp": "1582152559000"}}, {"type": "text", "text": " "},
                    {"type": "status", "attrs": {"text": "LATE"}}, {"type": "text", "text": " "},
                    {"type": "inlineCard", "attrs": {"url": "https://c.x"}}, {"type": "placeholder", "attrs": {"text": "?"}}
                    """#), "@Ana :ok: 2020-02-19 LATE https://c.x"
            ),
            (
                #"""
                {"type": "mediaSingle", "content": [{"type": "media", "attrs": {"alt": "plan.png"}}]},
                {"type": "blockCard", "attrs": {"url": "https://b.x"}}
                """#, "[attachment] plan.png⏎⏎https://b.x"
            ),
            (#"{"type": "novelty", "content": [\#(line(text("a")))]}"#, "a"),
            (line(#"{"type": "novelty", "content": [\#(text("a"))]}"#), "a"),
        ])
    func documents(_ content: String, _ plain: String) throws {
        let issue = try Sample.answered(JiraTexts.document(content))
        #expect(issue.notes.map(\.text) == [String(plain.map { $0 == "⏎" ? "\n" : $0 })])
    }

    @Test func `a description is nothing, a text or a document`() throws {
        #expect(try Sample.answered(#""description": null"#).notes.isEmpty)
        #expect(try Sample.answered(#""description": 7"#).notes.isEmpty)
        #expect(try Sample.answered(#""description": "*old*""#).notes.map(\.text) == ["old"])
        #expect(try Sample.answered(JiraTexts.document("")).notes.isEmpty)
    }

    @Test func `a document of nodes within nodes without end is cut`() throws {
        var document: JSON = ["type": "text", "text": "core"]
        for kind in 0..<200 {
            let type: JSON = kind % 3 == 0 ? "paragraph" : kind % 3 == 1 ? "listItem" : "bulletList"
            document = ["type": type, "content": [document]]
        }
        let issue: JSON = [
            "id": "1", "key": "NET-1",
            "fields": ["summary": "a", "description": ["type": "doc", "content": [document]]],
        ]
        let text = try JiraExport.read(json: [issue]).records.first?.notes.first?.text
        #expect(text?.hasSuffix("…") == true)
        #expect(text?.contains("core") == false)
    }

    @Test(
        "the HTML of a feed becomes plain text",
        arguments: [
            ("<p>a <b>b</b>\n c</p><p>d</p>", "a b c⏎⏎d"), ("a<br/>b", "a⏎b"),
            ("<ul>\n<li>one<ul><li>two</li></ul></li>\n<li>three</li></ul>", "- one⏎  - two⏎- three"),
            ("<ol><li><p>a</p></li><li><p>b</p></li></ol>", "1. a⏎2. b"),
            (
                "<a href=\"https://w.x?a=1&amp;b\" class='c'>wiki</a> <a href='https://w.x'>https://w.x</a>",
                "wiki (https://w.x?a=1&b) https://w.x"
            ),
            ("<pre>a  b\n c</pre>d", "a  b⏎ c⏎⏎d"), ("3 &lt; 4 &amp;&#38;&#x26; &uuml; &", "3 < 4 &&& &uuml; &"),
            ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>", "a | b⏎c | d"),
            ("<img src=x alt=\"plan.png\">", "[attachment] plan.png"), ("1 < 2 <", "1 < 2 <"), ("</ul></li><li>a", "a"),
        ])
    func pages(_ html: String, _ plain: String) throws {
        let file = try Sample.feed(
            "<item><key id='1'>NET-1</key><summary>a</summary><description><![CDATA[\(html)]]></description></item>")
        #expect(file.records.first?.notes.map(\.text) == [String(plain.map { $0 == "⏎" ? "\n" : $0 })])
    }

    @Test(
        "HTML of nothing but marks is read in bounded time",
        arguments: ["<", "<a href=", "<ul><li>", "<p", "&", "<a href='x'>y", "<td>x", "<pre>"])
    func boundedPages(_ mark: String) throws {
        let clock = ContinuousClock()
        let html = String(repeating: mark, count: 10_000 / mark.count)
        let took = try clock.measure {
            let file = try Sample.feed(
                "<item><key id='1'>NET-1</key><summary>a</summary><description><![CDATA[\(html)]]></description></item>"
            )
            #expect(file.records.count == 1)
        }
        #expect(took < .seconds(20))
    }
}
