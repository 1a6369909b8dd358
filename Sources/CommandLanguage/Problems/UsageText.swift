// The one place that turns usage problems into sentences.

package import Quantities

package enum UsageText {
    /// One sentence on what is wrong, and what would work.
    package static func sentence(_ problem: UsageProblem, today: CalendarDate) -> String {
        switch problem.fact {
        case .unknownCommand(let word, let nearest):
            let shown = "There is no command \"\(short(word))\"."
            return nearest.isEmpty
                ? shown + " /help lists what there is."
                : shown + " Nearest: " + nearest.map { "/" + $0 }.joined(separator: ", ") + "."
        case .unknownVerb(let command, let word, let nearest):
            return "/\(command) has no verb \"\(short(word))\". "
                + (nearest.isEmpty
                    ? "/help \(command) lists them."
                    : "Nearest: " + nearest.map { "/\(command) \($0)" }.joined(separator: ", ") + ".")
        case .ambiguousVerb(let command, let word, let verbs):
            return "\"\(short(word))\" may be " + list(verbs.map { "/\(command) \($0)" }) + ": write more of it."
        case .verbOrText(let command, let verb, let bare, let needs):
            return "\"\(verb)\" is a verb of /\(command) and needs \(needs). To \(bare) a \(command) with this title, "
                + "write /\(command) \(bare) … or put the title in quotes."
        case .missing(let argument, let type):
            let choices = problem.usage?.choices[argument] ?? []
            return "\(capitalised(argument)) is missing: \(accepted(type, choices))."
        case .unexpected(let word): return "\"\(short(word))\" has no place here."
        case .badValue(let argument, let value, let type, let choices):
            return "\"\(short(value))\" is no \(argument): \(accepted(type, choices))."
        case .ambiguousDate(let value, let one, let other):
            return "\"\(value)\" may be \(one.short(today: today)) or \(other.short(today: today)): "
                + "write \(one.iso) or \(other.iso)."
        case .ambiguousMoney(let value, let one, let other):
            return "\"\(value)\" may be \(one.text) or \(other.text): write it without the separator."
        case .nearMissKey(let word, let key): return "\"\(short(word))\" is not a key here; did you mean \(key):?"
        case .repeatedKey(let key): return "\(key): is given more than once."
        case .unknownProject(let word, let nearest):
            return "There is no project or program \"\(short(word))\"."
                + (nearest.isEmpty ? " /project list shows them." : " Did you mean \(list(nearest))?")
        case .keyNotHere(let key, let why): return "\(key): \(why)."
        case .badFilter(let word, let expected): return "\"\(short(word))\" does not filter: \(expected)."
        case .unknownPerson(let name, let nearest):
            return "I know no @\(short(name))."
                + (nearest.isEmpty ? " /person list shows who is here." : " Did you mean @\(nearest)?")
        case .ambiguousPerson(let name, let handles):
            return "@\(short(name)) may be " + list(handles.map { "@" + $0 }) + ": use the full handle."
        case .noProject:
            return "Which project? This room is bound to none: add on PROJECT, or bind it with /here PROJECT."
        case .empty: return "Say what you want: /help shows what there is."
        }
    }

    /// The sentence, the line with the offending part marked, and the usage line.
    package static func lines(_ problem: UsageProblem, today: CalendarDate) -> [String] {
        var lines = [sentence(problem, today: today)]
        if let marked = problem.marked, !marked.isEmpty, problem.line.count <= 200,
            let range = firstRange(of: marked, in: problem.line)
        {
            let line = problem.line
            lines.append(line[..<range.lowerBound] + "›" + line[range] + "‹" + line[range.upperBound...])
        }
        if let usage = problem.usage {
            lines.append("Usage: " + usage.text)
            if let example = usage.example { lines.append("Example: " + example) }
        }
        return lines
    }

    /// What a type accepts, with an example.
    static func accepted(_ type: ArgumentDeclaration.ValueType, _ choices: [String]) -> String {
        switch type {
        case .text: "some words"
        case .id: "an id such as T-3"
        case .person: "somebody, such as @ana"
        case .project: "a project key, such as NET"
        case .date: "a day, such as fri, +3d, 24dec or 2026-12-24"
        case .past: "a day that has been, such as mon, -3d, 16nov or 2026-11-16"
        case .duration: "working time, such as 3d, 2w or 4h (m alone may be months or minutes)"
        case .money: "an amount with its currency, such as 12k€ or 1200 USD"
        case .level: "1 to 5, such as 4, 40% or high"
        case .percent: "0% to 100%, such as 40%"
        case .number: "a whole number, such as 5"
        case .choice: choices.isEmpty ? "one of a few words" : "one of " + choices.joined(separator: ", ")
        case .filter: "a filter, such as owner:@ana state:open"
        case .script: "commands, with ; between them"
        case .word: "one word"
        }
    }

    static func list(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private static func short(_ text: String) -> String { text.count > 40 ? text.prefix(39) + "…" : text }

    /// Where `part` stands in `line` as whole characters.
    private static func firstRange(of part: String, in line: String) -> Range<String.Index>? {
        var start = line.startIndex
        while start < line.endIndex {
            if line[start...].hasPrefix(part) { return start..<line.index(start, offsetBy: part.count) }
            start = line.index(after: start)
        }
        return nil
    }
}
