// Reads the configuration file strictly: unknown keys and wrong types are refused with their line.

import CatalogueFiles
import Foundation
import Yams

/// A mapping of the configuration file.
struct SettingsReader {
    private let file: String
    private let path: String
    private let mapping: Node.Mapping

    /// Reads a file; nil when it holds nothing.
    ///
    /// - Throws: `SettingsProblem` that shows nothing of the file: any line may hold a secret.
    init?(file: String) throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw SettingsProblem(description: "\(file): the configuration file cannot be read")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            let line = SettingsReader.firstLineThatIsNoText(data)
            throw SettingsProblem(description: "\(file):\(line): expected a file of UTF-8 text")
        }
        do {
            guard let node = try Yams.compose(yaml: text) else { return nil }
            self = try SettingsReader(node, file: file, path: "")
        } catch let error as YamlError {
            throw SettingsReader.problem(error, file, text)
        }
    }

    private static func firstLineThatIsNoText(_ data: Data) -> Int {
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return (lines.firstIndex { String(data: $0, encoding: .utf8) == nil } ?? 0) + 1
    }

    private init(_ node: Node, file: String, path: String) throws {
        guard case .mapping(let mapping) = node else {
            throw SettingsProblem(
                description:
                    "\(file):\(node.mark?.line ?? 1): \(path.isEmpty ? "file" : path): expected names and values")
        }
        self.file = file
        self.path = path
        self.mapping = mapping
    }

    /// What is wrong with the YAML and in which line. The error's own text holds the line, and with it what it says.
    private static func problem(_ error: YamlError, _ file: String, _ text: String) -> SettingsProblem {
        let (line, reason) = YAMLText.problem(error, in: text)
        return SettingsProblem(description: "\(file):\(line.map { "\($0):" } ?? "") no YAML: \(reason)")
    }

    private func place(_ key: String) -> String {
        let entry = mapping.first { $0.key.string == key }
        let line = entry?.value.mark?.line ?? mapping.first?.key.mark?.line ?? 1
        return "\(file):\(line): \(path.isEmpty ? key : "\(path).\(key)")"
    }

    func problem(_ key: String, _ expected: String) -> SettingsProblem {
        Placed(text: "", place: place(key)).problem(expected)
    }

    func allow(_ keys: [String]) throws {
        for (key, _) in mapping where !keys.contains(key.string ?? "") {
            // Shown only when it looks like a name: without its colon it is a name and its secret.
            let name = key.string.flatMap { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") } ? $0 : nil }
            throw SettingsProblem(
                description:
                    "\(file):\(key.mark?.line ?? 1): \(path.isEmpty ? "" : path + ".")\(name ?? "?"): expected one of \(keys.joined(separator: ", "))"
            )
        }
    }

    private func node(_ key: String) -> Node? { mapping.first { $0.key.string == key }?.value }

    func value(_ key: String) throws -> Placed? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node else { throw problem(key, "text") }
        // `~` and `null` stand for nothing: an empty template, and no secret.
        guard scalar.style != .plain || !["", "~", "null", "Null", "NULL"].contains(scalar.string) else {
            throw problem(key, "a value; leave the name out where there is none")
        }
        return Placed(text: scalar.string, place: place(key))
    }

    func values(_ key: String) throws -> [Placed] {
        guard let node = node(key) else { return [] }
        if case .scalar(let scalar) = node {
            return scalar.string.split(whereSeparator: \.isWhitespace).map {
                Placed(text: String($0), place: place(key))
            }
        }
        guard case .sequence(let sequence) = node else { throw problem(key, "a list") }
        return try sequence.map { element in
            guard case .scalar(let scalar) = element else { throw problem(key, "a list of words") }
            return Placed(text: scalar.string, place: place(key))
        }
    }

    /// A value in the file itself, or in the file that `KEY_file` names; never both, which would leave one unused.
    func secret(_ key: String) throws -> Placed? {
        let (own, named) = (try value(key), try value(key + "_file"))
        guard let named else { return own }
        guard own == nil else { throw problem(key + "_file", "\(key) or \(key)_file, not both") }
        return try SettingsEnvironment.file(named.text, named.place)
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
