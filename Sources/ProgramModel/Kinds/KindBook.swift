// The kinds of a running system; registers are read when the first question needs one.

import Synchronization

/// All kinds of a running system, found by word or by prefix.
package struct KindBook: Sendable {
    private final class Table: Sendable {
        let byKind: [String: KindDeclaration]
        let kindOfPrefix: [String: String]
        let all: [KindDeclaration]

        init(_ kinds: [KindDeclaration]) {
            byKind = Dictionary(kinds.map { ($0.kind, $0) }) { _, later in later }
            kindOfPrefix = Dictionary(kinds.map { ($0.prefix, $0.kind) }) { _, later in later }
            all = kinds
        }
    }

    /// Core kinds and registers, once they were read.
    private final class Registers: Sendable {
        let words: Set<String>
        let read: @Sendable () -> [KindDeclaration]
        let table = AtomicLazyReference<Table>()

        init(_ words: Set<String>, _ read: @escaping @Sendable () -> [KindDeclaration]) {
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
    ///   - read: gives the declarations of the registers; called when one of them is asked for, or all kinds.
    package init(
        core: [KindDeclaration], registers: Set<String> = [], read: @escaping @Sendable () -> [KindDeclaration] = { [] }
    ) {
        self.core = Table(core)
        plain = core.filter { !registers.contains($0.kind) }
        self.registers = Registers(registers, read)
    }

    private var whole: Table {
        if let table = registers.table.load() { return table }
        return registers.table.storeIfNil(Table(core.all + registers.read()))
    }

    package subscript(kind: String) -> KindDeclaration? {
        plain.first { $0.kind == kind } ?? whole.byKind[kind]
    }
    package func kind(prefix: String) -> KindDeclaration? {
        if let known = core.kindOfPrefix[prefix] { return self[known] }
        return whole.kindOfPrefix[prefix].flatMap { self[$0] }
    }
    /// In the order they were given.
    package var all: [KindDeclaration] { whole.all }
    /// The names of every declared field, for filters.
    package var fieldNames: [String] { all.flatMap { $0.fields.map(\.name) } }
    /// The fields that hold a day wherever they are declared.
    package var dayFields: Set<String> {
        let fields = all.flatMap(\.fields)
        return Set(fields.filter { $0.type == .date }.map(\.name))
            .subtracting(fields.filter { $0.type != .date }.map(\.name))
    }
    /// The fields of this name, as the kinds declare them.
    package func fields(_ name: String) -> [KindDeclaration.Field] {
        all.flatMap(\.fields).filter { $0.name == name }
    }
    /// The words a field accepts, where every kind that has it accepts only some; else none.
    package func choices(of name: String) -> [String] {
        let fields = fields(name)
        return fields.allSatisfy { $0.type == .choice } ? fields.flatMap(\.choices) : []
    }
}
