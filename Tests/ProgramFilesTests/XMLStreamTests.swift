// Files of XML from outside.

import ProgramFiles
import Testing

/// Writes down what it is told.
private final class Notes: XMLListener {
    var lines: [String] = []
    func began(_ name: String, _ attributes: XMLAttributes) {
        lines.append("<\(name)" + (attributes["id"].map { " \($0)" } ?? ""))
    }
    func ended(_ name: String, _ text: XMLText) { lines.append("\(text.trimmed)>") }
}

@Suite struct XMLStreams {
    private func read(_ text: String) throws -> [String] {
        let notes = Notes()
        try XMLStream.read(Array(text.utf8), notes)
        return notes.lines
    }

    @Test func `elements come in order, with their own text and without prefixes`() throws {
        #expect(
            try read("<a:p xmlns:a='x'><a:q a:id='7'> one &amp; <b/>two</a:q></a:p>")
                == ["<p", "<q 7", "<b", ">", "one & two>", ">"])
    }

    @Test(
        "what is no whole file, or would fetch or multiply, is refused with its line",
        arguments: [
            ("", "no whole XML"), ("<p>\n<q></p>", "row 2"), ("<p>", "no whole XML"),
            ("<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;</p>", "document type"),
            ("<p>&x;</p>", "undefined entity"),
            (String(repeating: "<p>", count: 300), "200 deep"),
            ("<?xml version='1.0' encoding='klingon'?><p/>", "unknown encoding"),
        ])
    func refused(_ text: String, _ why: String) {
        let problem = #expect(throws: FileProblem.self) { try read(text) }
        #expect(problem?.description.contains(why) == true, "\(problem?.description ?? "")")
    }

    @Test func `the encodings of Windows are read`() throws {
        let notes = Notes()
        try XMLStream.read(
            Array("<?xml version='1.0' encoding='windows-1252'?><p>".utf8) + [0x80, 0xE9] + Array("</p>".utf8), notes)
        #expect(notes.lines == ["<p", "€é>"])
    }
}
