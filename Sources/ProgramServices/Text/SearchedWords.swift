// The words of a filter that no condition was made of: what was looked for in the text is told where nothing was found.

import CommandLanguage
import Conversation

extension Filter {
    /// ` "zebra" was looked for in the text.`, or nothing.
    var searchedWords: RichText {
        guard !words.isEmpty else { return "" }
        let said = words.map { "\"\($0)\"" }.joined(separator: ", ")
        return " \(.said(said)) \(words.count == 1 ? "was" : "were") looked for in the text."
    }
}
