// Parses conditions on records.

package import FieldTypes
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
    private var conditionCount = 0
    let context: ReadingContext
    let fields: KnownFields
    /// The fields that are named where one is not understood: not every field of every register.
    let shown: [String]
    let kind: String?
    /// Whether records are looked at, not people or projects.
    let isOfRecords: Bool
    /// The states that what is looked at may have.
    let states: Set<String>

    private init(_ words: [Word], _ context: ReadingContext, _ argument: ArgumentDeclaration?, _ kind: String?) {
        self.words = FilterReader.separated(words)
        self.context = context
        let declared = argument?.fields ?? []
        isOfRecords = declared.isEmpty
        shown = declared.isEmpty ? FilterReader.fields : declared
        fields =
            declared.isEmpty
            ? KnownFields(own: FilterReader.fields, more: context.fields()) : KnownFields(own: declared)
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
        var words = words
        // `risks on NET?`
        if let last = words.last, !last.isText, last.token == nil, last.text.count > 1, let end = last.text.last,
            "?!…".contains(end) || end == "." && last.text.dropLast().allSatisfy(\.isLetter)
        {
            words[words.count - 1].text.removeLast()
        }
        // `not bo, not kim`
        for index in words.indices where !words[index].isText && words[index].text.utf8.count > 1 {
            if words[index].text.utf8.last == UInt8(ascii: ","), words[index].token == nil {
                words[index].text.removeLast()
            }
        }
        var reader = FilterReader(words, context, argument, kind)
        let graded = reader.graded()
        if let graded, reader.index == reader.words.count { return graded }
        var filter = try reader.expression()
        if let graded { filter = .and([graded, filter]) }
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
        try ReadingLimit.nesting.hold(depth)
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

    mutating func term() throws(UsageProblem) -> Filter {
        conditionCount += 1
        try ReadingLimit.conditions.hold(conditionCount)
        let word = words[index]
        index += 1
        try ReadingLimit.searchWordLength.hold(word.text.count)
        if word.isText { return .word(word.text.lowercased()) }
        if let placed = try placed(word) { return placed }
        if word.text.lowercased() == "not" {
            guard index < words.count else {
                throw UsageProblem(.badFilter(word: "not", expected: "a condition after it, such as not owner:@bo"))
            }
            depth += 1
            defer { depth -= 1 }
            try ReadingLimit.nesting.hold(depth)
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
        if word.isOne(of: SmallWords.doneThen), fields.contains("closed"), let days = try spokenDays("closed") {
            // What was dropped then was not done.
            let isDone = !word.isOne(of: ["closed"]) && (kind == nil || states.contains("done"))
            return .and([.compare(field: "state", .equal, value: .text(isDone ? "done" : "closed")), days])
        }
        if let common = common(word.text.lowercased()) { return common }
        if let days = try spokenDays(word.text.lowercased()) { return days }
        if let days = try bareStretch(word) { return days }
        return try comparison(word)
    }
}

/// The names of fields that a filter may ask for.
struct KnownFields {
    let own: [String]
    var more: Set<String> = []

    func contains(_ name: String) -> Bool { own.contains(name) || more.contains(name) }
    func sorted() -> [String] { more.union(own).sorted() }
}
