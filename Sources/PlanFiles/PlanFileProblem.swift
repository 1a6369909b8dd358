// What is wrong with a plan file, and on which line.

/// A file that cannot be read as what it should be.
package struct PlanFileProblem: Error, Hashable, Sendable {
    /// From 1; nil when it is about the whole file.
    package var line: Int?
    package var reason: String

    package init(line: Int?, reason: String) {
        self.line = line
        self.reason = reason
    }

    /// `FILE:12: reason`, on one line whatever the file says.
    package func text(file: String) -> String {
        printable(line.map { "\(file):\($0): \(reason)" } ?? "\(file): \(reason)")
    }
}

extension Array<UInt8> {
    /// The line, from 1, of a byte.
    func line(at offset: Int) -> Int {
        self[..<Swift.min(Swift.max(0, offset), count)].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    }
}

/// A bound on what is read: a file is read whole.
package enum PlanFileLimit {
    package static let bytes = 256 << 20
}
