// Makes, shows, edits and closes projects, and the programs that group them.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/project new NET "Network refresh" program:CORE`.
package enum NewProject: WriteCommand {
    package static let handler = "project.new"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try ProjectKeys.free(request.text("key") ?? "", view)
        let name = request.text("name").map(NewItem.oneLine) ?? key.text
        try NewItem.check(name)
        if let start = request.date("start"), let end = request.date("end"), start > end {
            throw Refusal.datesReversed(start, end)
        }
        let program = request.project("program")
        if let program, view.program(program) == nil { throw Refusal.noSuchProgram(program) }
        let lead = request.person("lead") ?? view.person
        let events: [any ProgramEvent] = [
            ProjectCreated(
                key: key, name: name, lead: lead, method: request.choice("method") ?? "hybrid", program: program,
                start: request.date("start"), end: request.date("end"), budget: request.bound.money("budget"))
        ]
        return Decision(events) { after in
            var bits: [RichText] = ["lead \(after.mention(lead))", "\(after.project(key)?.method ?? "")"]
            if let program { bits.append("in \(program)") }
            if let start = request.date("start") { bits.append("from \(after.short(start))") }
            if let end = request.date("end") { bits.append("to \(after.short(end))") }
            if let budget = request.bound.money("budget") { bits.append("budget \(budget.text)") }
            return Reply(
                "Project \(key) \(name) started: " + bits.joined() + ".",
                suggestions: [.init("/here \(key)"), .init("/undo")])
        }
    }
}

enum ProjectKeys {
    /// A key for something new: well formed, no command word, no prefix of ids and not taken. An older key stays one, whatever
    /// kinds came to be since.
    static func free(_ text: String, _ view: ProgramView) throws(Refusal) -> ProjectKey {
        // `M2` is a milestone where a record is asked for.
        // Nor is a word that stands before or after a project in a sentence: `Switch on all`.
        guard let key = ProjectKey(text), !SmallWords.noKeys.contains(key.text.lowercased()),
            view.catalogue.command(key.text.lowercased()) == nil,
            ItemID(text, dashless: true) == nil, !ItemID.prefixSet.contains(key.text)
        else {
            throw .badKey(text)
        }
        if let project = view.project(key) { throw .keyTaken(key, name: project.name) }
        if let program = view.program(key) { throw .keyTaken(key, name: program.name) }
        if view.isTaken(key) { throw .other(code: "key-taken", text: "\(key) cannot be used. Choose another key.") }
        return key
    }
}

/// `/project show NET`.
package enum ShowProject: ReadCommand {
    package static let handler = "project.show"

    package static func work(_ bound: BoundCommand) -> ReadWork { .small }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let key = try request.project("project", in: view)
        let project = try view.existing(project: key)
        var facts: [Reply.Fact] = [
            .init("State", project.isOpen ? "open" : "closed"), .init("Method", "\(project.method)"),
        ]
        if let lead = project.lead { facts.append(.init("Lead", "\(view.mention(lead))")) }
        if let program = project.program {
            facts.append(.init("Program", "\(program) \(view.program(program)?.name ?? "")"))
        }
        if project.start != nil || project.end != nil {
            facts.append(
                .init(
                    "Dates",
                    "\(project.start.map { view.short($0) } ?? "?") to \(project.end.map { view.short($0) } ?? "?")"))
        }
        if let budget = project.budget { facts.append(.init("Budget", "\(budget.text)")) }
        let counts = view.kinds.words.compactMap { word -> String? in
            let open = view.count(.open, of: .records(key, kind: word))
            return open == 0 ? nil : "\(open) \(open == 1 ? word : view.kinds[word]?.plural ?? word)"
        }
        if !counts.isEmpty { facts.append(.init("Open", "\(counts.joined(separator: ", "))")) }
        return Reply(.strong("\(key) \(project.name)"), blocks: [.facts(facts)], suggestions: [.init("/status \(key)")])
    }
}

/// `/project list`.
package enum ListProjects: ReadCommand {
    package static let handler = "project.list"
    package static let keys: Set<ReadKey> = [.sort, .top]
    private static let orders = ["key", "name", "end"]

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        guard !view.projects.isEmpty else {
            return Reply("There is no project yet: /project new NET \"Network refresh\" makes one.")
        }
        let filter = request.bound.filter("filter") ?? .all
        let tester = ProjectFilter(view: view)
        let found = view.projects.filter { tester.matches($0, filter) }
        guard !found.isEmpty else { return Reply("None of \(counted(view.projects.count, "project")) matches.") }
        let shown = request.first(of: try sorted(found, request))
        let lines = shown.map { project -> Reply.Line in
            var text: RichText = .strong(project.key.text) + " \(project.name)"
            if let program = project.program { text += " (\(program))" }
            if let lead = project.lead { text += " · \(view.mention(lead))" }
            if let end = project.end { text += " · to \(view.short(end))" }
            return .init(project.isOpen ? .bullet : .good, project.isOpen ? text : text + " · closed")
        }
        return Reply(
            "\(counted(found.count, filter == .all ? "project" : "matching project"))\(request.shown(of: found.count))",
            blocks: [.list(lines)])
    }

    private static func sorted(_ projects: [Project], _ request: Request) throws -> [Project] {
        switch request.flags.sort {
        case nil, "key": return projects
        case "name": return projects.sorted { ($0.name, $0.key) < ($1.name, $1.key) }
        case "end": return projects.sorted { ($0.end?.dayNumber ?? .max, $0.key) < ($1.end?.dayNumber ?? .max, $1.key) }
        case let said?: throw ListOrder.problem(said, orders, request.bound)
        }
    }
}

/// `/project edit NET end:18dec lead:@bo`.
package enum EditProject: WriteCommand {
    package static let handler = "project.edit"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try request.project("project", in: view)
        let project = try view.existing(project: key)
        var event = ProjectChanged(key: key)
        event.name = request.text("name").map(NewItem.oneLine)
        if let name = event.name { try NewItem.check(name) }
        event.lead = request.person("lead")
        event.method = request.choice("method")
        event.program = request.project("program")
        if let program = event.program, view.program(program) == nil { throw Refusal.noSuchProgram(program) }
        event.start = request.date("start")
        event.end = request.date("end")
        event.budget = request.bound.money("budget")
        guard event != ProjectChanged(key: key) else {
            throw Refusal.badField(
                "project", expected: "what to change: name, lead, method, program, start, end or budget")
        }
        if let start = event.start ?? project.start, let end = event.end ?? project.end, start > end {
            throw Refusal.datesReversed(start, end)
        }
        let changed = event
        return Decision([changed]) { after in
            Reply("\(key) changed: " + EventText.facts(of: changed, after) + ".", suggestions: [.init("/undo")])
        }
    }
}

/// `/project close NET`: asked first, since the whole room loses its default.
package enum CloseProject: WriteCommand {
    package static let handler = "project.close"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try request.project("project", in: view)
        let project = try view.existing(project: key)
        guard project.isOpen else { throw Refusal.projectClosed(key) }
        let open = counted(
            view.kinds.words.map { view.count(.open, of: .records(key, kind: $0)) }.reduce(0, +), "record")
        let confirm: RichText = "Close \(key) \(project.name)? \(open) would stay open in it."
        return Decision([ProjectChanged(key: key, isOpen: false)], confirm: confirm) { _ in
            // What was asked may be long ago.
            Reply("\(key) \(project.name) is closed, with \(open) open in it.", suggestions: [.init("/undo")])
        }
    }
}

/// `/project reopen NET`.
package enum ReopenProject: WriteCommand {
    package static let handler = "project.reopen"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try request.project("project", in: view)
        let project = try view.existing(project: key)
        guard !project.isOpen else { throw Refusal.other(code: "already-open", text: "\(key) is open already.") }
        return Decision([ProjectChanged(key: key, isOpen: true)]) { _ in
            Reply("\(key) \(project.name) is open again.", suggestions: [.init("/undo")])
        }
    }
}

/// `/program new CORE "Core renewal"`.
package enum NewProgram: WriteCommand {
    package static let handler = "program.new"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try ProjectKeys.free(request.text("key") ?? "", view)
        let name = request.text("name").map(NewItem.oneLine) ?? key.text
        try NewItem.check(name)
        return Decision([ProgramCreated(key: key, name: name, lead: request.person("lead") ?? view.person)]) { _ in
            Reply("Program \(key) \(name) started.", suggestions: [.init("/project new"), .init("/undo")])
        }
    }
}

/// `/program add NET to CORE`.
package enum AddToProgram: WriteCommand {
    package static let handler = "program.add"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        guard var key = request.project("project"), var program = request.project("program") else {
            throw request.missing("project", .project)
        }
        // `/program add CORE NET`: a key is of one of the two, and which is never in doubt.
        if view.program(key) != nil, view.project(program) != nil { swap(&key, &program) }
        _ = try view.existing(project: key)
        try view.require(.manager, in: key)
        guard view.program(program) != nil else { throw Refusal.noSuchProgram(program) }
        return Decision([ProjectChanged(key: key, program: program)]) { [key, program] _ in
            Reply("\(key) belongs to \(program) now.", suggestions: [.init("/undo")])
        }
    }
}

/// `/program list`.
package enum ListPrograms: ReadCommand {
    package static let handler = "program.list"
    package static let keys: Set<ReadKey> = [.top]

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        guard !view.programs.isEmpty else {
            return Reply("There is no program yet: /program new CORE \"Core renewal\" makes one.")
        }
        let filter = request.bound.filter("filter") ?? .all
        let tester = ProjectFilter(view: view)
        let found = view.programs.filter { tester.matches($0, filter) }
        guard !found.isEmpty else { return Reply("None of \(counted(view.programs.count, "program")) matches.") }
        let lines = request.first(of: found).map { program -> Reply.Line in
            let keys = view.projects.filter { $0.program == program.key }.map(\.key.text)
            return .init(
                .bullet,
                .strong(program.key.text)
                    + " \(program.name): \(keys.isEmpty ? "no project" : keys.joined(separator: ", "))")
        }
        return Reply(
            "\(counted(found.count, filter == .all ? "program" : "matching program"))\(request.shown(of: found.count))",
            blocks: [.list(lines)])
    }
}
