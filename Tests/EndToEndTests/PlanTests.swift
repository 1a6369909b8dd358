// `steerco plan` as its users call it.

import Foundation
import JSONText
import TestSupport
import Testing

struct PlanTests {
    private func written(_ text: String, _ name: String) throws -> URL {
        let url = try BuiltBinary.temporaryDirectory().appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return url
    }

    private let instance = "4 1\n1\n0 0 2 2 3\n3 1 1 4\n2 1 1 4\n0 0 0\n"

    @Test func `solve answers one JSON object with the names that others rely on`() throws {
        let file = try written(instance, "own.rcp")
        let arguments = ["plan", "solve", file.path, "--schedules", "50", "--seed", "7", "--format", "json"]
        let run = try BuiltBinary.run(arguments)
        #expect(run.code == 0 && run.errors.isEmpty)
        let report = try JSON(reading: run.output)
        #expect(report["makespan"]?.int == 5 && report["cpm"]?.int == 3 && report["seed"]?.int == 7)
        #expect(report["starts"]?.array?.count == 4)
        #expect(try BuiltBinary.run(arguments).output == run.output)
    }

    @Test func `a long search ends in time with what it has, and says so`() throws {
        let count = 60
        // No two fit beside each other, which no bound knows: the search cannot tell that it is done.
        let jobs = (0..<count).map { "\(1 + $0 % 9) 4 1 \(count + 2)" }.joined(separator: "\n")
        let first = "0 0 \(count) " + (2..<(count + 2)).map(String.init).joined(separator: " ")
        let file = try written("\(count + 2) 1\n7\n\(first)\n\(jobs)\n0 0 0\n", "long.rcp")
        let run = try BuiltBinary.run([
            "plan", "solve", file.path, "--schedules", "1000000000", "--time", "200ms", "--format", "json",
        ])
        let report = try JSON(reading: run.output)
        #expect(run.code == 0 && report["interrupted"]?.bool == true)
        #expect(report["starts"]?.array?.count == count + 2)
    }

    @Test func `a network is answered with its forecast, the same on one thread and two`() throws {
        let file = try written(
            #"{"start":"2026-11-23","tasks":[{"id":"A","duration":5,"estimate":{"least":3,"likely":5,"most":9}},{"id":"B","duration":2,"links":["A"]}]}"#,
            "net.json")
        let outputs = try ["1", "2"].map {
            try BuiltBinary.run(["plan", "network", file.path, "--simulate", "1500", "--seed", "4", "--threads", $0])
                .output
        }
        #expect(outputs[0] == outputs[1])
        let report = try JSON(reading: outputs[0])
        #expect(report["finish"]?.string == "2026-12-01T17:00")
        #expect(report["forecast"]?["trials"]?.int == 1500)
    }

    @Test(arguments: [
        (["solve"], "x.rcp", "4 1\n1\n0 0 2 2", "x.rcp:3: the file ends before"),
        (["solve"], "x.txt", "", "expected a file that ends in .sm or .rcp"),
        (["network"], "x.json", "{\n\"tasks\":[{\"id\":\"A\",\"duration\":-1}]}", "x.json:2: duration is -1"),
        (["evm"], "x.json", "{}", "x.json:1: expected planned"),
        (["network", "--simulate", "0"], "x.json", "{}", "expected 1 to"),
        (["solve", "--time", "soon"], "x.rcp", "", "expected a time such as"),
    ]) func `what is wrong goes to standard error with exit code 2, and nothing else is printed`(
        _ words: [String], _ name: String, _ text: String, _ message: String
    ) throws {
        let file = try written(text, name)
        let run = try BuiltBinary.run(["plan", words[0], file.path] + words.dropFirst())
        #expect(run.code == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(message), "\(run.errors)")
    }

    @Test func `a missing file is told`() throws {
        let run = try BuiltBinary.run(["plan", "evm", "/nonexistent/x.json"])
        #expect(run.code == 2 && run.errors.contains("no such file"))
    }
}
