// JSON read strictly and printed one way.

import JSONText
import Testing

struct JSONReading {
    @Test(arguments: [
        #"{"a":1,"b":[true,null,"x"],"c":{"d":-2.5}}"#, "[]", "{}", #""é\n\"\\""#, "0", "-9223372036854775808",
    ])
    func `what is read prints the same`(_ text: String) throws { #expect(try JSON(reading: text).text == text) }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "01", "1.", "+1", "nul", "\"\u{1}\"", "\"\\x\"", "{a:1}",
        "1 2", "\"a", "[1", "1e999",
        "NaN", "'a'", "{\"a\" 1}",
    ]) func `what is no JSON is refused`(_ text: String) {
        #expect(throws: JSONProblem.self) { try JSON(reading: text) }
    }

    /// The place of the name that stands twice, among few names and among many.
    @Test(arguments: [1, 14, 15, 16, 17, 40]) func `a name that stands twice is refused, wherever it stands`(
        _ place: Int
    ) {
        let members = (0..<place).map { "\"n\($0)\":1" }
        #expect(throws: Never.self) { try JSON(reading: "{" + members.joined(separator: ",") + "}") }
        for repeated in [0, place - 1] {
            let text = "{" + (members + ["\"n\(repeated)\":2"]).joined(separator: ",") + "}"
            #expect(throws: JSONProblem.self) { try JSON(reading: text) }
        }
    }

    @Test func `surrogates join, and lone ones are replaced`() throws {
        #expect(try JSON(reading: #""\ud83d\ude80""#).string == "🚀")
        #expect(try JSON(reading: #""\ud83dx""#).string == "\u{FFFD}x")
        #expect(try JSON(reading: #""\ud83dA""#).string == "\u{FFFD}A")
    }

    @Test func `nesting has a bound`() {
        #expect(throws: JSONProblem.self) { try JSON(reading: String(repeating: "[", count: 100_000)) }
    }

    @Test func `invalid UTF-8 in a string is replaced`() throws {
        #expect(try JSON(reading: [0x22, 0xFF, 0x22]).string == "\u{FFFD}")
    }

    @Test func `control characters are escaped`() { #expect(JSON.string("\u{0}\u{7F}\t").text == #""\u0000\u007f\t""#) }
}
