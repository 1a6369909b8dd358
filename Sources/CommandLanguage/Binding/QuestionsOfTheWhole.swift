// Questions of somebody who wants to know how it all stands: are we on track, what is red, brief me, the biggest risk.

import Quantities

extension CommandReader {
    /// The command that such a question asks for; nil when the words are none of these.
    func askedOfTheWhole(
        _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        guard words.count > 1, !words.contains(where: \.isText) else { return nil }
        let opener = words[0].letters
        lazy var said = words.dropFirst().map(\.withoutMark)
        func bind(_ command: String, _ words: [Word]) throws(UsageProblem) -> BoundCommand? {
            guard let declaration = catalogue.command(command), let bare = declaration.bareVerb else { return nil }
            return try Binder.bind(words, to: bare, of: declaration, line: line, context: context)
        }
        func isKey(_ word: Word) -> Bool { ProjectKey(word.text).map(context.isKey) == true }
        switch opener {
        case "brief", "update":
            // `brief me on NET`
            guard said[0].isOne(of: ["me", "us"]) else { return nil }
            return try bind("brief", Array(said.dropFirst()))
        case "biggest", "worst", "main", "highest", "greatest", "largest":
            guard let command = catalogue.command(said[0].text.lowercased()), command.kind != nil else { return nil }
            let isOne = said[0].text.lowercased() != command.plural
            return try askedForFirst(
                "top", [Word("top"), Word(isOne ? "1" : "5")] + said, line: line, context: context)
        case "how", "hows", "are", "is":
            // `how are we doing`, `is NET on track`
            let others = said.filter { !isKey($0) }
            guard said.count - others.count <= 1,
                others.contains(where: { $0.isOne(of: SmallWords.standing + SmallWords.colours) }),
                others.allSatisfy({ $0.isOne(of: SmallWords.standing + SmallWords.ofTheWhole + SmallWords.colours) })
            else { return nil }
            return try bind("status", said.filter(isKey))
        case "what", "whats", "which":
            let rest = Array(said.drop { $0.isOne(of: SmallWords.afterQuestion + ["was", "were"]) })
            guard let first = rest.first else { return nil }
            // `what's red`, `which projects are amber`
            if rest.allSatisfy({ $0.isOne(of: SmallWords.colours + SmallWords.ofTheWhole) }),
                rest.contains(where: { $0.isOne(of: SmallWords.colours) })
            {
                return try bind("status", [Word("all")])
            }
            // `what do I need to decide`, `what needs my attention`
            if first.isOne(of: ["needs", "do", "should", "must"]), rest.count > 1,
                rest.dropFirst().contains(where: { $0.isOne(of: SmallWords.needed) }),
                rest.contains(where: { $0.isOne(of: ["i", "my", "me", "we", "our", "needs"]) })
            {
                return try bind("today", [])
            }
            // `what's the status of NET`, `what was it on 1 nov`
            let named = rest.drop { $0.isOne(of: SmallWords.ofStatus) }
            guard named.count < rest.count || isKey(first) else { return nil }
            let key = named.first.flatMap { isKey($0) ? $0 : nil }
            guard key != nil || named.first.map({ ItemID($0.text) == nil }) ?? true else { return nil }
            var day = Array(named.dropFirst(key == nil ? 0 : 1))
            if day.first?.isOne(of: SmallWords.beforeDays) == true { day.removeFirst() }
            var status = try bind("status", key.map { [$0] } ?? [])
            if day.isEmpty { return status }
            guard let at = try asOf(day, context) else { return nil }
            status?.flags.at = at
            return status
        default: return nil
        }
    }

    /// The day that was, where these words are one.
    func asOf(_ words: some Collection<Word>, _ context: ReadingContext) throws(UsageProblem) -> CalendarDate? {
        guard !words.isEmpty, words.count <= Places.longestValue,
            case .date(let day)? = try ValueReader(context: context).read(
                Array(words), as: KeyReader.at, isExplicit: true)
        else { return nil }
        return day
    }

    /// The words of a question with the names of projects as their keys: `how is the network refresh doing`.
    func withKeys(_ words: [Word], _ context: ReadingContext) -> [Word] {
        guard words.count > 2, words[0].isOne(of: SmallWords.openers), !words.contains(where: \.isText) else {
            return words
        }
        let longest = min(6, words.count - 1)
        for length in stride(from: longest, to: 0, by: -1) {
            for start in 1...(words.count - length) {
                let name = words[start..<(start + length)].map { $0.withoutMark.text.lowercased() }
                guard let key = context.keyNamed(name.joined(separator: " ")) else { continue }
                var result = words
                let article = words[start - 1].isOne(of: SmallWords.articles) && start > 1 ? 1 : 0
                result.replaceSubrange((start - article)..<(start + length), with: [Word(key.text)])
                return result
            }
        }
        return words
    }
}
