// The orders records are found in without reading them all.

package import Quantities

/// An order in which the records of one project and kind, or of one person, can be walked and counted.
package enum RecordOrder: UInt8, CaseIterable, Sendable {
    // Of a project's kind, by id.
    case open, closed
    /// Those that reached the state `done`.
    case done
    // Of the open records of a project's kind, by rank.
    /// By due day; what has none comes last.
    case due
    /// Milestones whose date is later than first promised, by the working days, the most first, then by due day.
    case moved
    /// Risks, the highest score first; what has none comes last.
    case score
    /// Scored risks by their cell of the matrix: ten times the probability, and the impact.
    case cell
    /// Scored threats, the highest first: no opportunities.
    case threat
    /// Scored threats without a response, the highest first.
    case untreated
    /// Scored threats with a response and a review date, the highest first, then by that date.
    case review
    /// Blockers that are critical, by id.
    case critical
    /// Blockers with the day they began, oldest first.
    case since
    /// Blockers known only by the moment they were reported, oldest first.
    case reported
    // Of a person, by id.
    /// Open records the person owns.
    case owned
    /// Open blockers that wait for an answer of the person.
    case asks
}

extension RecordOrder {
    /// Whether one record comes before another in this order.
    package func precedes(_ one: Item, _ other: Item) -> Bool {
        func rank(_ item: Item) -> Int { item.ranks.first { $0.order == self }?.rank ?? .max }
        return (rank(one), one.id) < (rank(other), other.id)
    }
}

/// Ranks that are made of two numbers: a weight, the greatest first, then a day.
enum WeightedDay {
    private static let most = 0xFFFF
    private static let middle = 1 << 31

    static func rank(_ weight: Int, _ day: Int) -> Int {
        (most - min(max(weight, 0), most)) << 32 | (min(max(day, -middle), middle - 1) + middle)
    }
    /// The weight of a rank.
    static func weight(_ rank: Int) -> Int { most - rank >> 32 }
}

/// A place of a record in an order.
struct RecordRank: Hashable {
    var order: RecordOrder
    var rank: Int
}

extension Item {
    /// Where the record stands among those of its project and kind.
    var ranks: [RecordRank] {
        guard isOpen else {
            return state == "done"
                ? [RecordRank(order: .closed, rank: 0), RecordRank(order: .done, rank: 0)]
                : [RecordRank(order: .closed, rank: 0)]
        }
        var ranks = [
            RecordRank(order: .open, rank: 0),
            RecordRank(order: .due, rank: due?.dayNumber ?? Item.undated),
        ]
        if let own = KindDeclaration.ranks[kind] { ranks += own(self) }
        return ranks
    }

    /// The due day of what has none, in the order of due days.
    package static let undated = 1 << 31

    /// Those whose list the record stands in, and as what.
    package var holders: [(person: PersonID, order: RecordOrder)] {
        guard isOpen else { return [] }
        var holders: [(person: PersonID, order: RecordOrder)] = []
        if let owner { holders.append((owner, .owned)) }
        if let own = KindDeclaration.holders[kind] { holders += own(self) }
        return holders
    }
}
