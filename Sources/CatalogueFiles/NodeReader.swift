// Reads YAML nodes strictly: every key is known, every type is right, every complaint has its line.

import Yams

/// A mapping of a file, whose keys are taken one after the other.
struct NodeReader {
    let file: String
    private let pairs: [(name: String, line: Int?, value: Node)]
    private let line: Int?
    private let place: Place

    /// Where a mapping stands in its file; written out only when there is a complaint.
    private indirect enum Place {
        case top
        case key(String, of: Place)
        case element(Int, key: String, of: Place)

        func path(_ key: String) -> String {
            switch self {
            case .top: key
            case .key(let own, let parent): "\(parent.path(own)).\(key)"
            case .element(let index, let own, let parent): "\(parent.path(own))[\(index)].\(key)"
            }
        }

        /// The mapping's own name.
        var name: String {
            switch self {
            case .top: "file"
            case .key(let own, let parent): parent.path(own)
            case .element(let index, let own, let parent): "\(parent.path(own))[\(index)]"
            }
        }
    }

    /// - Returns: nil for a file without anything in it.
    /// - Throws: `CatalogueProblem` for what is no YAML, or no mapping.
    init?(yaml text: String, file: String) throws(CatalogueProblem) {
        let node: Node
        do {
            guard let composed = try Yams.compose(yaml: text, .basic) else { return nil }
            node = composed
        } catch {
            let (line, reason) = YAMLText.problem(error, in: text)
            throw CatalogueProblem(file: file, line: line ?? 1, field: "file", expected: "YAML: \(reason)")
        }
        try self.init(node, file: file, at: .top)
    }

    /// The line of a field such as `verbs.add.role`, or of the last part of it that is there; a verb is found by its name.
    ///
    /// Reads the text once more: only a complaint about what was read before needs it.
    static func line(of field: String, in text: String) -> Int? {
        guard let top = try? Yams.compose(yaml: text, .basic) else { return nil }
        var node = top
        var line = node.mark?.line
        for name in field.split(whereSeparator: { ".[]".contains($0) }) {
            if let index = Int(name), let list = node.sequence, list.indices.contains(index) {
                (node, line) = (list[index], list[index].mark?.line)
            } else if let verb = node.sequence?.first(where: { $0.mapping?["verb"]?.string == String(name) }) {
                (node, line) = (verb, verb.mark?.line)
            } else if let pair = node.mapping?.first(where: { $0.key.string == String(name) }) {
                (node, line) = (pair.value, pair.key.mark?.line)
            } else {
                break
            }
        }
        return line
    }

    private init(_ node: Node, file: String, at place: Place) throws(CatalogueProblem) {
        guard case .mapping(let mapping) = node else {
            throw CatalogueProblem(
                file: file, line: node.mark?.line, field: place.name, expected: "names and values")
        }
        self.file = file
        self.place = place
        line = mapping.mark?.line
        pairs = mapping.map { key, value in
            guard case .scalar(let name) = key else { return ("", key.mark?.line, value) }
            return (name.string, name.mark?.line, value)
        }
    }

    func problem(_ key: String, _ expected: String) -> CatalogueProblem {
        let first = key.split(whereSeparator: { ".[".contains($0) }).first.map(String.init) ?? key
        let found = pairs.first { $0.name == key }?.value.mark?.line ?? pairs.first { $0.name == first }?.line
        return CatalogueProblem(file: file, line: found ?? line, field: place.path(key), expected: expected)
    }

    /// Refuses keys that nobody reads.
    func allow(_ keys: [String]) throws(CatalogueProblem) {
        for pair in pairs where !keys.contains(pair.name) {
            throw CatalogueProblem(
                file: file, line: pair.line ?? line, field: place.path(pair.name),
                expected: "one of \(keys.joined(separator: ", "))")
        }
    }

    private func node(_ key: String) -> Node? {
        for pair in pairs where pair.name == key { return pair.value }
        return nil
    }

    func string(_ key: String) throws(CatalogueProblem) -> String? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node else { throw problem(key, "text") }
        return scalar.string
    }

    /// The text under a key, where that is no mapping or list.
    func text(_ key: String) -> String? {
        guard case .scalar(let scalar)? = node(key) else { return nil }
        return scalar.string
    }

    func number(_ key: String) throws(CatalogueProblem) -> Int? {
        guard let text = try string(key) else { return nil }
        guard let number = Int(text) else { throw problem(key, "a whole number") }
        return number
    }

    func needString(_ key: String) throws(CatalogueProblem) -> String {
        guard let text = try string(key), !text.isEmpty else { throw problem(key, "text") }
        return text
    }

    func bool(_ key: String, else missing: Bool = false) throws(CatalogueProblem) -> Bool {
        guard let text = try string(key) else { return missing }
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
            readers.append(try NodeReader(element, file: file, at: .element(index, key: key, of: place)))
        }
        return readers
    }

    func mapping(_ key: String) throws(CatalogueProblem) -> NodeReader? {
        guard let node = node(key) else { return nil }
        return try NodeReader(node, file: file, at: .key(key, of: place))
    }

    /// The names in their order.
    var names: [String] { pairs.map(\.name) }

    /// The members in their order.
    func members() throws(CatalogueProblem) -> [(name: String, reader: NodeReader)] {
        var members: [(name: String, reader: NodeReader)] = []
        for pair in pairs {
            members.append((pair.name, try NodeReader(pair.value, file: file, at: .key(pair.name, of: place))))
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
