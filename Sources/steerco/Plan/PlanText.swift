// Plan reports for people: the same figures as the JSON, in columns.

import JSONText

enum PlanText {
    /// Dates in a table, then what else was computed.
    static func network(_ report: JSON) -> String {
        var lines: [String] = []
        lines.append("finish \(word(report["finish"])), duration \(word(report["duration"]))")
        lines.append("longest path: \((report["longest_path"]?.array ?? []).map(word).joined(separator: ", "))")
        let columns = ["id", "start", "finish", "total_float", "free_float"]
        var rows = [["task", "start", "finish", "float", "free", "because"]]
        for task in report["tasks"]?.array ?? [] {
            let mark = task["critical"]?.bool == true ? " *" : ""
            rows.append(columns.map { word(task[$0]) } + [because(task["reason"]) + mark])
        }
        lines += table(rows)
        for conflict in report["conflicts"]?.array ?? [] {
            let what =
                switch conflict["kind"]?.string {
                case "date_missed": "misses its date"
                case "date_before_start": "is fixed before work can start"
                default: "starts before \(word(conflict["from"])) allows"
                }
            lines.append("! \(word(conflict["task"])) \(what) by \(word(conflict["by"]))")
        }
        for name in ["forecast", "levelled", "health"] {
            if let part = report[name] {
                lines += ["", name] + self.lines(part).split(separator: "\n").map { "  " + $0 }
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func because(_ reason: JSON?) -> String {
        let driver = word(reason?["driver"])
        return driver == "link" ? "\(word(reason?["kind"])) \(word(reason?["from"]))" : driver.replacing("_", with: " ")
    }

    /// One line for each member; lists of objects as tables.
    static func lines(_ report: JSON) -> String {
        guard let members = report.members else { return tableOf(report.array ?? []).joined(separator: "\n") }
        var lines: [String] = []
        for member in members {
            if let list = member.value.array {
                guard !list.isEmpty else { continue }
                lines += [member.name] + tableOf(list).map { "  " + $0 }
            } else if member.value.members != nil, member.value["undefined"] == nil {
                lines += [member.name] + self.lines(member.value).split(separator: "\n").map { "  " + $0 }
            } else {
                lines.append("\(member.name)  \(word(member.value))")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func tableOf(_ list: [JSON]) -> [String] {
        var names: [String] = []
        for entry in list {
            for member in entry.members ?? [] where !names.contains(member.name) { names.append(member.name) }
        }
        return table([names] + list.map { entry in names.map { word(entry[$0]) } })
    }

    private static func table(_ rows: [[String]]) -> [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
                .reversed().drop { $0 == " " }.reversed().map(String.init).joined()
        }
    }

    /// Without control characters, which a terminal would obey.
    private static func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }))
    }

    private static func word(_ value: JSON?) -> String {
        switch value {
        case nil, .null: "-"
        case .string(let raw):
            // A date as `2026-11-27T17:00` reads better with a space.
            clean(raw).replacing("T", with: " ", maxReplacements: raw.utf8.count == 16 && raw.contains(":") ? 1 : 0)
        case .array(let values): values.map(word).joined(separator: ", ")
        case .object: value?["undefined"].map { "n/a: \(word($0))" } ?? value?.text ?? "-"
        case let value?: value.text
        }
    }
}
