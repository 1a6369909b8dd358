// Who may do what.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/can I close a milestone`, `/can risk add`.
package enum Can: ReadCommand {
    package static let handler = "can.show"

    package static func work(_ bound: BoundCommand) -> ReadWork { .small }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let (person, text) = asked(try request.need(text: "verb"), view)
        let (name, verb, project) = try VerbFinder.find(text, view)
        let needed = Role(rawValue: verb.role) ?? .admin
        let role = person.map { view.role(of: $0.id, in: project) } ?? view.role(in: project)
        let place = project.map { " on \($0)" } ?? ""
        let who: RichText = person.map { "\(view.mention($0.id)) is" } ?? "you are"
        return role >= needed
            ? Reply("Yes: \(.said(name)) needs \(needed.rawValue), and " + who + " \(role.rawValue)\(place).")
            : Reply(
                "No: \(.said(name)) needs \(needed.rawValue), and " + who
                    + " \(role.rawValue)\(place). /whocan \(String(name.dropFirst()))\(.said(view.limit))"
            )
    }
}

extension Can {
    /// Who is asked about, `/can bo close T-1`, and what: nil for whoever asks.
    private static func asked(_ text: String, _ view: ProgramView) -> (Person?, String) {
        let words = text.split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return (nil, text) }
        let handle = words[0].drop { $0 == "@" }.lowercased()
        guard let person = view.person(handle: handle), view.catalogue.command(handle) == nil else {
            return (nil, text)
        }
        return (person.id == view.person ? nil : person, String(words[1]))
    }
}

/// `/whocan role grant`.
package enum WhoCan: ReadCommand {
    package static let handler = "whocan.show"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let (name, verb, project) = try VerbFinder.find(try request.need(text: "verb"), view)
        let needed = Role(rawValue: verb.role) ?? .admin
        let people = view.people.filter {
            view.generalRole(of: $0.id) != nil && view.role(of: $0.id, in: project) >= needed
        }
        let names = people.prefix(12).map { "@\(view.mention($0.id).handle)" }.joined(separator: ", ")
        let more = people.count > 12 ? " and \(people.count - 12) more" : ""
        return Reply(
            "\(.said(name)) needs \(needed.rawValue)\(project.map { " on \($0)" } ?? ""): \(people.isEmpty ? "nobody yet" : names + more)."
        )
    }
}

enum VerbFinder {
    private static let fillers: Set<String> = ["i", "a", "an", "the", "we", "do", "my", "to"]

    /// The verb that words mean, and the project it is asked for: `risk add`, `/risk add`, `close`, `add a risk on CRM`.
    static func find(
        _ text: String, _ view: ProgramView
    ) throws -> (name: String, verb: VerbDeclaration, project: ProjectKey?) {
        var words = text.lowercased().split { " /?".contains($0) }.map(String.init).filter { !fillers.contains($0) }
        var project = view.channelProject
        if words.count >= 2, let key = words.last.flatMap({ ProjectKey($0) }), view.project(key) != nil {
            project = key
            words.removeLast()
            if let last = words.last, ["on", "in", "of"].contains(last) { words.removeLast() }
        }
        guard let first = words.first else { throw UsageProblem(.empty) }
        // `close M-1`: what it needs for records of that kind.
        if let id = words.lazy.compactMap({ ItemID($0) }).first, let kind = id.kind,
            let command = view.catalogue.command(kind: kind),
            let verb = words.lazy.compactMap({ command.verb($0) }).first
        {
            return ("/\(command.word) \(verb.verb)", verb, view.item(id)?.project ?? project)
        }
        for (one, other) in [(first, words.dropFirst().first), (words.dropFirst().first ?? "", first)] {
            guard let command = view.catalogue.command(one) else { continue }
            if let other, let verb = command.verb(other) { return ("/\(command.word) \(verb.verb)", verb, project) }
            if one == first, let verb = command.bareVerb ?? command.verbs.first,
                words.count == 1 || words.dropFirst().allSatisfy({ ItemID($0) != nil })
            {
                return ("/\(command.word)", verb, project)
            }
        }
        let nearest = Nearest.candidates(first, of: view.catalogue.words)
        throw UsageProblem(.unknownCommand(word: first, nearest: nearest), line: text, marked: first)
    }
}
