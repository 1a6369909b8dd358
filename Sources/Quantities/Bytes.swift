// Questions about the bytes of a text.

extension String {
    /// Whether a condition holds for every byte of UTF-8. Every byte is looked at, since a loop without a way out looks at
    /// sixteen at once: for texts that mostly pass.
    @inlinable package func everyByte(_ holds: (UInt8) -> Bool) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            var others: UInt8 = 0
            for byte in bytes { others |= holds(byte) ? 0 : 1 }
            return others == 0
        }
    }
}
