// What is computed of a record: probability * impact, ends - today, count(evidence where left >= 0).

/// A formula over the fields of a record and of the records related to it: a value, made once of what was written.
package indirect enum Formula: Hashable, Sendable {
    case number(Double)
    case text(String)
    /// What a field holds of which nothing is said: `response = none`.
    case nothing
    case today
    /// A field, a computed field, or a part of what every record has: `due`, `state`, `age`.
    case field(String)
    case negated(Formula)
    case arithmetic(Formula, Arithmetic, Formula)
    case compare(Formula, Comparison, Formula)
    case not(Formula)
    case and(Formula, Formula)
    case or(Formula, Formula)
    case call(FormulaFunction, [Formula])
    /// Of the records at the other end of a relation, those of which a condition holds.
    case over(Gathering, relation: String, of: Formula?, where: Formula?)

    package enum Arithmetic: String, Hashable, Sendable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divided = "/"
    }

    /// What is made of the values of several records.
    package enum Gathering: String, Hashable, CaseIterable, Sendable {
        case count, sum, average, least, most
    }

    /// The fields and computed fields of the record itself that it needs.
    package var fields: Set<String> {
        switch self {
        case .number, .text, .nothing, .today: []
        case .field(let name): [name]
        case .negated(let inner), .not(let inner): inner.fields
        case .arithmetic(let left, _, let right), .compare(let left, _, let right), .and(let left, let right),
            .or(let left, let right):
            left.fields.union(right.fields)
        case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.fields) }
        case .over: []
        }
    }

    /// The relations it follows, each with the fields it needs of the records there.
    package var relations: [(relation: String, fields: Set<String>)] {
        switch self {
        case .number, .text, .nothing, .today, .field: []
        case .negated(let inner), .not(let inner): inner.relations
        case .arithmetic(let left, _, let right), .compare(let left, _, let right), .and(let left, let right),
            .or(let left, let right):
            left.relations + right.relations
        case .call(_, let arguments): arguments.flatMap(\.relations)
        case .over(_, let relation, let of, let condition):
            [(relation, (of?.fields ?? []).union(condition?.fields ?? []))]
        }
    }

    /// Whether its value is another tomorrow though nothing was said, or follows what is said of other records.
    package var isOfTheMoment: Bool {
        switch self {
        case .today, .over: true
        case .field(let name): name == "age"
        case .number, .text, .nothing: false
        case .negated(let inner), .not(let inner): inner.isOfTheMoment
        case .arithmetic(let left, _, let right), .compare(let left, _, let right), .and(let left, let right),
            .or(let left, let right):
            left.isOfTheMoment || right.isOfTheMoment
        case .call(_, let arguments): arguments.contains(where: \.isOfTheMoment)
        }
    }
}

extension Formula {
    /// The type of what it gives, as conditions on it are read: a number where nothing else is sure.
    ///
    /// - Parameter field: the type of a field; nil of what is none.
    package func type(_ field: (String) -> FieldType?) -> FieldType {
        switch self {
        case .number, .nothing: return .number
        case .text: return .text
        case .today: return .date
        case .field(let name):
            switch field(name) {
            case .date, .money, .text, .choice, .person: return field(name) ?? .number
            case nil where ["due", "created", "changed", "closed", "first-due"].contains(name): return .date
            default: return .number
            }
        case .negated(let inner): return inner.type(field)
        case .arithmetic(let left, let sign, let right):
            let types = (left.type(field), right.type(field))
            if types == (.date, .date) { return .number }
            if types.0 == .date || types.1 == .date { return .date }
            if types == (.money, .money), sign == .divided { return .number }
            return types.0 == .money || types.1 == .money ? .money : .number
        case .compare, .not, .and, .or: return .choice
        case .call(.later, _): return .date
        case .call(.workdays, _), .call(.share, _): return .number
        case .call(.if, let arguments): return arguments[1].type(field)
        case .call(_, let arguments): return arguments[0].type(field)
        case .over(.count, _, _, _), .over(_, _, nil, _): return .number
        case .over(_, _, let of?, _): return of.type(field)
        }
    }
}

/// What a formula may call by name. A new one is a case here and its line in ``Formula/value(of:)``.
package enum FormulaFunction: String, Hashable, CaseIterable, Sendable {
    /// `if(seats > 0, used / seats, 0)`
    case `if`
    /// The first that is known: `first(actual, baseline)`.
    case first
    case least, most
    /// Working days, Monday to Friday, from one day to another; negative when the other is earlier.
    case workdays
    /// A day so many working days later: `later(reported, 3)`.
    case later
    /// The share in percent: `share(used, seats)`.
    case share

    /// How many values it takes.
    package var arguments: ClosedRange<Int> {
        switch self {
        case .if: 3...3
        case .first, .least, .most: 1...8
        case .workdays, .later, .share: 2...2
        }
    }
}
