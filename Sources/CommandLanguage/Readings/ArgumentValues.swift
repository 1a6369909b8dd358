// The values a command's arguments were given, by their names.

package import FieldTypes
import Quantities

/// Values by argument name. A command has a handful: looking through them in order costs less than hashing a name.
package struct ArgumentValues: Sendable {
    private var entries: [(name: String, values: [FieldValue])] = []

    package init() {}

    /// The values of an argument, never none: nil where it was given none.
    package subscript(name: String) -> [FieldValue]? {
        get { entries.first { $0.name == name }?.values }
        set {
            entries.removeAll { $0.name == name }
            if let newValue, !newValue.isEmpty { entries.append((name, newValue)) }
        }
    }

    /// Gives an argument one more value, after those it has or before them.
    mutating func add(_ value: FieldValue, to name: String, first: Bool = false) {
        guard let place = entries.firstIndex(where: { $0.name == name }) else {
            return entries.append((name, [value]))
        }
        entries[place].values.insert(value, at: first ? 0 : entries[place].values.count)
    }

    /// The arguments that have values, in alphabetical order.
    var names: [String] { entries.map(\.name).sorted() }

    /// Every id among the values, by the names of their arguments in the order these were given.
    var ids: [ItemID] {
        var ids: [ItemID] = []
        for entry in entries { for case .id(let id) in entry.values { ids.append(id) } }
        return ids.count > 1 ? ids.unique : ids
    }

    func contains(where isMeant: (FieldValue) -> Bool) -> Bool {
        entries.contains { $0.values.contains(where: isMeant) }
    }
}

extension [ItemID] {
    /// Each once, in their order: a record that is named twice is meant once.
    var unique: [ItemID] {
        var seen: Set<ItemID> = []
        return filter { seen.insert($0).inserted }
    }
}
