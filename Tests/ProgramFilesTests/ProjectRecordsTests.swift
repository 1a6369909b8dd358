// What records a project of Microsoft Project makes, what is kept of it, and what is refused.

import JSONText
import ProgramFiles
import Testing

private typealias Sample = ProjectSample

@Suite struct ProjectRecordsOfFiles {
    private static let whole = Sample(
        tasks: [
            "<Task><UID>0</UID><ID>0</ID><Name>Sample</Name><OutlineLevel>0</OutlineLevel></Task>",
            Sample.task(1, 40), Sample.task(2, 16, level: 2, "<Priority>800</Priority><Notes>mind the gap</Notes>"),
            "<Task><UID>9</UID><ID>3</ID><IsNull>1</IsNull></Task>",
            Sample.task(4, 24, level: 2, Sample.after(2, lag: 4800) + "<Deadline>2026-01-30T17:00:00</Deadline>"),
            Sample.task(5, 0, "<Milestone>1</Milestone><Finish>2026-01-12T17:00:00</Finish>" + Sample.after(4)),
            Sample.task(
                6, 8,
                "<PercentComplete>100</PercentComplete><ActualStart>2026-01-05T08:00:00</ActualStart><ActualFinish>2026-01-05T17:00:00</ActualFinish>"
            ),
            Sample.task(7, 8, "<Active>0</Active>"),
            Sample.task(
                8, 8,
                "<ExternalTask>1</ExternalTask><Start>2026-01-05T08:00:00</Start><Finish>2026-01-05T17:00:00</Finish>"),
        ],
        resources:
            "<Resource><UID>1</UID><ID>1</ID><Name>Anna Meier</Name><Type>1</Type><EmailAddress>anna@example.org</EmailAddress></Resource><Resource><UID>2</UID><ID>2</ID><Name>Sand</Name><Type>0</Type></Resource>",
        assignments:
            "<Assignment><UID>1</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units><Work>PT16H0M0S</Work></Assignment><Assignment><UID>2</UID><TaskUID>2</TaskUID><ResourceUID>2</ResourceUID><Units>4</Units></Assignment>"
    )

    @Test func `rows become tasks and milestones with their places, people, dates and links`() throws {
        let read = try ProjectRecordsOfFiles.whole.records()
        let by = Dictionary(uniqueKeysWithValues: read.records.map { ($0.key, $0) })
        #expect(read.records.map(\.key) == ["1", "2", "4", "5", "6", "7"])
        #expect(by["1"]?.estimate == nil, "a summary's work is that of its parts")
        #expect(by["2"]?.parent == "1")
        #expect(by["2"]?.estimate == 960)
        #expect(by["2"]?.owner == FilePerson(name: "Anna Meier", mail: "anna@example.org"))
        #expect(by["2"]?.fields == ["priority": "high"])
        #expect(by["2"]?.notes.map(\.text) == ["mind the gap"])
        #expect(by["4"]?.links == [FileLink(.follows("fs"), "2", lag: 480)])
        #expect(by["4"]?.due?.iso == "2026-01-30")
        #expect(by["5"]?.kind == "milestone")
        #expect(by["5"]?.due?.iso == "2026-01-12")
        #expect(by["6"]?.state == .done)
        #expect(by["6"]?.finish?.iso == "2026-01-05")
        #expect(by["7"]?.state == .dropped)
        #expect(read.skipped.map(\.row) == [3, 8])
    }

    @Test func `a file that is written and read again says the same`() throws {
        let file = try ProjectFile(ProjectRecordsOfFiles.whole.bytes)
        let before = try ProjectNetwork(file).records()
        let after = try ProjectNetwork(ProjectFile(try file.bytes())).records()
        let bare = { (records: FileRecords) in
            records.records.map { record -> FileRecord in
                var bare = record
                bare.kept = nil
                bare.row = 0
                bare.label = ""
                return bare
            }
        }
        #expect(bare(before) == bare(after))
        let dates = { (records: FileRecords) in
            records.plan.map { "\($0.uid) \($0.start ?? "") \($0.finish ?? "") \($0.totalFloat ?? -1)" }
        }
        #expect(dates(before) == dates(after))
        #expect(after.plan.allSatisfy { $0.why == nil })
    }

    @Test func `what no record has a field for is kept, and what is worked out anew is not`() throws {
        let sample = Sample(tasks: [
            Sample.task(
                1, 8,
                "<ConstraintType>7</ConstraintType><ConstraintDate>2026-01-30T17:00:00</ConstraintDate><Contact>Kim</Contact><TotalSlack>100</TotalSlack><ExtendedAttribute><FieldID>188743731</FieldID><Value>red</Value></ExtendedAttribute><ExtendedAttribute><FieldID>188743734</FieldID><Value>blue</Value></ExtendedAttribute>"
            )
        ])
        let row = ProjectKept.rows(try sample.records().records[0].kept).task
        #expect(row.text("Contact") == "Kim")
        #expect(row.text("ConstraintType") == "7")
        #expect(row.all("ExtendedAttribute").map { $0.text("Value") } == ["red", "blue"])
        #expect(row.text("TotalSlack") == nil)
    }

    @Test(
        "what cannot be planned or read is refused whole, with the place",
        arguments: [
            (
                Sample(tasks: [Sample.task(1, 8, Sample.after(2)), Sample.task(2, 8, Sample.after(1))]).text,
                "wait for each other: 1"
            ),
            (Sample().text, "no task"),
            ("<rss/>", "another kind: <rss>"),
            ("<Project><Tasks><Task>", "no whole XML"),
            (Sample(properties: "", tasks: [Sample.task(1, 8)]).text, "StartDate"),
        ])
    func refused(_ text: String, _ why: String) {
        let problem = #expect(throws: FileProblem.self) { try ProjectNetwork(ProjectFile(Array(text.utf8))) }
        #expect(problem?.description.contains(why) == true, "\(problem?.description ?? "")")
    }

    @Test(
        "a value that is none is told with its row, and the rest is taken",
        arguments: [
            (Sample.after(77), "row 2, \"PredecessorLink\": names task 77, which is not in the file"),
            ("<Deadline>soon</Deadline>", "row 2, \"Deadline\": is no date such as 2026-01-05T08:00:00"),
            (
                "<PredecessorLink><CrossProject>1</CrossProject><CrossProjectName>other.mpp\\4</CrossProjectName></PredecessorLink>",
                "row 2: waits for other.mpp\\4, which is in another file"
            ),
            ("<ConstraintType>4</ConstraintType>", "row 2, \"ConstraintDate\": is missing; the constraint is left out"),
            ("<ConstraintType>12</ConstraintType>", "row 2, \"ConstraintType\": is none of the numbers 0 to 7"),
        ])
    func problems(_ more: String, _ problem: String) throws {
        let read = try Sample(tasks: [Sample.task(1, 8), Sample.task(2, 8, more)]).records()
        #expect(read.problems.map(\.description) == [problem])
        #expect(read.records.count == 2)
    }

    @Test func `a mutated file is read or refused, and nothing else`() throws {
        let original = ProjectRecordsOfFiles.whole.bytes
        var generator = SystemRandomNumberGenerator()
        let seed = generator.next()
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var wasRead = 0
        for _ in 0..<Mutations.rounds {
            var bytes = original
            // Half of them change numbers alone, so that what follows the reading of XML is reached.
            let isOfNumbers = next(2) == 0
            for _ in 0...next(4) {
                let place = next(bytes.count)
                if isOfNumbers {
                    if (0x30...0x39).contains(bytes[place]) { bytes[place] = 0x30 + UInt8(next(10)) }
                    continue
                }
                switch next(3) {
                case 0: bytes[place] = UInt8(next(256))
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + next(40)))
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + next(60))], at: place)
                }
            }
            if (try? ProjectNetwork(ProjectFile(bytes)).records()) != nil { wasRead += 1 }
        }
        #expect(wasRead > 100, "seed \(seed)")
    }
}
