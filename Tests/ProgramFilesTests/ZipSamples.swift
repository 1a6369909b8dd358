// Zip files made by hand, and two that were packed by another program.

/// Builds zip files without packing.
enum ZipSamples {
    struct Entry {
        var name: String
        var bytes: [UInt8]
        /// What the directory says instead of the truth.
        var saidSize: Int?
        init(_ name: String, _ text: String, saidSize: Int? = nil) {
            self.name = name
            self.bytes = Array(text.utf8)
            self.saidSize = saidSize
        }
    }

    static func zip(_ entries: [Entry]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let name = Array(entry.name.utf8)
            let size = little(entry.saidSize ?? entry.bytes.count, 4)
            let sizes = little(Int(sum(entry.bytes)), 4) + little(entry.bytes.count, 4) + size
            let common = little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + sizes + little(name.count, 2)
            directory +=
                [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 2)
            directory += little(0, 4) + little(file.count, 4) + name
            file += [0x50, 0x4B, 3, 4] + common + little(0, 2) + name + entry.bytes
        }
        let counts = little(entries.count, 2) + little(entries.count, 2)
        let end: [UInt8] = [0x50, 0x4B, 5, 6] + little(0, 4) + counts + little(directory.count, 4)
        return file + directory + end + little(file.count, 4) + little(0, 2)
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// The sum that zip files check their parts by.
    private static func sum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes { sum = sum >> 8 ^ sums[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
        return ~sum
    }
    private static let sums = (UInt32(0)..<256).map { byte in
        (0..<8).reduce(byte) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }

    /// A packed workbook: in five rows, and 1 to 5.
    static let packed = decoded(
        """
        UEsDBBQAAAAIAAAAIVzHHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQSwMEFAAAAAgAAAAhXDKbAU9AAAAAUA
        AAAA8AAAB4bC93b3JrYm9vay54bWyzKc8vyk7Kz89WqMjNySu2KrJVL1K3synOSE0tKYbSCnmJuam26kGZxdnF6gpFVpkptuqJ6vp2NvowZfow
        U+wAUEsDBBQAAAAIAAAAIVz5rgj9QgAAAFcAAAAaAAAAeGwvX3JlbHMvd29ya2Jvb2sueG1sLnJlbHOzCUrNSSzJzM8rzsgsKLazQeYqeKbYqi
        eqK4RUFqTaqlfol+cXZRdnpKaWAIUSi9JTS2zVi/UqcnPU9e1s9FHNAQBQSwMEFAAAAAgAAAAhXCuZSyZvAAAAeAEAAAgAAAB4bC9zLnhtbLMp
        zy/KLs5ITS2xswFTLokliXY2RfnldjbJCiW26pl5OZl5qcElRep2NpnFdjYldkG6hjb6QOX6IK5+MlCdnU2ZHVCsDMLVB2vGb4IRFhOMSDLBGI
        sJxiSZYILFBBOSTDDFYoIpmgn6SKGqjwhsAFBLAQIUAxQAAAAIAAAAIVzHHBc8CgAAAAgAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9U
        eXBlc10ueG1sUEsBAhQDFAAAAAgAAAAhXDKbAU9AAAAAUAAAAA8AAAAAAAAAAAAAAIABOwAAAHhsL3dvcmtib29rLnhtbFBLAQIUAxQAAAAIAA
        AAIVz5rgj9QgAAAFcAAAAaAAAAAAAAAAAAAACAAagAAAB4bC9fcmVscy93b3JrYm9vay54bWwucmVsc1BLAQIUAxQAAAAIAAAAIVwrmUsmbwAA
        AHgBAAAIAAAAAAAAAAAAAACAASIBAAB4bC9zLnhtbFBLBQYAAAAABAAEAPwAAAC3AQAAAAA=
        """)

    /// A part of 200,000 zeros, packed to almost nothing.
    static let bomb = decoded(
        """
        UEsDBBQAAAAIAAAAIVx7WOBc0wAAAEANAwAPAAAAeGwvd29ya2Jvb2sueG1s7cExAQAAAMKg9U9tBn+gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
        AAAAAAAIDXAFBLAQIUAxQAAAAIAAAAIVx7WOBc0wAAAEANAwAPAAAAAAAAAAAAAACAAQAAAAB4bC93b3JrYm9vay54bWxQSwUGAAAAAAEAAQA9
        AAAAAAEAAAAA
        """)

    private static func decoded(_ text: String) -> [UInt8] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var bytes: [UInt8] = []
        var bits = 0
        var value = 0
        for letter in text.utf8 {
            guard let code = letters.firstIndex(of: letter) else { continue }
            value = (value << 6 | code) & 0xFFFF
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: value >> bits))
        }
        return bytes
    }
}
