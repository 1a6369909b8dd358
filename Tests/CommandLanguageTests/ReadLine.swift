// A typed line, read as a running bot reads it, and written down as one line of the tables beside it.

import FieldTypes
import CatalogueFiles
import Quantities

@testable import CommandLanguage

/// Reads lines against the shipped catalogue, on Monday 23 November 2026, with the projects NET and CRM.
enum Reading {
    static let today = CalendarDate(iso: "2026-11-23") ?? CalendarDate(dayNumber: 0)
    static let catalogue = try? Catalogue.load(directory: nil)
    /// What a running bot knows: the projects and people, and every kind with its fields, states and choices.
    static let context = ReadingContext(
        today: today, isKey: { ["NET", "CRM", "CORE"].contains($0.text) }, keys: { ["CORE", "CRM", "NET"] },
        keyNamed: { $0 == "network refresh" ? ProjectKey("NET") : nil },
        isHandle: { ["ana", "bo", "kim"].contains($0) },
        fields: { catalogue?.kinds.fieldNames ?? [] }, kinds: { catalogue?.kinds.wordSet ?? [] },
        states: { kind in
            let kinds = catalogue?.kinds.all.filter { kind == nil || $0.kind == kind } ?? []
            return Set(kinds.flatMap { $0.states.map(\.name) } + ["withdrawn"])
        },
        choices: { field in
            switch field {
            case "score": ["low", "medium", "high", "very high"]
            case "role": ["viewer", "contributor", "manager", "admin"]
            case "method": ["agile", "waterfall", "hybrid"]
            default: catalogue?.kinds.choices(of: field) ?? []
            }
        },
        types: { name in (catalogue?.kinds.fields(name) ?? []).map { DeclaredType($0.type, choices: $0.choices) } },
        dayFields: { catalogue?.kinds.dayFields ?? [] })

    static func split(_ message: MessageText) -> [CommandWords] {
        CommandSplitter.split(
            message, umbrella: "pm", botNames: ["steerco"],
            takesScript: { word in
                catalogue?.command(word)?.bareVerb?.arguments.contains { $0.type == .script } ?? false
            })
    }

    /// What a line says, each statement as `command.verb name=value ...`, names in alphabetical order; or `?` and the problem.
    static func read(_ line: String) -> String { read(MessageText(line)) }

    static func read(_ message: MessageText) -> String {
        guard let catalogue, let command = split(message).first else { return "nothing" }
        let reader = StatementReader(catalogue: catalogue)
        return reader.statements(command, context: context).map { statement in
            do throws(UsageProblem) {
                return describe(try reader.bound(statement, context: context).get())
            } catch {
                return "? " + problem(error.fact)
            }
        }.joined(separator: "; ")
    }

    static func describe(_ bound: BoundCommand) -> String {
        var parts = ["\(bound.command.word).\(bound.verb.verb)"]
        for name in bound.verb.arguments.map(\.name).sorted() where name != "filter" {
            guard let values = bound.values[name] else { continue }
            parts.append("\(name)=" + values.map(describe).joined(separator: ","))
        }
        if case .filter(let filter)? = bound.values["filter"]?.first {
            parts.append(filter == .all ? "filter" : "filter=\(Filters.describe(filter))")
        }
        if let at = bound.flags.at { parts.append("at:\(at.iso)") }
        if let since = bound.flags.since { parts.append("since:\(since.iso)") }
        if let sort = bound.flags.sort { parts.append("sort:\(sort)") }
        if let top = bound.flags.top { parts.append("top:\(top)") }
        if bound.flags.isDry { parts.append("--dry") }
        if bound.flags.isYes { parts.append("--yes") }
        if let isPublic = bound.flags.isPublic { parts.append(isPublic ? "--public" : "--private") }
        return parts.joined(separator: " ")
    }

    private static func describe(_ value: FieldValue) -> String {
        switch value {
        case .text(let text): text.contains(" ") ? "'\(text)'" : text
        case .named(let person): "@" + (person.user.map { "<\($0)>" } ?? person.name ?? "")
        case .level(let level): level.percent.map { "\(level.rank)(\($0)%)" } ?? "\(level.rank)"
        case .filter: "filter"
        default: value.content.text
        }
    }

    static func problem(_ fact: UsageProblem.Fact) -> String {
        switch fact {
        case .unknownCommand(let word, let nearest): "command \(word) ~ \(nearest.joined(separator: " "))"
        case .fieldNotHere(let word): "field \(word)"
        case .verbNeedsRecord(let verb): "which record: \(verb)"
        case .verbOfOtherRecords(let verb, let kind): "\(verb) of no \(kind)"
        case .unknownVerb(_, let word, let nearest, _): "verb \(word) ~ \(nearest.joined(separator: " "))"
        case .ambiguousVerb(_, let word, let verbs): "which \(word): \(verbs.joined(separator: " "))"
        case .verbOrText(_, let verb, let bare, _): "verb \(verb) or \(bare)"
        case .missing(let argument, _): "missing \(argument)"
        case .unexpected(let word): "unexpected \(word)"
        case .badValue(let argument, let value, _, _): "\(argument) not \(value)"
        case .bareName(let name): "no name \(name)"
        case .nobody(let name): "nobody \(name)"
        case .noSuchDay(let value, _): "no day \(value)"
        case .dayOfDoing(let day): "done as of \(day)"
        case .question(let said): "question: \(said)"
        case .noReason(let word): "no reason \(word)"
        case .oneAtATime: "one at a time"
        case .severalPlainLines(let said): "several lines: \(said)"
        case .ambiguousDate(_, let one, let other): "date \(one.iso) or \(other.iso)"
        case .ambiguousMoney(_, let one, let other): "money \(one.text) or \(other.text)"
        case .nearMissKey(let word, let key): "key \(word) ~ \(key)"
        case .repeatedKey(let key): "twice \(key)"
        case .unknownProject(let word, let nearest): "project \(word) ~ \(nearest.joined(separator: " "))"
        case .keyNotHere(let key, _): "not here \(key)"
        case .pastOfWrite: "past of write"
        case .badFilter(let word, _): "filter \(word)"
        case .tooMuch(let limit): "more than \(limit.most)"
        case .whichRecord(let said): "which record \(said)"
        case .group(let name): "group \(name)"
        case .mixedAlphabets(let name): "alphabets of \(name)"
        case .unknownPerson(let name, _): "person \(name)"
        case .ambiguousPerson(let name, _): "which @\(name)"
        case .noProject: "which project"
        case .empty: "empty"
        }
    }
}
