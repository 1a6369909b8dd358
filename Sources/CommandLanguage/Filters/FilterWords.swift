// Words that are conditions by themselves: late, mine, risks, on CRM, of @kim, #urgent.

import FieldTypes
import Quantities

extension FilterReader {
    /// `on CRM`, `CRM`, `of @kim`: a project by its key, in capitals where it stands alone, and the owner.
    mutating func placed(_ word: Word) throws(UsageProblem) -> Filter? {
        let text = word.text.lowercased()
        let next = index < words.count && !words[index].isText ? words[index] : nil
        if fields.contains("project") {
            func project(_ word: Word) -> Filter? {
                guard let key = ProjectKey(word.text), context.isKey(key) else { return nil }
                return .compare(field: "project", .equal, value: .project(key))
            }
            if word.text == word.text.uppercased(), let found = project(word) { return found }
            if SmallWords.beforeProjects.contains(text), let next, let found = project(next) {
                index += 1
                // `on NET and CRM`: no record is on both.
                var projects = [found]
                while index + 1 < words.count, words[index].isOne(of: ["and", "&"]), !words[index + 1].isText,
                    let other = project(words[index + 1])
                {
                    projects.append(other)
                    index += 2
                }
                return projects.count == 1 ? found : .or(projects)
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
        // `changes of T-1`
        if ["of", "on", "for"].contains(text), let next, ItemID(next.text) != nil {
            return .word(take().text.lowercased())
        }
        if let aged = aged(text) { return aged }
        if let needed = try needed(text) { return needed }
        if let measure = try measure(word) { return measure }
        if let owned = try owned(word, next) { return owned }
        // `tasks with bo`
        if text == "with", fields.contains("owner"), let next, context.isHandle(next.text.lowercased()) {
            index += 1
            return .compare(field: "owner", .equal, value: .named(try person(next, next.text)))
        }
        if let graded = try more(than: word, next) { return graded }
        // `tasks in progress`
        if text == "in", let next, next.isOne(of: ["progress"]), fields.contains("state"),
            kind.map({ _ in states.contains("started") }) ?? true
        {
            index += 1
            return .compare(field: "state", .equal, value: .text("started"))
        }
        // `with no due date`
        if text == "with", let next, next.isOne(of: SmallWords.lacks) { return try placed(take()) }
        // `owned by bo`, `assigned to kim`
        if ["owned", "assigned"].contains(text), fields.contains("owner"), let next, next.isOne(of: ["by", "to"]),
            index + 1 < words.count, !words[index + 1].isText
        {
            index += 2
            return .compare(field: "owner", .equal, value: .named(try person(words[index - 1], words[index - 1].text)))
        }
        // `without an owner`
        let article = next?.isOne(of: SmallWords.articles) == true ? 1 : 0
        if SmallWords.lacks.contains(text), index + article < words.count, !words[index + article].isText,
            let missing = missing(words[index + article].text.lowercased())
        {
            index += article + 1
            // `without due date`
            if index < words.count, words[index].text.lowercased() == "date" { index += 1 }
            return missing
        }
        // `milestones in december`: the next one, or this month.
        if text == "in", fields.contains("due"), let next,
            let days = DateReader.ofMonth(next.text.lowercased(), today: context.today)
        {
            index += 1
            var days = days
            // `in november 2026`
            if index < words.count, let year = Int(asciiDigits: words[index].text), words[index].text.utf8.count == 4,
                let first = CalendarDate(year: year, month: 1, day: 1),
                let said = DateReader.ofMonth(next.text.lowercased(), today: first)
            {
                index += 1
                days = said
            }
            return .and([
                .compare(field: "due", .atLeast, value: .date(days.lowerBound)),
                .compare(field: "due", .atMost, value: .date(days.upperBound)),
            ])
        }
        if isOfRecords, next != nil, let instead = SmallWords.notSearched[text] {
            throw UsageProblem(.badFilter(word: word.text, expected: "say \(instead)"), marked: word.text)
        }
        return nil
    }

    /// `milestones this month`, `decisions last week`: due then, or recorded then what has no day to be done by.
    mutating func bareStretch(_ word: Word) throws(UsageProblem) -> Filter? {
        guard isOfRecords else { return nil }
        let isPlanned = kind.map(FilterReader.planned.contains) ?? true
        // `tasks by friday`
        if isPlanned, word.isOne(of: ["by", "before", "until"]) {
            index -= 1
            if let days = try spokenDays("due") { return days }
            index += 1
        }
        // `decisions today`
        if word.isOne(of: ["today", "tomorrow"]),
            case .date(let day)? = DateReader.read([word.text], today: context.today)
        {
            return .compare(field: isPlanned || day > context.today ? "due" : "created", .equal, value: .date(day))
        }
        for length in [3, 2] where index - 1 + length <= words.count {
            let said = words[(index - 1)..<(index - 1 + length)]
            guard !said.contains(where: \.isText),
                let days = DateReader.stretch(said.map(\.text), today: context.today)
            else { continue }
            index += length - 1
            // `closed tasks this week`, `risks realized last week`: when they were.
            let isClosed = fields.contains("closed") && words.contains { $0.isOne(of: SmallWords.madeSo) }
            let field = isClosed ? "closed" : isPlanned || days.lowerBound > context.today ? "due" : "created"
            return FilterReader.condition(field, .equal, days)
        }
        return nil
    }

    /// The kinds whose day is the one they are due on.
    private static let planned: Set<String> = ["task", "milestone", "action"]

    /// `tasks not bo`, `decisions about uplinks`.
    private mutating func more(than word: Word, _ next: Word?) throws(UsageProblem) -> Filter? {
        guard isOfRecords, let next else { return nil }
        // `risks not scored`
        if word.isOne(of: ["not"]), next.isOne(of: ["scored", "rated"]), fields.contains("score") {
            index += 1
            return unscored
        }
        if word.isOne(of: ["not", "except", "but"]), names(next) {
            var owners: [Filter] = []
            repeat {
                let person = words[index]
                owners.append(.compare(field: "owner", .equal, value: .named(try self.person(person, person.text))))
                index += 1
                guard index + 1 < words.count, words[index].isOne(of: ["and", "&", "or"]), names(words[index + 1])
                else {
                    break
                }
                index += 1
            } while true
            return .not(owners.count == 1 ? owners[0] : .or(owners))
        }
        if word.isOne(of: SmallWords.beforeSearched), next.token == nil, next.text.first?.isLetter == true {
            if next.isOne(of: SmallWords.articles), index + 1 < words.count { index += 1 }
            // `about about …`: none begins what another looks for.
            while index + 1 < words.count, words[index].isOne(of: SmallWords.beforeSearched) { index += 1 }
            return try term()
        }
        return nil
    }

    private mutating func take() -> Word {
        defer { index += 1 }
        return words[index]
    }

    /// What records lack: an owner, a due date.
    private func missing(_ field: String) -> Filter? {
        switch field {
        case "owner" where fields.contains("owner"):
            .compare(field: "owner", .equal, value: .named(PersonReference(name: "none")))
        case "due", "date":
            fields.contains("due")
                ? .not(.compare(field: "due", .atLeast, value: .date(CalendarDate(dayNumber: -1_000_000)))) : nil
        case "mitigation", "mitigations":
            fields.contains("response") ? .compare(field: "response", .equal, value: .text("none")) : nil
        case "response", "plan", "estimate", "severity", "priority", "solution":
            fields.contains(field) ? .compare(field: field, .equal, value: .text("none")) : nil
        default: nil
        }
    }

    /// `risk list high`, `high or critical blockers`, `high risks of bo`: levels before the kind, or alone where the kind is
    /// known, are no words to look for. What follows begins with a word that goes on.
    mutating func graded() -> Filter? {
        guard isOfRecords, index == 0 else { return nil }
        let fieldsOfKinds = ["risk": "score", "blocker": "severity", "task": "priority"]
        let all = Set(fieldsOfKinds.values.flatMap(context.choices))
        var (levels, end) = ([String](), 0)
        while end < words.count, !words[end].isText, words[end].token == nil {
            let word = words[end].text.lowercased()
            if all.contains(word) {
                levels.append(word)
            } else if levels.isEmpty || !words[end].isOne(of: ["or", "and"]) {
                break
            }
            end += 1
        }
        guard !levels.isEmpty else { return nil }
        var named = kind
        if named == nil {
            guard end < words.count, !words[end].isText else { return nil }
            let word = words[end].text.lowercased()
            named = context.kinds().first { $0 == word || $0 + "s" == word }
            end += 1
        }
        guard let named, let field = fieldsOfKinds[named], fields.contains(field),
            end == words.count || words[end].isOne(of: SmallWords.afterGraded)
        else { return nil }
        let choices = context.choices(field)
        guard levels.allSatisfy(choices.contains) else { return nil }
        let condition = FilterReader.levels(levels, of: field, choices)
        index = end
        return kind == nil ? .and([condition, .compare(field: "kind", .equal, value: .text(named))]) : condition
    }

    /// Words that mean a condition by themselves.
    func common(_ word: String) -> Filter? {
        switch word {
        case "late" where fields.contains("due"), "overdue" where fields.contains("due"): overdue
        case "unassigned" where fields.contains("owner"), "unowned" where fields.contains("owner"):
            .compare(field: "owner", .equal, value: .named(PersonReference(name: "none")))
        case "unscored" where fields.contains("score"): unscored
        case "mine" where fields.contains("owner"), "my" where fields.contains("owner"):
            .compare(field: "owner", .equal, value: .named(PersonReference(name: "me")))
        case "open" where fields.contains("state"), "closed" where fields.contains("state"):
            .compare(field: "state", .equal, value: .text(word))
        case "blocked" where isOfRecords && !states.contains(word),
            "waiting" where isOfRecords && !states.contains(word):
            .compare(field: "state", .equal, value: .text(word))
        case "mitigated" where fields.contains("response"):
            .compare(field: "response", .equal, value: .text("mitigate"))
        case "work" where isOfRecords && kind == nil && (index == 1 || index == words.count && words.count <= 2): .all
        case "stuff" where isOfRecords, "things" where isOfRecords, "records" where isOfRecords: .all
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

    private var unscored: Filter { .not(.compare(field: "score", .atLeast, value: .number(1))) }

    private var anyState: Filter { .compare(field: "state", .equal, value: .text("any")) }
}
