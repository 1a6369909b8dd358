// Reports as pages to pin up: dates as people write them, units, sentences for what does not hold.

import JSONText
import Planning
import Testing

@testable import PlanFiles

struct PageTests {
    private func page(_ text: String, level: Bool = false, health: Bool = false) throws -> String {
        let file = try NetworkFile(Array(text.utf8), zones: WorkedFile.zones)
        let network = try file.network()
        var members = file.report(network)
        if level {
            let plan = try file.levelled(network, limits: SearchLimits(schedules: 50), seed: 1)
            members.append(.init("levelled", file.report(plan)))
        }
        if health { members.append(.init("health", file.report(file.health(network)))) }
        return NetworkPage.text(.object(members))
    }

    @Test func `a network is a page with its dates, units and reasons`() throws {
        let page = try page(
            #"{"name":"Move","start":"2026-01-05","tasks":[{"id":"a","name":"Racks","duration":3},{"id":"b","duration":1.5,"links":["a"]},{"id":"c","duration":1}]}"#
        )
        #expect(
            page == """
                Move: Mon 5 Jan 2026 08:00 to Fri 9 Jan 2026 12:00, 4.5 days of working time
                What decides the finish: a → b

                   task   start                 finish                float (days)  free (days)  starts then because
                *  Racks  Mon 5 Jan 2026 08:00  Wed 7 Jan 2026 17:00             0            0  the project starts
                *  b      Thu 8 Jan 2026 08:00  Fri 9 Jan 2026 12:00             0            0  a is done
                   c      Mon 5 Jan 2026 08:00  Mon 5 Jan 2026 17:00           3.5          3.5  the project starts
                * critical: it cannot slip without moving the finish or missing a date. Float: how far it can slip until then; \
                free: until it moves another task.
                """)
    }

    @Test(arguments: [
        (#"{"from":"a","lag":2}"#, "a is done, 2 days later"), (#"{"from":"a","lag":-1}"#, "a is done, 1 day earlier"),
        (#"{"from":"a","kind":"SS","lag":3,"lag_kind":"elapsed"}"#, "a starts, 3 days later, day and night"),
        (#"{"from":"a","lag":50,"lag_kind":"percent"}"#, "a is done, 50 % of its time later"),
    ]) func `a link says how long after`(_ link: String, _ reason: String) throws {
        let page = try page(
            #"{"start":"2026-01-05","tasks":[{"id":"a","duration":4},{"id":"b","duration":1,"links":[\#(link)]}]}"#)
        #expect(page.contains(reason), "\(page)")
    }

    @Test func `times of day are left out where all work fills its days`() throws {
        let page = try page(
            #"{"start":"2026-01-05","tasks":[{"id":"a","duration":3},{"id":"b","duration":2,"links":["a"]}]}"#)
        #expect(page.contains("Mon 5 Jan 2026 to Fri 9 Jan 2026, 5 days of working time"))
        #expect(!page.contains("08:00"))
    }

    @Test func `what does not hold is said in sentences with units`() throws {
        let page = try page(
            #"{"unit":"hours","tasks":[{"id":"a","duration":10,"actual_start":2,"actual_finish":1},{"id":"b","duration":5},{"id":"c","duration":1,"links":["b"],"constraint":{"kind":"must_start_on","date":4}},{"id":"d","duration":9,"deadline":7},{"id":"e","duration":1,"constraint":{"kind":"start_no_earlier_than","date":-6}},{"id":"f","duration":4,"mode":"inactive"}]}"#
        )
        #expect(page.contains("! c stays on its date although b asks for 1 hour later"))
        #expect(page.contains("! d misses its date by 2 hours"))
        #expect(page.contains("! e lies 6 hours before work can start, by its own date"))
        #expect(page.contains("! a: what is said to have happened is out of order or after the status date, by 1 hour"))
        #expect(page.contains("it is inactive"))
    }

    @Test func `a plan that lies before its start is shown from its first task on`() throws {
        let page = try page(
            #"{"start":"2026-03-02","tasks":[{"id":"a","duration":2,"constraint":{"kind":"finish_no_earlier_than","date":"2026-02-20"}}]}"#
        )
        #expect(page.hasPrefix("Thu 19 Feb 2026 to Fri 20 Feb 2026, 2 days of working time"))
    }

    @Test func `names of a file steer no terminal`() throws {
        let page = try page(#"{"name":"\u001b[2J","tasks":[{"id":"a\u001b[31m\n","duration":1}]}"#)
        #expect(page.unicodeScalars.allSatisfy { $0.value >= 32 || $0 == "\n" })
        #expect(page.contains(#"a\u001b[31m\u000a"#))
    }

    @Test func `the levelled plan and the health are told for people`() throws {
        let page = try page(
            #"{"resources":{"bo":{}},"tasks":[{"id":"a","duration":3,"needs":["bo"],"priority":900},{"id":"b","duration":2,"needs":["bo"]}]}"#,
            level: true, health: true)
        #expect(page.contains("Levelled, so that nobody does more than they can: finish 5, 5 days (before: 3)"))
        #expect(page.contains("bo is on a"))
        #expect(page.contains("1 missing logic"))
    }

    @Test func `a forecast says by when with which chance and what drives it`() throws {
        let file = try NetworkFile(WorkedFile.bytes("data-centre.json"), zones: WorkedFile.zones)
        let network = try file.network()
        let forecast = try file.forecast(
            network, trials: 2000, seed: 1, cruciality: .pearson, threads: 1, stopsWhenStable: false,
            shouldStop: { false }, progress: { _ in })
        let report = JSON.object(file.report(network) + [.init("forecast", file.report(forecast, network))])
        let page = NetworkPage.text(report)
        #expect(page.contains("Forecast: 2,000 trials, seed 1"))
        #expect(page.contains("To be 80 % sure, keep"))
        #expect(page.contains("what drives it"))
    }

    @Test func `earned value is a page of names people know`() throws {
        let page = EarnedValuePage.text(try EarnedValueFile(WorkedFile.bytes("migration-costs.json")).report)
        #expect(page.contains("budget at completion (BAC)"))
        #expect(page.contains("230,000"))
        #expect(page.contains("over budget"))
        #expect(page.contains("none: nobody has estimated the rest"))
    }

    @Test(arguments: [
        (1_234_567.891, "1,234,567.89"), (0.5, "0.5"), (-7500, "-7,500"), (0.004, "0.01"), (-0.004, "-0.01"), (0, "0"),
        (1e18, "1e+18"),
        (12.05, "12.05"), (999.999, "1,000"),
    ]) func `numbers are short and their thousands parted`(_ number: Double, _ text: String) {
        #expect(PageText.number(.double(number)) == text)
    }
}
