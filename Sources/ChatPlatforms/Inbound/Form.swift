// Decodes application/x-www-form-urlencoded bodies and query strings.

/// A form's fields, in order, repeated keys included.
struct Form: Hashable, Sendable {
    private(set) var fields: [(name: String, value: String)] = []
    /// No platform sends more: Mattermost two for each person that a message mentions.
    static let mostFields = 1000

    static func == (left: Form, right: Form) -> Bool {
        left.fields.count == right.fields.count && zip(left.fields, right.fields).allSatisfy { $0 == $1 }
    }
    func hash(into hasher: inout Hasher) { for field in fields { hasher.combine(field.name) } }

    /// Decodes; nil for an invalid percent escape and for more than ``mostFields``. Invalid UTF-8 becomes U+FFFD. `;` is no separator.
    init?(_ bytes: [UInt8]) {
        fields.reserveCapacity(16)
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? rest.endIndex
            let pair = rest[..<end]
            rest = rest[min(end + 1, rest.endIndex)...]
            guard !pair.isEmpty else { continue }
            guard fields.count < Form.mostFields else { return nil }
            let mark = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard let name = Form.decode(pair[..<mark]),
                let value = Form.decode(pair[min(mark + 1, pair.endIndex)...])
            else { return nil }
            fields.append((name, value))
        }
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        // Most fields stand for themselves.
        guard bytes.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            index = bytes.index(after: index)
            switch byte {
            case UInt8(ascii: "+"): result.append(0x20)
            case UInt8(ascii: "%"):
                guard index != bytes.endIndex, let high = hex(bytes[index]) else { return nil }
                index = bytes.index(after: index)
                guard index != bytes.endIndex, let low = hex(bytes[index]) else { return nil }
                index = bytes.index(after: index)
                result.append(high << 4 | low)
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// The first value of a field; nil when there is none.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
    var names: Set<String> { Set(fields.map(\.name)) }
}
