// The kinds of a running system; registers are read when the first question needs one.

import Synchronization

/// All kinds of a running system, found by word or by prefix.
package struct KindBook: Sendable {
    private final class Table: Sendable {
        let byKind: [String: KindDeclaration]
        let kindOfPrefix: [String: String]
        let all: [KindDeclaration]
        /// Of each kind, the relations it sees, by the names it calls them.
        let ends: [String: [String: RelationEnd]]
        let relationOfLink: [Link.Kind: Relation]

        init(_ kinds: [KindDeclaration]) {
            byKind = Dictionary(kinds.map { ($0.kind, $0) }) { _, later in later }
            kindOfPrefix = Dictionary(kinds.map { ($0.prefix, $0.kind) }) { _, later in later }
            all = Array(byKind.values).sorted { one, other in
                (kinds.firstIndex { $0.kind == one.kind } ?? 0) < (kinds.firstIndex { $0.kind == other.kind } ?? 0)
            }
            var ends: [String: [String: RelationEnd]] = [:]
            var relations: [Link.Kind: Relation] = [:]
            for kind in byKind.values {
                for relation in kind.relations {
                    let link = relation.link(of: kind.kind)
                    relations[link] = relation
                    ends[kind.kind, default: [:]][relation.name] = RelationEnd(
                        relation: relation, link: link, isSource: true, others: relation.kinds)
                    for other in relation.kinds.isEmpty ? Array(byKind.keys) : relation.kinds {
                        let end = RelationEnd(relation: relation, link: link, isSource: false, others: [kind.kind])
                        ends[other, default: [:]][relation.inverse] = ends[other]?[relation.inverse] ?? end
                    }
                }
            }
            self.ends = ends
            relationOfLink = relations
        }
    }

    /// Core kinds and registers, once they were read.
    private final class Registers: Sendable {
        let words: Set<String>
        let read: @Sendable (String) -> KindDeclaration?
        let table = AtomicLazyReference<Table>()

        init(_ words: Set<String>, _ read: @escaping @Sendable (String) -> KindDeclaration?) {
            self.words = words
            self.read = read
        }
    }

    private let core: Table
    /// The core kinds whose place no register takes: most that are asked for, and few.
    private let plain: [KindDeclaration]
    private let registers: Registers

    /// - Parameters:
    ///   - registers: the words of the registers; one that is a core kind's takes its place.
    ///   - read: gives the declaration of a register by its word; called when that one is asked for, or all kinds.
    package init(
        core: [KindDeclaration], registers: Set<String> = [],
        read: @escaping @Sendable (String) -> KindDeclaration? = { _ in nil }
    ) {
        self.core = Table(core)
        plain = core.filter { !registers.contains($0.kind) }
        self.registers = Registers(registers, read)
    }

    private var whole: Table {
        if let table = registers.table.load() { return table }
        return registers.table.storeIfNil(Table(core.all + registers.words.sorted().compactMap(registers.read)))
    }

    package subscript(kind: String) -> KindDeclaration? {
        if let known = plain.first(where: { $0.kind == kind }) { return known }
        if let table = registers.table.load() { return table.byKind[kind] }
        return registers.words.contains(kind) ? registers.read(kind) : nil
    }
    /// The word of every kind, those of the core first; no declaration is read for it.
    package var words: [String] { plain.map(\.kind) + registers.words.sorted() }
    package func kind(prefix: String) -> KindDeclaration? {
        if let known = core.kindOfPrefix[prefix] { return self[known] }
        return whole.kindOfPrefix[prefix].flatMap { self[$0] }
    }
    /// In the order they were given.
    package var all: [KindDeclaration] { whole.all }
    /// The names of every declared field, for filters.
    package var fieldNames: [String] { all.flatMap { $0.fields.map(\.name) + $0.computed.map(\.name) } }
    /// The relation that records of a kind call by this name.
    package func end(_ name: String, of kind: String) -> RelationEnd? { whole.ends[kind]?[name] }
    /// The relations that records of a kind may have, by the names they call them.
    package func ends(of kind: String) -> [RelationEnd] {
        (whole.ends[kind] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
    }
    /// The relation that a link keeps; nil of those every record has.
    package func relation(_ link: Link.Kind) -> Relation? { whole.relationOfLink[link] }
    /// The fields that hold a day wherever they are declared.
    package var dayFields: Set<String> {
        let fields = all.flatMap { kind in kind.fields + kind.computed.map { kind.asField($0) } }
        return Set(fields.filter { $0.type == .date }.map(\.name))
            .subtracting(fields.filter { $0.type != .date }.map(\.name))
    }
    /// The fields of this name, as the kinds declare them; a computed field has the type of its formula.
    package func fields(_ name: String) -> [KindDeclaration.Field] {
        all.flatMap { kind in
            kind.fields.filter { $0.name == name }
                + kind.computed.filter { $0.name == name }.map { kind.asField($0) }
        }
    }
    /// The words a field accepts, where every kind that has it accepts only some; else none.
    package func choices(of name: String) -> [String] {
        let fields = fields(name)
        return fields.allSatisfy { $0.type == .choice } ? fields.flatMap(\.choices) : []
    }
}
