// A network as a page to pin up: when it ends, what decides that, every task, and what does not hold.

package import JSONText

package enum NetworkPage {
    /// - Parameter report: as `NetworkFile` reports it, with forecast, levelled plan and health where asked for.
    package static func text(_ report: JSON) -> String {
        let text = PageText(report)
        var lines = head(report, text) + [""] + tasks(report, text)
        if let conflicts = report["conflicts"]?.array, !conflicts.isEmpty {
            lines += ["", "What does not hold"] + conflicts.map { "! " + conflict($0, text) }
        }
        if let forecast = report["forecast"] { lines += [""] + ForecastPage.lines(forecast, text) }
        if let levelled = report["levelled"] { lines += [""] + self.levelled(levelled, text) }
        if let health = report["health"]?.array { lines += [""] + self.health(health) }
        return lines.joined(separator: "\n")
    }

    private static func head(_ report: JSON, _ text: PageText) -> [String] {
        let title = report["name"]?.string.map { printable($0) + ": " } ?? ""
        let path = (report["longest_path"]?.array ?? []).map { PageText.words($0) }.joined(separator: " → ")
        // The first task's start: a day without a time begins before anybody works. Dates of one form order as texts do.
        let starts = (report["tasks"]?.array ?? []).compactMap { $0["start"] }
        let first = starts.min { ($0.string ?? "") < ($1.string ?? "") }
        return [
            "\(title)\(text.date(first?.string == nil ? report["start"] : first)) to \(text.date(report["finish"])), "
                + "\(text.span(report["duration"])) of working time",
            "What decides the finish: \(path)",
        ]
    }

    private static func tasks(_ report: JSON, _ text: PageText) -> [String] {
        var rows = [
            ["", "task", "start", "finish", "float (\(text.unit))", "free (\(text.unit))", "starts then because"]
        ]
        for task in report["tasks"]?.array ?? [] {
            let name = PageText.words(task["name"] ?? task["id"])
            if task["mode"]?.string == "inactive" {
                rows.append(["", name, "-", "-", "-", "-", "it is inactive"])
                continue
            }
            rows.append([
                task["critical"]?.bool == true ? "*" : "", name, text.date(task["start"]), text.date(task["finish"]),
                PageText.number(task["total_float"]), PageText.number(task["free_float"]), because(task, text),
            ])
        }
        let legend =
            "* critical: it cannot slip without moving the finish or missing a date. Float: how far it can slip until then; free: until it moves another task."
        return PageText.table(rows, right: [4, 5]) + [legend]
    }

    private static func because(_ task: JSON, _ text: PageText) -> String {
        let reason = task["reason"]
        let other = PageText.words(reason?["from"])
        let why =
            switch reason?["driver"]?.string {
            case "link":
                switch reason?["kind"]?.string {
                case "SS": "\(other) starts"
                case "FF": "\(other) must finish before it"
                case "SF": "\(other) must start before it finishes"
                default: "\(other) is done"
                }
            case "project_start": "the project starts"
            case "status_date": "what is left cannot lie before the status date"
            case "actual": "so it was"
            case "constraint": "its own date says so"
            case "summary_constraint": "the date of what it is part of says so"
            case "fixed_dates": task["mode"]?.string == "external" ? "another plan says so" : "it is set by hand"
            case "resume": "its work goes on then"
            case "parts": "its first part does"
            default: "-"
            }
        return why + lag(reason, text)
    }

    /// How long after what it waits for.
    private static func lag(_ reason: JSON?, _ text: PageText) -> String {
        guard let size = reason?["lag"], let number = size.double else { return "" }
        let (amount, side) = (JSON.double(abs(number)), number < 0 ? "earlier" : "later")
        switch reason?["lag_kind"]?.string {
        case "percent": return ", \(PageText.number(amount)) % of its time \(side)"
        case "elapsed_percent": return ", \(PageText.number(amount)) % of its time \(side), day and night"
        case "elapsed": return ", \(text.span(amount)) \(side), day and night"
        default: return ", \(text.span(amount)) \(side)"
        }
    }

    private static func conflict(_ conflict: JSON, _ text: PageText) -> String {
        let task = PageText.words(conflict["task"])
        let isByNothing = conflict["by"]?.double == 0
        let by = isByNothing ? "less than a working minute" : text.span(conflict["by"])
        return switch conflict["kind"]?.string {
        case "date_missed": "\(task) misses its date by \(by)"
        case "date_before_start": "\(task) lies \(by) before work can start, by its own date"
        case "actual_dates": "\(task): what is said to have happened is out of order or after the status date, by \(by)"
        default: "\(task) stays on its date although \(PageText.words(conflict["from"])) asks for \(by) later"
        }
    }

    private static func levelled(_ plan: JSON, _ text: PageText) -> [String] {
        var lines = [
            "Levelled, so that nobody does more than they can: finish \(text.date(plan["finish"])), "
                + "\(text.span(plan["duration"])) (before: \(text.date(plan["finish_before"])))"
        ]
        var rows = [["task", "moves from", "to", "because"]]
        for move in plan["moves"]?.array ?? [] {
            let (resource, other) = (PageText.words(move["resource"]), PageText.words(move["other"]))
            let cause =
                switch move["cause"]?.string {
                case "resource": "\(resource) is on \(other)"
                case "availability": "\(resource) is not there"
                case "link": "\(other) moves"
                default: "the whole ends earlier so"
                }
            rows.append([PageText.words(move["task"]), text.date(move["from"]), text.date(move["to"]), cause])
        }
        lines += rows.count > 1 ? PageText.table(rows) : ["Nothing has to move."]
        for overload in plan["overloads"]?.array ?? [] {
            lines.append(
                "! \(PageText.words(overload["resource"])) has \(PageText.number(overload["used"])) at once from "
                    + "\(text.date(overload["from"])) to \(text.date(overload["to"]))")
        }
        return lines
    }

    private static func health(_ points: [JSON]) -> [String] {
        var rows = [["", "point", "is", "should be", "who"]]
        for point in points {
            let mark = point["passes"]?.bool.map { $0 ? "ok" : "!" } ?? "-"
            let bound =
                point["at_most"].map { "at most \(PageText.number($0))" }
                ?? "at least \(PageText.number(point["at_least"]))"
            let who = (point["tasks"]?.array ?? []) + (point["links"]?.array ?? [])
            rows.append([
                mark, "\(PageText.number(point["point"])) \(PageText.words(point["name"]))",
                PageText.number(point["figure"]), bound,
                who.prefix(5).map { PageText.words($0) }.joined(separator: ", ")
                    + (who.count > 5 ? " and \(who.count - 5) more" : ""),
            ])
        }
        return ["Health of the schedule (14 points; shares are of 1)"] + PageText.table(rows)
    }
}
