// The shipped catalogue is whole, and wrong files are refused with their place.

import CommandLanguage
import Conversation
import Foundation
import ProgramServices
import TestSupport
import Testing

@testable import CatalogueFiles

struct PhraseWordList {
    /// Written anew where `STEERCO_WRITE_PHRASE_WORDS` is set: the list is made of the files, and never by hand.
    @Test func `the list of phrase words is that of the files`() throws {
        let catalogue = try Catalogue.load(directory: nil)
        let made = PhraseWords.made(of: catalogue)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "commands/phrases.index")
        if ProcessInfo.processInfo.environment["STEERCO_WRITE_PHRASE_WORDS"] != nil {
            try made.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == made)
    }
}

struct RegisterNameList {
    /// Written anew where `STEERCO_WRITE_PHRASE_WORDS` is set.
    @Test func `the list of register names is that of the files`() throws {
        let files = try ShippedCommands.sources.map { try CommandFile(yaml: $0.text(), file: $0.file) }
        let made = RegisterNames.made(of: files)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "commands/registers.index")
        if ProcessInfo.processInfo.environment["STEERCO_WRITE_PHRASE_WORDS"] != nil {
            try made.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == made)
    }
}

struct CatalogueChecks {
    @Test func `every shipped file is read and every handler exists`() throws {
        try CatalogueChecks.check(Catalogue.load(directory: nil))
    }

    private static func check(_ catalogue: Catalogue) throws {
        try catalogue.check(
            handlers: Set(AllHandlers.registry.names + DeskCommand.allCases.map(\.rawValue)), umbrella: "pm",
            botNames: ["steerco"])
    }

    @Test func `every handler has a verb`() throws {
        let files = try ShippedCommands.sources.map { try CommandFile(yaml: $0.text(), file: $0.file) }
        let used = Set(files.flatMap { $0.command.verbs.map(\.handler) })
        #expect(Set(AllHandlers.registry.names).subtracting(used) == [])
    }

    @Test func `no file of the directory is forgotten`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("commands")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(Set(files) == Set(ShippedCommands.sources.map { $0.word + ".yaml" }))
        for source in ShippedCommands.sources {
            #expect(
                try String(contentsOf: folder.appendingPathComponent(source.word + ".yaml"), encoding: .utf8)
                    == source.text())
        }
    }

    @Test func `no two commands share a word`() throws {
        let catalogue = try Catalogue.load(directory: nil)
        for (alias, word) in catalogue.aliases { #expect(!catalogue.words.contains(alias), "\(alias) of \(word)") }
        #expect(Set(catalogue.words).count == catalogue.words.count)
    }

    static let wrong: [(String, Int?, String)] = [
        ("command: x\nabout: y\nverbz: []\n", 3, "verbz"), ("about: y\n", 1, "command"),
        (
            "command: x\nabout: y\nverbs:\n  - verb: a\n    about: z\n    takes: {t: {type: texts}}\n", 6,
            "verbs[0].takes.t.type"
        ),
        ("command: x\nabout: y\nverbs:\n  - verb: a\n    about: z\n    bare: maybe\n", 6, "verbs[0].bare"),
        (
            "command: x\nabout: y\nverbs:\n  - verb: a\n    about: z\n    role: king\n    examples: [{say: a, reply: b}]\n",
            6, "verbs.a.role"
        ),
        ("command: x\nabout: [\n", nil, "file"), ("- a\n", 1, "file"),
        ("command: x\nabout: y\nverbs: []\nabout: z\n", 4, "file"),
        ("command: x\nabout: y\nregister: {prefix: LES, states: {new: {open: yes}}}\n", 3, "register.states.new.open"),
        ("command: x\nabout: y\nregister: {prefix: ZZ, states: {open: {}}}\n", 3, "register.prefix"),
        (
            "command: x\nabout: y\nregister: {prefix: LES, states: {open: {moves: [gone]}}}\n", 3,
            "register.states.open.moves"
        ),
        ("command: x\nabout: y\nregister: {prefix: LES, states: {}}\n", 3, "register.states"),
        (
            "command: x\nabout: y\nregister: {prefix: LES, states: {open: {}}, fields: {tier: {type: choice}}}\n", 3,
            "register.fields.tier.choices"
        ),
    ]

    @Test(arguments: wrong) func `a wrong file names line and field`(_ yaml: String, _ line: Int?, _ field: String) {
        do {
            _ = try CommandFile(yaml: yaml, file: "x.yaml")
            Issue.record("should be refused")
        } catch {
            #expect(error.field == field)
            if let line { #expect(error.line == line) }
            #expect(!error.expected.isEmpty)
        }
    }

    private func directory(_ files: [String: String]) throws -> String {
        let folder = try BuiltBinary.temporaryDirectory()
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        return folder.path
    }

    @Test func `an operator adds a register, renames, and defines macros`() throws {
        let vendor = """
            command: vendor
            about: Vendors
            register: {prefix: VEN, fields: {rating: {type: level}}, states: {active: {moves: [gone]}, gone: {open: false}}}
            verbs:
              - {verb: add, bare: true, about: Add one, handler: item.add, role: contributor,
                 takes: {title: {type: text, required: true}, rating: {type: level, short: r}}, examples: [{say: /vendor Acme r4, reply: "..."}]}
            """
        let words = "rename: {gefahr: risk}\nmacros: {morning: \"/today; /ready\"}\nroles: {risk: {add: manager}}\n"
        let catalogue = try Catalogue.load(directory: try directory(["vendor.yaml": vendor, "words.yaml": words]))
        #expect(catalogue.kinds.kind(prefix: "VEN")?.kind == "vendor")
        #expect(catalogue.command("vendor")?.verb("assign") != nil)
        #expect(catalogue.command("gefahr")?.word == "risk")
        #expect(catalogue.macro("morning") == "/today; /ready")
        #expect(catalogue.command("risk")?.verb("add")?.role == "manager")
    }

    private static func command(_ word: String, _ more: String) -> String {
        """
        command: \(word)
        about: Of our own
        \(more)
        """
    }

    @Test func `an operator's aliases are found however YAML writes them`() throws {
        let text = CatalogueChecks.command(
            "gadget",
            """
            verbs:
              - {verb: show, bare: true, about: Now, handler: today.show, examples: [{say: /gadget, reply: "..."}]}
            aliases:
              - gizmo
              - "dings"
            """)
        let catalogue = try Catalogue.load(directory: try directory(["gadget.yaml": text]))
        #expect(catalogue.command("gizmo")?.word == "gadget")
        #expect(catalogue.command("dings")?.word == "gadget")
    }

    @Test(arguments: [
        (["aa.yaml": "aliases: [risks]"], "pm", "aliases"),
        (["aa.yaml": "aliases: [zed]", "bb.yaml": "aliases: [zed]"], "pm", "aliases"),
        (["aa.yaml": "aliases: [risk]"], "pm", "aliases"), ([:], "risk", "umbrella"), ([:], "risks", "umbrella"),
    ]) func `a word that would mean two things is refused`(
        _ files: [String: String], _ umbrella: String, _ field: String
    ) throws {
        let texts = Dictionary(
            uniqueKeysWithValues: files.map { name, more in
                (name, CatalogueChecks.command(String(name.dropLast(5)), more + "\nverbs: []"))
            })
        let catalogue = try Catalogue.load(directory: try directory(texts))
        do {
            try catalogue.check(
                handlers: Set(AllHandlers.registry.names + DeskCommand.allCases.map(\.rawValue)), umbrella: umbrella,
                botNames: ["steerco"])
            Issue.record("should be refused")
        } catch {
            #expect(error.field == field)
        }
    }

    @Test func `a file named like a universal verb takes its place`() throws {
        let text = CatalogueChecks.command(
            "close",
            """
            verbs:
              - {verb: close, bare: true, about: End, handler: item.close, role: contributor, takes: {item: {type: id, required: true, many: true}}, examples: [{say: /close T-1, reply: "..."}]}
            """)
        let catalogue = try Catalogue.load(directory: try directory(["close.yaml": text]))
        try CatalogueChecks.check(catalogue)
        #expect(catalogue.command("close")?.about == "Of our own")
    }

    @Test func `a shipped handler under another name needs the role it has`() throws {
        let text = CatalogueChecks.command(
            "xx",
            """
            verbs:
              - {verb: go, bare: true, about: Look, handler: admin.outbox, examples: [{say: /xx, reply: "..."}]}
            """)
        do {
            _ = try Catalogue.load(directory: try directory(["xx.yaml": text]))
            Issue.record("should be refused")
        } catch let problem as CatalogueProblem {
            #expect(problem.field == "verbs.go.role")
        }
    }

    @Test func `a universal verb needs the role it was raised to, alone and after its kind`() throws {
        let words = "roles: {item: {close: manager}}"
        let catalogue = try Catalogue.load(directory: try directory(["words.yaml": words]))
        #expect(catalogue.command("close")?.verb("close")?.role == "manager")
        #expect(catalogue.command("risk")?.verb("close")?.role == "manager")
    }

    @Test(arguments: ["/task done T-1", "/done T-1", "/close T-1", "T-1 done", "/task close T-1"])
    func `a raised role is needed however the same is said`(_ line: String) async throws {
        var changes = OperatorChanges()
        changes.raisedRoles = ["task": ["done": "manager"]]
        let trial = try await TrialDesk(catalogue: Catalogue(sources: ShippedCommands.sources, changes: changes))
        _ = await trial.say("/project new NET")
        _ = await trial.say("/task One on NET")
        #expect(await trial.text(line, as: "bo").contains("manager"))
        #expect(await trial.text(line).contains("T-1 done: One"))
    }

    static let wrongWords: [(String, Int, String)] = [
        ("roles: {milestone: {move: viewer}}", 1, "roles.milestone.move"),
        ("rename: {gefahr: risk}\nroles:\n  risk:\n    add: manager\n    fly: admin\n", 5, "roles.risk.fly"),
        ("rename: {risk: task}", 1, "rename.risk"), ("rename: {todo: status}", 1, "rename.todo"),
        ("rename:\n  big risk: risk", 2, "rename.big risk"),
        ("rename: {Gefahr: risk}", 1, "rename.Gefahr"), ("macros: {to do: \"/mine\"}", 1, "macros.to do"),
        ("rename:\n  gefahr: risk\n  x: nothing", 3, "rename.x"),
        ("macros: {risk: \"/task\"}", 1, "macros.risk"), ("macros: {morning: }", 1, "macros.morning"),
        ("macros:\n  morning: /today; /ready\n  week: /today; /reddy NET", 3, "macros.week"),
        ("macros:\n  week: \"/nothing\"\n", 2, "macros.week"), ("macros: [\n", 2, "file"),
        ("makros: {}", 1, "makros"),
    ]

    @Test(arguments: wrongWords) func `what an operator may not change is refused with line and field`(
        _ words: String, _ line: Int, _ field: String
    ) throws {
        let folder = try directory(["words.yaml": words])
        do {
            try CatalogueChecks.check(Catalogue.load(directory: folder))
            Issue.record("should be refused")
        } catch let problem as CatalogueProblem {
            #expect(problem.field == field)
            #expect(problem.line == line)
            #expect(problem.file.hasSuffix("words.yaml"))
        }
    }

    @Test(arguments: [
        (
            "command: lesson\nabout: y\nkind: moral\nverbs:\n  - {verb: list, bare: true, about: z, handler: item.list, examples: [{say: a, reply: b}]}",
            3, "kind"
        ),
        (
            "command: x\nabout: y\nverbs:\n  - verb: a\n    about: z\n    handler: item.fly\n    examples: [{say: a, reply: b}]",
            6, "verbs.a.handler"
        ),
        ("command: risks\nabout: y", 1, "command"),
        ("command: x\nabout: y\nkind: x\nregister: {prefix: M, states: {open: {}}}\nverbs: []", 4, "register.prefix"),
        (
            "command: x\nabout: y\nkind: x\nregister:\n  prefix: R\n  states: {open: {}}\nverbs: []", 5,
            "register.prefix"
        ),
        (
            "command: x\nabout: y\nverbs:\n  - verb: a\n    about: z\n    examples: [{say: a, reply: b}]", 4,
            "verbs.a.handler"
        ),
    ]) func `a file whose handler, kind or name is not there is refused with line and field`(
        _ yaml: String, _ line: Int, _ field: String
    ) throws {
        let name = yaml.hasPrefix("command: lesson") ? "lesson" : "x"
        let catalogue = try Catalogue.load(directory: try directory([name + ".yaml": yaml]))
        do {
            try CatalogueChecks.check(catalogue)
            Issue.record("should be refused")
        } catch let problem as CatalogueProblem {
            #expect(problem.field == field)
            #expect(problem.line == line)
        }
    }

    @Test func `a file whose name nobody reads is refused, not passed over`() throws {
        let folder = try directory(["risk.yml": "command: risk"])
        #expect(throws: CatalogueProblem.self) { try Catalogue.load(directory: folder) }
    }

    @Test func `a macro may use the umbrella word, the bot's name, aliases and renamed words`() throws {
        let words = "rename: {gefahr: risk}\nmacros: {week: \"/pm today; @steerco tasks late; gefahr list\"}"
        try CatalogueChecks.check(Catalogue.load(directory: try directory(["words.yaml": words])))
    }
}
