// Questions as people ask them: what changed since monday, what's late, what is ready.

import Quantities

extension CommandReader {
    /// The command that a question asks for; nil when the words are none of these questions.
    func asked(
        _ word: String, _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        guard words.count >= 2 || word.count >= 4, "walounthbch".utf8.contains(word.utf8.first ?? 0) else { return nil }
        let isPlain = word.utf8.allSatisfy { $0 &- 0x61 < 26 }
        let opener = isPlain ? word : word.filter { $0.isLetter }
        switch opener {
        case "what", "whats", "which", "anything": break
        case "who", "whos", "how", "hows", "when", "whens", "where", "wheres":
            return try askedOfOne(opener, words, line: line, context: context)
        case "next", "top": return try askedForFirst(opener, words, line: line, context: context)
        case "why" where words.count == 3 && words[1].isOne(of: ["not"]):
            // `why not green`
            return try bound("why", [words[2].withoutMark], line: line, context: context)
        case "why" where words.count > 2:
            // `why is T-1 blocked`
            let about = words.map(\.withoutMark)
            if about.contains(where: { $0.isOne(of: SmallWords.isOrAre) }),
                let key = about.first(where: { !$0.isText && ProjectKey($0.text).map(context.isKey) == true })
            {
                return try bound("why", [key], line: line, context: context)
            }
            guard let id = about.first(where: { !$0.isText && ItemID($0.text) != nil }) else { return nil }
            return try bound("why", [id], line: line, context: context)
        case "late", "overdue", "unassigned", "blocked", "open", "closed", "high", "critical":
            // `overdue tasks` as a message; `blocked` alone is a command.
            let kind = words.count > 1 ? words[1].text.lowercased() : ""
            let namesKind = kind.last == "s" && context.kinds().contains(String(kind.dropLast()))
            guard catalogue.command(opener) == nil || namesKind, let list = catalogue.command("list"),
                let bare = list.bareVerb
            else {
                return nil
            }
            return try Binder.bind(words, to: bare, of: list, line: line, context: context)
        default: return nil
        }
        guard words.count >= 2 else { return nil }
        var rest = words.dropFirst().drop { $0.isOne(of: SmallWords.afterQuestion) }
        guard var last = rest.last else { return nil }
        if !last.isText, last.token == nil, last.text.count > 1, last.text.last == "?" {
            last.text.removeLast()
            rest[rest.endIndex - 1] = last
        }
        guard let subject = rest.first, !subject.isText else { return nil }
        let command: String
        switch subject.text.lowercased() {
        case "changed", "new", "happened":
            if let id = rest.first(where: { !$0.isText && ItemID($0.text) != nil }) {
                return try bound("history", [id], line: line, context: context)
            }
            (command, rest) = ("changes", rest.dropFirst())
        case "blocked", "blocking", "stuck":
            let others = rest.dropFirst().filter { !$0.isText }
            if let id = others.first(where: { ItemID($0.text) != nil }) {
                return try bound("why", [id], line: line, context: context)
            }
            command = "blocker"
            if let key = others.first(where: { ProjectKey($0.text).map(context.isKey) == true }) {
                rest = [Word("on"), key]
            } else {
                // `what's blocking the cutover`: which records these words mean, a search finds.
                let about = others.filter {
                    !$0.isOne(of: SmallWords.articles + SmallWords.ofTheWhole + SmallWords.me + ["us"])
                }
                if let person = about.first, about.count == 1, context.isHandle(person.text.lowercased()) {
                    return try bound(
                        "list", [Word("blocked"), Word("owner:@" + person.text)], line: line, context: context)
                }
                if !about.isEmpty { return try bound("search", Array(about), line: line, context: context) }
                rest = []
            }
        case "ready": (command, rest) = ("ready", rest.dropFirst())
        case "next":
            // `what is the next milestone`
            if let first = try askedForFirst("next", Array(rest), line: line, context: context) { return first }
            (command, rest) = ("today", rest.dropFirst())
        case "late", "overdue", "open", "due", "unassigned", "mine": command = "list"
        case "depends", "waits", "waiting", "stops", "blocks", "holds", "delays", "happens", "does", "will", "would":
            // `what does bo have to do`
            if let person = rest.dropFirst().first, subject.isOne(of: ["does"]),
                context.isHandle(person.text.lowercased())
            {
                return try bound("mine", [Word("@" + person.text)], line: line, context: context)
            }
            // `what depends on T-1`, `what happens if T-1 slips`: what it stops is told with why it is so.
            guard let id = rest.first(where: { !$0.isText && ItemID($0.text) != nil }) else { return nil }
            return try bound("why", [id], line: line, context: context)
        case "if": return nil
        case "do", "have":
            // `what do I have to do`
            guard rest.dropFirst().first?.isOne(of: ["i", "we"]) == true, rest.count <= 6,
                rest.dropFirst(2).first?.isOne(of: ["have", "own", "got"]) == true
            else { return nil }
            return try bound("mine", [], line: line, context: context)
        case "did":
            // `what did we decide on the tool`
            if rest.contains(where: { $0.isOne(of: ["decide"]) }), let decision = catalogue.command("decision"),
                let list = decision.verb("list")
            {
                let about = rest.drop { !$0.isOne(of: ["decide"]) }.dropFirst()
                    .filter { !$0.isOne(of: SmallWords.articles + ["on", "about", "for"]) }
                return try Binder.bind(about, to: list, of: decision, line: line, context: context)
            }
            // `what did bo do this week`
            guard let name = rest.dropFirst().first?.text.lowercased(), context.isHandle(name) else { return nil }
            let days = rest.dropFirst(2).drop { $0.isOne(of: ["do", "change"]) }
            return try bound("changes", [Word("by"), Word("@" + name)] + days, line: line, context: context)
        default:
            // `what is T-1 waiting for`
            if ItemID(subject.text) != nil {
                return try bound(rest.count > 1 ? "why" : "show", [subject], line: line, context: context)
            }
            let kind = subject.text.lowercased()
            // `what is bo working on`
            if rest.count <= 3, context.isHandle(kind), rest.dropFirst().first?.isOne(of: ["working", "doing"]) == true
            {
                return try bound("mine", [Word("@" + kind)], line: line, context: context)
            }
            if kind == "top", let first = try askedForFirst("top", Array(rest), line: line, context: context) {
                return first
            }
            guard kind.last == "s", context.kinds().contains(String(kind.dropLast())) else { return nil }
            command = "list"
        }
        guard let declaration = catalogue.command(command),
            let bare = command == "blocker" ? declaration.verb("list") : declaration.bareVerb
        else { return nil }
        var asked = rest.filter { !$0.isOne(of: SmallWords.isOrAre + ["have", "has", "were", "was", "made", "been"]) }
        // `which risks are high`
        if asked.count == 2, !asked[1].isText,
            ["score", "severity", "priority"].contains(where: { field in
                context.choices(field).contains(asked[1].text.lowercased())
            })
        {
            asked.swapAt(0, 1)
        }
        return try Binder.bind(asked, to: bare, of: declaration, line: line, context: context)
    }

    /// `next milestone`, `top 3 risks`: the first of a list.
    func askedForFirst(
        _ opener: String, _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        var rest = words.dropFirst()
        var count = opener == "next" ? 1 : 5
        let numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        if let number = rest.first.flatMap({ word in
            Int(asciiDigits: word.text) ?? numbers.firstIndex(of: word.text.lowercased()).map { $0 + 1 }
        }), number > 0 {
            count = number
            rest.removeFirst()
        }
        guard let kind = rest.first?.text.lowercased(), let command = catalogue.command(kind), command.kind != nil,
            let list = command.verb("list")
        else { return nil }
        var found = try Binder.bind(Array(rest.dropFirst()), to: list, of: command, line: line, context: context)
        found.flags.top = found.flags.top ?? count
        if opener == "next" { found.flags.sort = found.flags.sort ?? "due" }
        return found
    }

    func bound(
        _ command: String, _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        guard let declaration = catalogue.command(command), let bare = declaration.bareVerb else { return nil }
        return try Binder.bind(words, to: bare, of: declaration, line: line, context: context)
    }

    /// `add task Order the racks`, `log a risk: Vendor slips`: the kind stands after the verb; nil when none does.
    func added(
        _ word: String, _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        guard SmallWords.makes.contains(word) else { return nil }
        let rest = words.dropFirst().drop { $0.isOne(of: SmallWords.afterMake) }
        guard var kind = rest.first?.text.lowercased(), rest.count > 1 || kind == "project" else { return nil }
        if kind.last == ":" { kind.removeLast() }
        // `new risks this week` asks for those.
        if word == "new", let command = catalogue.command(kind), command.plural == kind, let list = command.verb("list")
        {
            let days = Array(rest.dropFirst())
            return try Binder.bind([Word("created")] + days, to: list, of: command, line: line, context: context)
        }
        guard let command = catalogue.command(kind), let verb = command.verb(command.kind == nil ? "new" : "add")
        else { return nil }
        // `a risk that the vendor slips`
        let said = rest.dropFirst().drop { $0.isOne(of: SmallWords.beforeMadeText) }
        return try Binder.bind(Array(said), to: verb, of: command, line: line, context: context)
    }
}
