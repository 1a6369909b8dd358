// What a project may cost, costs and has promised, in its own currency.

import Conversation
import ProgramModel
import Quantities

/// The money of a project as of a day. Amounts are whole minor units; what is said in another currency counts by its rate.
struct ProjectMoney {
    let key: ProjectKey
    let currency: String
    /// Nil where no budget was set.
    let budget: Money?
    let lines: [BudgetLine]
    let spent: [String: Int64]
    let committed: [String: Int64]
    /// Currencies in which something was spent and which have no rate.
    let unrated: [String]

    /// - Parameter day: the last day that counts.
    init(_ key: ProjectKey, _ view: ProgramView, upTo day: CalendarDate? = nil) {
        self.key = key
        budget = view.slot(Budget.self, key)?.amount ?? view.project(key)?.budget
        lines = view.slots(BudgetLine.self, from: BudgetLine.key(key, ""), while: { $0.first == key })
        let days = day.map { CalendarDate(dayNumber: -100_000)...$0 }
        let sums = LedgerEntry.Kind.allCases.reduce(into: [:]) { sums, kind in
            sums[kind] = view.ledger.sums(of: .project(key), kind, in: days)
        }
        let firstCurrency = (sums[.spent] ?? []).lazy.compactMap { $0.amount.money?.currency }.first
        let currency = budget?.currency ?? lines.first?.amount.currency ?? firstCurrency ?? "EUR"
        self.currency = currency
        var unrated: Set<String> = []
        func total(_ kind: LedgerEntry.Kind) -> [String: Int64] {
            (sums[kind] ?? []).reduce(into: [:]) { totals, sum in
                guard let money = sum.amount.money else { return }
                guard let own = view.converted(money, to: currency) else {
                    unrated.insert(money.currency)
                    return
                }
                totals[sum.line, default: 0] += own.minorUnits
            }
        }
        spent = total(.spent)
        committed = total(.committed)
        self.unrated = unrated.sorted()
    }

    func money(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: currency) }

    var spentTotal: Int64 { spent.values.reduce(0, +) }
    var committedTotal: Int64 { committed.values.reduce(0, +) }
    /// BAC: the budget, or its lines where only they were set; without what stands in reserve.
    var baseline: Int64? {
        if let budget { return budget.minorUnits }
        let own = lines.filter(\.isOfBaseline)
        return own.isEmpty ? nil : own.reduce(0) { $0 + $1.amount.minorUnits }
    }
    /// Whether there is anything to say.
    var isEmpty: Bool { baseline == nil && spent.isEmpty && committed.isEmpty && lines.isEmpty }
}

extension ProgramView {
    /// An amount in another currency by the rate that was stated; nil where there is none. Half a cent goes to the even one.
    func converted(_ money: Money, to currency: String) -> Money? {
        if money.currency == currency { return money }
        func by(_ numerator: Int64, _ denominator: Int64) -> Money {
            let (high, low) = money.minorUnits.multipliedFullWidth(by: numerator)
            let (quotient, rest) = denominator.dividingFullWidth((high, low))
            let twice = 2 * rest.magnitude
            let isUp = twice > denominator.magnitude || twice == denominator.magnitude && quotient % 2 != 0
            return Money(minorUnits: quotient + (isUp ? (money.minorUnits < 0 ? -1 : 1) : 0), currency: currency)
        }
        if let rate = slot(ExchangeRate.self, ExchangeRate.key(money.currency, currency)) {
            return by(Int64(rate.millionths), 1_000_000)
        }
        if let rate = slot(ExchangeRate.self, ExchangeRate.key(currency, money.currency)), rate.millionths > 0 {
            return by(1_000_000, Int64(rate.millionths))
        }
        return nil
    }

    /// `12%`, a whole number.
    func share(_ part: Int64, of whole: Int64) -> String {
        whole == 0 ? "n/a" : "\(Int((Double(part) / Double(whole) * 100).rounded()))%"
    }
}
