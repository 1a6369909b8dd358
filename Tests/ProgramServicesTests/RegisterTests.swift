// The registers of a program: each takes a title, computes, belongs to others, and colours its project where it is neglected.

import CatalogueFiles
import Foundation
import TestSupport
import Testing

struct Registers {
    private static func trial() async throws -> TrialDesk {
        let trial = try await TrialDesk()
        await trial.say("/project new NET Network")
        await trial.say("/here NET")
        return trial
    }

    static let prefixes = [
        ("stakeholder", "STK"), ("communication", "COM"), ("vendor", "VEN"), ("contract", "CON"),
        ("deliverable", "DEL"),
        ("requirement", "REQ"), ("scope", "SCO"), ("objective", "OBJ"), ("criterion", "CRI"), ("benefit", "BEN"),
        ("metric", "MET"), ("improvement", "IMP"), ("asset", "AST"), ("service", "SVC"), ("maintenance", "MNT"),
        ("complaint", "CMP"), ("incident", "INC"), ("problem", "PRB"), ("policy", "POL"), ("control", "CTL"),
        ("evidence", "EVD"), ("certificate", "CRT"), ("skill", "SKL"), ("feedback", "FB"), ("kudos", "KU"),
    ]

    @Test(arguments: prefixes) func `a word and a title make a record`(_ word: String, _ prefix: String) async throws {
        let trial = try await Registers.trial()
        let reply = await trial.text("/\(word) \"Something to keep\"")
        #expect(reply.hasPrefix("\(prefix)-1 logged on NET: Something to keep."), "\(reply)")
        // What says how one is makes none.
        #expect(await trial.text("\(word) is weak").contains("logged on") == false)
        #expect(await trial.text("/show \(prefix)-2").hasPrefix("There is no"))
    }

    /// Said one after the other in one program; what a reply must hold.
    private static let said: [(String, String)] = [
        ("/vendor Acme r4", "VEN-1 logged"),
        ("/contract Support 24k€ end:2027-03-31 notice:2026-12-10 vendor:VEN-1", "with VEN-1 Acme"),
        ("/contracts", "with VEN-1 Acme · €24,000 · end Wed 31 Mar 2027 · left 128 days"),
        ("/contract list left<200 sort:-left", "1 open contract"), ("/contract list left<100", "No open contracts"),
        ("/contract Odd start:2026-02-01 end:2026-01-01", "an end on or after its start"),
        ("/contract Bare", "CON-2 logged"), ("/show CON-2", "Left: n/a: no end is set"),
        ("/set CON-1 left:3", "worked out"), ("/why CON-1", "notice by Thu 10 Dec: AMBER"),
        ("/why NET", "CON-1 Support ends Wed 31 Mar 2027, notice by Thu 10 Dec"),
        ("/admin set rag.contract-notice 10", "is 10 now"), ("/status NET", "evidence GREEN"),
        ("/complaint Calls drop satisfaction:6", "expected 1 to 5"), ("/asset Suite seats:2 used:3", "AST-1 logged"),
        ("/status NET", "AST-1 Suite has 3 users on 2 seats"), ("/set AST-1 seats:5", "seats 5"),
        ("/deliverable Plan vendor:VEN-1", "from VEN-1"), ("/accept DEL-1", "DEL-1 accepted: Plan"),
        ("/show VEN-1", "Score: 100%"), ("/reject DEL-1 because rooms are missing", "DEL-1 rejected"),
        ("/deliverable Other vendor:CON-1", "CON-1 is a contract"),
        ("/control Review", "CTL-1 logged"), ("/evidence November control:CTL-1", "evidence of CTL-1 Review"),
        ("/audit", "each with valid evidence"), ("/close CTL-1", "CTL-1 closed"),
        ("/evidence December control:CTL-1", "CTL-1 is closed"),
        ("/risk Somebody gets in p3 i3", "R-1 logged"), ("/reopen CTL-1", "CTL-1"),
        ("/link R-1 to CTL-1", "R-1 guarded by CTL-1 Review"), ("/link R-1 to CTL-1 as eats", "is nothing called"),
        ("/service Wireless", "SVC-1"), ("/service Core runs-on:SVC-1", "runs on SVC-1"),
        ("/set SVC-1 runs-on:SVC-2", "loop"),
        ("/incident Out service:SVC-1", "of SVC-1"), ("/show SVC-1", "Open incidents: 1"),
        ("/objective Online", "OBJ-1"), ("/align", "served by NET"),
        ("/criterion Hours baseline:72 target:8", "CRI-1"), ("/criterion measure CRI-1 40", "progress 50%, met no"),
    ]

    @Test func `registers compute, belong together and colour their project`() async throws {
        let trial = try await Registers.trial()
        for (line, expected) in Registers.said {
            let reply = await trial.text(line)
            #expect(reply.contains(expected), "said \(line), got:\n\(reply)")
        }
    }

    @Test func `registers called change and meeting live beside every verb`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("registers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (word, prefix) in [("change", "CR"), ("meeting", "MTG")] {
            let text = """
                command: \(word)
                about: Of our own
                register:
                  prefix: \(prefix)
                  \(word == "meeting" ? "plural: meetings" : "verdict: false")
                  fields: { effect: { type: text } }
                  states: { open: { moves: [approved] }, approved: { open: false, moves: [open], verb: approve } }
                examples: { add: [{ say: /\(word) One, reply: "..." }], approve: [{ say: /\(word) approve \(prefix)-1, reply: "..." }] }
                """
            try Data(text.utf8).write(to: folder.appendingPathComponent(word + ".yaml"))
        }
        let trial = try await TrialDesk(
            script: ShippedCommands.sampleScript, catalogue: try Catalogue.load(directory: folder.path))
        for (line, expected) in [
            ("/change Move the cutover", "CR-1 logged"), ("change T-1 due:2026-12-01", "T-1 Deliver the racks: due"),
            ("/changes", "CR-1"), ("/approve CR-1", "CR-1 approved"), ("/meeting Steering due:fri", "MTG-1 logged"),
            ("/meetings", "1 open meeting"), ("/set T-1 due:fri", "T-1 Deliver the racks: due"),
        ] {
            let reply = await trial.text(line)
            #expect(reply.contains(expected), "said \(line), got:\n\(reply)")
        }
    }
}
