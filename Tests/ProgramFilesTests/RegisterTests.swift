// Registers as people keep them.

import JSONText
import ProgramFiles
import Testing

/// A register from delimited text.
func register(_ text: String, _ hints: [String: String] = [:]) throws(FileProblem) -> FileRecords {
    try Register.read([try DelimitedText.read(Array(text.utf8))], hints: hints)
}

extension FileRecords {
    /// What each column is read as, in one line: `Risk>title, Foo>-`.
    var columns: String { mapping.map { "\($0.head)>\($0.field ?? "-")" }.joined(separator: ", ") }
    func values(_ field: String) -> [String] { records.map { $0.fields[field] ?? "" } }
}

@Suite struct Registers {
    @Test func `a register of risks is read whole`() throws {
        let file = try register(
            """
            Risk register of NET,,,,,,,,,,,,
            ,,,,,,,,,,,,
            Risk ID,Risk Description,Category,Likelihood (1-5),Impact (1-5),Score,Strategy,Mitigation plan,Owner,Status,Due,Trigger,Next review
            R-1,Vendor slips,"Supply, Racks",4,5,20,Mitigate,Second vendor,Anna <a@b.c>,In progress - since May,2026-02-13,Late letter,2026-01-10
            """)
        let risk = try #require(file.records.first)
        #expect(file.source == "register")
        #expect([risk.key, risk.label, risk.kind, risk.title] == ["risk R-1", "R-1", "risk", "Vendor slips"])
        #expect(risk.row == 4)
        #expect(risk.tags == ["Supply", "Racks"])
        #expect(
            risk.fields == [
                "probability": "4", "impact": "5", "response": "mitigate", "plan": "Second vendor",
                "trigger": "Late letter", "review": "2026-01-10",
            ])
        #expect(risk.owner == FilePerson(name: "Anna", mail: "a@b.c"))
        #expect(risk.state == .started)
        #expect(risk.notes.map(\.text) == ["Status: since May"])
        #expect(risk.due?.iso == "2026-02-13")
        #expect(file.problems.isEmpty && file.skipped.isEmpty && file.named.isEmpty)
        #expect(
            file.columns == """
                Risk ID>id, Risk Description>title, Category>tags, Likelihood (1-5)>probability, Impact (1-5)>impact, \
                Score>score, Strategy>response, Mitigation plan>plan, Owner>owner, Status>status, Due>due, \
                Trigger>trigger, Next review>review
                """)
    }

    @Test(
        "heads are understood in four languages, whole first and then by words",
        arguments: [
            (
                "Nr.;Risiko;Eintrittswahrscheinlichkeit;Auswirkung;Gegenmaßnahmen;Risikoeigner;Fällig",
                "id title probability impact plan owner due"
            ),
            (
                "N°;Risque;Probabilité;Gravité;Plan d'action;Responsable;Échéance",
                "id title probability impact plan owner due"
            ),
            (
                "Nº;Riesgo;Probabilidad;Severidad;Medida de prevención;Responsable;Fecha límite",
                "id title probability impact plan owner due"
            ),
            ("#;Title;L;I;Fallback plan;Who;By when", "id title probability impact contingency owner due"),
            (
                "ID;Name of risk;Risk likelihood score;Overall impact;Date of closure;Person responsible;Due (date)",
                "id title probability impact closed owner due"
            ),
            (
                "\u{FEFF}ID*;Risk\u{A0}name;likelihood_1to5;Impact\u{200B};Root-cause;Risk owner;Last updated",
                "id title probability impact cause owner updated"
            ),
            ("ID;Risk;Evidence;Risk appetite;Ownership model;Status;Owner", "id title - - - status owner"),
            (
                "ID;Risk;Inherent likelihood;Inherent impact;Residual likelihood;Residual impact;Status",
                "id title probability impact residual-probability residual-impact status"
            ),
            (
                "ID;Risk;Likelihood;Impact;Likelihood;Impact;Status",
                "id title probability impact residual-probability residual-impact status"
            ),
            (
                "ID;Risk;Likelihood;Inherent likelihood;Impact;Inherent impact;Status",
                "id title residual-probability probability residual-impact impact status"
            ),
            (
                "ID;Risk;Likelihood (before treatment);Likelihood (after treatment);Impact;Action owner;Owner",
                "id title probability residual-probability impact owner helper"
            ),
        ])
    func heads(_ head: String, _ fields: String) throws {
        let file = try register(head + "\n1;Fire;;;;;\n")
        #expect(file.mapping.map { $0.field ?? "-" }.joined(separator: " ") == fields)
    }

    @Test func `a head of two rows names its columns by both, the first set before treatment`() throws {
        let over = try register(
            ",,Before treatment,,After treatment,,\nNo,Risk,L,I,L,I,Owner\n1,Fire,5,4,2,3,Ana\n")
        let under = try register(
            "No,Risk,Inherent,,Residual,,Owner\n,,Likelihood,Impact,Likelihood,Impact,\n1,Fire,5,4,2,3,Ana\n")
        for file in [over, under] {
            #expect(
                file.mapping.map { $0.field ?? "-" } == [
                    "id", "title", "probability", "impact", "residual-probability", "residual-impact", "owner",
                ])
            #expect(
                file.records.map(\.fields) == [
                    ["probability": "5", "impact": "4", "residual-probability": "2", "residual-impact": "3"]
                ])
        }
        #expect(under.mapping[2].head == "Inherent Likelihood")
    }

    @Test func `one marked column of many under a name is that name's value`() throws {
        let file = try register(
            "No,Risk,Probability,,,,,Impact,,,,,Owner\n,,VL,L,M,H,VH,VL,L,M,H,VH,\n1,Fire,,,,x,,X,,,,,Ana\n2,Flood,,x,,,,,,,,x,Bo\n"
        )
        #expect(file.values("probability") == ["4", "2"])
        #expect(file.values("impact") == ["1", "5"])
        #expect(file.records.map { $0.owner?.name } == ["Ana", "Bo"])
    }

    @Test func `one table after another has its own head and kind`() throws {
        let file = try register(
            """
            RAID log of NET,,,
            Risks,,,
            ID,Description,Owner,Status
            1,Vendor slips,Ana,Open
            ,,,
            Issues,,,
            ID,Description,Owner,Status
            1,Badge reader broken,Bo,Closed
            Assumptions,,,
            ID,Description,Owner,Status
            1,Racks can stay,Cy,Open
            Dependencies,,,
            ID,Description,Owner,Status
            1,Network team,Di,Open
            Decisions,,,
            ID,Description,Owner,Status
            1,Take the lift,Di,Approved
            """)
        #expect(file.records.map(\.kind) == ["risk", "blocker", "assumption", "action", "decision"])
        #expect(file.records.map(\.tags) == [[], [], [], ["dependency"], []])
        #expect(Set(file.records.map(\.key)).count == 5)
        #expect(file.problems.isEmpty)
    }

    @Test func `a row's own kind goes before its table's, by word or letter`() throws {
        let file = try register(
            "ID,Type,Description,Owner,Status\n1,R,a,Ana,Open\n2,A,b,Ana,Open\n3,I,c,Ana,Open\n4,D,d,Ana,Open\n5,Decision,e,Ana,Open\n6,Task,f,Ana,Open\n7,Zebra,g,Ana,Open\n"
        )
        #expect(file.records.map(\.kind) == ["risk", "assumption", "blocker", "action", "decision", "task"])
        #expect(file.named == ["the letter A is read as assumption", "the letter D is read as dependency"])
        #expect(file.skipped.map(\.description) == ["row 8: is of the kind \"Zebra\", which no record of ours is"])
    }

    @Test func `sheets give their kind; explanations and what is none are left out and named`() throws {
        func sheet(_ name: String, _ rows: [[String]]) -> FileTable {
            FileTable(name: name, rows: rows.enumerated().map { FileRow(number: $0 + 1, cells: $1) })
        }
        let head = ["ID", "Description", "Owner", "Status"]
        let file = try Register.read([
            sheet("Risks", [head, ["1", "Fire", "Ana", "Open"]]),
            sheet("Action Log", [head, ["1", "Call", "Bo", "Done"]]),
            sheet("Example", [head, ["1", "Sample", "Bo", "Done"]]),
            sheet("Budget", [["Year", "Sum"], ["2026", "5"]]),
        ])
        #expect(file.records.map(\.kind) == ["risk", "action"])
        #expect(
            file.named == ["the sheet \"Example\" holds no register", "the sheet \"Budget\" holds no register"])
    }

    @Test func `an action log and a decision log are titled by what they list`() throws {
        let actions = try register(
            "Action,Assigned to,Deadline,Progress\nSend the list,Ana,2026-02-03,50%\nCall,Bo and Cy,2026-02-04,0.2\n")
        #expect(actions.records.map(\.kind) == ["action", "action"])
        #expect(actions.records.map(\.title) == ["Send the list", "Call"])
        #expect(actions.records.map(\.progress) == [50, 20])
        #expect(actions.records[1].helpers == [FilePerson(name: "Cy")])
        let decisions = try register(
            "ID,Decision,Rationale,Decided by,Date\n1,Take the lift,It is cheap,Ana,2026-02-03\n")
        #expect(decisions.records.map(\.kind) == ["decision"])
        #expect(
            decisions.records.first?.fields == ["because": "It is cheap", "by": "Ana", "decided": "2026-02-03"])
        let issues = try register(
            "Issue ID,Issue,Severity,Resolution,Date raised,Owner\n7,Badge reader,High,New reader,2026-01-02,Ana\n")
        #expect(issues.records.first?.kind == "blocker")
        #expect(
            issues.records.first?.fields == ["severity": "high", "solution": "New reader", "since": "2026-01-02"])
    }

    @Test func `names with two meanings are read by what stands in their columns`() throws {
        let text = "a loss of money and of good name for us all"
        let file = try register(
            "ID,Risk,Probability,Impact,Response,Treatment\n1,Fire,3,\(text),Mitigate,Sprinklers\n2,Flood,2,\(text),Accept,None needed\n"
        )
        #expect(
            file.mapping.map { $0.field ?? "-" } == ["id", "title", "probability", "effect", "response", "plan"])
        #expect(file.values("plan") == ["Sprinklers", "None needed"])
        #expect(file.records.first?.notes.map(\.text) == ["Impact: \(text)"])
        let money = try register(
            "ID,Risk,Probability,Impact,Owner\n1,Fire,3,\"300,000 CHF\",Ana\n2,Flood,2,\"-5,000.50 CHF\",Ana\n")
        #expect(money.values("cost") == ["300000 CHF", "5000.50 CHF"])
        #expect(money.values("type") == ["", "opportunity"])
    }

    @Test func `a response with a text behind it is both`() throws {
        let file = try register(
            "Nr.;Risiko;Status;Maßnahme\n1;Feuer;offen;Vermindern: Sprinkler\n2;Flut;offen;Akzeptieren\n3;Sturm;offen;Übertragen (Versicherung)\n"
        )
        #expect(file.values("response") == ["mitigate", "accept", "transfer"])
        #expect(file.values("plan") == ["Sprinkler", "", "Versicherung"])
        let mixed = try register(
            "ID,Risk,Status,Mitigation\n1,Fire,Open,Buy sprinklers\n2,Flood,Open,Transfer: insure\n3,Storm,Open,Share the news\n"
        )
        #expect(mixed.values("response") == ["", "transfer", ""])
        #expect(mixed.values("plan") == ["Buy sprinklers", "insure", "Share the news"])
    }

    @Test(
        "what is no register is refused with what it looks like",
        arguments: [
            ("SKU,Item,Quantity,Unit Price,Risk,Status,Owner\n1,Bolt,4,1.2,low,ok,Ana\n", "looks like a stock list"),
            ("CVE,CVSS,Host,Risk,Description,Status,Owner\nx,9.8,a,High,b,Open,c\n", "looks like a vulnerability scan"),
            ("Question,Yes,No,Owner,Status\nIs it on?,x,,Ana,Open\n", "looks like a check list"),
            ("Customer,Stars,Title,Rating,Status\nA,5,Good,5,ok\n", "looks like ratings"),
            ("Boss,Loot,Title,Status,Owner\nA,5,Good,5,ok\n", "looks like a list of a game"),
            ("Once upon a time\nthere was a risk\n", "looks like prose"),
            ("Year,Sum,Share\n2026,5,3\n", "its columns are \"Year\", \"Sum\", \"Share\""),
            ("ID,Title,Category\n1,a,b\n", "holds no register"),
            ("", "holds no rows"),
        ])
    func refused(_ text: String, _ why: String) {
        let problem = #expect(throws: FileProblem.self) { try register(text) }
        #expect(problem?.description.contains(why) == true, "\(problem?.description ?? "")")
    }

    @Test func `a column can be said to be a field, or none`() throws {
        let text = "ID;Fährnis;Gewicht;Wucht;Status;Risiko\n1;Feuer;4;5;offen;x\n"
        let file = try register(text, ["Fährnis": "title", "gewicht": "probability", "WUCHT": "impact", "Risiko": ""])
        #expect(file.columns == "ID>id, Fährnis>title, Gewicht>probability, Wucht>impact, Status>status, Risiko>-")
        #expect(file.records.first?.title == "Feuer")
        #expect(file.records.first?.fields == ["probability": "4", "impact": "5"])
        #expect(file.records.first?.kept == .object([JSON.Member("Risiko", "x")]))
        let synonym = try register(text, ["Fährnis": "title", "Gewicht": "likelihood"])
        #expect(synonym.values("probability") == ["4"])
        let unknown = #expect(throws: FileProblem.self) { try register(text, ["Gewicht": "weight"]) }
        #expect(unknown?.description.hasPrefix("\"Gewicht\": \"weight\" is no field; fields are id, title,") == true)
        let absent = #expect(throws: FileProblem.self) { try register(text, ["Fährnis": "title", "Foo": "owner"]) }
        #expect(absent?.description == "\"Foo\": is no column of the file")
    }
}
