// HMAC with SHA-256: whether a message comes from somebody who knows the key.

internal import CNettle

/// A key set up once, for any number of messages (RFC 2104 with SHA-256).
package struct MessageAuthentication: Sendable {
    /// The states after the padded key; a copy is fed each message.
    private let keyed: hmac_sha256_ctx

    /// - Parameter key: of any length, none included.
    package init(key: [UInt8]) {
        var context = hmac_sha256_ctx()
        nettle_hmac_sha256_set_key(&context, key.count, key)
        keyed = context
    }

    /// The code of a message, 32 bytes.
    package func code(of message: [UInt8]) -> [UInt8] {
        var context = keyed
        nettle_hmac_sha256_update(&context, message.count, message)
        return [UInt8](unsafeUninitializedCapacity: SHA256.length) { code, count in
            nettle_hmac_sha256_digest(&context, SHA256.length, code.baseAddress)
            count = SHA256.length
        }
    }

    /// Whether this is the message's code, compared in constant time.
    package func makes(_ code: [UInt8], of message: [UInt8]) -> Bool {
        ConstantTime.equal(self.code(of: message), code)
    }
}
