// Conditions on records: owner:@ana state:open due<fri score>=12 not tag:audit (a or b).

package import Quantities

/// A condition on records, as typed; what fields there are, the services know.
package indirect enum Filter: Hashable, Sendable {
    package enum Comparison: String, Hashable, Sendable {
        case equal = ":"
        case less = "<"
        case atMost = "<="
        case more = ">"
        case atLeast = ">="
    }
    case all
    case word(String)
    case compare(field: String, Comparison, value: Value)
    case not(Filter)
    case and([Filter])
    case or([Filter])

    package enum Value: Hashable, Sendable {
        case text(String)
        case person(PersonReference)
        case date(CalendarDate)
        case number(Int)
    }

    /// Whether it looks for words.
    package var hasWords: Bool {
        switch self {
        case .word: true
        case .and(let parts), .or(let parts): parts.contains(where: \.hasWords)
        case .not(let part): part.hasWords
        case .all, .compare: false
        }
    }

    /// Whether it is nothing but words to look for, as a title would be.
    var isWords: Bool {
        switch self {
        case .word: true
        case .and(let parts), .or(let parts): parts.allSatisfy(\.isWords)
        case .all, .compare, .not: false
        }
    }
}
