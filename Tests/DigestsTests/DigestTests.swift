// Digests and codes against the vectors of their standards.

import Digests
import Testing

struct DigestTests {
    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// FIPS 180-4: nothing, one block, two blocks, and a message of exactly one block.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"
        ),
    ]) func `the digest is the standard's`(_ message: String, _ digest: String) {
        #expect(hex(SHA256.digest(of: Array(message.utf8))) == digest)
    }

    @Test func `a million letters have the standard's digest`() {
        let digest = SHA256.digest(of: Array(repeating: UInt8(ascii: "a"), count: 1_000_000))
        #expect(hex(digest) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    /// RFC 4231, cases 1, 2 and 6, and an empty key.
    @Test(arguments: [
        (
            Array(repeating: UInt8(0x0B), count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            Array(repeating: UInt8(0xAA), count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        ([], "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
    ]) func `a code is the standard's, however often the key is used`(_ key: [UInt8], _ text: String, _ code: String) {
        let message = Array(text.utf8)
        let authentication = MessageAuthentication(key: key)
        for _ in 0..<2 { #expect(hex(authentication.code(of: message)) == code) }
        #expect(authentication.makes(authentication.code(of: message), of: message))
    }

    @Test func `a code of another length, message or key is refused`() {
        let authentication = MessageAuthentication(key: [1, 2, 3])
        let code = authentication.code(of: [4])
        #expect(!authentication.makes(code, of: [5]))
        #expect(!authentication.makes(Array(code.dropLast()), of: [4]))
        #expect(!authentication.makes([], of: [4]))
        #expect(!MessageAuthentication(key: [1, 2]).makes(code, of: [4]))
    }

    @Test func `equal in constant time is equal`() {
        #expect(ConstantTime.equal([], []))
        #expect(ConstantTime.equal([1, 2, 3], [1, 2, 3]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2, 4]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2]))
    }
}
