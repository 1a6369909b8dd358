// Scales, dates and amounts of registers.

import ProgramFiles
import Testing

@Suite struct RegisterValues {
    /// The probabilities of a register with these cells.
    private func probabilities(_ cells: [String], head: String = "Likelihood", _ hints: [String: String] = [:]) throws
        -> FileRecords
    {
        let rows = cells.enumerated().map { "\($0 + 1);Risk \($0);\"\($1)\";Open\n" }
        return try register("ID;Risk;\(head);Status\n" + rows.joined(), hints)
    }

    @Test(
        "every scale is brought to 1 to 5",
        arguments: [
            (["1", "3", "5"], ["1", "3", "5"]),
            (["Low", "MEDIUM ", "HIgh", "Med"], ["1", "3", "5", "3"]),
            (["L  ", "M", "H"], ["1", "3", "5"]),
            (["VL", "L", "M", "H", "VH"], ["1", "2", "3", "4", "5"]),
            (["Very Low", "Low", "Medium", "High", "Very High"], ["1", "2", "3", "4", "5"]),
            (["low", "medium", "high", "critical"], ["2", "3", "4", "5"]),
            (["low", "medium", "critical"], ["1", "3", "5"]),
            (["Rare", "Unlikely", "Possible", "Likely", "Almost Certain"], ["1", "2", "3", "4", "5"]),
            (["Insignificant", "Minor", "Moderate", "Major", "Catastrophic"], ["1", "2", "3", "4", "5"]),
            (["sehr gering", "geringe", "mittel", "hohe", "sehr hoch"], ["1", "2", "3", "4", "5"]),
            (["très faible", "faible", "moyenne", "élevé", "critique"], ["1", "2", "3", "4", "5"]),
            (["muy bajo", "baja", "media", "alto", "crítica"], ["1", "2", "3", "4", "5"]),
            (["lav", "medium", "høy"], ["1", "3", "5"]),
            (["Niedrig-Mittel", "Medium-High", "low to medium"], ["2", "4", "2"]),
            (["4 - Likely", "Likely (4)", "3 (Possible)", "4/5", "5: worst"], ["4", "4", "3", "4", "5"]),
            (["3.5", "1", "2,5"], ["4", "1", "3"]),
            (["10", "7", "1"], ["5", "4", "1"]),
            (["High ↑", "Low ↓"], ["5", "1"]),
            (["٤", "۲"], ["4", "2"]),
            (["-", "N/A", "[TODO]", "TBD", "Not yet rated", "?", "0", "3"], ["", "", "", "", "", "", "", "3"]),
        ])
    func scales(_ cells: [String], _ expected: [String]) throws {
        let file = try probabilities(cells)
        #expect(file.values("probability") == expected)
        #expect(file.problems.isEmpty)
    }

    @Test(
        "shares are chances, with the level they make",
        arguments: [
            (["40%", "5 %", "90%"], ["40%", "5%", "90%"], ["3", "1", "5"]),
            (["0.4", "0,05", "1"], ["40%", "5%", "100%"], ["3", "1", "5"]),
            (
                ["75% to 100%", "15-39%", "40–59 %", "<15%", "≥80%"], ["88%", "27%", "50%", "8%", "90%"],
                ["5", "2", "3", "1", "5"]
            ),
            (["80", "25"], ["80%", "25%"], ["5", "2"]),
        ])
    func shares(_ cells: [String], _ chances: [String], _ levels: [String]) throws {
        let file = try probabilities(cells)
        #expect(file.values("chance") == chances)
        #expect(file.values("probability") == levels)
    }

    @Test(
        "what is no level is a problem, and is kept",
        arguments: [
            ("0,25 je Jahr", "says how often and not how probable"), ("1:100", "says how often and not how probable"),
            ("2 per year", "says how often and not how probable"), ("amber", "is a colour and no level of 1 to 5"),
            ("banana", "is no level of 1 to 5"), ("2-3", "is a range"), ("250%", "is no probability"),
        ])
    func unreadable(_ cell: String, _ why: String) throws {
        let file = try probabilities([cell, "3"])
        #expect(file.values("probability") == ["", "3"])
        #expect(file.problems.map(\.description) == ["row 2, \"Likelihood\": \"\(cell)\" \(why)"])
        #expect(file.records.first?.kept != nil)
    }

    @Test func `how a scale was brought to ours is said`() throws {
        #expect(
            try probabilities(["Low", "High"]).named == [
                "\"Likelihood\" has three steps: they are read as 1, 3 and 5 of 5"
            ])
        #expect(try probabilities(["VL", "High"]).named.isEmpty)
        #expect(
            try probabilities(["2.5", "5"]).named == ["\"Likelihood\" has half steps: they are read as the step above"])
        #expect(
            try probabilities(["7", "2"]).named == ["\"Likelihood\" is read as a scale of 1 to 10, brought to 1 to 5"])
        #expect(
            try probabilities(["1", "2", "3"]).named == [
                "\"Likelihood\" has no number above 3 and is read on a scale of 1 to 5; say scale=3 if it ends there"
            ])
        let said = try probabilities(["1", "2", "3"], ["scale": "3"])
        #expect(said.values("probability") == ["1", "3", "5"])
        let head = try probabilities(["1", "2", "3"], head: "Likelihood (1-10)")
        #expect(head.values("probability") == ["1", "1", "2"])
        let share = try probabilities(["10", "5"], head: "Probability %")
        #expect(share.values("chance") == ["10%", "5%"])
        let above = try probabilities(["1", "7"], head: "Likelihood (1-5)")
        #expect(above.problems.map(\.why) == ["\"7\" is above 5, where the scale ends"])
        let wrong = #expect(throws: FileProblem.self) { try probabilities(["1"], ["scale": "7"]) }
        #expect(wrong?.description == "scale=7 is no scale; expected 3, 5, 10 or 100")
    }

    @Test func `probability and impact share their words' scale`() throws {
        let file = try register("ID,Risk,Likelihood,Impact\n1,Fire,High,Very high\n2,Flood,Low,Medium\n")
        #expect(file.values("probability") == ["4", "2"])
        #expect(file.values("impact") == ["5", "3"])
    }

    @Test func `words behind a level are a note`() throws {
        let file = try probabilities(["Low, as everyone knows", "High (budget)"])
        #expect(file.values("probability") == ["1", "5"])
        #expect(
            file.records.map { $0.notes.map(\.text) } == [["Likelihood: as everyone knows"], ["Likelihood: budget"]])
    }

    @Test func `a negative impact is an opportunity, and so is what says so`() throws {
        let file = try register("ID,Risk,Likelihood,Impact\n1,Fire,3,-4\n2,Flood,2,5\n")
        #expect(file.values("impact") == ["4", "5"])
        #expect(file.values("type") == ["opportunity", ""])
        let said = try register("ID,Risk,Likelihood,T/O,Owner\n1,Fire,3,T,Ana\n2,Flood,2,O,Ana\n")
        #expect(said.values("type") == ["threat", "opportunity"])
    }

    @Test func `a stored score is compared with the product`() throws {
        let file = try register(
            "ID,Risk,L,I,Score\n1,Fire,4,5,20\n2,Flood,2,3,9\n3,Storm,2,3,High\n4,Ice,,3,9\n5,Hail,2,2,4.0\n")
        #expect(file.problems.map(\.description) == ["row 3, \"Score\": is 9, and probability × impact is 6"])
        let sums = try register("ID,Risk,L,I,Score\n1,a,4,5,9\n2,b,2,3,5\n3,c,1,3,4\n4,d,5,3,8\n")
        #expect(sums.problems.isEmpty)
        #expect(sums.named == ["\"Score\" is no product of probability and impact in most rows; ours is one"])
    }

    /// The due dates of an action log with these cells.
    private func dues(_ cells: [String], _ hints: [String: String] = [:]) throws(FileProblem) -> [String] {
        let rows = cells.enumerated().map { "\($0 + 1);Do \($0);Ana;\"\($1)\"\n" }
        return try register("ID;Action item;Owner;Due date\n" + rows.joined(), hints).records.map { $0.due?.iso ?? "" }
    }

    @Test(
        "dates of every order are read, one order for the file",
        arguments: [
            (
                ["2026-03-01", "2026/03/01", "2026.3.1", "2026-03-01T10:00:00Z", "2026-03-01 10:00"],
                Array(repeating: "2026-03-01", count: 5)
            ),
            (["13/02/2026", "03/04/2026"], ["2026-02-13", "2026-04-03"]),
            (["02/13/2026", "03/04/26"], ["2026-02-13", "2026-03-04"]),
            (["15.02.2026", "3.4.26", "23.10.2024 11:02"], ["2026-02-15", "2026-04-03", "2024-10-23"]),
            (["5/5/2026"], ["2026-05-05"]),
            (["6/21/2025 16:14", "1/2/2025 4:37 PM"], ["2025-06-21", "2025-01-02"]),
            (
                ["15-Feb-26", "Feb 15, 2026", "15 February 2026", "Sunday, 15 February 2026", "15th Feb 2026"],
                Array(repeating: "2026-02-15", count: 5)
            ),
            (
                ["1. März 2026", "19 févr. 2026", "1er août 2026", "3 de enero de 2026", "2026 Dez 24"],
                ["2026-03-01", "2026-02-19", "2026-08-01", "2026-01-03", "2026-12-24"]
            ),
            (["31/12/99"], ["1999-12-31"]),
        ])
    func dates(_ cells: [String], _ expected: [String]) throws {
        #expect(try dues(cells) == expected)
    }

    @Test func `dates that fit two orders are asked for, and one said holds`() throws {
        let problem = #expect(throws: FileProblem.self) { try dues(["10/07/2026", "5/5/2026"]) }
        #expect(
            problem?.description
                == "row 2: \"10/07/2026\" may be two days, and no other date tells which: say dates=dmy or dates=mdy")
        #expect(try dues(["10/07/2026"], ["dates": "dmy"]) == ["2026-07-10"])
        #expect(try dues(["10/07/2026"], ["dates": "mdy"]) == ["2026-10-07"])
        let split = #expect(throws: FileProblem.self) { try dues(["13/07/2026", "07/13/2026"]) }
        #expect(split?.description.contains("say dates=dmy or dates=mdy") == true)
        let wrong = #expect(throws: FileProblem.self) { try dues(["2026-01-01"], ["dates": "ymd"]) }
        #expect(wrong?.description == "dates=ymd is no order; expected dates=dmy or dates=mdy")
    }

    @Test(
        "what is no date is a problem",
        arguments: ["soon", "31/02/2026", "Q3 2026", "10/07", "2026-13-01", "99999999999/1/2026", "1/2/3/4/5 no"])
    func noDate(_ cell: String) throws {
        let file = try register("ID;Action item;Owner;Due date\n1;Do;Ana;\(cell)\n")
        #expect(file.records.map(\.due) == [nil])
        #expect(file.problems.map(\.description) == ["row 2, \"Due date\": \"\(cell)\" is no date"])
    }

    @Test func `a review that says how often is kept, not read`() throws {
        let file = try register("ID,Risk,Owner,Status,Review\n1,Fire,Ana,Open,Monthly\n2,Flood,Ana,Open,Quarterly\n")
        #expect(file.mapping.last == FileColumn(head: "Review", field: nil))
        #expect(file.problems.isEmpty)
    }

    @Test(
        "amounts are read as people write them",
        arguments: [
            ("25000 EUR", "25000 EUR"), ("€25,000.50", "25000.50 EUR"), ("25.000,50 €", "25000.50 EUR"),
            ("300'000 CHF", "300000 CHF"), ("CHF 25'000.-", "25000 CHF"), ("48.000 Euro", "48000 EUR"),
            ("1.250.000 €", "1250000 EUR"), ("$1.2M", "1200000 USD"), ("12k€", "12000 EUR"),
            ("1,5 Mio. €", "1500000 EUR"),
            ("US$ 500", "500 USD"), ("12 500 EUR", "12500 EUR"), ("0.125 EUR", "0.12 EUR"), ("$25,000", "25000 USD"),
        ])
    func amounts(_ cell: String, _ expected: String) throws {
        let file = try register("ID;Risk;Owner;Status;Cost\n1;Fire;Ana;Open;\"\(cell)\"\n")
        #expect(file.values("cost") == [expected])
        #expect(file.problems.isEmpty)
    }

    @Test func `amounts that are unsure are said, and those with more in their cell are problems`() throws {
        let file = try register(
            "ID;Risk;Owner;Status;Cost (EUR);Mitigation cost\n1;Fire;Ana;Open;48.000;100\n2;Flood;Ana;Open;$25,000 and more;\n"
        )
        #expect(file.values("cost") == ["48000 EUR", ""])
        #expect(file.named == ["\"48.000\" in \"Cost (EUR)\" is read as thousands"])
        #expect(
            file.problems.map(\.description) == [
                "row 2, \"Mitigation cost\": names no currency; say one, as currency=EUR",
                "row 3, \"Cost (EUR)\": \"$25,000 and more\" is more than an amount, or none",
            ])
        let said = try register("ID;Risk;Owner;Status;Mitigation cost\n1;Fire;Ana;Open;100\n", ["currency": "chf"])
        #expect(said.values("response-cost") == ["100 CHF"])
    }
}
