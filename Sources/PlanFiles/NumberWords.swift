// Text files of numbers: words with their lines, and numbers that fit.

/// Walks through the words of a text, knowing the line of each.
struct NumberWords {
    private let bytes: [UInt8]
    private var index = 0
    /// The line of the word read last, from 1.
    private(set) var line = 1
    private var nextLine = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next word of anything but spaces, or nil at the end.
    mutating func word() -> ArraySlice<UInt8>? {
        while index < bytes.count, bytes[index] <= 0x20 {
            if bytes[index] == 0x0A { nextLine += 1 }
            index += 1
        }
        line = nextLine
        guard index < bytes.count else { return nil }
        let start = index
        while index < bytes.count, bytes[index] > 0x20 { index += 1 }
        return bytes[start..<index]
    }

    /// Goes on behind the end of this line.
    mutating func skipLine() {
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
    }

    mutating func number(_ what: String, in range: ClosedRange<Int>) throws(PlanFileProblem) -> Int {
        guard let word = word() else { throw PlanFileProblem(line: line, reason: "the file ends before \(what)") }
        guard let number = Int(String(decoding: word, as: UTF8.self)) else {
            throw PlanFileProblem(line: line, reason: "expected a whole number as \(what), found \(shown(word))")
        }
        guard range.contains(number) else {
            throw PlanFileProblem(
                line: line, reason: "\(what) is \(number); expected \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// Refuses anything behind what was read.
    mutating func end() throws(PlanFileProblem) {
        if let word = word() {
            throw PlanFileProblem(line: line, reason: "expected the end of the file, found \(shown(word))")
        }
    }

    /// A word for a message: printable, short, quoted.
    func shown(_ word: ArraySlice<UInt8>) -> String {
        let text = String(decoding: word.prefix(24).map { (0x21...0x7E).contains($0) ? $0 : 0x3F }, as: UTF8.self)
        return word.count > 24 ? "\"\(text)…\"" : "\"\(text)\""
    }
}
