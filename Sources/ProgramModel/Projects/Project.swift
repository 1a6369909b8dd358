// Projects, the programs that group them, and the colours people declare.

package import Quantities

/// Red, amber, green, or grey for "nothing known".
package enum Colour: String, CaseIterable, Comparable, Sendable {
    case grey, green, amber, red
    package static func < (left: Colour, right: Colour) -> Bool { left.rank < right.rank }
    private var rank: Int { Colour.allCases.firstIndex(of: self) ?? 0 }
    package var shout: String { rawValue.uppercased() }
}

/// A colour somebody gave, and why.
package struct DeclaredStatus: Hashable, Sendable {
    package var colour: Colour
    package var reason: String?
    package var stamp: Stamp
    package init(colour: Colour, reason: String?, stamp: Stamp) {
        self.colour = colour
        self.reason = reason
        self.stamp = stamp
    }
}

/// A piece of work with a key, a lead, a method and dates.
package struct Project: Hashable, Sendable {
    package var key: ProjectKey
    package var name: String
    package var lead: PersonID?
    /// `agile`, `waterfall` or `hybrid`.
    package var method: String
    package var program: ProjectKey?
    package var start: CalendarDate?
    package var end: CalendarDate?
    package var budget: Money?
    package var zone: String?
    package var isOpen = true
    package var declared: DeclaredStatus?
    package var created: Stamp
    package var changed: Stamp

    package init(key: ProjectKey, name: String, lead: PersonID?, method: String, program: ProjectKey?, created: Stamp) {
        self.key = key
        self.name = name
        self.lead = lead
        self.method = method
        self.program = program
        self.created = created
        changed = created
    }

    package static let methods = ["agile", "waterfall", "hybrid"]
}

/// Related projects that are steered together.
package struct Program: Hashable, Sendable {
    package var key: ProjectKey
    package var name: String
    package var lead: PersonID?
    package var declared: DeclaredStatus?
    package var created: Stamp
    package var changed: Stamp

    package init(key: ProjectKey, name: String, lead: PersonID?, created: Stamp) {
        self.key = key
        self.name = name
        self.lead = lead
        self.created = created
        changed = created
    }
}
