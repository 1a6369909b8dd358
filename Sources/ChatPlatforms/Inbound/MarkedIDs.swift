// Takes off the marks that a platform shows an id with: whoever copies it from an answer copies them too.

import CommandLanguage
import ProgramModel
import Quantities

enum MarkedIDs {
    /// A text with the marks taken off each id that stands alone between two of the same: `*T-1*`, `` `T-1` ``, `**T-1**:`.
    /// All other marks stay, with what they are around: it is somebody's text.
    static func unmarked(_ text: String) -> String {
        guard text.utf8.contains(where: isMark) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            if isMark(bytes[index]), index == 0 || isEdge(bytes[index - 1]), let (id, end) = marked(bytes, index) {
                result += id
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The id between the marks that begin here, and where they end.
    private static func marked(_ bytes: [UInt8], _ start: Int) -> (id: ArraySlice<UInt8>, end: Int)? {
        let opening = bytes[start...].prefix { isMark($0) }
        guard opening.count <= longestMarks else { return nil }
        let id = bytes[opening.endIndex...].prefix { !isMark($0) && !isEdge($0) }
        let end = id.endIndex + opening.count
        guard end <= bytes.count, bytes[id.endIndex..<end].elementsEqual(opening.reversed()),
            end == bytes.count || isEdge(bytes[end]), ItemID(Substring(decoding: id, as: UTF8.self)) != nil
        else { return nil }
        return (id, end)
    }

    /// `**~~`, and no more.
    private static let longestMarks = 4

    /// Bold, italic, struck through and code, of Slack and of Markdown.
    private static func isMark(_ byte: UInt8) -> Bool { byte == 0x2A || byte == 0x5F || byte == 0x7E || byte == 0x60 }

    /// Whether a word may end before or after this byte: neither a letter or digit nor a mark.
    private static func isEdge(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF, 0x2D: false
        default: !isMark(byte)
        }
    }
}
