// How records of some kinds may belong together: evidence of a control, a deliverable of a vendor.

/// A relation between two records, with a name and a phrase at both ends.
package struct Relation: Hashable, Sendable {
    /// What a record calls those it points to: `vendor`.
    package var name: String
    /// The kinds it may point to; none: every kind.
    package var kinds: [String]
    /// What those call the records that point to them: `deliverables`.
    package var inverse: String
    /// How it reads from either end: `evidence of`, `has evidence`.
    package var phrase: String
    package var inversePhrase: String
    /// Whether a record points to one other at most.
    package var isOne: Bool
    /// Whether what it points to has to be open when the two are linked.
    package var needsOpen = false
    /// Whether a chain of it may not come back to where it began.
    package var forbidsLoops: Bool

    package init(
        _ name: String, to kinds: [String], inverse: String, phrase: String, inversePhrase: String,
        isOne: Bool = false, forbidsLoops: Bool = true
    ) {
        self.name = name
        self.kinds = kinds
        self.inverse = inverse
        self.phrase = phrase
        self.inversePhrase = inversePhrase
        self.isOne = isOne
        self.forbidsLoops = forbidsLoops
    }

    /// The kind of link that keeps it, of the records of a kind.
    package func link(of kind: String) -> Link.Kind { Link.Kind(rawValue: "\(kind).\(name)") }
}

/// A relation as one kind of record sees it.
package struct RelationEnd: Hashable, Sendable {
    package var relation: Relation
    package var link: Link.Kind
    package var isSource: Bool
    /// The kinds at the other end; none: every kind.
    package var others: [String]

    package var name: String { isSource ? relation.name : relation.inverse }
    package var phrase: String { isSource ? relation.phrase : relation.inversePhrase }
}
