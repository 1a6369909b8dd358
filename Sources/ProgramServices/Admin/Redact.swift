// Erasing for ever what the law, or decency, says must go.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/admin redact R-12 because ...` erases what people wrote in a record; `/admin redact @kim because ...` makes a person a
/// pseudonym; `/admin redact saying:Novak because ...` erases whatever else says so: declared reasons, names of projects, aliases.
/// That there was a record or a person, and what became of it, stays.
package enum Redact: LogWriteCommand {
    package static let handler = "admin.redact"

    package static func decide(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Decision {
        let reason = try request.need(text: "reason")
        let (id, words) = (request.id("item"), request.bound.text("saying"))
        if let words, id == nil, request.person("person") == nil { return try decide(words, reason, view, log) }
        guard words == nil else {
            throw Refusal.other(
                code: "two-subjects", text: "Say one thing to erase: a record, a person, or what is said somewhere.")
        }
        if let id {
            let item = try view.existing(id)
            let events = try Redact.events(of: item, view, log)
            return try decision(
                events, subject: id.description, reason: reason,
                question:
                    "Erase for ever what people wrote in \(id), its title included (\(counted(events.count, "event")))?",
                done: "What people wrote in \(id) is erased.", touched: [id])
        }
        let person = try request.need(person: "person")
        let events = try Redact.events(of: person, view, log)
        let name = Erasure.name(of: person)
        return try decision(
            events, subject: name, reason: reason,
            question:
                "Erase for ever who \(view.mention(person)) was (\(counted(events.count, "event")))? They become @\(name), and what they wrote stays.",
            done: "@\(name) has no other name now.", touched: [])
    }

    /// Erases the texts that say something; more of them than this are not meant.
    private static let mostEvents = 1000

    private static func decide(
        _ words: String, _ reason: String, _ view: ProgramView, _ log: any LogReader
    ) throws -> Decision {
        guard words.count >= 3 else {
            throw Refusal.other(code: "too-short", text: "Say at least three letters of what is to be erased.")
        }
        guard !reason.lowercased().contains(words.lowercased()) else {
            throw Refusal.other(
                code: "reason-says-it", text: "The reason stays in the log: say it without the words to erase.")
        }
        let saying = try log.events(saying: words).filter { $0.event.namedPerson == nil }
        let events = saying.flatMap { logged -> [(version: Int, event: any ProgramEvent)] in
            let erasure = Redact.erasure(ofKind: view.items(of: logged.event).first?.kind, view)
            // A state or a key that says so is nobody's own words.
            let gone = Redact.gone(from: logged.event, by: erasure)
            guard gone.contains(where: { $0.lowercased().contains(words.lowercased()) }) else { return [] }
            return Redact.changed([logged], by: erasure)
        }
        guard !events.isEmpty else { throw Refusal.other(code: "nothing-to-erase", text: "Nothing says that.") }
        guard events.count <= mostEvents else {
            throw Refusal.other(
                code: "too-many",
                text:
                    "\(counted(events.count, "event")) say that, more than \(mostEvents): say more of what is to be erased."
            )
        }
        // What asks for it quotes it as well, and is no answer to how much there is.
        let count = events.count { !($0.event is ProposalMade) }
        return try decision(
            events, subject: "words", reason: reason,
            question: "Erase for ever every text that says so, whole (\(counted(count, "event")))?",
            done: "What said so is erased, in \(counted(count, "event")).", touched: [])
    }

    private static func erasure(ofKind kind: String?, _ view: ProgramView) -> Erasure {
        let kind = kind.flatMap { view.kinds[$0] }
        return Erasure { field in kind?.field(field)?.type != .choice }
    }

    /// What is written over the events.
    private static func decision(
        _ events: [(version: Int, event: any ProgramEvent)], subject: String, reason: String, question: RichText,
        done: RichText, touched: [ItemID]
    ) throws(Refusal) -> Decision {
        guard !events.isEmpty else {
            throw Refusal.other(code: "nothing-to-erase", text: "There is nothing to erase any more of \(subject).")
        }
        let redacted = Redacted(
            subject: subject, reason: reason,
            replacements: events.map { Replacement(version: $0.version, payload: $0.event.payload) })
        return Decision([redacted], confirm: question + " Nobody can take that back.") { _ in
            var reply = Reply(done, touched: touched)
            reply.add("Backups of before still hold it.")
            return reply
        }
    }

    /// The events that hold words of a record, without them.
    private static func events(
        of item: Item, _ view: ProgramView, _ log: any LogReader
    ) throws -> [(version: Int, event: any ProgramEvent)] {
        let erasure = erasure(ofKind: item.kind, view)
        // Why something was erased before stays.
        let touching = try log.events(touching: item.id, limit: .max).filter { !($0.event is Redacted) }
        let gone = touching.reduce(into: Set<String>()) { gone, logged in
            gone.formUnion(Redact.gone(from: logged.event, by: erasure))
        }
        // What was proposed may quote it; what still waits can be said again.
        let quoting = try log.events(of: [ProposalMade.word]).filter { logged in
            logged.event.texts.contains { text in gone.contains { $0.count >= 3 && text.contains($0) } }
        }
        return Redact.changed(touching + quoting, by: erasure)
    }

    /// The events that hold names of a person, without them. Their accounts go with them: whoever comes back is new.
    private static func events(
        of id: PersonID, _ view: ProgramView, _ log: any LogReader
    ) throws -> [(version: Int, event: any ProgramEvent)] {
        let people = view.everybody.filter { $0.id == id || $0.joinedTo == id }
        if people.contains(where: { view.generalRole(of: $0.id) == .admin }) {
            throw Refusal.other(code: "is-admin", text: "An admin keeps their name: /role revoke it first.")
        }
        let named = Set(people.map(\.id))
        let erasure = Erasure(of: id, identities: people.flatMap(\.identities))
        let words = [
            PersonRegistered.word, PersonNamed.word, PersonClaimed.word, PersonChanged.word, IdentityMoved.word,
        ]
        let about = try log.events(of: Set(words)).filter { logged in
            logged.event.namedPerson.map(named.contains) ?? false
        }
        return Redact.changed(about, by: erasure)
    }

    /// The texts of an event that are erased.
    private static func gone(from event: any ProgramEvent, by erasure: Erasure) -> Set<String> {
        event.texts.subtracting(event.without(erasure).texts)
    }

    private static func changed(
        _ events: [LoggedEvent], by erasure: Erasure
    ) -> [(version: Int, event: any ProgramEvent)] {
        events.map { (version: $0.stamp.version, was: $0.event.payload, event: $0.event.without(erasure)) }
            .filter { $0.event.payload != $0.was }.sorted { $0.version < $1.version }
            .map { ($0.version, $0.event) }
    }
}
