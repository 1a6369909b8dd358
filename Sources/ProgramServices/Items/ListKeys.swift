// What every list of records understands: a filter, since:, sort:, top:.

import CommandLanguage
import Conversation
import ProgramModel
import Quantities

extension Request {
    /// The filter that was said, and `since:` as one more condition.
    var conditions: Filter {
        let filter = bound.filter("filter") ?? .all
        guard let since = flags.since else { return filter }
        let changed = Filter.compare(field: "changed", .atLeast, value: .date(since))
        return filter == .all ? changed : .and([filter, changed])
    }

    /// The order that was said, else another.
    ///
    /// - Throws: `UsageProblem` when lists know no such order.
    func order(else order: String?) throws(UsageProblem) -> String? {
        guard let said = flags.sort else { return order }
        guard ListOrder.names.contains(said) || said.first == "-" && ListOrder.names.contains(String(said.dropFirst()))
        else { throw ListOrder.problem(said, ListOrder.names, bound) }
        return said
    }

    /// The first of what was found, as many as `top:` says.
    func first<Found>(of found: [Found]) -> [Found] { Array(found.prefix(flags.top ?? .max)) }

    /// `, first 5` where not all is shown.
    func shown(of count: Int) -> String {
        flags.top.map { $0 < count ? ", first \($0)" : "" } ?? ""
    }
}

enum ListOrder {
    static let names = ["due", "score", "changed", "title", "owner", "id"]

    /// Records in an order of these names, the other way round after a dash; as they are for none.
    static func sorted(_ items: [Item], by name: String?) -> [Item] {
        if let name, name.first == "-" { return sorted(items, by: String(name.dropFirst())).reversed() }
        return switch name {
        case "due": items.sorted { ($0.due?.dayNumber ?? .max, $0.id) < ($1.due?.dayNumber ?? .max, $1.id) }
        case "score": items.sorted { (-($0.riskScore ?? 0), $0.id) < (-($1.riskScore ?? 0), $1.id) }
        case "changed": items.sorted { ($1.changed.time, $0.id) < ($0.changed.time, $1.id) }
        case "title": items.sorted { ($0.title, $0.id) < ($1.title, $1.id) }
        case "id": items.sorted { $0.id < $1.id }
        case "owner": items.sorted { ($0.owner?.number ?? .max, $0.id) < ($1.owner?.number ?? .max, $1.id) }
        default: items
        }
    }

    static func problem(_ said: String, _ names: [String], _ bound: BoundCommand) -> UsageProblem {
        UsageProblem(
            .badValue(argument: "sort", value: said, type: .choice, choices: names), line: bound.line, marked: said)
    }
}
