// A persistent table in the order of its keys: a copy is cheap, and the n-th entry is found without counting.

import Synchronization

/// A B+ tree of values with the number of entries under every branch.
///
/// Copies share their nodes, and a change copies only what is shared of its path. Looking up, changing, finding the place of
/// a key and the key at a place each take time in the logarithm of the count.
struct SortedTable<Key: Comparable & Sendable, Value: Sendable>: Sendable {
    private var root = Node()

    init() {}

    /// Builds the tree at once; every key must be greater than the one before.
    init(sorted keys: [Key], _ values: [Value]) {
        self.init(
            leaves: stride(from: 0, to: keys.count, by: Node.leafFill).map { start in
                let end = min(start + Node.leafFill, keys.count)
                return Node(leaf: Array(keys[start..<end]), Array(values[start..<end]))
            })
    }

    /// Builds the tree over pages that are read when somebody asks for one of their entries.
    init(pages: [Page]) { self.init(leaves: pages.map { Node(page: $0) }) }

    private init(leaves: [Node]) {
        var level = leaves
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: Node.fanFill).map { start in
                Node(branch: Array(level[start..<min(start + Node.fanFill, level.count)]))
            }
        }
        root = level.first ?? Node()
    }

    var count: Int { root.count }

    subscript(key: Key) -> Value? {
        var node = root
        while !node.isLeaf {
            let index = node.index(of: key)
            guard index < node.body.keys.count else { return nil }
            node = node.body.children[index]
        }
        let (keys, values) = node.entries
        let index = Node.index(of: key, in: keys)
        return index < keys.count && keys[index] == key ? values[index] : nil
    }

    /// Entries that are not in memory yet, between two others.
    final class Page: Sendable {
        let count: Int
        let lastKey: Key
        private let read: @Sendable () -> (keys: [Key], values: [Value])
        private let entries = AtomicLazyReference<Entries>()

        /// - Parameter read: gives the entries, `count` of them in order; may be called more than once.
        init(count: Int, lastKey: Key, read: @escaping @Sendable () -> (keys: [Key], values: [Value])) {
            self.count = count
            self.lastKey = lastKey
            self.read = read
        }

        var opened: Entries {
            if let entries = entries.load() { return entries }
            let (keys, values) = read()
            return entries.storeIfNil(Entries(keys, values))
        }
    }

    final class Entries: Sendable {
        let keys: [Key]
        let values: [Value]
        init(_ keys: [Key], _ values: [Value]) {
            self.keys = keys
            self.values = values
        }
    }

    /// Puts a value in, and gives the one that was there.
    @discardableResult
    mutating func update(_ key: Key, _ value: Value) -> Value? {
        let before = root.update(key, value)
        if let right = root.splitIfOver() { root = Node(branch: [root, right]) }
        return before
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? {
        let before = root.remove(key)
        while root.body.children.count == 1 { root = root.body.children[0] }
        return before
    }

    /// How many keys are less than this one.
    func place(of key: Key) -> Int {
        var node = root
        var place = 0
        while !node.isLeaf {
            let index = node.index(of: key)
            for child in node.body.children[..<index] { place += child.count }
            guard index < node.body.children.count else { return place }
            node = node.body.children[index]
        }
        return place + Node.index(of: key, in: node.entries.keys)
    }

    /// Walks the entries from the first key that is not less than `start` (nil: from the first), until the body says false.
    func walk(from start: Key? = nil, _ body: (Key, Value) -> Bool) { _ = root.walk(from: start, body) }

    var keys: [Key] {
        var keys: [Key] = []
        keys.reserveCapacity(count)
        walk { key, _ in
            keys.append(key)
            return true
        }
        return keys
    }

    var first: Key? {
        var node = root
        while !node.isLeaf { node = node.body.children[0] }
        return node.entries.keys.first
    }
}
