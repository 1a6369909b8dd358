// The names of what is recorded: item ids such as R-12, project keys such as NET, people by number.

/// An item's id: a prefix, fixed for ever, and a number from 1, printed `R-12`.
package struct ItemID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The prefix's letters, the first in the highest byte: ids order as their prefixes do, and copy without counting.
    package let code: UInt32
    package let number: Int

    /// The greatest number that an id is read with; the one after it stands behind every id.
    private static let mostNumber = 999_999_999

    /// An id as ``code`` and ``number`` say it; a number that no id has becomes the next that one has.
    package init(code: UInt32, number: Int) {
        self.code = code
        self.number = min(max(number, 0), ItemID.mostNumber + 1)
    }

    package init(_ prefix: String, _ number: Int) {
        var code: UInt32 = 0
        var shift: UInt32 = 24
        for byte in prefix.utf8.prefix(4) {
            code |= UInt32(byte) << shift
            shift &-= 8
        }
        self.init(code: code, number: number)
    }

    package var prefix: String {
        String(unsafeUninitializedCapacity: 4) { writePrefix($0) }
    }

    /// Writes the prefix's letters, and says how many they are.
    private func writePrefix(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var count = 0
        var rest = code
        while rest != 0 {
            bytes[count] = UInt8(truncatingIfNeeded: rest >> 24)
            rest <<= 8
            count += 1
        }
        return count
    }

    /// Every prefix there is, with the word for its kind. `P`, `I` and `Q` are never prefixes.
    package static let prefixes: [(prefix: String, kind: String)] = [
        ("T", "task"), ("M", "milestone"), ("R", "risk"), ("B", "blocker"), ("CR", "change"), ("D", "dep"),
        ("DEC", "decision"), ("A", "action"), ("ASM", "assumption"), ("LES", "lesson"), ("AST", "asset"),
        ("SVC", "service"), ("DEL", "deliverable"), ("REQ", "requirement"), ("PH", "phase"), ("G", "gate"),
        ("SPR", "sprint"), ("STK", "stakeholder"), ("VEN", "vendor"), ("CON", "contract"), ("CMP", "complaint"),
        ("INC", "incident"), ("PRB", "problem"), ("POL", "policy"), ("CTL", "control"), ("EVD", "evidence"),
        ("OBJ", "objective"), ("BEN", "benefit"), ("CRI", "criterion"), ("MET", "metric"), ("IMP", "improvement"),
        ("SCO", "scope"), ("COM", "communication"), ("MNT", "maintenance"), ("CRT", "certificate"), ("SKL", "skill"),
        ("FB", "feedback"), ("KU", "kudos"), ("MTG", "meeting"), ("W", "draft"), ("ASK", "proposal"),
    ]
    package static let prefixSet = Set(prefixes.map(\.prefix))

    /// The codes of ``prefixes``, in their order.
    private static let codes = prefixes.map { ItemID($0.prefix, 1).code }

    /// The word for the kind of record this prefix stands for; nil of an id that was made and not read.
    package var kind: String? { ItemID.codes.firstIndex(of: code).map { ItemID.prefixes[$0].kind } }

    /// Reads `R-12`, `r-12` or `#R-12`, and with `dashless` also `r12`; nil when it is not an id of a known prefix.
    package init?(_ text: Substring, dashless: Bool = false) {
        var code: UInt32 = 0
        var letters = 0
        var number = 0
        var digits = 0
        var hasDash = false
        var isFirst = true
        for byte in text.utf8 {
            defer { isFirst = false }
            let letter = byte & 0xDF
            if byte &- 0x30 < 10 {
                // From 1, without zeros before it.
                guard letters > 0, hasDash || dashless, digits < 9, digits > 0 || byte != 0x30 else { return nil }
                number = number * 10 + Int(byte &- 0x30)
                digits += 1
            } else if letter &- 0x41 < 26, !hasDash, digits == 0, letters < 3 {
                code |= UInt32(letter) << (24 - 8 * UInt32(letters))
                letters += 1
            } else if byte == UInt8(ascii: "-"), letters > 0, !hasDash, digits == 0 {
                hasDash = true
            } else if byte != UInt8(ascii: "#") || !isFirst {
                return nil
            }
        }
        guard number > 0, ItemID.codes.contains(code) else { return nil }
        self.init(code: code, number: number)
    }

    package init?(_ text: String, dashless: Bool = false) { self.init(text[...], dashless: dashless) }

    package var description: String {
        String(unsafeUninitializedCapacity: 24) { bytes in
            var count = writePrefix(bytes)
            bytes[count] = UInt8(ascii: "-")
            count += 1
            let start = count
            var rest = number.magnitude
            repeat {
                bytes[count] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
                rest /= 10
                count += 1
            } while rest > 0
            bytes[start..<count].reverse()
            return count
        }
    }

    package static func < (left: ItemID, right: ItemID) -> Bool {
        left.code == right.code ? left.number < right.number : left.code < right.code
    }
}

/// A project's or program's key: 2 to 10 ASCII letters and digits, a letter first, in capitals.
package struct ProjectKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// The key of this text in capitals, or nil when it has not the form of one.
    package init?(_ text: Substring) {
        guard (2...10).contains(text.utf8.count), text.utf8.first.map({ $0 & 0xDF &- 0x41 < 26 }) == true,
            text.utf8.allSatisfy({ $0 & 0xDF &- 0x41 < 26 || $0 &- 0x30 < 10 })
        else { return nil }
        self.text = text.uppercased()
    }

    package init?(_ text: String) { self.init(text[...]) }

    /// A key as a snapshot kept it, which was checked when it was made.
    package init(kept text: String) { self.text = text }

    package var description: String { text }
    package static func < (left: ProjectKey, right: ProjectKey) -> Bool { left.text < right.text }
}

/// A person's number, from 1, in order of appearance.
package struct PersonID: Hashable, Comparable, Sendable {
    package let number: Int
    /// The person of this number; one that nobody has becomes the nearest that somebody may have.
    package init(_ number: Int) { self.number = min(max(number, 0), 1_000_000_000_000) }
    /// Who does what happens by itself, or by an operator's tool.
    package static let steerco = PersonID(0)
    package static func < (left: PersonID, right: PersonID) -> Bool { left.number < right.number }
}
