// The leaves and branches of a persistent table.

extension SortedTable {
    /// What a node holds. Safe between threads: it is changed only through the one node that alone refers to it.
    final class Body: @unchecked Sendable {
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
    struct Node: Sendable {
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
