// People: mentions, handles that are known, the speaker.

import FieldTypes
import Quantities

enum PersonRecogniser {
    static func one(_ chart: Chart, _ index: Int) -> [Span] {
        reference(chart, index).map { [Span(index + 1, .people([$0]))] } ?? []
    }

    /// Also a word in small letters that is nobody's handle: where a key says that it is somebody.
    static func named(_ chart: Chart, _ index: Int) -> [Span] {
        if let known = reference(chart, index) { return [Span(index + 1, .people([known]))] }
        let lexeme = chart.line[index]
        // Many people, none of whom it names.
        if case .group? = lexeme.token {
            return [Span(index + 1, .fault(UsageProblem(.group(name: lexeme.text), marked: lexeme.text)))]
        }
        guard lexeme.token == nil, ItemID(lexeme.text) == nil, isName(lexeme.text),
            !chart.isWord(index, in: chart.language.everybody)
        else { return [] }
        return [Span(index + 1, .people([PersonReference(name: lexeme.text, isBare: true)]))]
    }

    /// Several people with commas, slashes or words between them: all of them, and the first alone.
    static func several(_ chart: Chart, _ index: Int) -> [Span] {
        guard let first = reference(chart, index) else { return joined(chart, index) }
        let alone = Span(index + 1, .people([first]))
        var people = [first]
        var end = index + 1
        while end < chart.count {
            var next = end
            if chart.isWord(next, in: chart.language.joins) {
                next += 1
            } else if chart.line[end - 1].after.isDisjoint(with: [.comma, .slash, .plus, .bar])
                && !(chart.line[end - 1].isMention && chart.line[end].isMention)
            {
                break
            }
            guard next < chart.count, let person = reference(chart, next) else { break }
            people.append(person)
            end = next + 1
        }
        return people.count > 1 ? [Span(end, .people(people)), alone] : [alone]
    }

    /// `bo/kim`
    private static func joined(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        let names = lexeme.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard names.count > 1, !lexeme.isText, names.allSatisfy({ chart.context.isHandle($0.lowercased()) }) else {
            return []
        }
        return [Span(index + 1, .people(names.map { PersonReference(name: $0) }))]
    }

    private static func reference(_ chart: Chart, _ index: Int) -> PersonReference? {
        let lexeme = chart.line[index]
        if case .user(let id, let label)? = lexeme.token { return PersonReference(user: id, name: label) }
        guard lexeme.token == nil, !lexeme.isText else { return nil }
        if lexeme.isMention {
            let name = String(lexeme.text.dropFirst())
            guard isName(name), !chart.language.everybody.contains(name.lowercased()) else { return nil }
            return PersonReference(name: name)
        }
        if chart.isWord(index, in: chart.language.speakers) { return PersonReference(name: "me") }
        guard isName(lexeme.text), chart.context.isHandle(lexeme.folded) else { return nil }
        return PersonReference(name: lexeme.text)
    }

    static func isName(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter || first.isNumber, text.count <= 64 else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
    }
}

enum ProjectRecogniser {
    /// A project's key, or its name in full.
    static func spans(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        guard !lexeme.isText else { return [] }
        if let key = ProjectKey(lexeme.text), chart.context.isKey(key) { return [Span(index + 1, .project(key))] }
        // `the network refresh`
        let start = chart.ends(ofRule: "article", from: index).max() ?? index
        guard start + 1 < chart.count else { return [] }
        var name = chart.line[start].folded
        for end in (start + 1)..<min(start + 5, chart.count) {
            name += " " + chart.line[end].folded
            if let key = chart.context.keyNamed(name) { return [Span(end + 1, .project(key))] }
        }
        return []
    }
}
