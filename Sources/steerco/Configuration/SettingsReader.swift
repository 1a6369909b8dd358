// Reads the configuration file strictly: unknown keys and wrong types are refused with their line.

import Foundation
import Yams

/// A mapping of the configuration file.
struct SettingsReader {
    let file: String
    let path: String
    private let mapping: Node.Mapping

    init(_ node: Node, file: String, path: String) throws {
        guard case .mapping(let mapping) = node else {
            throw SettingsProblem(
                description:
                    "\(file):\(node.mark?.line ?? 1): \(path.isEmpty ? "file" : path): expected names and values")
        }
        self.file = file
        self.path = path
        self.mapping = mapping
    }

    func problem(_ key: String, _ expected: String) -> SettingsProblem {
        let line = mapping.first { $0.key.string == key }?.value.mark?.line ?? mapping.first?.key.mark?.line ?? 1
        return SettingsProblem(
            description: "\(file):\(line): \(path.isEmpty ? key : "\(path).\(key)"): expected \(expected)")
    }

    func allow(_ keys: [String]) throws {
        for (key, _) in mapping where !keys.contains(key.string ?? "") {
            throw SettingsProblem(
                description:
                    "\(file):\(key.mark?.line ?? 1): \(path.isEmpty ? "" : path + ".")\(key.string ?? "?"): expected one of \(keys.joined(separator: ", "))"
            )
        }
    }

    private func node(_ key: String) -> Node? { mapping.first { $0.key.string == key }?.value }

    func string(_ key: String) throws -> String? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node else { throw problem(key, "text") }
        return scalar.string
    }

    func strings(_ key: String) throws -> [String] {
        guard let node = node(key) else { return [] }
        if case .scalar(let scalar) = node {
            return scalar.string.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        guard case .sequence(let sequence) = node else { throw problem(key, "a list") }
        return try sequence.map { element in
            guard case .scalar(let scalar) = element else { throw problem(key, "a list of words") }
            return scalar.string
        }
    }

    /// A secret in the file itself, or in the file that `KEY_file` names.
    func secret(_ key: String) throws -> String? {
        if let value = try string(key) { return value }
        guard let path = try string(key + "_file") else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw problem(key + "_file", "a file that can be read")
        }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    func mapping(_ key: String) throws -> SettingsReader? {
        guard let node = node(key) else { return nil }
        return try SettingsReader(node, file: file, path: path.isEmpty ? key : "\(path).\(key)")
    }

    func members() throws -> [(String, SettingsReader)] {
        try mapping.map { key, value in
            (key.string ?? "", try SettingsReader(value, file: file, path: "\(path).\(key.string ?? "")"))
        }
    }
}
