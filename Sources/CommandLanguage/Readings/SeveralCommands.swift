// Several commands in what was said as one, as each would be said by itself.

import Quantities

enum SeveralCommands {
    /// Words with a slash before the first and before those at the places where others begin.
    static func said(_ words: [Word], _ begins: [Int]) -> String {
        let starts = [0] + begins
        return zip(starts, starts.dropFirst() + [words.count]).map { start, end in
            var said = Array(words[start..<end])
            // `risk: vendor late` is said without its colon.
            said[0].typed = String(said[0].typed.drop { $0 == "/" }.reversed().drop { $0 == ":" }.reversed())
            var text = "/" + said.typed
            while let last = text.last, ",; ".contains(last) { text.removeLast() }
            return text
        }.joined(separator: "; ")
    }
}
