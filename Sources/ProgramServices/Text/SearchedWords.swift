// The words of a filter that no condition was made of: that they were looked for in the text is told.

import CommandLanguage
import Conversation
import FieldTypes

extension Filter {
    /// ` with "racks" without "lab"`, or nothing.
    var wordsInHeadline: RichText {
        let (with, without) = (words.quoted, excludedWords.quoted)
        return (with.isEmpty ? "" : " with \(.said(with))") + (without.isEmpty ? "" : " without \(.said(without))")
    }

    /// ` "zebra" was looked for in the text.`, or nothing.
    var searchedWords: RichText {
        let all = words + excludedWords
        return all.isEmpty ? "" : " \(.said(all.quoted)) \(all.count == 1 ? "was" : "were") looked for in the text."
    }
}

extension [String] {
    fileprivate var quoted: String { map { "\"\($0)\"" }.joined(separator: ", ") }
}
