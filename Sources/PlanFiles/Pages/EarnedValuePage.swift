// Earned value as a page to pin up: where the money and the time stand, and every estimate by its name.

package import JSONText

package enum EarnedValuePage {
    /// - Parameter report: as `EarnedValueFile` reports it.
    package static func text(_ report: JSON) -> String {
        var lines = [
            "Earned value at \(PageText.number(report["at"])) of \(PageText.number(report["earned_schedule"]?["pd"])) planned units of time",
            "",
        ]
        lines += money(report) + [""] + time(report) + [""] + estimates(report) + [""] + durations(report)
        if let tasks = report["tasks"]?.array {
            let rows =
                [["task", "planned", "earned", "spent"]]
                + tasks.map { task in
                    [PageText.words(task["id"])] + ["pv", "ev", "ac"].map { PageText.number(task[$0]) }
                }
            lines += [""] + PageText.table(rows, right: [1, 2, 3])
        }
        return lines.joined(separator: "\n")
    }

    private static func money(_ report: JSON) -> [String] {
        func share(_ name: String) -> String { PageText.percent(report[name]) }
        func verdict(_ name: String, _ good: String, _ bad: String) -> String {
            guard let index = report[name]?.double else { return "" }
            return abs(index - 1) < 0.0005 ? "as planned" : index > 1 ? good : bad
        }
        let rows = [
            ["budget at completion (BAC)", PageText.number(report["bac"]), ""],
            ["planned value (PV)", PageText.number(report["pv"]), "\(share("planned")) of the budget"],
            ["earned value (EV)", PageText.number(report["ev"]), "\(share("complete")) of the budget"],
            ["actual cost (AC)", PageText.number(report["ac"]), "\(share("spent")) of the budget"],
            ["cost variance (CV = EV - AC)", PageText.number(report["cv"]), "\(share("cv_share")) of what is earned"],
            [
                "schedule variance (SV = EV - PV)", PageText.number(report["sv"]),
                "\(share("sv_share")) of what was planned",
            ],
            [
                "cost index (CPI = EV / AC)", PageText.number(report["cpi"]),
                verdict("cpi", "under budget", "over budget"),
            ],
            ["schedule index (SPI = EV / PV)", PageText.number(report["spi"]), verdict("spi", "ahead", "behind")],
            ["needed to keep the budget (TCPI)", PageText.number(report["tcpi_bac"]), "efficiency of the rest"],
        ]
        return PageText.table(rows, right: [1])
    }

    private static func time(_ report: JSON) -> [String] {
        let schedule = report["earned_schedule"]
        var rows = [
            ["earned schedule (ES)", PageText.number(schedule?["es"]), "what is earned was due then"],
            ["ahead or behind (SV(t) = ES - AT)", PageText.number(schedule?["sv_t"]), "units of time"],
            ["time index (SPI(t) = ES / AT)", PageText.number(schedule?["spi_t"]), ""],
            ["needed to keep the time (TSPI)", PageText.number(schedule?["tspi"]), "speed of the rest"],
        ]
        if let adherence = report["p_factor"] {
            rows.append(["in the planned order (p-factor)", PageText.number(adherence), "1 is wholly"])
        }
        return PageText.table(rows, right: [1])
    }

    private static func estimates(_ report: JSON) -> [String] {
        let head = [
            "estimate at completion (EAC)", "total", "still to spend", "left of the budget", "efficiency needed",
        ]
        let rows = (report["estimates"]?.array ?? []).map { estimate in
            guard estimate["eac"]?["undefined"] == nil else {
                return [PageText.words(estimate["method"]), PageText.number(estimate["eac"]), "", "", ""]
            }
            return [PageText.words(estimate["method"])]
                + ["eac", "etc", "vac", "tcpi"].map { PageText.number(estimate[$0]) }
        }
        var lines = PageText.table([head] + rows, right: [1, 2, 3, 4])
        if let range = report["range"] {
            lines.append(
                "It will cost \(PageText.number(range["least"])) to \(PageText.number(range["most"])), "
                    + "\(PageText.number(range["typical"])) if costs go on as before.")
        }
        return lines
    }

    private static func durations(_ report: JSON) -> [String] {
        let rows = (report["earned_schedule"]?["durations"]?.array ?? []).map {
            [PageText.words($0["method"]), PageText.number($0["eac_t"])]
        }
        return PageText.table([["duration to expect (EAC(t))", "units of time"]] + rows, right: [1])
    }
}
