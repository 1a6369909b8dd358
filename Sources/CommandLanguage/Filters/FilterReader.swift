// Parses conditions on records.

import Quantities

/// Parses filters.
///
///     filter := term { ["and"] term | "or" term }
///     term   := "not" term | "(" filter ")" | field op value | day-field days | word
///     op     := ":" | "<" | "<=" | ">" | ">="
package struct FilterReader {
    package static let fields = [
        "project", "owner", "state", "due", "score", "tag", "severity", "probability", "impact", "response", "kind",
        "title", "review", "created", "changed", "closed", "helper", "priority", "type", "program",
    ]
    var words: [Word]
    var index = 0
    private var depth = 0
    let context: ReadingContext
    let fields: Set<String>
    /// The fields that are named where one is not understood: not every field of every register.
    private let shown: [String]
    private let kind: String?
    /// The states that what is looked at may have.
    private let states: Set<String>

    private init(_ words: [Word], _ context: ReadingContext, _ argument: ArgumentDeclaration?, _ kind: String?) {
        self.words = FilterReader.separated(words)
        self.context = context
        let declared = argument?.fields ?? []
        shown = declared.isEmpty ? FilterReader.fields : declared
        fields = Set(declared.isEmpty ? context.fields() + FilterReader.fields : declared)
        states = declared.isEmpty ? context.states(kind) : []
        self.kind = kind
    }

    /// The filter these words say.
    ///
    /// - Parameters:
    ///   - argument: the argument it is for, which may declare the fields it knows: else it looks at records.
    ///   - kind: the one kind of record that is looked at; nil: any, and the name of a kind is a condition.
    package static func read(
        _ words: [Word], as argument: ArgumentDeclaration? = nil, context: ReadingContext, kind: String?
    ) throws(UsageProblem) -> Filter {
        guard !words.isEmpty else { return .all }
        var reader = FilterReader(words, context, argument, kind)
        let filter = try reader.expression()
        if reader.index < reader.words.count {
            throw UsageProblem(.badFilter(word: reader.words[reader.index].text, expected: "a bracket too many"))
        }
        return filter
    }

    /// The conditions that stand among other words, all of which must hold, and the other words.
    static func conditions(
        among words: [Word], context: ReadingContext, kind: String?
    ) throws(UsageProblem) -> (Filter, [Word]) {
        var reader = FilterReader(words, context, nil, kind)
        var (found, rest): ([Filter], [Word]) = ([], [])
        while reader.index < reader.words.count {
            let word = reader.words[reader.index]
            if reader.isCondition(word) {
                found.append(try reader.term())
                continue
            }
            reader.index += 1
            if !word.isText, let placed = try reader.placed(word) { found.append(placed) } else { rest.append(word) }
        }
        return (found.isEmpty ? .all : found.count == 1 ? found[0] : .and(found), rest)
    }

    /// Whether a word says a condition by itself: a field that there is, an operator and a value.
    private func isCondition(_ word: Word) -> Bool {
        guard !word.isText, let end = word.text.firstIndex(where: { ":<>=".contains($0) }) else { return false }
        return word.text[end...].count > 1 && fields.contains(word.text[..<end].lowercased())
    }

    /// Brackets as words of their own.
    private static func separated(_ words: [Word]) -> [Word] {
        words.flatMap { word -> [Word] in
            guard word.quotedFrom == nil, word.token == nil else { return [word] }
            var parts: [Word] = []
            var rest = word.text[...]
            while rest.first == "(" {
                parts.append(Word("("))
                rest = rest.dropFirst()
            }
            var closing = 0
            while rest.last == ")" {
                closing += 1
                rest = rest.dropLast()
            }
            if !rest.isEmpty { parts.append(Word(String(rest))) }
            return parts + Array(repeating: Word(")"), count: closing)
        }
    }

    private mutating func expression() throws(UsageProblem) -> Filter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 16 else {
            throw UsageProblem(.badFilter(word: "(", expected: "brackets nested 16 deep at most"))
        }
        var alternatives: [[Filter]] = [[]]
        while index < words.count, words[index].text != ")" || words[index].isText {
            let word = words[index].isText ? "" : words[index].text.lowercased()
            if word == "or" || word == "and" {
                let isDangling =
                    alternatives[alternatives.count - 1].isEmpty || index + 1 == words.count
                    || !words[index + 1].isText && [")", "or", "and"].contains(words[index + 1].text.lowercased())
                if isDangling {
                    throw UsageProblem(
                        .badFilter(word: words[index].text, expected: "a condition before it and one after it"),
                        marked: words[index].text)
                }
                index += 1
                if word == "or" { alternatives.append([]) }
            } else {
                alternatives[alternatives.count - 1].append(try term())
            }
        }
        let branches = alternatives.filter { !$0.isEmpty }.map(FilterReader.conjunction)
        return branches.isEmpty ? .all : branches.count == 1 ? branches[0] : .or(branches)
    }

    /// All of these; but nothing is of two kinds, and `risks and milestones` are both.
    private static func conjunction(_ parts: [Filter]) -> Filter {
        let kinds = parts.filter { if case .compare("kind", .equal, _) = $0 { true } else { false } }
        guard kinds.count > 1 else { return parts.count == 1 ? parts[0] : .and(parts) }
        let rest = parts.filter { !kinds.contains($0) }
        return rest.isEmpty ? .or(kinds) : .and(rest + [.or(kinds)])
    }

    private mutating func term() throws(UsageProblem) -> Filter {
        let word = words[index]
        index += 1
        if word.isText { return .word(word.text.lowercased()) }
        if let placed = try placed(word) { return placed }
        if word.text.lowercased() == "not" {
            guard index < words.count else {
                throw UsageProblem(.badFilter(word: "not", expected: "a condition after it, such as not owner:@bo"))
            }
            depth += 1
            defer { depth -= 1 }
            guard depth <= 16 else { throw UsageProblem(.badFilter(word: "not", expected: "16 of them at most")) }
            return .not(try term())
        }
        if word.text == "(" {
            let inner = try expression()
            guard index < words.count, words[index].text == ")" else {
                throw UsageProblem(.badFilter(word: "(", expected: "a closing bracket"))
            }
            index += 1
            return inner
        }
        if word.text.lowercased() == "closed", fields.contains("closed"), let days = try spokenDays("closed") {
            return .and([.compare(field: "state", .equal, value: .text("closed")), days])
        }
        if let common = common(word.text.lowercased()) { return common }
        if let days = try spokenDays(word.text.lowercased()) { return days }
        return try comparison(word)
    }

    /// `on CRM`, `CRM`, `of @kim`: a project by its key, in capitals where it stands alone, and the owner.
    private mutating func placed(_ word: Word) throws(UsageProblem) -> Filter? {
        let text = word.text.lowercased()
        let next = index < words.count && !words[index].isText ? words[index] : nil
        if fields.contains("project") {
            func project(_ word: Word) -> Filter? {
                guard let key = ProjectKey(word.text), context.isKey(key) else { return nil }
                return .compare(field: "project", .equal, value: .text(key.text.lowercased()))
            }
            if word.text == word.text.uppercased(), let found = project(word) { return found }
            if ["on", "in", "of", "for"].contains(text), let next, let found = project(next) {
                index += 1
                return found
            }
            if text == "on", let next, next.text.count >= 2, next.text == next.text.uppercased(),
                ProjectKey(next.text) != nil
            {
                throw UsageProblem(
                    .unknownProject(word: next.text, nearest: Nearest.candidates(next.text, of: context.keys())),
                    marked: next.text)
            }
        }
        if fields.contains("tag"), let next, text == "tagged" {
            index += 1
            return .compare(field: "tag", .equal, value: .text(next.text.lowercased()))
        }
        if fields.contains("tag"), text.first == "#", text.count > 1 {
            return .compare(field: "tag", .equal, value: .text(String(text.dropFirst())))
        }
        if ["of", "for", "by"].contains(text), fields.contains("owner"), let next,
            next.token != nil || next.text.first == "@"
        {
            index += 1
            return .compare(field: "owner", .equal, value: .person(try person(next, next.text)))
        }
        return nil
    }

    /// Words that mean a condition by themselves.
    private func common(_ word: String) -> Filter? {
        switch word {
        case "late" where fields.contains("due"), "overdue" where fields.contains("due"): overdue
        case "unassigned" where fields.contains("owner"), "unowned" where fields.contains("owner"):
            .compare(field: "owner", .equal, value: .person(PersonReference(name: "none")))
        case "mine" where fields.contains("owner"), "my" where fields.contains("owner"):
            .compare(field: "owner", .equal, value: .person(PersonReference(name: "me")))
        case "open" where fields.contains("state"), "closed" where fields.contains("state"):
            .compare(field: "state", .equal, value: .text(word))
        case "all", "any", "everything": fields.contains("state") ? anyState : .all
        default:
            if kind != nil {
                // A state of the kind that is looked at: `/task list done`.
                states.contains(word) ? .compare(field: "state", .equal, value: .text(word)) : nil
            } else if !fields.contains("kind") {
                nil
            } else if states.contains(word) {
                .compare(field: "state", .equal, value: .text(word))
            } else {
                context.kinds().first { $0 == word || $0 + "s" == word }
                    .map { .compare(field: "kind", .equal, value: .text($0)) }
            }
        }
    }

    /// Late; among what is no record, where closed ones are listed too, only what is open.
    private var overdue: Filter {
        let late = Filter.compare(field: "due", .less, value: .date(context.today))
        return states.isEmpty && fields.contains("state") && kind == nil && !fields.contains("kind")
            ? .and([late, .compare(field: "state", .equal, value: .text("open"))]) : late
    }

    private var anyState: Filter { .compare(field: "state", .equal, value: .text("any")) }

    private mutating func comparison(_ word: Word) throws(UsageProblem) -> Filter {
        let text = word.text
        guard let position = text.firstIndex(where: { ":<>=".contains($0) }) else {
            // A mention is the owner of records, and somebody among people.
            if word.token != nil || text.first == "@", let field = ["owner", "person"].first(where: fields.contains) {
                return .compare(field: field, .equal, value: .person(try person(word, text)))
            }
            return .word(text.lowercased())
        }
        var field = text[..<position].lowercased()
        if field.last == "!" {
            let (name, value) = (field.dropLast(), text[position...].drop { ":=".contains($0) })
            throw UsageProblem(.badFilter(word: text, expected: "write not \(name):\(value)"), marked: text)
        }
        var operation = String(text[position])
        var rest = text[text.index(after: position)...]
        if rest.first == "=", operation != ":" {
            operation += "="
            rest = rest.dropFirst()
        }
        if operation == "=" { operation = ":" }
        // `due: next fri`: the value stands in the words after it.
        guard let comparison = Filter.Comparison(rawValue: operation),
            !rest.isEmpty || isDayField(field)
        else {
            throw UsageProblem(.badFilter(word: text, expected: "a field, an operator and a value, such as due<fri"))
        }
        if field == "tags" { field = "tag" }
        guard fields.contains(field) else {
            let near = Nearest.candidates(field, of: fields.sorted())
            throw UsageProblem(
                .badFilter(
                    word: text,
                    expected: near.isEmpty
                        ? "fields are \(shown.joined(separator: ", "))"
                        : "did you mean \(near.alternatives)"),
                marked: text)
        }
        if isDayField(field) { return try days(field, comparison, String(rest)) }
        // `estimate>=3 days`
        if Int(asciiDigits: rest) != nil, index < words.count, !words[index].isText,
            ValueReader.units.contains(words[index].text.lowercased())
        {
            let span = String(rest) + words[index].text.lowercased()
            index += 1
            return .compare(field: field, comparison, value: .text(span))
        }
        // `owner:@bo,@kim`: any of them.
        let texts =
            word.quotedFrom == nil && word.token == nil && comparison == .equal ? rest.split(separator: ",") : [rest]
        let any = try texts.map { (text) throws(UsageProblem) -> Filter in
            .compare(field: field, comparison, value: try value(of: field, String(text), comparison, word))
        }
        return any.count == 1 ? any[0] : .or(any)
    }

    private func value(
        of field: String, _ text: String, _ comparison: Filter.Comparison, _ word: Word
    ) throws(UsageProblem) -> Filter.Value {
        let choices = context.choices(field)
        switch field {
        case "owner", "helper", "lead", "person": return .person(try person(word, text))
        case "score" where choices.contains { $0.filter(\.isLetter) == text.lowercased().filter(\.isLetter) }:
            return .text(text.lowercased())
        case "state":
            return .text(try known(text, among: states.union(["open", "closed", "any"]), word))
        case "kind": return .text(try known(text, among: context.kinds(), word))
        case "score", "probability", "impact":
            guard let number = Int(asciiDigits: text) ?? AmountReader.levelWord(text) else {
                throw UsageProblem(.badValue(argument: field, value: text, type: .number, choices: []), marked: text)
            }
            return .number(number)
        case "project", "program":
            guard let key = ProjectKey(text), context.isKey(key) else {
                let nearest = Nearest.candidates(text.uppercased(), of: context.keys())
                throw UsageProblem(.unknownProject(word: text, nearest: nearest), marked: word.text)
            }
            return .text(key.text.lowercased())
        case _ where !choices.isEmpty && text.lowercased() != "none":
            return .text(try known(text, among: Set(choices), word))
        default: return .text(text.lowercased())
        }
    }

    /// A value that is one of a few.
    private func known(_ text: String, among values: Set<String>, _ word: Word) throws(UsageProblem) -> String {
        let value = text.lowercased()
        if values.isEmpty || values.contains(value) { return value }
        let near = Nearest.candidates(value, of: values.sorted())
        throw UsageProblem(
            .badFilter(
                word: word.text,
                expected: near.isEmpty
                    ? "one of \(values.sorted().joined(separator: ", "))" : "did you mean \(near.alternatives)"),
            marked: word.text)
    }

    private func person(_ word: Word, _ text: String) throws(UsageProblem) -> PersonReference {
        if case .user(let id, let label)? = word.token { return PersonReference(user: id, name: label) }
        guard text.first == "@" else { return PersonReference(name: text) }
        var name = text.dropFirst()
        while let last = name.last, ",;.!?:".contains(last) { name.removeLast() }
        guard context.isHandle(name.lowercased()) || ["me", "none", "nobody"].contains(name.lowercased()) else {
            throw UsageProblem(.unknownPerson(name: String(name), nearest: ""), marked: text)
        }
        return PersonReference(name: String(name))
    }
}
