// Finds what somebody probably meant.

package enum Nearest {
    /// Edits (insert, delete, replace, swap of neighbours) between two words: optimal string alignment distance.
    static func distance(_ one: String, _ other: String) -> Int {
        distance(Array(one.unicodeScalars), Array(other.unicodeScalars))
    }

    /// Edits between two words; nil where they are more than a few, which is seen of a word as long as a message at once.
    package static func edits(_ one: String, _ other: String, atMost limit: Int) -> Int? {
        // An edit changes a length by one scalar, which is four bytes at most.
        guard abs(one.utf8.count - other.utf8.count) <= 4 * limit else { return nil }
        let distance = distance(one, other)
        return distance <= limit ? distance : nil
    }

    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        // Three rows of the table, used in turn.
        var (beforeLast, last) = ([Int](repeating: 0, count: b.count + 1), Array(0...b.count))
        var row = beforeLast
        for i in 1...a.count {
            row[0] = i
            for j in 1...b.count {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[b.count]
    }

    /// At most three candidates that are close in letters or begin alike, nearest first.
    package static func candidates(_ word: String, of candidates: some Sequence<String>) -> [String] {
        // Longer words cannot be near: their distance is not worth computing.
        let letters = Array(word.unicodeScalars)
        guard letters.count <= 40 else { return [] }
        let limit = word.count <= 4 ? 1 : 2
        let scored = candidates.compactMap { candidate -> (String, Int)? in
            let others = Array(candidate.unicodeScalars)
            if abs(others.count - letters.count) <= limit {
                let distance = distance(letters, others)
                if distance <= limit { return (candidate, distance) }
            }
            if word.count >= 2, candidate.hasPrefix(word) || word.hasPrefix(candidate) { return (candidate, limit) }
            return nil
        }
        return scored.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3).map(\.0)
    }
}
