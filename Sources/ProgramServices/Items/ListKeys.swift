// What every list of records understands: a filter, since:, sort:, top:.

import CommandLanguage
import Conversation
import FieldTypes
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
    /// - Parameter kind: whose fields records may be sorted by as well.
    /// - Throws: `UsageProblem` when lists know no such order.
    func order(else order: String?, kind: KindDeclaration? = nil) throws(UsageProblem) -> String? {
        guard let said = flags.sort else { return order }
        let name = said.drop { "+-".contains($0) }
        var names = ListOrder.names
        if let kind { names += (kind.fields.map(\.name) + kind.computed.map(\.name)).filter { !names.contains($0) } }
        guard names.contains(String(name)) else {
            throw ListOrder.problem(String(name), names, bound)
        }
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

    /// Records in an order of these names, as they are for none; what has no such value comes last.
    ///
    /// - Parameter name: `due`; `-due` for the highest first, `+due` for the lowest. Scores and changes are highest first unless
    ///   said otherwise.
    static func sorted(_ items: [Item], by name: String?, _ view: ProgramView) -> [Item] {
        guard let name else { return items }
        let order = name.drop { "+-".contains($0) }
        let isFalling = name.first == "-" || name.first != "+" && ["score", "changed"].contains(order)
        func sorted<Key: Comparable>(_ key: (Item) -> Key?) -> [Item] {
            var found: [(item: Item, key: Key)] = []
            var rest: [Item] = []
            for item in items {
                if let key = key(item) { found.append((item, key)) } else { rest.append(item) }
            }
            found.sort { one, other in
                if one.key == other.key { return one.item.id < other.item.id }
                return isFalling ? other.key < one.key : one.key < other.key
            }
            return found.map(\.item) + rest.sorted { $0.id < $1.id }
        }
        switch order {
        case "due": return sorted { $0.due }
        case "changed": return sorted { $0.changed.time }
        case "title": return sorted { $0.title }
        case "id": return sorted { $0.id }
        case "owner": return sorted { $0.owner }
        default: return ListOrder.sorted(items, byField: String(order), isFalling, view)
        }
    }

    /// By what a field or a formula of their kinds says of each.
    private static func sorted(
        _ items: [Item], byField name: String, _ isFalling: Bool, _ view: ProgramView
    ) -> [Item] {
        let surroundings = view.recordSurroundings
        let valued = items.map { (item: $0, value: RecordFacts($0, surroundings).value(name)) }
        return valued.sorted { one, other in
            // What is unknown comes last, whichever way.
            guard one.value.isKnown, other.value.isKnown else {
                return one.value.isKnown == other.value.isKnown ? one.item.id < other.item.id : one.value.isKnown
            }
            let isBefore = isFalling ? other.value.precedes(one.value) : one.value.precedes(other.value)
            return isBefore ?? (one.item.id < other.item.id)
        }.map(\.item)
    }

    static func problem(_ said: String, _ names: [String], _ bound: BoundCommand) -> UsageProblem {
        UsageProblem(
            .badValue(argument: "sort", value: said, type: .choice, choices: names), line: bound.line, marked: said)
    }
}
