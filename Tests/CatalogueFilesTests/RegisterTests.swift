// Wrong declarations of registers are refused at the start, with file, line and what was expected.

import CommandLanguage
import Conversation
import Foundation
import ProgramServices
import TestSupport
import Testing

@testable import CatalogueFiles

struct RegisterDeclarations {
    /// A register file with these lines in its register, each indented as it stands there.
    private static func file(_ lines: String, prefix: String = "MTG", word: String = "gadget") -> String {
        """
        command: \(word)
        about: Of our own
        register:
          prefix: \(prefix)
          fields:
            starts: { type: date }
            ends:   { type: date }
            tier:   { type: choice, choices: [gold, silver] }
          states:
            open:   { moves: [closed] }
            closed: { open: false, moves: [open] }
        \(lines)
        examples:
          add:
            - { say: /\(word) One, reply: "..." }
        """
    }

    private static func problem(_ text: String, word: String = "gadget") throws -> CatalogueProblem? {
        let folder = try BuiltBinary.temporaryDirectory()
        try Data(text.utf8).write(to: folder.appendingPathComponent(word + ".yaml"))
        do throws(CatalogueProblem) {
            let catalogue = try Catalogue.load(directory: folder.path)
            try catalogue.check(
                handlers: Set(AllHandlers.registry.names + DeskCommand.allCases.map(\.rawValue)), umbrella: "pm",
                botNames: ["steerco"])
            return nil
        } catch { return error }
    }

    @Test func `a register that is right is taken`() throws {
        let lines = """
              computed:
                left: ends - today
                days: { is: ends - starts, unit: day }
              columns: [tier, left]
              sort: -left
              deadline: ends
              evidence:
                - { when: left < threshold, colour: amber, says: "ends {ends}", way: "mend {id}",
                    threshold: { setting: rag.gadget, is: 3, about: days } }
            """
        #expect(try RegisterDeclarations.problem(RegisterDeclarations.file(lines)) == nil)
    }

    @Test(arguments: [
        ("  computed: { left: end - today }", "register.computed.left", "end"),
        ("  computed: { left: ends -  }", "register.computed.left", "value"),
        ("  computed: { one: two + 1, two: one + 1 }", "register.computed.one", "itself"),
        ("  computed: { tier: 1 + 1 }", "register.computed.tier", "name of its own"),
        ("  computed: { due: 1 + 1 }", "register.computed.due", "every record"),
        ("  columns: [price]", "register.columns[0]", "price"), ("  sort: price", "register.sort", "price"),
        ("  deadline: tier", "register.deadline", "date"),
        ("  relations: { of: { to: gizmo, back: gadgets } }", "register.relations.of.to", "gizmo"),
        ("  relations: { of: { to: task, back: estimate } }", "register.relations.of.back", "estimate"),
        ("  checks: [{ holds: ends > began, expected: order }]", "register.checks[0].holds", "began"),
        (
            "  evidence: [{ when: ends < now, colour: amber, says: late, way: mend }]", "register.evidence[0].when",
            "now"
        ),
        (
            "  evidence: [{ when: ends < today, colour: amber, says: \"{price}\", way: mend }]",
            "register.evidence[0].says", "price"
        ),
        (
            "  evidence: [{ when: ends < today, colour: green, says: a, way: b }]", "register.evidence[0].colour",
            "amber"
        ),
    ])
    func `a wrong register names line and field`(_ lines: String, _ field: String, _ expected: String) throws {
        let problem = try #require(try RegisterDeclarations.problem(RegisterDeclarations.file(lines)))
        #expect(problem.field == field)
        #expect(problem.expected.contains(expected), "\(problem.expected)")
        #expect(problem.line ?? 0 >= 10, "\(problem)")
        #expect(problem.file.hasSuffix("gadget.yaml"))
    }

    @Test func `an operator's register wins over a shipped one of its word or prefix`() throws {
        let folder = try BuiltBinary.temporaryDirectory()
        for (word, prefix) in [("gadget", "VEN"), ("contract", "CON")] {
            let text = RegisterDeclarations.file("", prefix: prefix, word: word)
            try Data(text.utf8).write(to: folder.appendingPathComponent(word + ".yaml"))
        }
        let catalogue = try Catalogue.load(directory: folder.path)
        try catalogue.check(
            handlers: Set(AllHandlers.registry.names + DeskCommand.allCases.map(\.rawValue)), umbrella: "pm",
            botNames: ["steerco"])
        #expect(catalogue.kinds.kind(prefix: "VEN")?.kind == "gadget")
        #expect(catalogue.command("vendor") == nil)
        #expect(catalogue.kinds["contract"]?.field("tier") != nil)
    }

    @Test func `a word or prefix that another has is refused`() throws {
        let prefix = try RegisterDeclarations.problem(RegisterDeclarations.file("", prefix: "T"))
        #expect(prefix?.field == "register.prefix")
        let plural = try RegisterDeclarations.problem(RegisterDeclarations.file("  plural: risks"))
        #expect(plural?.field == "aliases")
        #expect(plural?.expected.contains("risks") == true)
    }
}
