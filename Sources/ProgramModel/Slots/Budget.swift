// What a project may cost: the whole, its lines, and what a currency is worth in another.

package import JSONText
package import Quantities

/// What a project may cost, without what stands in reserve.
package struct Budget: Slot {
    package static let table = "budget"

    package var key: ProjectKey
    package var amount: Money

    package init(_ key: ProjectKey, _ amount: Money) {
        self.key = key
        self.amount = amount
    }

    package var payload: JSON {
        ["amount": .int(amount.minorUnits), "currency": .string(amount.currency)]
    }
    package init?(key: ProjectKey, payload: JSON, schemaVersion: Int) {
        guard let amount = payload["amount"]?.int, let currency = payload["currency"]?.string else { return nil }
        self.init(key, Money(minorUnits: Int64(amount), currency: currency))
    }

    package var right: SlotRight { .role(.manager, in: key) }
    package var project: ProjectKey? { key }
    package static func name(of key: ProjectKey) -> Wording { "the budget of \(key)" }
    package var text: Wording { "\(amount.text)" }
    package static var absent: Wording { "none" }
}

/// A part of a project's budget, for one purpose.
package struct BudgetLine: Slot {
    package static let table = "budget-line"

    package enum Sort: String, CaseIterable, Sendable { case operating, capital, contingency, reserve }

    package var project: ProjectKey?
    /// One word, in lower case.
    package var line: String
    package var amount: Money
    package var sort: Sort
    package var isClosed: Bool
    /// Who may draw on it besides the project's managers; for what stands in reserve nobody but them and the admins.
    package var drawer: PersonID?

    package init(
        _ project: ProjectKey, _ line: String, _ amount: Money, sort: Sort = .operating, isClosed: Bool = false,
        drawer: PersonID? = nil
    ) {
        self.project = project
        self.line = line
        self.amount = amount
        self.sort = sort
        self.isClosed = isClosed
        self.drawer = drawer
    }

    package typealias Key = SlotPair<ProjectKey, String>
    package static func key(_ project: ProjectKey, _ line: String) -> Key { Key(project, line) }
    package var key: Key { Key(project ?? ProjectKey(kept: ""), line) }
    package var payload: JSON {
        .members([
            "amount": .int(amount.minorUnits), "currency": .string(amount.currency), "sort": .string(sort.rawValue),
            "closed": .bool(isClosed), "drawer": drawer.map { JSON($0) },
        ])
    }
    package init?(key: Key, payload: JSON, schemaVersion: Int) {
        guard let amount = payload["amount"]?.int, let currency = payload["currency"]?.string,
            let sort = payload["sort"]?.string.flatMap({ Sort(rawValue: $0) }), let closed = payload["closed"]?.bool
        else { return nil }
        self.init(
            key.first, key.second, Money(minorUnits: Int64(amount), currency: currency), sort: sort, isClosed: closed,
            drawer: payload["drawer"]?.personID)
    }

    /// Whether it counts for the baseline: what management keeps in reserve does not.
    package var isOfBaseline: Bool { sort != .reserve }
    package var right: SlotRight { .role(.manager, in: project) }
    package static func name(of key: Key) -> Wording { "the line \(key.second) of \(key.first)" }
    package var text: Wording { "\(amount.text), \(sort.rawValue)\(isClosed ? ", closed" : "")" }
    package static var absent: Wording { "none" }
}

/// What one unit of a currency is worth in another, as of a day.
package struct ExchangeRate: Slot {
    package static let table = "exchange-rate"

    package var from: String
    package var to: String
    /// Millionths of the other currency.
    package var millionths: Int
    package var day: CalendarDate

    package init(from: String, to: String, millionths: Int, day: CalendarDate) {
        self.from = from
        self.to = to
        self.millionths = millionths
        self.day = day
    }

    package typealias Key = SlotPair<String, String>
    package static func key(_ from: String, _ to: String) -> Key { Key(from, to) }
    package var key: Key { Key(from, to) }
    package var payload: JSON { ["millionths": .int(Int64(millionths)), "day": JSON(day)] }
    package init?(key: Key, payload: JSON, schemaVersion: Int) {
        guard let millionths = payload["millionths"]?.int, let day = payload["day"]?.date else { return nil }
        self.init(from: key.first, to: key.second, millionths: millionths, day: day)
    }

    package var right: SlotRight { .role(.manager) }
    package static func name(of key: Key) -> Wording { "the rate of \(key.first) in \(key.second)" }
    package var text: Wording { "\(ratio) of \(day)" }
    package static var absent: Wording { "none" }

    /// `0.92`: as many decimals as it has.
    package var ratio: String {
        var decimals = String(millionths % 1_000_000 + 1_000_000).dropFirst()
        while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
        return "\(millionths / 1_000_000).\(decimals)"
    }
}
