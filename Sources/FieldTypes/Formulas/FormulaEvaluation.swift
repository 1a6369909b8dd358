// Computes formulas: arithmetic that says why it has no result.

package import Quantities

/// What a formula is computed of: one record as it is now.
package protocol FormulaSubject {
    /// The value of a field, a computed field, or of what every record has; unknown with the reason where none is said.
    func value(_ name: String) -> FormulaValue
    /// The records at the other end of a relation.
    func related(_ relation: String) -> [any FormulaSubject]
    var today: CalendarDate { get }
}

extension Formula {
    /// The value for one record.
    package func value(of subject: some FormulaSubject) -> FormulaValue {
        switch self {
        case .number(let number): return .number(number)
        case .text(let text): return .text(text)
        case .nothing: return .unknown("nothing is said")
        case .today: return .day(subject.today)
        case .field(let name): return subject.value(name)
        case .negated(let inner):
            switch inner.value(of: subject) {
            case .number(let number): return .number(-number)
            case .money(let money): return .money(Money(minorUnits: -money.minorUnits, currency: money.currency))
            case let other: return Formula.noNumber(other)
            }
        case .arithmetic(let left, let sign, let right):
            return Formula.compute(left.value(of: subject), sign, right.value(of: subject))
        case .compare(let left, .equal, .nothing): return .truth(!left.value(of: subject).isKnown)
        case .compare(let left, let comparison, let right):
            let (one, two) = (left.value(of: subject), right.value(of: subject))
            guard one.isKnown else { return one }
            guard two.isKnown else { return two }
            return one.compares(comparison, with: two).map { .truth($0) }
                ?? .unknown("the two sides cannot be compared")
        case .not(let inner):
            guard case .truth(let truth) = inner.value(of: subject) else { return inner.value(of: subject) }
            return .truth(!truth)
        case .and(let left, let right): return Formula.join(left, right, subject, decides: false)
        case .or(let left, let right): return Formula.join(left, right, subject, decides: true)
        case .call(let function, let arguments): return Formula.call(function, arguments, subject)
        case .over(let gathering, let relation, let of, let condition):
            let records = subject.related(relation).filter { record in
                condition.map { $0.value(of: record).holds } ?? true
            }
            return Formula.gather(gathering, records.map { record in of?.value(of: record) ?? .number(1) }, relation)
        }
    }

    /// Both or either; one side may settle it though the other is unknown.
    private static func join(
        _ left: Formula, _ right: Formula, _ subject: some FormulaSubject, decides: Bool
    ) -> FormulaValue {
        let one = left.value(of: subject)
        if one == .truth(decides) { return one }
        let two = right.value(of: subject)
        if two == .truth(decides) { return two }
        return one.isKnown ? two : one
    }

    private static func noNumber(_ value: FormulaValue) -> FormulaValue {
        value.isKnown ? .unknown("it is no number") : value
    }

    static func compute(_ left: FormulaValue, _ sign: Arithmetic, _ right: FormulaValue) -> FormulaValue {
        guard left.isKnown else { return left }
        guard right.isKnown else { return right }
        switch (left, sign, right) {
        case (.number(let one), _, .number(let two)):
            switch sign {
            case .plus: return finite(one + two)
            case .minus: return finite(one - two)
            case .times: return finite(one * two)
            case .divided: return two == 0 ? .unknown("it would be divided by 0") : finite(one / two)
            }
        case (.day(let one), .minus, .day(let two)): return .number(Double(one.days(since: two)))
        case (.day(let day), .plus, .number(let days)): return shifted(day, days)
        case (.number(let days), .plus, .day(let day)): return shifted(day, days)
        case (.day(let day), .minus, .number(let days)): return shifted(day, -days)
        case (.money(let one), .plus, .money(let two)): return money(one, Double(one.minorUnits) + two.minor(as: one))
        case (.money(let one), .minus, .money(let two)): return money(one, Double(one.minorUnits) - two.minor(as: one))
        case (.money(let one), .divided, .money(let two)):
            guard one.currency == two.currency else { return .unknown("the amounts are of two currencies") }
            return two.minorUnits == 0
                ? .unknown("it would be divided by 0") : finite(Double(one.minorUnits) / Double(two.minorUnits))
        case (.money(let one), .times, .number(let factor)): return money(one, Double(one.minorUnits) * factor)
        case (.number(let factor), .times, .money(let one)): return money(one, Double(one.minorUnits) * factor)
        case (.money(let one), .divided, .number(let part)):
            return part == 0 ? .unknown("it would be divided by 0") : money(one, Double(one.minorUnits) / part)
        default: return .unknown("the two do not compute")
        }
    }

    private static func finite(_ number: Double) -> FormulaValue {
        number.isFinite ? .number(number) : .unknown("the number is too large")
    }

    private static func shifted(_ day: CalendarDate, _ days: Double) -> FormulaValue {
        abs(days) < 1_000_000 ? .day(day + Int(days.rounded())) : .unknown("the day is too far away")
    }

    private static func money(_ like: Money, _ minor: Double) -> FormulaValue {
        guard !minor.isNaN else { return .unknown("the amounts are of two currencies") }
        guard abs(minor) < 9e15 else { return .unknown("the amount is too large") }
        return .money(Money(minorUnits: Int64(minor.rounded()), currency: like.currency))
    }

    private static func call(
        _ function: FormulaFunction, _ arguments: [Formula], _ subject: some FormulaSubject
    ) -> FormulaValue {
        switch function {
        case .if:
            guard case .truth(let truth) = arguments[0].value(of: subject) else {
                return arguments[0].value(of: subject)
            }
            return arguments[truth ? 1 : 2].value(of: subject)
        case .first:
            let values = arguments.map { $0.value(of: subject) }
            return values.first(where: \.isKnown) ?? values[0]
        case .least, .most:
            return gather(function == .least ? .least : .most, arguments.map { $0.value(of: subject) }, "value")
        case .workdays, .later, .share:
            let (one, two) = (arguments[0].value(of: subject), arguments[1].value(of: subject))
            guard one.isKnown else { return one }
            guard two.isKnown else { return two }
            switch (function, one, two) {
            case (.workdays, .day(let from), .day(let to)): return .number(Double(to.workingDays(since: from)))
            case (.later, .day(let day), .number(let days)):
                return abs(days) < 100_000
                    ? .day(day.adding(workingDays: Int(days.rounded())))
                    : .unknown("the day is too far away")
            case (.share, _, _):
                let share = compute(one, .divided, two)
                return compute(share, .times, .number(100))
            default: return .unknown("the two do not compute")
            }
        }
    }

    /// One value of those of several records; what is unknown of one leaves the whole unknown.
    private static func gather(_ gathering: Gathering, _ values: [FormulaValue], _ relation: String) -> FormulaValue {
        if gathering == .count { return .number(Double(values.count)) }
        if let unknown = values.first(where: { !$0.isKnown }) { return unknown }
        guard let first = values.first else {
            return gathering == .sum ? .number(0) : .unknown("there is no \(relation)")
        }
        switch gathering {
        case .count: return .number(Double(values.count))
        case .sum: return values.dropFirst().reduce(first) { compute($0, .plus, $1) }
        case .average:
            return compute(
                values.dropFirst().reduce(first) { compute($0, .plus, $1) }, .divided, .number(Double(values.count)))
        case .least: return values.dropFirst().reduce(first) { $1.precedes($0) == true ? $1 : $0 }
        case .most: return values.dropFirst().reduce(first) { $0.precedes($1) == true ? $1 : $0 }
        }
    }
}

extension Money {
    /// The hundredths where the currency is the same, else no number.
    fileprivate func minor(as other: Money) -> Double { currency == other.currency ? Double(minorUnits) : .nan }
}
