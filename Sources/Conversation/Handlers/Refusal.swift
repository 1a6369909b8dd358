// Reasons a command that was understood is not done: facts here, sentences in RefusalText.

package import ProgramModel
package import Quantities

/// A rule of the domain or a missing permission.
package enum Refusal: Error, Hashable, Sendable {
    /// `newest` is the highest number given so far; 0 when there is none, nil where that is not told.
    case notFound(ItemID, newest: Int?)
    case wrongKind(ItemID, expected: String)
    case forbidden(needs: Role, project: ProjectKey?, has: Role)
    /// The person may, but the secret that signed for the message goes no farther than `ceiling`.
    case limited(needs: Role, ceiling: Role)
    case moveNotAllowed(ItemID, from: String, to: String, allowed: [String])
    case alreadySo(ItemID, String)
    case isWithdrawn(ItemID)
    case loop([ItemID])
    case keyTaken(ProjectKey, name: String)
    case badKey(String)
    case noSuchProject(ProjectKey)
    case noSuchProgram(ProjectKey)
    /// A program where a project is needed.
    case isProgram(ProjectKey, projects: [ProjectKey])
    case projectClosed(ProjectKey)
    case nothingToUndo
    case nothingToRedo
    case undoBlocked(thing: RichText, by: String?, who: String?)
    case undoOfOthers(who: String)
    /// Something of these people's own, each with a sign: `@ana`.
    case notYours(owners: [String])
    case notUndoable(ItemID)
    case notUndoableCommand(String, opposite: String?)
    case lastAdmin
    case noSuchField(String, kind: String, fields: [String])
    case badField(String, expected: String)
    case noLink(ItemID, ItemID)
    /// 0: no number was said. `open` are those the speaker could say.
    case noProposal(Int, open: [Int])
    case proposalSettled(Int, String)
    case proposalExpired(Int)
    case unknownWebhook(String, known: [String])
    case wordTaken(String)
    case needsYes(String)
    case nothingMore
    case teamNotKnown
    /// A guest changes something that is not of the project the room is about.
    case beyondRoom
    case datesReversed(CalendarDate, CalendarDate)
    case batchStopped(line: Int, reason: RichText)
    case tooManyCommands(most: Int)
    /// The delivery id was used for another message before.
    case idReused
    /// What would be asked now, which is not what was.
    case askedOtherwise(RichText)
    case other(code: String, text: RichText)
}

/// The one place that turns refusals into sentences.
package enum RefusalText {
    /// One sentence: the reason, and what would be allowed.
    package static func sentence(_ refusal: Refusal) -> RichText {
        switch refusal {
        case .notFound(let id, let newest):
            guard let newest else { return "There is no \(id)." }
            return "There is no \(id)"
                + (newest > 0
                    ? "; the newest is \(ItemID(id.prefix, newest))." as RichText : ": none of these was logged yet.")
        case .wrongKind(let id, let expected): return "\(id) is no \(expected)."
        case .forbidden(let needs, let project, let has):
            let place = project.map { " in \($0)" } ?? ""
            // Admins are those of everything.
            let (needed, held) =
                needs == .admin && has < .manager ? ("", "") : needs == .admin ? ("", place) : (place, "")
            return "This needs the role \(needs.rawValue)\(needed); you are \(has.rawValue)\(held). "
                + "/role list\(project.map { " \($0)" } ?? "") shows who may."
        case .limited(let needs, let ceiling):
            return
                "This needs the role \(needs.rawValue), which you have, but not from here: what this secret signs goes "
                + "as far as \(ceiling.rawValue). The operator can raise it with ;role=\(needs.rawValue) after the secret."
        case .moveNotAllowed(let id, let from, let to, let allowed):
            let next = allowed.isEmpty ? "" : " From there it can go to \(allowed.joined(separator: ", "))."
            return "\(id) is \(from) and cannot become \(to).\(next)"
        case .alreadySo(let id, let what): return "\(id) is already \(what)."
        case .isWithdrawn(let id): return "\(id) was withdrawn; /redo may bring it back, or /reopen \(id)."
        case .loop(let ids):
            return "That would make a loop: \(ids.map(\.description).joined(separator: " → "))."
        case .keyTaken(let key, let name): return "\(key) is taken by \(name). Choose another key."
        case .badKey(let text):
            return
                "\"\(text)\" cannot be a key: 2 to 10 letters and digits, a letter first, no id prefix and no command word."
        case .noSuchProject(let key): return "There is no project \(key). /project list shows them."
        case .isProgram(let key, let projects):
            let named = projects.prefix(4).map { "on \($0)" as RichText }.joined(" or ")
            return "\(key) is a program: "
                + (projects.isEmpty ? "it has no project yet, /project new starts one." : "say " + named + ".")
        case .noSuchProgram(let key): return "There is no program \(key). /program list shows them."
        case .projectClosed(let key): return "\(key) is closed; /project reopen \(key) opens it."
        case .nothingToUndo: return "You wrote nothing in the last 24 hours that could be undone."
        case .nothingToRedo: return "There is nothing to do again: nothing was undone, or a newer change came after it."
        case .undoBlocked(let thing, let by, let who):
            let later: RichText = by.map { " by /\($0)" } ?? ""
            let person: RichText = who.map { " of @\($0)" } ?? ""
            return thing + " was changed since" + later + person + "; undo that first."
        case .undoOfOthers(let who): return "That was @\(who)'s; undoing it needs the role manager."
        case .notYours(let owners):
            let all = owners.joined(separator: " or ")
            return "That is \(all)'s own, which only \(all) may change."
        case .notUndoable(let id): return "No change to \(id) in the last 24 hours can be undone."
        case .notUndoableCommand(let name, let opposite):
            return "Your last change was /\(name), which /undo does not take back: "
                + (opposite.map { "\(RichText.said($0)) does." } ?? "say the opposite.")
                + " /undo ID takes back a record's."
        case .lastAdmin: return "The last admin stays admin: make somebody else admin first."
        case .noSuchField(let name, let kind, let fields):
            return "A \(kind) has no \"\(name)\". It has \(fields.joined(separator: ", "))."
        case .badField(let name, let expected): return "\(name): expected \(expected)."
        case .noLink(let one, let other): return "\(one) and \(other) are not linked."
        case .noProposal(let number, let open):
            let waiting =
                open.isEmpty
                ? "Nothing waits for your answer." : "Open: \(open.map { "ASK-\($0)" }.joined(separator: ", "))."
            return (number == 0 ? (open.isEmpty ? "" : "Which one? ") : "There is no ASK-\(number). ")
                + RichText(waiting)
        case .proposalSettled(let number, let state): return "ASK-\(number) was \(state) before."
        case .proposalExpired(let number): return "ASK-\(number) has expired: say the command again."
        case .unknownWebhook(let name, let known):
            return "The configuration names no webhook \"\(name)\""
                + (known.isEmpty ? "." : ": it has \(known.joined(separator: ", ")).")
        case .wordTaken(let word): return "\"\(word)\" is a command word and cannot be given another meaning."
        case .needsYes(let what): return "\(what) Say it again with --yes."
        case .nothingMore: return "There is nothing more to show."
        case .teamNotKnown:
            return "This workspace belongs to another team. Its admin can add yours to the configuration."
        case .beyondRoom: return "Guests change what belongs to the project this room is about, and nothing else."
        case .datesReversed(let start, let end): return "\(start.iso) is after \(end.iso): the start comes first."
        case .tooManyCommands(let most): return "A message may hold at most \(most) commands. Nothing was done."
        case .idReused: return "This id was used for another message before: give each its own. Nothing was done."
        case .askedOtherwise(let question):
            return "Things have changed since that was asked, and nothing was done. Now it would be: " + question
                + " Say the command again."
        case .batchStopped(let line, let reason):
            return "Nothing was done: command \(line) of the batch was refused. \(reason)"
        case .other(_, let text): return text
        }
    }

    /// The stable word a program can test for.
    package static func code(_ refusal: Refusal) -> String {
        switch refusal {
        case .notFound: "not-found"
        case .wrongKind: "wrong-kind"
        case .forbidden: "forbidden"
        case .limited: "limited"
        case .moveNotAllowed: "move-not-allowed"
        case .alreadySo: "already-so"
        case .isWithdrawn: "withdrawn"
        case .loop: "loop"
        case .keyTaken: "key-taken"
        case .badKey: "bad-key"
        case .noSuchProject: "no-such-project"
        case .noSuchProgram: "no-such-program"
        case .isProgram: "is-program"
        case .projectClosed: "project-closed"
        case .nothingToUndo: "nothing-to-undo"
        case .nothingToRedo: "nothing-to-redo"
        case .undoBlocked: "undo-blocked"
        case .undoOfOthers: "undo-of-others"
        case .notYours: "not-yours"
        case .notUndoable: "not-undoable"
        case .notUndoableCommand: "not-undoable"
        case .lastAdmin: "last-admin"
        case .noSuchField: "no-such-field"
        case .badField: "bad-field"
        case .noLink: "no-link"
        case .noProposal: "no-proposal"
        case .proposalSettled: "proposal-settled"
        case .proposalExpired: "proposal-expired"
        case .unknownWebhook: "unknown-webhook"
        case .wordTaken: "word-taken"
        case .needsYes: "needs-yes"
        case .nothingMore: "nothing-more"
        case .teamNotKnown: "team-not-known"
        case .beyondRoom: "beyond-room"
        case .datesReversed: "dates-reversed"
        case .batchStopped: "batch-stopped"
        case .tooManyCommands: "too-many"
        case .idReused: "id-reused"
        case .askedOtherwise: "asked-otherwise"
        case .other(let code, _): code
        }
    }
}
