// Which network addresses a reply may reach, decided when the connection is made, not when the name was looked up.

/// An IP address as the bytes of its family: 4 or 16.
package struct IPAddress: Hashable, Sendable {
    package let bytes: [UInt8]
    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// The IPv4 address inside an IPv6 one: mapped (`::ffff:`), NAT64 (`64:ff9b::`) or 6to4 (`2002:`).
    var embedded: IPAddress? {
        guard bytes.count == 16 else { return nil }
        if bytes[0..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return IPAddress(bytes: Array(bytes[12..<16]))
        }
        if bytes[0..<12].allSatisfy({ $0 == 0 }), bytes[12..<15] != [0, 0, 0] {
            return IPAddress(bytes: Array(bytes[12..<16]))
        }
        if Array(bytes[0..<4]) == [0, 0x64, 0xFF, 0x9B] { return IPAddress(bytes: Array(bytes[12..<16])) }
        if bytes[0] == 0x20, bytes[1] == 0x02 { return IPAddress(bytes: Array(bytes[2..<6])) }
        return nil
    }

    /// Link-local, which is where cloud metadata answers, unspecified, multicast and broadcast: never a receiver.
    package var isNeverAllowed: Bool {
        if let embedded { return embedded.isNeverAllowed }
        if bytes.count == 4 {
            return (bytes[0] == 169 && bytes[1] == 254) || bytes[0] == 0 || bytes[0] >= 224
        }
        guard bytes.count == 16 else { return true }
        if bytes.allSatisfy({ $0 == 0 }) { return true }
        let isLinkLocal = bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
        // fd00:ec2::254, the metadata address of one large cloud.
        let isMetadata = Array(bytes[0..<4]) == [0xFD, 0x00, 0x0E, 0xC2]
        return isLinkLocal || isMetadata || bytes[0] == 0xFF
    }

    /// Loopback, private and shared ranges: allowed only where the operator named host and port.
    package var isPrivate: Bool {
        if let embedded { return embedded.isPrivate }
        if bytes.count == 4 {
            switch bytes[0] {
            case 10, 127: return true
            case 172: return bytes[1] & 0xF0 == 16
            case 192: return bytes[1] == 168 || (bytes[1] == 0 && (bytes[2] == 0 || bytes[2] == 2))
            case 100: return bytes[1] & 0xC0 == 64
            case 198: return bytes[1] & 0xFE == 18
            default: return false
            }
        }
        guard bytes.count == 16 else { return true }
        let isLoopback = bytes[0..<15].allSatisfy { $0 == 0 } && bytes[15] == 1
        return isLoopback || bytes[0] & 0xFE == 0xFC || (bytes[0] == 0xFE && bytes[1] & 0xC0 == 0xC0)
    }

    package func isAllowed(named: Bool) -> Bool { !isNeverAllowed && (named || !isPrivate) }
}
