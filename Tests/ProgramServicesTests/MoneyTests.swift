// Money, load and time in chat: exact sums, figures by their names, and refusals that name both sides.

import JSONText
import Quantities
import TestSupport
import Testing

struct MoneyCases {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var said: [String]
        /// Of the last answer.
        var holds: [String]
        var lacks: [String] = []

        init(_ description: String, _ said: [String], holds: [String], lacks: [String] = []) {
            testDescription = description
            self.said = said
            self.holds = holds
            self.lacks = lacks
        }
    }

    private static let lines = ["/budget set NET 100k€", "/budget line NET hardware 40k€ capital"]

    static let cases: [Case] = [
        .init("a budget is set", ["/budget set NET 100k€"], holds: ["NET may cost €100,000"]),
        .init("a budget of less than nothing is none", ["/budget set NET -5k€"], holds: ["-5k€"]),
        .init(
            "lines come to no more than the budget", lines + ["/budget line NET services 70k€"],
            holds: ["come to €110,000", "budget of €100,000"]),
        .init(
            "a budget is no smaller than its lines", lines + ["/budget set NET 30k€"],
            holds: ["come to €40,000", "budget of €30,000"]),
        .init(
            "what stands in reserve is not of the budget",
            lines + ["/budget line NET spare 70k€ reserve"],
            holds: ["€70,000 for spare (reserve)", "€60,000 of the budget"]),
        .init(
            "what was spent counts",
            lines + ["/spend 12k€ on NET line:hardware", "/spend 0.05€ on NET", "/budget NET"],
            holds: ["spent €12,000.05 (12%)", "left €87,999.95"]),
        .init(
            "a credit takes away", lines + ["/spend 12k€ on NET", "/spend credit 2k€ on NET", "/budget NET"],
            holds: ["spent €10,000 (10%)"]),
        .init(
            "what is committed is spent by nobody, and not left",
            lines + ["/commit 30k€ on NET", "/budget NET"],
            holds: ["spent €0", "committed €30,000", "left €70,000"]),
        .init(
            "an entry is taken back by a counter entry, once",
            lines + ["/spend 12k€ on NET", "/spend correct 1", "/budget NET"], holds: ["spent €0"]),
        .init(
            "a counter entry is not taken back",
            lines + ["/spend 12k€ on NET", "/spend correct 1", "/spend correct 2"], holds: ["was taken back already"]),
        .init("spending is undone", lines + ["/spend 12k€ on NET", "/undo", "/budget NET"], holds: ["spent €0"]),
        .init(
            "more than a line has is said", lines + ["/spend 45k€ on NET line:hardware"],
            holds: ["hardware is €5,000 over its €40,000"]),
        .init(
            "more than the budget is said", lines + ["/spend 145k€ on NET"],
            holds: ["NET is €45,000 over its budget of €100,000"]),
        .init(
            "a line that is not there", lines + ["/spend 1k€ on NET line:food"], holds: ["no line food", "hardware"]),
        .init(
            "a closed line", lines + ["/budget close NET hardware", "/spend 1k€ on NET line:hardware"],
            holds: ["is closed", "/budget open NET hardware"]),
        .init(
            "a currency without a rate", lines + ["/spend 5000 USD on NET"],
            holds: ["counts in EUR", "no rate for USD", "/budget rate USD"]),
        .init(
            "a currency with its rate",
            lines + ["/budget rate USD 0.92€", "/spend 5000 USD on NET", "/budget NET"], holds: ["spent €4,600"]),
        .init(
            "three quarters of a cent are one",
            lines + ["/budget rate USD 0.75€", "/spend 0.01 USD on NET", "/budget NET"],
            holds: ["spent €0.01"]),
        .init(
            "half a cent goes to the even one below",
            lines + ["/budget rate USD 0.5€", "/spend 0.05 USD on NET", "/budget NET"], holds: ["spent €0.02"]),
        .init(
            "half a cent goes to the even one above",
            lines + ["/budget rate USD 0.5€", "/spend 0.07 USD on NET", "/budget NET"], holds: ["spent €0.04"]),
        .init(
            "a transfer moves what is free",
            lines + ["/budget line NET services 30k€", "/budget transfer 5k€ from hardware to services on NET"],
            holds: ["hardware has €35,000", "services €35,000"]),
        .init(
            "a transfer moves no more than that",
            lines + [
                "/budget line NET services 30k€", "/spend 38k€ on NET line:hardware",
                "/budget transfer 5k€ from hardware to services on NET",
            ], holds: ["only €2,000"]),
        .init(
            "a day to come is no day of spending", lines + ["/spend 1k€ on NET day:2027-01-01"], holds: ["2027-01-01"]),
        .init(
            "the money of others is booked by managers", lines + ["@bo: /spend 1k€ on NET"], holds: ["manager"]),
        .init(
            "nobody draws on a reserve without the right",
            lines + [
                "/budget line NET spare 10k€ reserve", "/role grant @bo manager NET",
                "@bo: /spend 1k€ on NET line:spare",
            ], holds: ["stands in reserve", "only an admin"]),
        .init(
            "who was named draws on it",
            lines + [
                "/budget line NET spare 10k€ reserve drawer:@bo", "/role grant @bo manager NET",
                "@bo: /spend 1k€ on NET line:spare",
            ], holds: ["€1,000 spent on NET, line spare"]),
        .init("no money is said so", ["/evm NET"], holds: ["There is no money on NET"]),
        .init(
            "no figure without estimates", lines + ["/spend 1k€ on NET", "/evm NET"],
            holds: ["AC: €1,000", "n/a, the budget is not split into tasks"]),
        .init(
            "a status date before the start", lines + ["/evm NET status-date:2026-10-01"],
            holds: ["begins Mon 2 Nov", "later status-date"]),
        .init("a share of somebody's time", ["/allocate @bo NET 50%"], holds: ["NET has 50% of @bo"]),
        .init(
            "more than all of it is warned of", ["/allocate @bo NET 120%"], holds: ["120% given away", "100% there is"]),
        .init("more than can be meant is refused", ["/allocate @bo NET 1200%"], holds: ["1% to 1000%"]),
        .init(
            "an absence leaves less of a week",
            ["/allocate @bo NET 80%", "/away @bo 23nov-27nov", "/capacity @bo weeks:1"], holds: ["80/0! of 0"]),
        .init(
            "two projects together are too much",
            ["/project new CRM", "/allocate @bo NET 60%", "/allocate @bo CRM 60%", "/capacity @bo weeks:2"],
            holds: ["120/0!", "CRM 60%, NET 60%"]),
        .init("time is logged", ["/task Cable on NET", "/log 3h on T-1"], holds: ["3h logged on T-1 Cable"]),
        .init(
            "a day has 24 hours", ["/task Cable on NET", "/log 20h on T-1", "/log 5h on T-1"],
            holds: ["25h on Mon 23 Nov is more than a day has", "20h are logged"]),
        .init("a risk is logged as ever", ["log a risk that the vendor slips"], holds: ["R-1 logged on NET"]),
        .init(
            "another's time is a manager's to see", ["/task Cable on NET", "/log 3h on T-1", "@bo: /log sheet @ana"],
            holds: ["manager"]),
    ]

    @Test(arguments: cases) func `says`(_ given: Case) async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET start:2026-11-02", "/here NET"] { await trial.say(line) }
        await trial.say("/whoami", as: "bo")
        var answer = ""
        for line in given.said {
            let isOfBo = line.hasPrefix("@bo: ")
            answer = await trial.text(isOfBo ? String(line.dropFirst(5)) : line, as: isOfBo ? "bo" : "ana")
        }
        for text in given.holds { #expect(answer.contains(text), "\(answer)") }
        for text in given.lacks { #expect(!answer.contains(text), "\(answer)") }
    }

    /// BAC, and the shares of it that were planned, earned and spent, with what a reference says of them.
    struct Worked: Sendable {
        var budget: Int
        var planned: Int
        var earned: Int
        var actual: Int
        var figures: [String: Double]
    }

    static let worked: [Worked] = [
        // The evm tests of the R package PRA.
        .init(
            budget: 100_000, planned: 40, earned: 35, actual: 36_000,
            figures: ["cpi": 0.972222, "spi": 0.875, "pv": 40_000, "ev": 35_000]),
        // The poster "EVM forecasting".
        .init(
            budget: 100, planned: 50, earned: 40, actual: 45,
            figures: ["cpi": 0.8889, "spi": 0.80, "eac": 112.5, "etc": 67.5, "vac": -12.5, "tcpi": 1.0909]),
        // "Project control and earned value".
        .init(
            budget: 5_000_000, planned: 40, earned: 30, actual: 1_800_000, figures: ["cpi": 0.8333, "eac": 6_000_000]),
        // "Extending EVM", UT Dallas.
        .init(
            budget: 100_000, planned: 55, earned: 50, actual: 45_000,
            figures: ["spi": 0.9091, "cpi": 1.1111, "eac": 90_000]),
    ]

    @Test(arguments: worked) func `worked examples come out in chat`(_ given: Worked) async throws {
        let trial = try await TrialDesk(now: "2027-06-30T09:00:00Z")
        await trial.say("/project new NET start:2026-11-02")
        // A hundred days of work: what is earned was planned, and the rest of what was planned is not done.
        await trial.say("/task Done on NET estimate:\(given.earned)d due:2027-05-03")
        await trial.say("/task Behind on NET estimate:\(given.planned - given.earned)d due:2027-06-01")
        await trial.say("/task Later on NET estimate:\(100 - given.planned)d due:2028-06-30")
        await trial.say("/close T-1")
        await trial.say("/budget set NET \(given.budget) EUR")
        await trial.say("/spend \(given.actual) EUR on NET")
        let data = await trial.say("/evm NET").first?.reply.data ?? []
        for (name, figure) in given.figures {
            let own = data.first { $0.name == name }?.value.double ?? .nan
            #expect(abs(own - figure) <= max(0.00005, abs(figure) * 0.00005), "\(name): \(own), \(figure)")
        }
        #expect(data.first { $0.name == "bac" }?.value.int == given.budget)
        #expect(data.first { $0.name == "ac" }?.value.int == given.actual)
    }

    @Test func `money is a reason of the colour, and in a room no figure`() async throws {
        let trial = try await TrialDesk()
        for line in [
            "/project new NET start:2026-11-02", "/here NET", "/task Cable 10d due:2026-12-11",
            "/task progress T-1 50%",
            "/budget set NET 100k€", "/spend 70k€ on NET",
        ] { await trial.say(line) }
        #expect(await trial.text("/status").contains("evidence RED"))
        #expect(await trial.text("/why NET").contains("CPI 0.71"))
        let room = await trial.say("/status --public", direct: false).map { "\($0.reply)" }.joined()
        #expect(room.contains("money does not keep to the budget") && !room.contains("0.71"))
    }
}
