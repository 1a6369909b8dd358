// The eight-bit characters of Windows in western Europe (code page 1252), which many exports are still written in.

/// Code page 1252; the few bytes that it leaves out are read as the control characters of Latin-1.
enum WindowsLatin {
    private static let special: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    static func scalar(_ byte: UInt8) -> UInt16 {
        (0x80...0x9F).contains(byte) ? special[Int(byte) - 0x80] : UInt16(byte)
    }

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.map { scalar($0) }, as: UTF16.self)
    }
}
