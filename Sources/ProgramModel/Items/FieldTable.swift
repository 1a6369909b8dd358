// The declared fields of a record, by their names.

package import FieldTypes

/// Declared fields by name, kept in the order of their names so that equal tables print equal bytes.
package struct FieldTable: Hashable, Sendable, Sequence {
    package struct Entry: Hashable, Sendable {
        package var name: String
        package var value: FieldValue
        package init(_ name: String, _ value: FieldValue) {
            self.name = name
            self.value = value
        }
    }
    private var entries: [Entry] = []

    package init() {}
    package init(_ values: [String: FieldValue]) {
        entries = values.map { Entry($0.key, $0.value) }.sorted { $0.name < $1.name }
    }

    package subscript(name: String) -> FieldValue? {
        get { entries.first { $0.name == name }?.value }
        set {
            if let index = entries.firstIndex(where: { $0.name >= name }) {
                if entries[index].name == name {
                    if let newValue { entries[index].value = newValue } else { entries.remove(at: index) }
                } else if let newValue {
                    entries.insert(Entry(name, newValue), at: index)
                }
            } else if let newValue {
                entries.append(Entry(name, newValue))
            }
        }
    }

    package var isEmpty: Bool { entries.isEmpty }
    package var count: Int { entries.count }
    package func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }
}
