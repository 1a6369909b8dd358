// How much one command may hold, so that no message costs more than its length is worth.

/// What is counted in a command, and the most of it; what holds more is refused and nothing of it is done.
package enum ReadingLimit: Hashable, Sendable {
    /// Words outside quotes, code and scripts.
    case words
    /// Conditions of a filter.
    case conditions
    /// Words that a search looks for.
    case searchWords
    /// Characters of a word that a search looks for.
    case searchWordLength
    /// Brackets, and words that turn a condition round, inside each other.
    case nesting

    package var most: Int {
        switch self {
        case .words: 1000
        case .conditions: 64
        case .searchWords: 32
        case .searchWordLength: 200
        case .nesting: 16
        }
    }

    /// Refuses more than the most.
    package func hold(_ count: Int) throws(UsageProblem) {
        if count > most { throw UsageProblem(.tooMuch(self)) }
    }
}
