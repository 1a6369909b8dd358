// What nobody sees is dropped from every text that comes in, and nothing else is.

import Testing

@testable import CommandLanguage

struct VisibleTexts {
    static let texts: [(typed: String, kept: String)] = [
        ("ana\u{61C}\u{200E}\u{200F}", "ana"), ("a\u{AD}na", "ana"), ("\u{FEFF}ana", "ana"), ("a\u{200B}na", "ana"),
        ("an\u{E0061}a\u{E007F}", "ana"), ("\u{202E}ana\u{202C}", "ana"), ("a\u{2066}na\u{2069}", "ana"),
        ("a\u{2060}n\u{2061}a\u{206A}", "ana"), ("a\u{34F}na", "ana"), ("a\u{0}n\u{1B}a\u{7F}\u{90}", "ana"),
        ("a\u{3164}na\u{FFA0}\u{115F}", "ana"), ("a\u{180E}na", "ana"), ("a\u{FFF9}na", "ana"),
        ("a\u{200D}na", "ana"), ("ana\u{200C}", "ana"), ("ana\u{FE0F}", "ana"), ("a\u{E0100}na", "ana"),
        // Ends of lines, whatever made them.
        ("a\u{2028}b\u{2029}c", "a\nb\nc"), ("a\r\nb\rc\u{85}d\u{B}e", "a\nb\nc\nd\ne"), ("a\tb", "a\tb"),
        // What is seen stays.
        ("\u{1F469}\u{200D}\u{1F467}", "\u{1F469}\u{200D}\u{1F467}"), ("\u{2714}\u{FE0F}", "\u{2714}\u{FE0F}"),
        ("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"), ("\u{645}\u{6CC}\u{200C}\u{62E}", "\u{645}\u{6CC}\u{200C}\u{62E}"),
        ("e\u{301}", "e\u{301}"), ("caf\u{E9} \u{A0}x", "caf\u{E9} \u{A0}x"), ("\u{5D0}\u{5D1}", "\u{5D0}\u{5D1}"),
    ]

    @Test(arguments: texts) func `a text is what is seen of it`(_ typed: String, _ kept: String) {
        // Compared by scalars: as characters many of them are equal.
        #expect(Array(VisibleText.of(typed).unicodeScalars) == Array(kept.unicodeScalars))
        #expect(Array(MessageText(typed).display.unicodeScalars) == Array(kept.unicodeScalars))
        let token = MessageText([.token(.user(id: "U1", label: typed))])
        #expect(Array(token.display.unicodeScalars) == Array(("@" + kept).unicodeScalars))
    }

    static let looks: [(String, Bool)] = [
        ("ana", false), ("\u{430}na", true), ("\u{430}\u{43D}\u{430}", false), ("\u{3B1}na", true),
        ("\u{7530}taro", false), ("j\u{F6}rg", false), ("\u{585}na", true), ("ana-2", false), ("\u{430}-2", false),
    ]

    @Test(arguments: looks) func `a word is written with one alphabet`(_ word: String, _ mixes: Bool) {
        #expect(Alphabets.mixes(word) == mixes)
    }
}
