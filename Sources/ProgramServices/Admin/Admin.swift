// What operators ask and set: misses, dead letters, health, settings.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/admin misses`.
package enum AdminMisses: ReadCommand {
    package static let handler = "admin.misses"
    package static func work(_ bound: BoundCommand) -> ReadWork { .log }
    package static let keys: Set<ReadKey> = [.top]

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let misses = try log.misses(limit: request.flags.top ?? 20)
        guard !misses.isEmpty else { return Reply("Every word was understood so far.") }
        let lines = misses.map { miss in
            Reply.Line(
                .bullet, "\(miss.count)× \(miss.command.isEmpty ? "" : "/\(miss.command) " as RichText)\(miss.word)")
        }
        return Reply("Words nobody understood", blocks: [.list(lines)], suggestions: [.init("/alias")])
    }
}

/// `/admin outbox`.
package enum AdminOutbox: ReadCommand {
    package static let handler = "admin.outbox"
    package static func work(_ bound: BoundCommand) -> ReadWork { .log }
    package static let keys: Set<ReadKey> = [.top]

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let dead = try log.deadLetters(limit: request.flags.top ?? 20)
        let outbox = try log.outbox()
        let waiting = outbox.waiting
        let places = outbox.places.map { place in
            Reply.Line(
                .warning,
                "\(place.name): \(place.waiting) waiting since \(view.moment(place.since)) · \(place.reason ?? "not tried yet")"
            )
        }
        guard !dead.isEmpty else {
            return Reply(
                "\(waiting == 1 ? "1 reply waits" : "\(waiting) replies wait"), none is given up.",
                blocks: places.isEmpty ? [] : [.list(places)])
        }
        let lines =
            places
            + dead.map { letter in
                Reply.Line(
                    .bad,
                    "\(letter.id) to \(letter.place), \(view.moment(letter.created)), \(counted(letter.attempts, "attempt")): \(letter.reason)"
                )
            }
        return Reply(
            "\(counted(dead.count, "dead letter")), \(waiting) waiting", blocks: [.list(lines)],
            suggestions: dead.first(where: \.canBeSent).map { [.init("/admin resend \($0.id)")] } ?? [])
    }
}

/// `/admin health`.
package enum AdminHealth: ReadCommand {
    package static let handler = "admin.health"
    package static func work(_ bound: BoundCommand) -> ReadWork { .log }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let outbox = try log.outbox()
        let facts: [Reply.Fact] = [
            .init("Events", "\(view.version)"), .init("Records", "\(view.allItems.count)"),
            .init("People", "\(view.people.count)"), .init("Projects", "\(view.projects.count)"),
            .init("Replies waiting", "\(outbox.waiting)"), .init("Dead letters", "\(outbox.dead)"),
        ]
        // Said first: who writes now is answered with a fault.
        guard let problem = log.health().problem else { return Reply("Running", blocks: [.facts(facts)]) }
        return Reply("Not well: \(problem)", blocks: [.facts(facts)])
    }
}

/// `/admin settings`.
package enum AdminSettings: ReadCommand {
    package static let handler = "admin.settings"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let rules = view.evidenceRules
        var lines = EvidenceRules.settings.map { setting in
            Reply.Line(.bullet, "\(setting.name) = \(rules[keyPath: setting.path]) · \(setting.about)")
        }
        lines += view.kinds.all.flatMap(\.evidence).compactMap(\.threshold).map { threshold in
            let number = view.setting(threshold.setting) ?? "\(threshold.usual)"
            return .init(.bullet, "\(threshold.setting) = \(number) · \(threshold.about)")
        }
        lines.append(
            .init(.bullet, "zone = \(view.setting("zone") ?? view.policy.zone) · days of people who set no zone"))
        lines.append(
            .init(.bullet, "numbers = \(view.setting("numbers") ?? "unset") · point (1,200.50) or comma (1.200,50)"))
        lines.append(
            .init(
                .bullet,
                "nudges = \(view.setting(Nudges.setting) ?? "on") · whether owners are asked of what the records cannot tell"
            ))
        return Reply("Settings", blocks: [.list(lines)], suggestions: [.init("/admin set rag.silence 21")])
    }
}

/// `/admin set rag.silence 21`.
package enum AdminSet: WriteCommand {
    package static let handler = "admin.set"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let words = try request.need(text: "setting").split { " =:".contains($0) }.map(String.init)
        guard words.count == 2 else {
            throw Refusal.badField("setting", expected: "a name and a value, such as rag.silence 21")
        }
        let (name, value) = (words[0].lowercased(), words[1])
        switch name {
        case "zone":
            guard view.zone(value) != nil else {
                throw Refusal.badField("zone", expected: "a zone such as Europe/Berlin")
            }
        case Nudges.setting:
            guard ["on", "off"].contains(value) else { throw Refusal.badField(name, expected: "on or off") }
        case "numbers":
            guard AmountReader.NumberStyle(rawValue: value) != nil else {
                throw Refusal.badField("numbers", expected: "point or comma")
            }
        default:
            let names =
                EvidenceRules.settings.map(\.name)
                + view.kinds.all.flatMap(\.evidence).compactMap(\.threshold).map(\.setting)
            guard names.contains(name) else {
                throw Refusal.badField(
                    "setting",
                    expected: "one of \((names + ["zone", "numbers", Nudges.setting]).joined(separator: ", "))")
            }
            guard let number = Int(asciiDigits: value), number <= 10_000 else {
                throw Refusal.badField(name, expected: "a whole number")
            }
            let rules = view.evidenceRules
            if name == "rag.overdue-amber", number > rules.overdueRed {
                throw Refusal.badField(name, expected: "at most rag.overdue-red, which is \(rules.overdueRed)")
            }
            if name == "rag.overdue-red", number < rules.overdueAmber {
                throw Refusal.badField(name, expected: "at least rag.overdue-amber, which is \(rules.overdueAmber)")
            }
        }
        return Decision([try view.put(Setting(name, value: value))]) { _ in
            Reply("\(name) is \(value) now.", suggestions: [.init("/undo")])
        }
    }
}
