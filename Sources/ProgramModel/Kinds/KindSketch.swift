// What reading a message needs to know of a kind: its words, without its formulas and rules.

import FieldTypes

/// The names a kind brings along. Those of shipped registers stand in one list, so that a process which answers one command
/// reads no register for them.
package struct KindSketch: Hashable, Sendable {
    package var kind: String
    package var prefix: String
    package var plural: String
    /// Fields, and computed fields with the types of their formulas.
    package var fields: [KindDeclaration.Field]
    package var states: [String]
    package var relations: [Relation]

    package init(_ kind: KindDeclaration) {
        self.kind = kind.kind
        prefix = kind.prefix
        plural = kind.plural
        let declared = kind.fields.map { KindDeclaration.Field($0.name, $0.type, choices: $0.choices) }
        fields = declared + kind.computed.map { kind.asField($0) }
        states = kind.states.map(\.name)
        relations = kind.relations
    }

    // MARK: One line of a list

    /// `contract|CON|contracts|value:money,tier:choice:gold/silver|active,ended|vendor>vendor>contracts>with>has contract>1`
    package var line: String {
        let fields = fields.map { field in
            ([field.name, field.type.rawValue] + (field.choices.isEmpty ? [] : [field.choices.joined(separator: "/")]))
                .joined(separator: ":")
        }
        let relations = relations.map { relation in
            let flags = [relation.isOne ? "1" : "", relation.forbidsLoops ? "" : "l", relation.needsOpen ? "o" : ""]
            return [
                relation.name, relation.kinds.joined(separator: "/"), relation.inverse, relation.phrase,
                relation.inversePhrase, flags.joined(),
            ].joined(separator: ">")
        }
        return [
            kind, prefix, plural, fields.joined(separator: ","), states.joined(separator: ","),
            relations.joined(separator: ","),
        ].joined(separator: "|")
    }

    /// The sketch that ``line`` printed; nil of what is none.
    package init?(line: Substring) {
        func parts(_ text: Substring, _ separator: Character) -> [String] {
            text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
        }
        let columns = parts(line, "|")
        guard columns.count == 6 else { return nil }
        (kind, prefix, plural) = (columns[0], columns[1], columns[2])
        fields = []
        for field in columns[3].split(separator: ",") {
            let bits = parts(field, ":")
            guard bits.count >= 2, let type = FieldType(rawValue: bits[1]) else { return nil }
            fields.append(.init(bits[0], type, choices: bits.count > 2 ? parts(bits[2][...], "/") : []))
        }
        states = columns[4].split(separator: ",").map(String.init)
        relations = []
        for relation in columns[5].split(separator: ",") {
            let bits = parts(relation, ">")
            guard bits.count == 6 else { return nil }
            var read = Relation(
                bits[0], to: bits[1].split(separator: "/").map(String.init), inverse: bits[2], phrase: bits[3],
                inversePhrase: bits[4], isOne: bits[5].contains("1"), forbidsLoops: !bits[5].contains("l"))
            read.needsOpen = bits[5].contains("o")
            relations.append(read)
        }
    }
}
