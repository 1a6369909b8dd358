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

    /// What a node holds. Safe between threads: it is changed only through the one node that alone refers to it.
    private final class Body: @unchecked Sendable {
        /// Of a leaf its own keys; of a branch the greatest key under each child.
        var keys: [Key]
        var values: [Value]
        var children: [Node]
        /// A leaf's entries while they are not in memory; the leaf then holds its last key only.
        var page: Page?

        init(keys: [Key] = [], values: [Value] = [], children: [Node] = [], page: Page? = nil) {
            self.keys = keys
            self.values = values
            self.children = children
            self.page = page
        }
    }

    /// A reference and a count: a branch that is copied counts one reference more for each child.
    private struct Node: Sendable {
        /// Values that need no counting of references are copied in longer stretches.
        static var leafLimit: Int { MemoryLayout<Value>.size == 0 ? 128 : 32 }
        static var leafFill: Int { leafLimit * 3 / 4 }
        static var fanLimit: Int { 32 }
        static var fanFill: Int { 24 }

        private(set) var body: Body
        private(set) var count: Int
        var isLeaf: Bool { body.children.isEmpty }

        init() {
            body = Body()
            count = 0
        }
        init(leaf keys: [Key], _ values: [Value]) {
            body = Body(keys: keys, values: values)
            count = keys.count
        }
        init(page: Page) {
            body = Body(keys: [page.lastKey], page: page)
            count = page.count
        }
        init(branch children: [Node]) {
            body = Body(keys: children.compactMap(\.body.keys.last), children: children)
            count = children.reduce(0) { $0 + $1.count }
        }

        /// A leaf's keys and values, read if they are not in memory.
        var entries: (keys: [Key], values: [Value]) {
            if let opened = body.page?.opened { (opened.keys, opened.values) } else { (body.keys, body.values) }
        }

        /// Makes the body this node's own, with its entries in memory, before it is changed.
        private mutating func own() {
            if !isKnownUniquelyReferenced(&body) {
                body = Body(keys: body.keys, values: body.values, children: body.children, page: body.page)
            }
            guard let opened = body.page?.opened else { return }
            body.keys = opened.keys
            body.values = opened.values
            body.page = nil
        }

        /// The first place whose key is not less than `key`.
        func index(of key: Key) -> Int { Node.index(of: key, in: body.keys) }

        static func index(of key: Key, in keys: [Key]) -> Int {
            var low = 0
            var high = keys.count
            while low < high {
                let middle = (low + high) >> 1
                if keys[middle] < key { low = middle + 1 } else { high = middle }
            }
            return low
        }

        mutating func update(_ key: Key, _ value: Value) -> Value? {
            own()
            var index = index(of: key)
            guard !isLeaf else {
                if index < body.keys.count, body.keys[index] == key {
                    let before = body.values[index]
                    body.values[index] = value
                    return before
                }
                body.keys.insert(key, at: index)
                body.values.insert(value, at: index)
                count += 1
                return nil
            }
            index = min(index, body.children.count - 1)
            let before = body.children[index].update(key, value)
            if before == nil { count += 1 }
            let right = body.children[index].splitIfOver()
            refresh(index)
            if let right, let last = right.body.keys.last {
                body.children.insert(right, at: index + 1)
                body.keys.insert(last, at: index + 1)
            }
            return before
        }

        mutating func remove(_ key: Key) -> Value? {
            own()
            let index = index(of: key)
            guard index < body.keys.count else { return nil }
            guard !isLeaf else {
                guard body.keys[index] == key else { return nil }
                body.keys.remove(at: index)
                count -= 1
                return body.values.remove(at: index)
            }
            guard let before = body.children[index].remove(key) else { return nil }
            count -= 1
            if body.children[index].body.keys.isEmpty {
                body.children.remove(at: index)
                body.keys.remove(at: index)
            } else {
                refresh(index)
                join(index)
            }
            return before
        }

        private func refresh(_ index: Int) {
            if let last = body.children[index].body.keys.last { body.keys[index] = last }
        }

        /// Makes one child of two neighbours where one has become small.
        private func join(_ index: Int) {
            let limit = body.children[index].isLeaf ? Node.leafLimit : Node.fanLimit
            guard body.children[index].body.keys.count < limit / 4, body.children.count > 1 else { return }
            let left = index == body.children.count - 1 ? index - 1 : index
            body.children[left].own()
            body.children[left + 1].own()
            guard body.children[left].body.keys.count + body.children[left + 1].body.keys.count <= limit / 2
            else { return }
            let right = body.children.remove(at: left + 1)
            body.keys.remove(at: left + 1)
            body.children[left].take(right)
            refresh(left)
        }

        /// Appends all that another node holds.
        private mutating func take(_ other: Node) {
            body.keys += other.body.keys
            body.values += other.body.values
            body.children += other.body.children
            count += other.count
        }

        /// The right half, taken out, when the node holds more than it may.
        mutating func splitIfOver() -> Node? {
            guard body.keys.count > (isLeaf ? Node.leafLimit : Node.fanLimit) else { return nil }
            // Most keys are added at the end: the left part is left fuller than the right.
            let cut = body.keys.count * 3 / 4
            let right =
                isLeaf
                ? Node(leaf: Array(body.keys[cut...]), Array(body.values[cut...]))
                : Node(branch: Array(body.children[cut...]))
            body.keys.removeSubrange(cut...)
            if isLeaf { body.values.removeSubrange(cut...) } else { body.children.removeSubrange(cut...) }
            count -= right.count
            return right
        }

        /// - Returns: whether to go on.
        func walk(from start: Key?, _ body: (Key, Value) -> Bool) -> Bool {
            guard !isLeaf else {
                let (keys, values) = entries
                for index in (start.map { Node.index(of: $0, in: keys) } ?? 0)..<keys.count
                where !body(keys[index], values[index]) { return false }
                return true
            }
            let from = start.map { index(of: $0) } ?? 0
            let children = self.body.children
            for index in from..<children.count
            where !children[index].walk(from: index == from ? start : nil, body) { return false }
            return true
        }
    }
}
