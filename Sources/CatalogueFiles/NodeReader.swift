// Reads YAML nodes strictly: every key is known, every type is right, every complaint has its line.

import Yams

/// A mapping of a file, whose keys are taken one after the other.
struct NodeReader {
    let file: String
    let path: String
    private let mapping: Node.Mapping
    private let line: Int?

    init(_ node: Node, file: String, path: String) throws(CatalogueProblem) {
        guard case .mapping(let mapping) = node else {
            throw CatalogueProblem(
                file: file, line: node.mark?.line, field: path.isEmpty ? "file" : path, expected: "names and values")
        }
        self.file = file
        self.path = path
        self.mapping = mapping
        line = node.mark?.line
    }

    func problem(_ key: String, _ expected: String) -> CatalogueProblem {
        let first = key.split(separator: ".").first.map(String.init) ?? key
        let node = mapping.first { $0.key.string == key }?.value ?? mapping.first { $0.key.string == first }?.key
        return CatalogueProblem(
            file: file, line: node?.mark?.line ?? line, field: path.isEmpty ? key : "\(path).\(key)", expected: expected
        )
    }

    /// Refuses keys that nobody reads.
    func allow(_ keys: [String]) throws(CatalogueProblem) {
        for (key, _) in mapping {
            let name = key.string ?? ""
            guard keys.contains(name) else {
                throw CatalogueProblem(
                    file: file, line: key.mark?.line ?? line, field: path.isEmpty ? name : "\(path).\(name)",
                    expected: "one of \(keys.joined(separator: ", "))")
            }
        }
    }

    private func node(_ key: String) -> Node? { mapping.first { $0.key.string == key }?.value }

    func string(_ key: String) throws(CatalogueProblem) -> String? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node else { throw problem(key, "text") }
        return scalar.string
    }

    func needString(_ key: String) throws(CatalogueProblem) -> String {
        guard let text = try string(key), !text.isEmpty else { throw problem(key, "text") }
        return text
    }

    func bool(_ key: String) throws(CatalogueProblem) -> Bool {
        guard let text = try string(key) else { return false }
        switch text {
        case "true": return true
        case "false": return false
        default: throw problem(key, "true or false")
        }
    }

    func strings(_ key: String) throws(CatalogueProblem) -> [String] {
        guard let node = node(key) else { return [] }
        if case .scalar(let scalar) = node { return [scalar.string] }
        guard case .sequence(let sequence) = node else { throw problem(key, "a list of words") }
        var texts: [String] = []
        for element in sequence {
            guard case .scalar(let scalar) = element else { throw problem(key, "a list of words") }
            texts.append(scalar.string)
        }
        return texts
    }

    func list(_ key: String) throws(CatalogueProblem) -> [NodeReader] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let sequence) = node else { throw problem(key, "a list") }
        var readers: [NodeReader] = []
        for (index, element) in sequence.enumerated() {
            readers.append(
                try NodeReader(
                    element, file: file, path: path.isEmpty ? "\(key)[\(index)]" : "\(path).\(key)[\(index)]"))
        }
        return readers
    }

    func mapping(_ key: String) throws(CatalogueProblem) -> NodeReader? {
        guard let node = node(key) else { return nil }
        return try NodeReader(node, file: file, path: path.isEmpty ? key : "\(path).\(key)")
    }

    /// The names in their order.
    var names: [String] { mapping.map { $0.key.string ?? "" } }

    /// The members in their order.
    func members() throws(CatalogueProblem) -> [(name: String, reader: NodeReader)] {
        var members: [(name: String, reader: NodeReader)] = []
        for (key, value) in mapping {
            let name = key.string ?? ""
            members.append((name, try NodeReader(value, file: file, path: "\(path).\(name)")))
        }
        return members
    }

    func choice<Value: RawRepresentable<String> & CaseIterable>(_ key: String, _: Value.Type) throws(CatalogueProblem)
        -> Value?
    {
        guard let text = try string(key) else { return nil }
        guard let value = Value(rawValue: text) else {
            throw problem(key, "one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }
}
