// An element of an XML file with all that stands in it: what is kept of a file to be written back.

package import JSONText

/// A name with a text or with elements within; attributes are left out.
package struct XMLElement: Hashable, Sendable {
    package var name: String
    package var text: String
    package var children: [XMLElement]

    package init(_ name: String, _ text: String = "", _ children: [XMLElement] = []) {
        self.name = name
        self.text = text
        self.children = children
    }

    /// The first element within of this name.
    package subscript(name: String) -> XMLElement? {
        for child in children where child.name == name { return child }
        return nil
    }

    /// The text of the first element within of this name.
    package func text(_ name: String) -> String? { self[name]?.text }
    package func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// Puts the text of the element of this name, which is made where there was none; nil takes it out.
    package mutating func set(_ name: String, _ text: String?) {
        guard let text else { return children.removeAll { $0.name == name } }
        if let index = children.firstIndex(where: { $0.name == name }) {
            children[index].text = text
        } else {
            children.append(XMLElement(name, text))
        }
    }

    /// An object of what stands within: texts as texts, elements that repeat as lists.
    package var json: JSON {
        var members: [JSON.Member] = []
        var places: [String: Int] = [:]
        for child in children {
            let value = child.children.isEmpty ? JSON.string(child.text) : child.json
            guard let place = places[child.name] else {
                places[child.name] = members.count
                members.append(JSON.Member(child.name, value))
                continue
            }
            if case .array(let values) = members[place].value {
                members[place].value = .array(values + [value])
            } else {
                members[place].value = .array([members[place].value, value])
            }
        }
        return .object(members)
    }

    /// The element that ``json`` came of, elements of one name together.
    package init(_ name: String, json: JSON) {
        self.init(name)
        switch json {
        case .string(let text): self.text = text
        case .object(let members):
            for member in members {
                if case .array(let values) = member.value {
                    children += values.map { XMLElement(member.name, json: $0) }
                } else {
                    children.append(XMLElement(member.name, json: member.value))
                }
            }
        default: break
        }
    }

    /// Writes it as XML, with what XML keeps for itself escaped and without characters that no XML may hold.
    package func write(to bytes: inout [UInt8], indent: Int = 0) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
        bytes.append(contentsOf: "<\(name)>".utf8)
        if children.isEmpty {
            XMLElement.escape(text, to: &bytes)
        } else {
            bytes.append(UInt8(ascii: "\n"))
            for child in children { child.write(to: &bytes, indent: indent + 1) }
            bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
        }
        bytes.append(contentsOf: "</\(name)>\n".utf8)
    }

    private static func escape(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "\r"): bytes.append(contentsOf: "&#13;".utf8)
            case 0x09, 0x0A, 0x20...: bytes.append(byte)
            default: break
            }
        }
    }
}
