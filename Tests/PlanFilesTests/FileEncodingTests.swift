// How files are coded, and what of their text may reach a terminal.

import JSONText
import Testing

@testable import PlanFiles

struct FileEncodingTests {
    private let plan = #"{"tasks":[{"id":"ä","duration":2}]}"#

    private func problem(_ bytes: [UInt8]) -> PlanFileProblem? {
        do {
            _ = try NetworkFile(bytes, zones: { _ in nil })
            return nil
        } catch { return error }
    }

    @Test func `a byte order mark is no part of the text`() throws {
        let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(plan.utf8)
        #expect(try NetworkFile(marked, zones: { _ in nil }).taskNames == ["ä"])
        let costs = [0xEF, 0xBB, 0xBF] + Array(#"{"planned":[1],"earned":[1],"actual":[1]}"#.utf8)
        #expect(try EarnedValueFile(costs).report["ev"]?.double == 1)
        let instance = [0xEF, 0xBB, 0xBF] + Array(SmallInstance.rcp.utf8)
        #expect(try InstanceFile.rcp(instance).durations == InstanceFile.rcp(Array(SmallInstance.rcp.utf8)).durations)
    }

    @Test(arguments: [true, false], [true, false])
    func `UTF-16 is refused by its name, marked or not, whichever byte is first`(_ isLittle: Bool, _ isMarked: Bool) {
        let units = (isMarked ? [0xFEFF] : []) + Array(plan.utf16)
        let bytes = units.flatMap { isLittle ? [UInt8($0 & 255), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 255)] }
        #expect(problem(bytes)?.reason == "the file is coded in UTF-16; save it as UTF-8")
    }

    @Test func `bytes that are no UTF-8 are refused with their line`() {
        for (line, prefix) in [(1, ""), (3, "\n\n")] {
            let text = Array((prefix + #"{"tasks":[{"id":"Pr"#).utf8) + [0xFC] + Array(#"fung"}]}"#.utf8)
            #expect(problem(text)?.line == line)
            #expect(problem(text)?.reason.contains("FC is no UTF-8") ?? false, "\(problem(text)?.reason ?? "")")
            #expect(problem(text)?.reason.contains("Latin-1") ?? false)
        }
        #expect(problem(Array("{\"a\":\"".utf8) + [0xE2, 0x82])?.reason.contains("E2 is no UTF-8") ?? false)
    }

    @Test(arguments: [
        (#"{"tasks":[{"id":"x\ud800"}]}"#, #"\ud800"#), (#"{"tasks":[{"id":"x\udc00"}]}"#, #"\udc00"#),
        (#"{"tasks":[{"id":"\ud83d\u0041"}]}"#, #"\ud83d"#), (#"{"tasks":[{"id":"\ude00\ud83d"}]}"#, #"\ude00"#),
    ]) func `half a surrogate pair is refused by its name`(_ text: String, _ half: String) {
        let reason = problem(Array(text.utf8))?.reason ?? ""
        #expect(reason.hasPrefix(half) && reason.contains("surrogate"), "\(reason)")
    }

    @Test func `whole pairs, and backslashes that begin no escape, are read`() throws {
        let text = #"{"tasks":[{"id":"\ud83d\ude00"},{"id":"\\ud800"}]}"#
        #expect(try NetworkFile(Array(text.utf8), zones: { _ in nil }).taskNames == ["😀", #"\ud800"#])
    }

    @Test func `a message is one line that steers no terminal, whatever the file says`() {
        let id = #"a\u001b[31mred\n\u009b\u202e"#
        let problem = problem(Array(#"{"tasks":[{"id":"\#(id)"},{"id":"\#(id)"}]}"#.utf8))
        let text = problem?.text(file: "f\u{1B}.json") ?? ""
        #expect(text.contains(#"a\u001b[31mred\u000a\u009b\u202e"#))
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 0x1B && $0.value != 0x9B })
    }

    @Test func `what is spelled out in JSON is the same JSON`() throws {
        let text = JSON.string("é\u{9B}\u{202E}\u{E0041}👩\u{200D}💻").text
        #expect(try JSON(reading: printable(text)) == JSON(reading: text))
        #expect(printable("plain, ünd 👩\u{200D}💻") == "plain, ünd 👩\u{200D}💻")
    }
}
