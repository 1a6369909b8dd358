// Conditions with an operator: owner:@ana, score>=12, estimate>=3 days.

import FieldTypes
import Quantities

extension FilterReader {
    /// A field, an operator and a value; or a word to look for.
    mutating func comparison(_ word: Word) throws(UsageProblem) -> Filter {
        let text = word.text
        guard let position = text.firstIndex(where: { ":<>=".contains($0) }) else {
            // A mention is the owner of records, and somebody among people.
            if word.token != nil || text.first == "@", let field = ["owner", "person"].first(where: fields.contains) {
                return .compare(field: field, .equal, value: .named(try person(word, text)))
            }
            let said = text.lowercased()
            // `tasks bo`: somebody's, and what has the word.
            guard isOfRecords, context.isHandle(said) else { return .word(said) }
            return .or([.compare(field: "owner", .equal, value: .named(PersonReference(name: said))), .word(said)])
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
        guard let comparison = Comparison(rawValue: operation),
            !rest.isEmpty || isDayField(field)
                || index < words.count && !words[index].isText && !context.types(field).isEmpty
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
        if let condition = try declared(field, comparison, String(rest), word) { return condition }
        // `owner:@bo,@kim`: any of them.
        let texts =
            word.quotedFrom == nil && word.token == nil && comparison == .equal ? rest.split(separator: ",") : [rest]
        return FilterReader.either(
            try texts.map { (text) throws(UsageProblem) -> Filter in
                .compare(field: field, comparison, value: try value(of: field, String(text), comparison, word))
            })
    }

    /// A field of people, projects, states and what else no record declares.
    private func value(
        of field: String, _ text: String, _ comparison: Comparison, _ word: Word
    ) throws(UsageProblem) -> FieldValue {
        let choices = context.choices(field)
        switch field {
        case "owner", "helper", "lead", "person": return .named(try person(word, text))
        case "score" where choices.contains { $0.filter(\.isLetter) == text.lowercased().filter(\.isLetter) }:
            return .text(text.lowercased())
        case "state":
            return .text(
                try known(
                    text,
                    among: states.union(["open", "closed", "any"] + (isOfRecords ? ["blocked", "waiting"] : [])), word))
        case "kind": return .text(try known(text, among: context.kinds(), word))
        case "score":
            guard let number = Int(asciiDigits: text) ?? AmountReader.levelWord(text) else {
                throw UsageProblem(.badValue(argument: field, value: text, type: .number, choices: []), marked: text)
            }
            return .number(number)
        case "probability", "impact":
            guard let level = AmountReader.level(text) else {
                throw UsageProblem(.badValue(argument: field, value: text, type: .level, choices: []), marked: text)
            }
            return .level(level)
        case "project" where text.lowercased() == "any" && ProjectKey(text).map(context.isKey) != true:
            return Filter.anyProject
        case "project", "program":
            guard let key = ProjectKey(text), context.isKey(key) else {
                let nearest = Nearest.candidates(text.uppercased(), of: context.keys())
                throw UsageProblem(.unknownProject(word: text, nearest: nearest), marked: word.text)
            }
            return .project(key)
        case _ where !choices.isEmpty && text.lowercased() != "none":
            return .text(try known(text, among: Set(choices), word))
        default: return .text(text.lowercased())
        }
    }

    /// A value that is one of a few.
    func known(_ text: String, among values: Set<String>, _ word: Word) throws(UsageProblem) -> String {
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

    func person(_ word: Word, _ text: String) throws(UsageProblem) -> PersonReference {
        if case .user(let id, let label)? = word.token { return PersonReference(user: id, name: label) }
        guard text.first == "@" else { return PersonReference(name: text) }
        var name = text.dropFirst()
        while let last = name.last, ",;.!?:".contains(last) { name.removeLast() }
        guard context.isHandle(name.lowercased()) || (["me"] + SmallWords.nobody).contains(name.lowercased()) else {
            throw UsageProblem(.unknownPerson(name: String(name), nearest: ""), marked: text)
        }
        return PersonReference(name: String(name))
    }
}
