// Where one written word is several: after a key, around a comparison, between ids and people, before a possessive.

/// The first place where a word is cut, the mark that the cut leaves on the part before it, and the bytes of that mark.
struct WordCut {
    var end: Substring.Index
    var mark: Marks
    var markLength: Int
}

enum WordCuts {
    /// Where a word is cut first; nil for one word.
    static func first(in text: Substring) -> WordCut? {
        let bytes = text.utf8
        if isPairOfLevels(bytes) {
            return WordCut(end: bytes.index(bytes.startIndex, offsetBy: 2), mark: [], markLength: 0)
        }
        if let cut = afterKey(bytes) { return cut }
        guard !text.contains("//") else { return nil }
        return inside(bytes)
    }

    /// `p4i5`: two levels.
    static func isPairOfLevels(_ bytes: some Collection<UInt8>) -> Bool {
        guard bytes.count == 4 else { return false }
        let four = Array(bytes)
        return four[0] | 0x20 == 0x70 && four[1] &- 0x31 < 5 && four[2] | 0x20 == 0x69 && four[3] &- 0x31 < 5
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// `due:fri`, `score>=12`: a name, then a mark, then the value directly behind it.
    private static func afterKey(_ bytes: Substring.UTF8View) -> WordCut? {
        // Marks and dashes before the name stay with it.
        let start = bytes.firstIndex { isLetter($0) || isDigit($0) } ?? bytes.endIndex
        guard start < bytes.endIndex, isLetter(bytes[start]),
            bytes[..<start].allSatisfy({ "(\"'-*_[".utf8.contains($0) || $0 >= 0x80 })
        else { return comparison(bytes) }
        let end = bytes[start...].firstIndex { !isLetter($0) && !isDigit($0) && $0 != 0x2D } ?? bytes.endIndex
        guard end < bytes.endIndex else { return nil }
        let next = bytes.index(after: end)
        switch bytes[end] {
        case UInt8(ascii: ":") where next < bytes.endIndex:
            // An address, a smiley, a word between colons.
            if bytes[next] == UInt8(ascii: "/") || bytes[next] == UInt8(ascii: ")") || bytes[next] == UInt8(ascii: ":")
            {
                return nil
            }
            return WordCut(end: end, mark: .colon, markLength: 1)
        case UInt8(ascii: "=") where next < bytes.endIndex && bytes[next] != UInt8(ascii: "="):
            return WordCut(end: end, mark: .equals, markLength: 1)
        case UInt8(ascii: "<"), UInt8(ascii: ">"): return WordCut(end: end, mark: [], markLength: 0)
        default: return nil
        }
    }

    /// `>=12`: the comparison itself, before its value.
    private static func comparison(_ bytes: Substring.UTF8View) -> WordCut? {
        guard let first = bytes.first, first == UInt8(ascii: "<") || first == UInt8(ascii: ">") else { return nil }
        var end = bytes.index(after: bytes.startIndex)
        if end < bytes.endIndex, bytes[end] == UInt8(ascii: "=") { end = bytes.index(after: end) }
        return end < bytes.endIndex ? WordCut(end: end, mark: [], markLength: 0) : nil
    }

    /// `T-1,T-2`, `@bo/@kim`, `bo's`.
    private static func inside(_ bytes: Substring.UTF8View) -> WordCut? {
        var previous: UInt8 = 0
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let next = bytes.index(after: index)
            let following = next < bytes.endIndex ? bytes[next] : 0
            let isBehindWord = isLetter(previous) || isDigit(previous)
            switch byte {
            case UInt8(ascii: ",")
            where isBehindWord
                && (isLetter(following) || following == UInt8(ascii: "@")
                    || isLetter(previous) && isDigit(following)):
                return WordCut(end: index, mark: .comma, markLength: 1)
            case UInt8(ascii: "/") where isBehindWord && following == UInt8(ascii: "@"):
                return WordCut(end: index, mark: .slash, markLength: 1)
            case UInt8(ascii: "'") where isBehindWord && following | 0x20 == 0x73 && endsWord(bytes, after: next):
                return WordCut(end: index, mark: [], markLength: 0)
            case 0xE2 where isBehindWord && bytes[index...].starts(with: "’s".utf8):
                if endsWord(bytes, after: bytes.index(index, offsetBy: 3)) {
                    return WordCut(end: index, mark: [], markLength: 0)
                }
            default: break
            }
            previous = byte
            index = next
        }
        return nil
    }

    private static func endsWord(_ bytes: Substring.UTF8View, after index: Substring.UTF8View.Index) -> Bool {
        let next = bytes.index(after: index)
        return next >= bytes.endIndex || ".,;:!?)".utf8.contains(bytes[next])
    }
}
