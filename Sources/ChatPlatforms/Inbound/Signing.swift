// The secrets that verify requests, and the strict decoding of what they sign.

import Digests
import Quantities

/// A secret that verifies requests; several may be valid at once.
package struct Secrets: Sendable {
    private let keys: [[UInt8]]
    /// The keys set up for a MAC.
    private let signers: [MessageAuthentication]

    /// The whitespace-separated secrets of a setting; nil when it is missing.
    ///
    /// - Throws: `SecretProblem.blank` when the setting is there but says nothing: never "verification off".
    package init?(_ text: String?, decode: (String) throws(SecretProblem) -> [UInt8] = { Array($0.utf8) })
        throws(SecretProblem)
    {
        guard let text else { return nil }
        let parts = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard !parts.isEmpty else { throw .blank }
        var keys: [[UInt8]] = []
        for part in parts { keys.append(try decode(part)) }
        self.keys = keys
        signers = keys.map { MessageAuthentication(key: $0) }
    }

    /// A key of another purpose made from each, in their order; there is one at least.
    func derived(_ purpose: String) -> [[UInt8]] { keys.map { Mac.sha256(Array(purpose.utf8), key: $0) } }

    /// Whether any key makes the given MAC; every key is tried, whichever matches.
    func anySigns(_ message: [UInt8], as mac: [UInt8]) -> Bool {
        var found = false
        for signer in signers { found = signer.makes(mac, of: message) || found }
        return found
    }

    /// Whether any key is the given token, compared in constant time.
    func anyEquals(_ token: [UInt8]) -> Bool {
        var found = false
        for key in keys { found = ConstantTime.equal(key, token) || found }
        return found
    }
}

/// A secret that cannot be used.
package enum SecretProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case blank
    case malformed(String)

    package var description: String {
        switch self {
        case .blank: "is empty: set a secret, or leave it out to switch the platform off"
        case .malformed(let expected): "is malformed: expected \(expected)"
        }
    }
}

package enum Mac {
    package static func sha256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        MessageAuthentication(key: key).code(of: message)
    }
}

enum Hex {
    /// Strict lower-case hexadecimal of even length.
    static func decode(_ text: Substring) -> [UInt8]? {
        // A string's bytes are copied at once, a substring's one by one.
        let bytes = Array(String(text).utf8)
        guard bytes.count % 2 == 0 else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count / 2)
        for index in stride(from: 0, to: bytes.count, by: 2) {
            guard let high = digit(bytes[index]), let low = digit(bytes[index + 1]) else { return nil }
            result.append(high << 4 | low)
        }
        return result
    }

    static func encode(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}

enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let chunk = Array(bytes[start..<min(start + 3, bytes.count)]) + [0, 0]
            let word = UInt32(chunk[0]) << 16 | UInt32(chunk[1]) << 8 | UInt32(chunk[2])
            let count = min(3, bytes.count - start)
            for position in 0..<4 {
                text.append(position <= count ? alphabet[Int(word >> (18 - 6 * position)) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Standard base64; padding is required unless `lenientPadding`. Only the canonical spelling is accepted.
    static func decode(_ text: some StringProtocol, lenientPadding: Bool = false) -> [UInt8]? {
        var symbols = Array(text.utf8)
        let padding = symbols.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        if lenientPadding, padding == 0 {
            symbols += Array(repeating: UInt8(ascii: "="), count: (4 - symbols.count % 4) % 4)
        }
        guard symbols.count % 4 == 0, padding <= 2 else { return nil }
        while symbols.last == UInt8(ascii: "=") { symbols.removeLast() }
        var bytes: [UInt8] = []
        var word: UInt32 = 0
        var bits = 0
        for symbol in symbols {
            guard let value = alphabet.firstIndex(of: symbol) else { return nil }
            word = word << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
            }
        }
        // The last character's spare bits are zero in the one canonical spelling.
        let canonical = encode(bytes)
        let given = String(decoding: symbols, as: UTF8.self)
        return canonical.prefix { $0 != "=" } == given[...] ? bytes : nil
    }
}

enum Timestamps {
    /// Seconds since 1970 written as 1 to 12 ASCII digits, within 300 s of now on either side.
    static func isFresh(_ text: String, now: Instant) -> Bool {
        guard (1...12).contains(text.utf8.count), let seconds = Int(asciiDigits: text) else { return false }
        return abs(Int64(seconds) - now.seconds) <= 300
    }
}
