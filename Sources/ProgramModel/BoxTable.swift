// A table of records too big to be copied with the tree that holds them.

import HashTreeCollections

/// A persistent table whose tree holds one reference for each record, so that a changed path copies references only.
package struct BoxTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private final class Box: Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }
    private var tree: TreeDictionary<Key, Box> = [:]

    init() {}

    package subscript(key: Key) -> Value? {
        get { tree[key]?.value }
        set { tree[key] = newValue.map { Box($0) } }
    }

    mutating func updateValue(_ value: Value, forKey key: Key) -> Value? {
        tree.updateValue(Box(value), forKey: key)?.value
    }

    package var keys: [Key] { Array(tree.keys) }
    package var values: [Value] { tree.values.map(\.value) }
    package var count: Int { tree.count }
}
