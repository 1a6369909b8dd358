// The kinds of a running system; a register is read when the first question needs its rules.

import Synchronization

/// All kinds of a running system, found by word or by prefix.
package struct KindBook: Sendable {
    /// What the kinds are called, and what they call each other.
    private final class Names: Sendable {
        let sketches: [KindSketch]
        let kindOfPrefix: [String: String]
        let plurals: [String: String]
        /// Of each kind, the relations it sees, by the names it calls them.
        let ends: [String: [String: RelationEnd]]
        let relationOfLink: [Link.Kind: Relation]
        /// Of every name of a field, the fields of that name.
        let fields: [String: [KindDeclaration.Field]]
        let fieldNames: Set<String>
        let dayFields: Set<String>
        /// The states of every kind.
        let states: Set<String>

        init(_ sketches: [KindSketch]) {
            self.sketches = sketches
            kindOfPrefix = Dictionary(sketches.map { ($0.prefix, $0.kind) }) { _, later in later }
            plurals = Dictionary(sketches.map { ($0.plural, $0.kind) }) { _, later in later }
            var ends: [String: [String: RelationEnd]] = [:]
            var relations: [Link.Kind: Relation] = [:]
            for kind in sketches {
                for relation in kind.relations {
                    let link = relation.link(of: kind.kind)
                    relations[link] = relation
                    ends[kind.kind, default: [:]][relation.name] = RelationEnd(
                        relation: relation, link: link, isSource: true, others: relation.kinds)
                    for other in relation.kinds.isEmpty ? sketches.map(\.kind) : relation.kinds {
                        let end = RelationEnd(relation: relation, link: link, isSource: false, others: [kind.kind])
                        ends[other, default: [:]][relation.inverse] = ends[other]?[relation.inverse] ?? end
                    }
                }
            }
            self.ends = ends
            relationOfLink = relations
            let all = sketches.flatMap(\.fields)
            fields = Dictionary(grouping: all, by: \.name)
            fieldNames = Set(fields.keys)
            dayFields = fieldNames.subtracting(all.filter { $0.type != .date }.map(\.name))
            states = Set(sketches.flatMap(\.states))
        }
    }

    /// Registers, each read when it is asked for.
    private final class Registers: Sendable {
        let words: [String]
        let read: @Sendable (String) -> KindDeclaration?
        let sketches: @Sendable () -> [KindSketch]
        let names = AtomicLazyReference<Names>()

        init(
            _ words: Set<String>, sketches: @escaping @Sendable () -> [KindSketch],
            _ read: @escaping @Sendable (String) -> KindDeclaration?
        ) {
            self.words = words.sorted()
            self.sketches = sketches
            self.read = read
        }
    }

    /// The core kinds whose place no register takes: most that are asked for, and few.
    private let plain: [KindDeclaration]
    private let corePrefixes: [String: String]
    private let registers: Registers

    /// - Parameters:
    ///   - registers: the words of the registers; one that is a core kind's takes its place.
    ///   - sketches: what the registers are called; called when the names of all kinds are asked for.
    ///   - read: gives the declaration of a register by its word; called when that one is asked for, or all kinds.
    package init(
        core: [KindDeclaration], registers: Set<String> = [], sketches: @escaping @Sendable () -> [KindSketch] = { [] },
        read: @escaping @Sendable (String) -> KindDeclaration? = { _ in nil }
    ) {
        plain = core.filter { !registers.contains($0.kind) }
        corePrefixes = Dictionary(core.map { ($0.prefix, $0.kind) }) { _, later in later }
        self.registers = Registers(registers, sketches: sketches, read)
        words = plain.map(\.kind) + self.registers.words
        wordSet = Set(words)
    }

    private var names: Names {
        if let names = registers.names.load() { return names }
        return registers.names.storeIfNil(Names(plain.map { KindSketch($0) } + registers.sketches()))
    }

    package subscript(kind: String) -> KindDeclaration? {
        if let known = plain.first(where: { $0.kind == kind }) { return known }
        return registers.words.contains(kind) ? registers.read(kind) : nil
    }
    package func kind(prefix: String) -> KindDeclaration? {
        if let known = corePrefixes[prefix] { return self[known] }
        return names.kindOfPrefix[prefix].flatMap { self[$0] }
    }
    /// The kind that several are called by this word.
    package func kind(plural: String) -> String? { names.plurals[plural] }
    /// The word of every kind, those of the core first; no declaration is read for it.
    package let words: [String]
    /// The same as a set.
    package let wordSet: Set<String>
    /// Every kind whole: each register is read for it.
    package var all: [KindDeclaration] { plain + registers.words.compactMap(registers.read) }

    // MARK: Names of all kinds

    /// The names of every declared field, for filters.
    package var fieldNames: Set<String> { names.fieldNames }
    /// The states of a kind, or of every kind.
    package func states(of kind: String?) -> Set<String> {
        guard let kind else { return names.states }
        return Set(names.sketches.first { $0.kind == kind }?.states ?? [])
    }
    /// The fields that hold a day wherever they are declared.
    package var dayFields: Set<String> { names.dayFields }
    /// The fields of this name, as the kinds declare them; a computed field has the type of its formula.
    package func fields(_ name: String) -> [KindDeclaration.Field] { names.fields[name] ?? [] }
    /// The words a field accepts, where every kind that has it accepts only some; else none.
    package func choices(of name: String) -> [String] {
        let fields = fields(name)
        return fields.allSatisfy { $0.type == .choice } ? fields.flatMap(\.choices) : []
    }
    /// The relation that records of a kind call by this name.
    package func end(_ name: String, of kind: String) -> RelationEnd? { names.ends[kind]?[name] }
    /// The relations that records of a kind may have, by the names they call them.
    package func ends(of kind: String) -> [RelationEnd] {
        (names.ends[kind] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
    }
    /// The relation that a link keeps; nil of those every record has.
    package func relation(_ link: Link.Kind) -> Relation? { names.relationOfLink[link] }
}
