// Folds the lines of a calendar (RFC 5545, section 3.1). libical counts the line end as a part of the line, and folds
// between CR and LF when a line is full but for it: what it folded is made whole and folded anew.

enum CalendarFolding {
    /// Bytes of a line, without its end.
    private static let most = 75
    private static let end = Array("\r\n".utf8)
    private static let fold = Array("\r\n ".utf8)

    static func folded(_ bytes: [UInt8]) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(bytes.count)
        var line: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: fold) {
                index += fold.count
            } else if bytes[index...].starts(with: end) {
                append(line, &folded)
                line.removeAll(keepingCapacity: true)
                index += end.count
            } else {
                line.append(bytes[index])
                index += 1
            }
        }
        if !line.isEmpty { append(line, &folded) }
        return folded
    }

    private static func append(_ line: [UInt8], _ folded: inout [UInt8]) {
        var start = 0
        while start < line.count {
            // The blank that says that a line goes on counts too.
            var next = min(line.count, start + most - (start == 0 ? 0 : 1))
            while next < line.count, UTF8.isContinuation(line[next]) { next -= 1 }
            folded += start == 0 ? [] : fold
            folded += line[start..<next]
            start = next
        }
        folded += end
    }
}
