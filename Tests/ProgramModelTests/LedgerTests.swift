// Amounts over time: entered, corrected, summed, undone and kept.

import Quantities
import TestSupport
import Testing

@testable import ProgramModel

struct Amounts {
    private static let racks = LedgerSubject.item(ItemID("T", 1))
    private static let first = CalendarDate(iso: "2026-11-02") ?? CalendarDate(dayNumber: 0)
    private static func euros(_ amount: Int) -> LedgerAmount { LedgerAmount(unit: "EUR", value: amount * 100) }

    private struct Log {
        var workspace = Workspace()

        /// Enters an amount as a command of its own; its number.
        @discardableResult
        mutating func enter(
            _ subject: LedgerSubject, _ amount: LedgerAmount, day: CalendarDate = Amounts.first,
            line: String = "hardware", _ kind: LedgerEntry.Kind = .spent
        ) -> Int {
            let id = workspace.nextLedgerID
            say(
                LedgerEntered(
                    LedgerEntry(
                        id: id, subject: subject, project: .net, line: line, kind: kind, amount: amount, day: day,
                        by: PersonID(1))))
            return id
        }

        mutating func say(_ event: any ProgramEvent) {
            let version = workspace.version + 1
            workspace.apply(
                event,
                EventStamp(
                    version: version, time: Instant(milliseconds: 0), person: PersonID(1), command: version,
                    commandName: "spend"))
            let bytes = workspace.snapshot
            #expect(Workspace(snapshot: bytes)?.snapshot == bytes)
        }
    }

    @Test func `sums are by subject, kind, line, unit and days`() {
        var log = Log()
        log.enter(Amounts.racks, Amounts.euros(100))
        log.enter(Amounts.racks, Amounts.euros(50), day: Amounts.first + 1)
        log.enter(.project(.net), Amounts.euros(7), day: Amounts.first + 2, line: "travel")
        log.enter(.project(.net), LedgerAmount(unit: "USD", value: 900), line: "travel")
        log.enter(.project(.net), Amounts.euros(1000), .planned)
        log.enter(Amounts.racks, LedgerAmount(.days(2)), line: "", .logged)
        let ledger = log.workspace.ledger
        #expect(ledger.total(of: Amounts.racks, .spent) == [Amounts.euros(150)])
        #expect(
            ledger.total(of: .project(.net), .spent) == [Amounts.euros(157), LedgerAmount(unit: "USD", value: 900)])
        #expect(ledger.total(of: .project(.net), .spent, line: "travel").map(\.value) == [700, 900])
        #expect(
            ledger.total(of: .project(.net), .spent, in: Amounts.first...(Amounts.first + 1)).map(\.value)
                == [15000, 900])
        #expect(ledger.total(of: .project(.net), .planned) == [Amounts.euros(1000)])
        #expect(ledger.total(of: Amounts.racks, .logged).first?.span == .days(2))
        #expect(ledger.total(of: .project(.crm), .spent).isEmpty)
        #expect(ledger.entries(of: .project(.net), in: (Amounts.first + 1)...(Amounts.first + 2)).map(\.id) == [2, 3])
    }

    @Test func `a wrong entry is answered by a counter entry, and stands until that is undone`() throws {
        var log = Log()
        let wrong = log.enter(Amounts.racks, Amounts.euros(1000))
        let entry = try #require(log.workspace.ledger[wrong])
        log.say(LedgerEntered(entry.counter(id: log.workspace.nextLedgerID)))
        #expect(log.workspace.ledger.total(of: Amounts.racks, .spent) == [Amounts.euros(0)])
        #expect(log.workspace.ledger.correction(of: wrong) == 2)
        let record = try #require(log.workspace.command(1))
        #expect(log.workspace.obstacle(to: record)?.by?.number == 2)
        log.say(CommandUndone(command: 2))
        #expect(log.workspace.ledger.total(of: .project(.net), .spent) == [Amounts.euros(1000)])
        #expect(log.workspace.ledger.correction(of: wrong) == nil)
        log.say(CommandUndone(command: 1))
        #expect(log.workspace.ledger.entries(of: Amounts.racks).isEmpty)
        #expect(log.workspace.ledger.total(of: .project(.net), .spent) == [Amounts.euros(0)])
        log.say(CommandRedone(command: 1))
        #expect(log.workspace.ledger.total(of: .project(.net), .spent) == [Amounts.euros(1000)])
    }

    @Test func `the number of an undone entry is never used again`() {
        var log = Log()
        log.enter(Amounts.racks, Amounts.euros(1))
        log.say(CommandUndone(command: 1))
        #expect(log.enter(Amounts.racks, Amounts.euros(2)) == 2)
    }
}
