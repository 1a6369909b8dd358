// Help fitted to the person and the room, in at most twelve lines.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/help`, `/help risk`, `/help find who is late`.
package enum Help: ReadCommand {
    package static let handler = "help.show"

    package static func work(_ bound: BoundCommand) -> ReadWork { .small }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        guard let text = request.text("about"), !text.isEmpty else { return overview(view) }
        let words = text.lowercased().split { " /".contains($0) }.map(String.init)
        if let first = words.first, first != "find", let command = view.catalogue.command(first) {
            if words.count > 1, let verb = command.verb(words[1]) { return self.verb(verb, command, view) }
            if command.verbs.count == 1 { return self.verb(command.verbs[0], command, view) }
            return self.command(command, view)
        }
        let sought = words.filter { $0 != "find" }
        return sought.isEmpty || sought == ["all"] || sought == ["commands"] ? index(view) : find(sought, view)
    }

    /// Every command there is.
    private static func index(_ view: ProgramView) -> Reply {
        let commands = view.catalogue.words.compactMap { view.catalogue.command($0) }
        return Reply(
            "\(counted(commands.count, "command")); /help and its word show one:",
            blocks: [.list(commands.map { .init(.bullet, .line("/\($0.word)") + "  \($0.about)") })])
    }

    private static func overview(_ view: ProgramView) -> Reply {
        let project = view.channelProject ?? view.projects.first(where: \.isOpen)?.key
        guard let project else {
            return Reply(
                "I keep your program: projects, tasks, risks, blockers, decisions.",
                blocks: [
                    .list([
                        .init(.bullet, "/project new NET \"Network refresh\"  starts one"),
                        .init(.bullet, "/help find WORDS  finds a command"),
                    ])
                ])
        }
        let role = view.role(in: project)
        let mine = view.openItems(ownedBy: view.person, limit: 20).first { $0.kind == KindDeclaration.task.kind }
        var lines: [(String, RichText)] = [
            ("/status \(project)", "how it stands, and why"), ("/today", "what you should do next"),
        ]
        if role >= .contributor {
            lines.append(
                ("/risk Vendor may slip p4 i3", "log a risk\(view.channelProject == nil ? " (add on \(project))" : "")")
            )
            if let mine {
                lines.append(("\(mine.id) done", "finish your task \(mine.title.clipped(30))"))
                lines.append(("/blocker \(mine.id) waits for firewall rule from @secops", "log what stops it"))
            } else {
                lines.append(("/task Order the racks 3d @me due:fri", "add a task"))
            }
            let task = mine ?? view.items(.open, of: .records(project, kind: KindDeclaration.task.kind), limit: 1).first
            // One of the first two: nobody need be looked for among all.
            let other = (view.person.number == 1 ? 2 : 1)
            let name = view.personRecord(PersonID(other)).map { view.mention($0.id).handle } ?? "who"
            if let task { lines.append(("/assign \(task.id) @\(name) due:fri", "give it to somebody")) }
            lines.append(("/undo", "take your last change back"))
        }
        if role >= .manager { lines.append(("/status set amber because …", "declare the colour")) }
        if view.channelProject == nil, !view.isDirect {
            lines.append(("/here \(project)", "bind this room, so that the project is known"))
        }
        lines.append(("/help find WORDS", "find a command; /help risk shows one, /help all lists them"))
        return Reply(
            "You can say, for example:",
            blocks: [.list(lines.prefix(11).map { .init(.bullet, .line($0.0) + "  \($0.1)") })])
    }

    private static func command(_ command: CommandDeclaration, _ view: ProgramView) -> Reply {
        let role = view.role(in: view.channelProject)
        let own = command.verbs.filter {
            !$0.handler.hasPrefix("item.") || $0.isBare || $0.moves != nil || command.kind == nil
        }
        let lines = own.prefix(9).map { verb -> Reply.Line in
            let example = verb.examples.first?.say ?? UsageLine(command: command, verb: verb).text
            let locked = (Role(rawValue: verb.role) ?? .viewer) > role ? " (\(verb.role))" : ""
            return .init(.bullet, .line(fitted(example, command, view)) + "  \(verb.about)\(locked)")
        }
        var reply = Reply(.line("/\(command.word)") + " \(command.about)", blocks: [.list(lines)])
        let rest = command.verbs.filter { verb in !own.prefix(9).contains { $0 === verb } }.map(\.verb)
        if !rest.isEmpty { reply.add("Also: \(rest.joined(separator: " "))") }
        return reply
    }

    private static func verb(_ verb: VerbDeclaration, _ command: CommandDeclaration, _ view: ProgramView) -> Reply {
        let usage = UsageLine(command: command, verb: verb)
        let lines = verb.examples.prefix(4).map { Reply.Line(.bullet, .line(fitted($0.say, command, view))) }
        var reply = Reply(.line(usage.text), blocks: [.text("\(verb.about). Needs \(verb.role)."), .list(lines)])
        if let filter = verb.arguments.first(where: { $0.type == .filter }) {
            let fields = filter.fields.isEmpty ? FilterReader.fields : filter.fields
            reply.add(
                "A filter: \(fields.joined(separator: ", ")) with : < <= > >=, words, and, or, not, brackets; late, mine, open. sort: top: since: at:"
            )
        }
        return reply
    }

    /// The example with the person's own project and records in place of the sample's.
    private static func fitted(_ example: String, _ command: CommandDeclaration, _ view: ProgramView) -> String {
        let words = example.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
            if let id = ItemID(word), view.item(id) == nil {
                let kind = view.kinds.kind(prefix: id.prefix)?.kind ?? ""
                let project = view.channelProject ?? view.projects.first?.key
                if let own = view.items(.open, of: .records(project, kind: kind), limit: 1).first {
                    return own.id.description
                }
            }
            if word == "NET" || word == "CRM", let key = ProjectKey(word), view.project(key) == nil {
                return view.channelProject?.text ?? view.projects.first?.key.text ?? String(word)
            }
            return String(word)
        }
        return words.joined(separator: " ")
    }

    /// The verbs whose description, name or aliases share most words with what is asked.
    private static func find(_ words: [String], _ view: ProgramView) -> Reply {
        let wanted = Set(words.filter { $0.count >= 2 && !fillers.contains($0) }.map(stem))
        var scored: [(score: Int, line: Reply.Line)] = []
        for name in view.catalogue.words {
            guard let command = view.catalogue.command(name) else { continue }
            for verb in command.verbs
            where !verb.isUniversal || verb.isBare || verb.moves != nil {
                let strong = Set(([command.word, verb.verb] + command.aliases + verb.aliases).map(stem))
                let weak = Set(
                    (command.about + " " + verb.about).lowercased().split { !$0.isLetter }.map { stem(String($0)) })
                let score = wanted.reduce(0) { $0 + (strong.contains($1) ? 3 : weak.contains($1) ? 1 : 0) }
                guard score > 0 else { continue }
                let example = verb.examples.first?.say ?? UsageLine(command: command, verb: verb).text
                scored.append((score, .init(.bullet, .line(fitted(example, command, view)) + "  \(verb.about)")))
            }
        }
        let best = scored.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.prefix(
            6
        ).map(\.element.line)
        guard !best.isEmpty else {
            return Reply("Nothing is about \"\(words.joined(separator: " ").clipped(60))\". /help shows the most used.")
        }
        return Reply("Perhaps:", blocks: [.list(Array(best))])
    }

    private static let fillers: Set<String> = [
        "who", "what", "how", "is", "are", "do", "the", "my", "we", "to", "can", "of", "for", "an", "in", "on", "me",
        "does",
    ]

    private static func stem(_ word: String) -> String {
        for ending in ["ing", "ed", "es", "s"] where word.count > ending.count + 2 && word.hasSuffix(ending) {
            return String(word.dropLast(ending.count))
        }
        return word
    }
}
