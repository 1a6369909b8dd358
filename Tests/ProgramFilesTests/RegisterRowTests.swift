// The rows of registers: which make records, and which do not.

import JSONText
import ProgramFiles
import Testing

@Suite struct RegisterRows {
    @Test func `rows that make no record are told with the reason`() throws {
        let file = try register(
            """
            ID,Risk,Likelihood,Impact,Owner,Status,Due
            A number,What may happen,A number from 1 to 5,A number from 1 to 5,Who answers,One of the list,A date as 2026-01-31
            R-1,Fire,4,5,Ana,Open,
            R-2,,,,,,
            R-3,,,,,,
            R-4,,3,,,,
            Total,1
            ,Legend: 5 is worst
            ,© all of us
            ,See the handbook
            """)
        #expect(file.records.map(\.label) == ["R-1"])
        #expect(
            file.skipped.map(\.description) == [
                "row 2: looks like instructions for its columns",
                "row 4: has an id and nothing else, and 1 more below",
                "row 6: has no title",
                "row 7: is a total or a note below the table, and 2 more below",
                "row 10: has one cell and no id: a note below the table",
            ])
    }

    @Test func `rows below that go on belong to the record above`() throws {
        let file = try register(
            "ID,Risk,Owner,Action\n1,Fire,Ana,Sprinklers\n,,,Alarm\n,,,Drill\n2,Flood,Bo,Pumps\n")
        #expect(file.values("plan") == ["Sprinklers\nAlarm\nDrill", "Pumps"])
        #expect(file.skipped.isEmpty)
    }

    @Test func `an id that stands twice is skipped with the same text and a problem with another`() throws {
        let file = try register(
            "ID,Risk,Owner,Status\n1,Fire,Ana,Open\n2,Flood,Ana,Open\n1,fire ,Ana,Open\n2,Storm,Ana,Open\n3,Fire,Ana,Open\n"
        )
        #expect(file.records.map(\.label) == ["1", "2", "3"])
        #expect(file.skipped.map(\.description) == ["row 4: is row 2 again"])
        #expect(file.problems.map(\.description) == ["row 5: has the id 2 of row 3 and another text; it is left out"])
        #expect(file.named == ["rows 2 and 6 have other ids and the same text"])
    }

    @Test func `without ids a record is known by its title`() throws {
        let file = try register("Risk,Owner,Status\n  Fíre  in the HALL,Ana,Open\nfire in the hall,Bo,Open\n")
        #expect(file.records.map(\.key) == ["risk fire in the hall"])
        #expect(file.named == ["records without an id are known by their titles: a new title is a new record"])
        #expect(file.problems.map(\.description) == ["row 3: has the title of row 2 and another text; it is left out"])
    }

    @Test func `what no field holds is kept and named`() throws {
        let file = try register("ID,Risk,Owner,Status,Foo,Foo,Raised by\n1,Fire,Ana,Open,x,y,Bo\n2,Flood,Ana,Open,,,\n")
        #expect(
            file.records.map(\.kept) == [
                .object([
                    JSON.Member("Foo", "x"), JSON.Member("Foo (column 6)", "y"), JSON.Member("Raised by", "Bo"),
                ]), nil,
            ])
        #expect(file.named == ["no field of ours: \"Foo\", \"Foo\"; kept as they are"])
    }

    @Test(
        "a state is read by its leading words, what follows is a note",
        arguments: [
            ("Open", FileState.open, []), ("IN PROGRESS", .started, []),
            ("Closed (with thanks)", .done, ["with thanks"]),
            ("Geschlossen", .done, []), ("en cours - depuis mai", .started, ["depuis mai"]), ("Cerrado", .done, []),
            ("clôturé", .done, []), ("Mitigated", .done, []), ("Rejected", .dropped, []), ("N/A", .open, []),
            ("Not started", .open, []),
        ] as [(String, FileState, [String])])
    func states(_ text: String, _ state: FileState, _ notes: [String]) throws {
        let file = try register("ID,Risk,Owner,Status\n1,Fire,Ana,\(text)\n")
        #expect(file.records.map(\.state) == [state])
        #expect(file.records.first?.notes.map(\.text) == notes.map { "Status: \($0)" })
        #expect(file.named.isEmpty)
    }

    @Test func `an unknown state is open and named once; an accepted risk is accepted`() throws {
        let file = try register("ID,Risk,Owner,Status\n1,Fire,Ana,Foo\n2,Flood,Ana,Foo\n3,Storm,Ana,Accepted\n")
        #expect(file.records.map(\.state) == [.open, .open, .done])
        #expect(file.named == ["the status \"Foo\" is not known and read as open"])
        #expect(file.values("response") == ["", "", "accept"])
    }

    @Test func `a date of closing closes what has no state, and is a problem of what is open`() throws {
        let file = try register(
            "ID,Risk,Owner,Status,Date closed\n1,Fire,Ana,,2026-01-02\n2,Flood,Ana,Open,2026-01-03\n")
        #expect(file.records.map(\.state) == [.done, .open])
        #expect(file.records.map { $0.finish?.iso } == ["2026-01-02", "2026-01-03"])
        #expect(file.problems.map(\.description) == ["row 3: is open and has a date of closing"])
    }

    @Test(
        "people are parted, with their mail",
        arguments: [
            ("Anna <a@b.c>", [FilePerson(name: "Anna", mail: "a@b.c")]),
            ("a@b.c", [FilePerson(name: "a@b.c", mail: "a@b.c")]),
            ("Anna (a@b.c); Bo", [FilePerson(name: "Anna", mail: "a@b.c"), FilePerson(name: "Bo")]),
            ("Anna Doe, Bo Roe", [FilePerson(name: "Anna Doe"), FilePerson(name: "Bo Roe")]),
            ("Doe, John", [FilePerson(name: "Doe, John")]),
            ("Anna und Bo", [FilePerson(name: "Anna"), FilePerson(name: "Bo")]),
            ("@anna / Bo", [FilePerson(name: "anna", account: "anna"), FilePerson(name: "Bo")]),
            ("Andy Sandler", [FilePerson(name: "Andy Sandler")]),
            ("TBD", []), ("-", []),
        ])
    func people(_ text: String, _ people: [FilePerson]) throws {
        let file = try register("ID,Risk,Owner,Status\n1,Fire,\"\(text)\",Open\n")
        let record = try #require(file.records.first)
        #expect([record.owner].compactMap { $0 } + record.helpers == people)
    }

    @Test func `of a cell with very many names and tags only the first are taken`() throws {
        let many = (0..<20_000).map { "n\($0)" }
        let file = try register(
            "ID,Risk,Owner,Status,Category\n1,Fire,\(many.joined(separator: ";")),Open,\"\(many.joined(separator: ","))\"\n"
        )
        #expect(file.records.first?.helpers.count == 49)
        #expect(file.records.first?.tags.count == 50)
    }

    @Test func `marks of a page are taken from texts`() throws {
        let file = try register(
            "ID,Risk,Owner,Status,Comments\n1,**Fire** in<br>hall,Ana,Open,\"• one<br/>* two\n3 < 4 & 5*6\"\n")
        #expect(file.records.first?.title == "Fire in hall")
        #expect(file.records.first?.notes.map(\.text) == ["Fire in\nhall", "Comments: one\ntwo\n3 < 4 & 5*6"])
    }

    @Test func `damaged registers are refused or read, soon`() throws {
        var random = Mutations(seed: 11)
        let sample = Array(
            """
            ,,Before treatment,,After,,,
            ID,Risk,L,I,L,I,Owner,Due,Cost
            1,Fire,High,5,1:2,75% to 100%,Anna <a@b.c>,13/02/2026,"48.000 €"
            2,Flood,"0,4",very low,M-H,-3,Doe; Roe,1. März 26,$1.2M
            """.utf8)
        var read = 0
        for _ in 0..<Mutations.rounds {
            guard let table = try? DelimitedText.read(random.mutated(sample)) else { continue }
            if let file = try? Register.read([table]), !file.records.isEmpty { read += 1 }
        }
        #expect(read > 100)
    }
}
