// The one place that turns usage problems into sentences.

import CommandLanguage
import Quantities

enum UsageText {
    /// One sentence on what is wrong, and what would work.
    static func sentence(_ problem: UsageProblem, today: CalendarDate) -> RichText {
        switch problem.fact {
        case .unknownCommand(let word, let nearest):
            let shown: RichText = "There is no command \"\(short(word))\"."
            return nearest.isEmpty
                ? shown + " /help all lists what there is."
                : shown + " Nearest: \(nearest.map { "/\($0)" as RichText }.joined())."
        case .verbNeedsRecord(let verb): return "Which record? \(short(verb)) wants its id, as in \(short(verb)) T-3."
        case .verbOfOtherRecords(let verb, let kind):
            return "\"\(short(verb))\" is not said of a \(kind). /help \(kind) shows what is, /why what it waits for."
        case .unknownVerb(let command, let word, let nearest, let titled):
            let nearby = nearest.map { "/\(command) \($0)" as RichText }.joined()
            return "/\(command) has no verb \"\(short(word))\". "
                + (nearest.isEmpty ? "/help \(command) lists them." : "Nearest: \(nearby).")
                + (titled.map { " As a title: /\(command) \($0) \(short(word)) …" } ?? "")
        case .ambiguousVerb(let command, let word, let verbs):
            let readings = verbs.map { "/\(command) \($0)" as RichText }
            return "\"\(short(word))\" may be \(readings.joined(" or ")): write more of it."
        case .verbOrText(let command, let verb, let bare, let needs):
            return "\"\(verb)\" is a verb of /\(command) and needs \(needs). As a title: "
                + "/\(command) \(bare) …, or in quotes."
        case .missing(let argument, let type):
            let choices = problem.usage?.choices[argument] ?? []
            return "\(capitalised(argument)) is missing: \(type.accepted(choices))."
        case .unexpected(let word): return "\"\(short(word))\" has no place here."
        case .badValue(let argument, let value, let type, let choices):
            return "\"\(short(value))\" is no \(argument): \(type.accepted(choices))."
        case .ambiguousDate(let value, let one, let other):
            return "\"\(value)\" may be \(one.short(today: today)) or \(other.short(today: today)): "
                + "write \(one.iso) or \(other.iso)."
        case .noSuchDay(let value, let mayBeText):
            let day = value.hasSuffix(".") ? String(value.dropLast()) : value
            // `fri 21 nov`
            let words = day.split(separator: " ").map(String.init)
            if words.count > 1, DateReader.weekday(words[0].lowercased().filter { $0 != "," }) != nil,
                case .date(let date)? = DateReader.readNear(Array(words.dropFirst()), today: today)
            {
                return
                    "\(words.dropFirst().joined(separator: " ")) is a \(date.weekday.name): which of the two is meant?"
            }
            return "There is no \(short(day))." + (mayBeText ? " Where it is text, put it in quotes." : "")
        case .ambiguousMoney(let value, let one, let other):
            return "\"\(value)\" may be \(one.text) or \(other.text): write it without the separator."
        case .nearMissKey(let word, let key): return "\"\(short(word))\" is not a key here; did you mean \(key):?"
        case .fieldNotHere(let word):
            return "\"\(short(word))\" is no field here. Where it is text, put it in quotes."
        case .repeatedKey(let key): return "\(key): is given more than once."
        case .unknownProject(let word, let nearest):
            return "There is no project or program \"\(short(word))\"."
                + (nearest.isEmpty ? " /project list shows them." : " Did you mean \(nearest.alternatives)?")
        case .keyNotHere("since", let command):
            return "since: says nothing to /\(command); /changes shows what changed since a day."
        case .keyNotHere(let key, let command): return "\(key): is for lists, not for /\(command)."
        case .dayOfDoing(let day):
            return
                "What is done is recorded as of now, not as of \(short(day)). Say it without the day; as a reason, put it in quotes."
        case .severalPlainLines(let said):
            // Whole, since it is to be said as it stands.
            return said.count > 400
                ? "These are several commands: begin each with a slash, on its own line. Nothing was done."
                : "These are several commands. Say \(said): a slash before each. Nothing was done."
        case .question(let said):
            return "A question changes nothing. To have it recorded say \(String(said.prefix(200)))"
        case .noReason(let word):
            return
                "\"\(short(word))\" has no place here. A reason is said with because; another command on its own line."
        case .whichRecord(let said): return "Which record? Say it with its id first: T-1 \(short(said))"
        case .oneAtATime: return "One record at a time here: say it for each, with a ; between them."
        case .pastOfWrite: return "at: is for reads; what is past cannot be changed."
        case .badFilter(let word, let expected): return "\"\(short(word))\" does not filter: \(expected)."
        case .tooMuch(let limit):
            return switch limit {
            case .words: "A command may have at most \(limit.most) words; a longer text stands in quotes."
            case .conditions: "A filter may have at most \(limit.most) conditions."
            case .searchWords: "A search may have at most \(limit.most) words."
            case .searchWordLength: "A word to search for may have at most \(limit.most) characters."
            case .nesting: "Conditions may stand in at most \(limit.most) brackets or nots."
            }
        case .unknownPerson(let name, let nearest):
            return "I know no @\(short(name))."
                + (nearest.isEmpty ? " /person list shows who is here." : " Did you mean @\(nearest)?")
        case .bareName(let name):
            return "I know nobody called \(short(name)). Somebody new is said with the sign, @\(short(name)); "
                + "/person list shows who is here."
        case .nobody(let name): return "\(capitalised(name)) is no person. /unassign takes an owner away."
        case .group(let name): return "\(short(name)) is a group, and this wants one person: name one of them."
        case .mixedAlphabets(let name):
            return "@\(short(name)) mixes letters of several alphabets: write it in one."
        case .ambiguousPerson(let name, let handles):
            return "@\(short(name)) may be " + RichText(handles.map { "@" + $0 }.alternatives)
                + ": use the full handle."
        case .noProject:
            return "Which project? This room is bound to none: add on PROJECT, or bind it with /here PROJECT."
        case .empty: return "Say what you want: /help shows what there is."
        }
    }

    /// The sentence, the line with the offending part marked, and the usage line.
    static func lines(_ problem: UsageProblem, today: CalendarDate) -> [RichText] {
        var lines = [sentence(problem, today: today)]
        if let marked = problem.marked, !marked.isEmpty, problem.line.count <= 200,
            let range = firstRange(of: marked, in: problem.line)
        {
            let line = problem.line
            lines.append(.said(line[..<range.lowerBound] + "›" + line[range] + "‹" + line[range.upperBound...]))
        }
        if let usage = problem.usage {
            lines.append("Usage: " + .said(usage.text))
            if let example = usage.example { lines.append("Example: " + .said(example)) }
        }
        return lines
    }

    private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private static func short(_ text: String) -> String { text.count > 40 ? text.prefix(39) + "…" : text }

    /// Where `part` stands in `line` as whole characters.
    private static func firstRange(of part: String, in line: String) -> Range<String.Index>? {
        var start = line.startIndex
        var first: Range<String.Index>?
        while start < line.endIndex {
            if line[start...].hasPrefix(part) {
                let range = start..<line.index(start, offsetBy: part.count)
                let isWord = range.upperBound == line.endIndex || !line[range.upperBound].isLetter
                if isWord, start == line.startIndex || !line[line.index(before: start)].isLetter { return range }
                first = first ?? range
            }
            start = line.index(after: start)
        }
        return first
    }
}
