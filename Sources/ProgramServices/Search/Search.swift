// Finds records by words.

import CommandLanguage
package import Conversation
import ProgramModel

/// `/search firewall`.
package enum Search: ReadCommand {
    package static let handler = "search.words"
    package static let keys = Set(ReadKey.allCases)

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let text = request.text("words") ?? ""
        let (tester, filter) = (ItemFilter(view: view), request.conditions)
        guard !text.isEmpty || filter != .all else { throw request.missing("words", .text) }
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        try ReadingLimit.searchWords.hold(words.count)
        for word in words { try ReadingLimit.searchWordLength.hold(word.count) }
        let found = view.allItems.compactMap { item -> (Item, Int)? in
            guard item.state != Item.withdrawn, tester.matches(item, filter) else { return nil }
            let title = item.title.lowercased()
            let rest = (item.tags + item.notes.map(\.text) + item.fields.map { view.text($0.value).plain }).joined(
                separator: "\n"
            ).lowercased()
            var score = 0
            for word in words {
                if title.contains(word) || item.id.description.lowercased() == word {
                    score += 2
                } else if rest.contains(word) || word == item.kind {
                    score += 1
                } else {
                    return nil
                }
            }
            return (item, score * 2 + (item.isOpen ? 1 : 0))
        }.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.map(\.0)
        let noun = filter == .all ? "record" : "matching record"
        let asked = text.isEmpty ? "" : " with \"\(text.clipped(60))\""
        guard !found.isEmpty else {
            return Reply(
                filter == .all ? "Nothing has \"\(text.clipped(60))\" in it." : "There is no \(noun)\(asked).")
        }
        let top = request.flags.top ?? 20
        let shown = ListOrder.sorted(found, by: try request.order(else: nil), view).prefix(top)
        return Reply(
            "\(counted(found.count, noun))\(asked)\(found.count > top ? ", first \(top)" : "")",
            blocks: [.list(shown.map { .init(view.mark($0), view.line($0, withProject: true)) })],
            touched: shown.map(\.id))
    }
}
