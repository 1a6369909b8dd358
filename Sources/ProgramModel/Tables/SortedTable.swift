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
        while true {
            node.open()
            let index = node.index(of: key)
            guard index < node.keys.count else { return nil }
            if node.isLeaf { return node.keys[index] == key ? node.values[index] : nil }
            node = node.children[index]
        }
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

        fileprivate var opened: Entries {
            if let entries = entries.load() { return entries }
            let (keys, values) = read()
            return entries.storeIfNil(Entries(keys, values))
        }
    }

    fileprivate final class Entries: Sendable {
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
        while !root.isLeaf, root.children.count == 1 { root = root.children[0] }
        return before
    }

    /// How many keys are less than this one.
    func place(of key: Key) -> Int {
        var node = root
        var place = 0
        while true {
            node.open()
            let index = node.index(of: key)
            if node.isLeaf { return place + index }
            for child in node.children[..<index] { place += child.count }
            guard index < node.children.count else { return place }
            node = node.children[index]
        }
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
        while !node.isLeaf { node = node.children[0] }
        node.open()
        return node.keys.first
    }

    private struct Node: Sendable {
        /// Values that need no counting of references are copied in longer stretches.
        static var leafLimit: Int { MemoryLayout<Value>.size == 0 ? 128 : 32 }
        static var leafFill: Int { leafLimit * 3 / 4 }
        static var fanLimit: Int { 32 }
        static var fanFill: Int { 24 }

        /// Of a leaf its own keys; of a branch the greatest key under each child.
        var keys: [Key] = []
        var values: [Value] = []
        var children: [Node] = []
        var count = 0
        /// A leaf's entries while they are not in memory; the leaf then holds its last key only.
        var page: Page?
        var isLeaf: Bool { children.isEmpty }

        init() {}
        init(leaf keys: [Key], _ values: [Value]) {
            self.keys = keys
            self.values = values
            count = keys.count
        }
        init(page: Page) {
            self.page = page
            keys = [page.lastKey]
            count = page.count
        }
        init(branch children: [Node]) {
            self.children = children
            for child in children {
                if let last = child.keys.last { keys.append(last) }
                count += child.count
            }
        }

        /// Reads the entries of a leaf that are not in memory.
        mutating func open() {
            guard let opened = page?.opened else { return }
            keys = opened.keys
            values = opened.values
            page = nil
        }

        /// The first place whose key is not less than `key`.
        func index(of key: Key) -> Int {
            var low = 0
            var high = keys.count
            while low < high {
                let middle = (low + high) >> 1
                if keys[middle] < key { low = middle + 1 } else { high = middle }
            }
            return low
        }

        mutating func update(_ key: Key, _ value: Value) -> Value? {
            open()
            var index = index(of: key)
            guard !isLeaf else {
                if index < keys.count, keys[index] == key {
                    let before = values[index]
                    values[index] = value
                    return before
                }
                keys.insert(key, at: index)
                values.insert(value, at: index)
                count += 1
                return nil
            }
            index = min(index, children.count - 1)
            let before = children[index].update(key, value)
            if before == nil { count += 1 }
            let right = children[index].splitIfOver()
            refresh(index)
            if let right, let last = right.keys.last {
                children.insert(right, at: index + 1)
                keys.insert(last, at: index + 1)
            }
            return before
        }

        mutating func remove(_ key: Key) -> Value? {
            open()
            let index = index(of: key)
            guard index < keys.count else { return nil }
            guard !isLeaf else {
                guard keys[index] == key else { return nil }
                keys.remove(at: index)
                count -= 1
                return values.remove(at: index)
            }
            guard let before = children[index].remove(key) else { return nil }
            count -= 1
            if children[index].keys.isEmpty {
                children.remove(at: index)
                keys.remove(at: index)
            } else {
                refresh(index)
                join(index)
            }
            return before
        }

        private mutating func refresh(_ index: Int) {
            if let last = children[index].keys.last { keys[index] = last }
        }

        /// Makes one child of two neighbours where one has become small.
        private mutating func join(_ index: Int) {
            let limit = children[index].isLeaf ? Node.leafLimit : Node.fanLimit
            guard children[index].keys.count < limit / 4, children.count > 1 else { return }
            let left = index == children.count - 1 ? index - 1 : index
            children[left].open()
            children[left + 1].open()
            guard children[left].keys.count + children[left + 1].keys.count <= limit / 2 else { return }
            let right = children.remove(at: left + 1)
            keys.remove(at: left + 1)
            children[left].keys += right.keys
            children[left].values += right.values
            children[left].children += right.children
            children[left].count += right.count
            refresh(left)
        }

        /// The right half, taken out, when the node holds more than it may.
        mutating func splitIfOver() -> Node? {
            guard keys.count > (isLeaf ? Node.leafLimit : Node.fanLimit) else { return nil }
            // Most keys are added at the end: the left part is left fuller than the right.
            let cut = keys.count * 3 / 4
            let right =
                isLeaf
                ? Node(leaf: Array(keys[cut...]), Array(values[cut...])) : Node(branch: Array(children[cut...]))
            keys.removeSubrange(cut...)
            if isLeaf { values.removeSubrange(cut...) } else { children.removeSubrange(cut...) }
            count -= right.count
            return right
        }

        /// - Returns: whether to go on.
        func walk(from start: Key?, _ body: (Key, Value) -> Bool) -> Bool {
            if let opened = page?.opened {
                return Node(leaf: opened.keys, opened.values).walk(from: start, body)
            }
            let from = start.map { index(of: $0) } ?? 0
            if isLeaf {
                for index in from..<keys.count where !body(keys[index], values[index]) { return false }
                return true
            }
            for index in from..<children.count
            where !children[index].walk(from: index == from ? start : nil, body) { return false }
            return true
        }
    }
}
