// Values of fields as text that a person would type.

import JSONText

enum JiraValue {
    /// Whole seconds of work; nil for anything else, and for more than there can be.
    static func seconds(_ text: String) -> Int? {
        guard let value = Double(text), value >= 0, value < 1e12 else { return nil }
        return Int(value)
    }

    /// `8.0` is written `8`; what is no number stays as it is.
    static func number(_ text: String) -> String {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, parts[1].allSatisfy({ $0 == "0" }),
            Int(parts[0]) != nil
        else { return text }
        return String(parts[0])
    }

    /// A value of the interface: choices and people by their names, lists joined, documents as plain text.
    static func text(_ value: JSON) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? "yes" : "no"
        case .int(let number): String(number)
        case .double(let number): JiraValue.number(String(number))
        case .string(let text): TrackerText.note(text)
        case .array(let values): values.map(shallow).filter { !$0.isEmpty }.joined(separator: ", ")
        case .object: shallow(value)
        }
    }

    private static func shallow(_ value: JSON) -> String {
        guard case .object = value else {
            if case .array = value { return "" }
            return text(value)
        }
        if value["type"]?.string == "doc" { return JiraDocument.plain(value) }
        let names = ["value", "displayName", "name", "key", "id"]
        return names.lazy.compactMap { value[$0]?.string }.first ?? ""
    }

    /// Whether it says anything.
    static func isEmpty(_ value: JSON) -> Bool {
        switch value {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let values): values.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }
}
