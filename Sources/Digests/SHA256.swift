// SHA-256 of bytes.

internal import CNettle

package enum SHA256 {
    /// Bytes of a digest.
    package static let length = 32

    /// The digest of a message (FIPS 180-4), 32 bytes.
    package static func digest(of message: [UInt8]) -> [UInt8] {
        var context = sha256_ctx()
        nettle_sha256_init(&context)
        nettle_sha256_update(&context, message.count, message)
        return [UInt8](unsafeUninitializedCapacity: length) { digest, count in
            nettle_sha256_digest(&context, length, digest.baseAddress)
            count = length
        }
    }
}
