// A forecast in words: by when with which chance, and what drives it.

import JSONText

enum ForecastPage {
    static func lines(_ forecast: JSON, _ text: PageText) -> [String] {
        let stopped = forecast["interrupted"]?.bool == true ? ", interrupted" : ""
        let steady = forecast["stable"]?.bool == true ? "steady" : "not steady yet: more trials would move it"
        var lines = [
            "Forecast: \(PageText.number(forecast["trials"])) trials, seed \(forecast["seed"]?.text ?? "-")\(stopped), \(steady)",
            "The plan says \(text.date(forecast["deterministic_finish"])). To be 80 % sure, keep "
                + "\(text.span(forecast["contingency_p80"])) in reserve.",
        ]
        var rows = [["chance", "done by", "working time (\(text.unit))"]]
        for percentile in forecast["percentiles"]?.array ?? [] {
            rows.append([
                "\(PageText.number(percentile["p"])) %", text.date(percentile["date"] ?? percentile["finish"]),
                PageText.number(percentile["duration"]),
            ])
        }
        lines += PageText.table(rows, right: [0, 2])
        for target in forecast["targets"]?.array ?? [] {
            lines.append(
                "\(PageText.words(target["id"])): \(text.date(target["p50"])) with 50 %, \(text.date(target["p80"])) with 80 %, "
                    + "\(text.date(target["p95"])) with 95 %")
        }
        var drivers = [["what drives it", "critical", "moves with the finish", "takes (\(text.unit))"]]
        // What is never critical and never varies drives nothing.
        for task in (forecast["sensitivity"]?.array ?? []).filter({ $0["schedule_sensitivity"]?.double ?? 0 > 0 })
            .prefix(10)
        {
            drivers.append([
                PageText.words(task["id"]), PageText.percent(task["criticality"]), PageText.percent(task["cruciality"]),
                PageText.number(task["mean_duration"], digits: 1),
            ])
        }
        return drivers.count > 1 ? lines + PageText.table(drivers, right: [1, 2, 3]) : lines
    }
}
