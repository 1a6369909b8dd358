// What falls due: once, in its zone, over restarts, full disks and the change of daylight saving.

import Conversation
import FieldTypes
import Planning
import ProgramModel
import Quantities
import TestSupport
import Testing

struct DueWorkCases {
    private static let berlin = "Europe/Berlin"

    private func trial(_ log: MemoryEventLog = MemoryEventLog(), now: String = "2026-11-23T08:00:00Z") async throws
        -> TrialDesk
    { try await TrialDesk(now: now, log: log, store: nil) }

    /// A store goes on in another process.
    private func restarted(_ trial: TrialDesk) async throws -> TrialDesk {
        try await TrialDesk(now: trial.now.iso, log: trial.log)
    }

    @Test func `a reminder comes on its moment, once, over restarts`() async throws {
        var trial = try await trial()
        await trial.say("/project new NET")
        await trial.say("/task Cable on NET")
        _ = try trial.due("2026-11-23T08:00:00Z")
        await trial.say("/remind T-1 tomorrow 9:00")
        #expect(try trial.due("2026-11-24T08:59:59Z").isEmpty)
        trial = try await restarted(trial)
        #expect(try trial.due("2026-11-24T09:00:00Z").map(\.text).first?.hasPrefix("Reminder: T-1 Cable") == true)
        #expect(try trial.due("2026-11-24T09:00:01Z").isEmpty)
        trial = try await restarted(trial)
        #expect(try trial.due("2026-11-25T09:00:00Z").isEmpty)
    }

    @Test func `what was missed is said once, late and saying so`() async throws {
        let trial = try await trial()
        await trial.say("/project new NET")
        await trial.say("/task Cable on NET")
        _ = try trial.due("2026-11-23T08:00:00Z")
        await trial.say("/subscribe project:NET daily 8:30")
        let due = try trial.due("2026-11-27T10:00:00Z")
        #expect(due.map(\.to) == ["ana"])
        #expect(due.first?.text.contains("(was due today 08:30)") == true, "\(due)")
    }

    @Test func `of what is closed or undone there is no reminder`() async throws {
        let trial = try await trial()
        await trial.say("/project new NET")
        await trial.say("/task Cable on NET")
        _ = try trial.due("2026-11-23T08:00:00Z")
        await trial.say("/remind T-1 tomorrow 9:00")
        await trial.say("/close T-1")
        await trial.say("/remind me tomorrow 9:00 to call Acme")
        await trial.say("/undo")
        #expect(try trial.due("2026-11-24T10:00:00Z").isEmpty)
    }

    @Test func `what was so before the first start of it counts as told`() async throws {
        let trial = try await trial()
        await trial.say("/project new NET")
        await trial.say("/task Cable on NET due:mon")
        #expect(try trial.due("2026-12-20T10:00:00Z").isEmpty)
        #expect(try trial.due("2026-12-21T10:00:00Z").isEmpty)
    }

    @Test func `nothing is lost or doubled when the disk is full`() async throws {
        let trial = try await trial()
        await trial.say("/project new NET")
        await trial.say("/task Cable on NET")
        _ = try trial.due("2026-11-23T08:00:00Z")
        await trial.say("/remind T-1 tomorrow 9:00")
        trial.log.fill()
        #expect(throws: MemoryEventLog.DiskFull.self) { try trial.due("2026-11-24T09:00:00Z") }
        trial.log.free()
        #expect(try trial.due("2026-11-24T09:00:05Z").count == 1)
        #expect(try trial.due("2026-11-24T09:00:06Z").isEmpty)
    }

    @Test func `an owner is asked once about what is late, on a working morning`() async throws {
        let trial = try await trial()
        await trial.say("/project new NET")
        await trial.say("/task Cable @ana on NET due:fri")
        _ = try trial.due("2026-11-23T08:00:00Z")
        #expect(try trial.due("2026-11-28T12:00:00Z").isEmpty, "on Saturday")
        let monday = try trial.due("2026-11-30T09:00:00Z")
        #expect(monday.map(\.to) == ["ana"] && monday[0].text.hasPrefix("T-1 Cable was due Fri 27 Nov"), "\(monday)")
        #expect(try trial.due("2026-12-01T09:00:00Z").isEmpty, "the same state")
        await trial.say("/T-1 to 2dec")
        #expect(try trial.due("2026-12-02T12:00:00Z").isEmpty)
        #expect(try trial.due("2026-12-03T09:00:00Z").count == 1, "late again")
    }

    @Test func `nobody is asked who is away or where nudges are off`() async throws {
        let trial = try await trial()
        await trial.say("/project new NET")
        await trial.say("/task Cable @ana on NET due:tue")
        await trial.say("/away 24nov-26nov")
        _ = try trial.due("2026-11-23T08:00:00Z")
        #expect(try trial.due("2026-11-25T12:00:00Z").isEmpty)
        await trial.say("/admin set nudges off")
        #expect(try trial.due("2026-11-27T12:00:00Z").isEmpty)
        await trial.say("/admin set nudges on")
        #expect(try trial.due("2026-11-30T12:00:00Z").count == 1)
    }

    @Test func `a lead is asked for the colour, unless it was declared`() async throws {
        let trial = try await trial()
        await trial.say("/project new NET")
        await trial.say("/task Cable on NET")
        _ = try trial.due("2026-11-23T08:00:00Z")
        await trial.say("/cadence NET weekly fri")
        let friday = try trial.due("2026-11-27T09:00:00Z")
        #expect(friday.map(\.to) == ["ana"] && friday[0].text.contains("how does it stand?"), "\(friday)")
        trial.set(try #require(Instant(iso: "2026-12-03T09:00:00Z")))
        await trial.say("/status set green NET")
        #expect(try trial.due("2026-12-04T09:00:00Z").isEmpty)
        #expect(try trial.due("2026-12-11T09:00:00Z").count == 1)
    }

    @Test func `words that are not understood any more are told once`() async throws {
        let trial = try await trial()
        await trial.say("/project new NET")
        await trial.say("/task Cable on NET")
        _ = try trial.due("2026-11-23T08:00:00Z")
        let since = try #require(Instant(iso: "2026-11-23T08:00:00Z"))
        let bad = Subscription(
            9, to: .person(PersonID(1)), line: "/subscribe project:GONE daily", project: nil,
            often: Rhythm(.day, time: TimeOfDay(hour: 8)), since: since, setBy: PersonID(1))
        var transaction = LogTransaction()
        let stamp = EventStamp(
            version: trial.workspace.version + 1, time: since, person: PersonID(1),
            command: trial.workspace.version + 1, commandName: "subscribe add")
        transaction.events = [
            LoggedEvent(
                stamp: stamp, event: SlotChanged(bad, was: nil), deliveryID: nil, commandNumber: 0, position: 0,
                undone: nil, items: [])
        ]
        try trial.log.commit(transaction)
        let next = try await restarted(trial)
        let told = try next.due("2026-11-24T08:00:00Z")
        #expect(told.count == 1 && told[0].text.contains("is not understood any more"), "\(told)")
        #expect(try next.due("2026-11-25T08:00:00Z").isEmpty)
    }

    // MARK: A year of it

    /// One rule as this test knows it: the moments of each of its days, found by looking at every day.
    private struct Modelled {
        var line: String
        var set: Instant
        var moments: [Instant]
    }

    private static let lines: [(line: String, time: Int, has: @Sendable (CalendarDate) -> Bool)] = [
        ("daily 08:30", 510, { _ in true }),
        ("daily 02:30", 150, { _ in true }),
        ("weekly mon 9:00", 540, { $0.weekday == .monday }),
        ("every working day 07:15", 435, { $0.weekday.isWorking }),
        ("every sun at 2:15", 135, { $0.weekday == .sunday }),
        ("monthly on the last day 23:59", 1439, { ($0 + 1).parts.day == 1 }),
        (
            "monthly on the last working day 10:00", 600,
            { day in
                day.weekday.isWorking
                    && !(1...31).contains { (day + $0).parts.month == day.parts.month && (day + $0).weekday.isWorking }
            }
        ),
        ("every tue and thu 17:00", 1020, { [.tuesday, .thursday].contains($0.weekday) }),
    ]

    @Test(arguments: 0..<4) func `a year of rules with restarts misses none and says none twice`(_ seed: Int)
        async throws
    {
        var random = SeededGenerator(seed: UInt64(seed) + 11)
        let zone = try #require(ZoneRules(posix: "CET-1CEST,M3.5.0,M10.5.0/3", name: DueWorkCases.berlin))
        var trial = try await trial(now: "2026-11-23T08:00:00Z")
        await trial.say("/person zone \(DueWorkCases.berlin)")
        await trial.say("/project new NET")
        await trial.say("/task Cable on NET")
        _ = try trial.due("2026-11-23T08:00:00Z")
        var rules: [Modelled] = []
        var before = trial.now
        let end = trial.now + 365 * Instant.day
        while trial.now < end {
            trial.advance(Int64.random(in: 1...(4 * 1440), using: &random) * Instant.minute)
            if Int.random(in: 0..<6, using: &random) == 0 { trial = try await restarted(trial) }
            let said = try trial.due(trial.now.iso).map(\.text)
            for rule in rules {
                let isDue = rule.moments.contains { $0 > max(before, rule.set) && $0 <= trial.now }
                let count = said.count { $0.hasPrefix(rule.line + ":") }
                #expect(count == (isDue ? 1 : 0), "\(rule.line) at \(trial.now.iso): \(said)")
            }
            before = trial.now
            guard rules.count < DueWorkCases.lines.count, Int.random(in: 0..<3, using: &random) == 0 else { continue }
            let rule = DueWorkCases.lines[rules.count]
            let result = await trial.say("/subscribe project:NET \(rule.line)").first
            #expect(result?.outcome == .done, "\(rule.line)")
            let first = zone.date(of: trial.now)
            let days = (0..<420).map { first + $0 }.filter(rule.has)
            rules.append(
                Modelled(
                    line: "project:NET \(rule.line)", set: trial.now,
                    moments: days.map { DueWorkCases.moment(of: $0, rule.time, zone) }))
        }
        #expect(rules.count == DueWorkCases.lines.count)
        #expect(trial.workspace.version < 40, "a year of it adds no events")
    }

    /// The first moment at which a clock shows a time or, where it skips it, a later one: by looking at every minute.
    private static func moment(of day: CalendarDate, _ minute: Int, _ zone: ZoneRules) -> Instant {
        let start = Instant(seconds: Int64(day.dayNumber) * 86_400 - 3 * 3600)
        for step in 0..<(30 * 60) {
            let instant = start + Int64(step) * Instant.minute
            let (date, shown) = zone.local(instant)
            if date == day && shown >= minute || date > day { return instant }
        }
        return start
    }
}
