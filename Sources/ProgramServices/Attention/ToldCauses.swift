// Whom a changed record concerns, and why, whatever its kind.

import Conversation
import ProgramModel
import Quantities

/// Why somebody hears of a record.
enum ToldCause: Hashable {
    /// It is theirs now.
    case owns
    case helps
    /// It waits for their answer now.
    case asked
    /// It is theirs no more.
    case lost
    /// A note or its title mentions them.
    case mentioned(String)
    /// A record of theirs waits for it and is due before it now.
    case broken(ItemID)
}

struct ToldCauses {
    let view: ProgramView

    /// Who hears of one changed record, in the order of the causes.
    func causes(of changed: ChangedRecord) -> [(person: PersonID, cause: ToldCause)] {
        let (before, after) = (changed.before, changed.after)
        var found: [(PersonID, ToldCause)] = []
        func add(_ people: [PersonID], _ cause: ToldCause) {
            for person in people.flatMap(members) where !found.contains(where: { $0.0 == person && $0.1 == cause }) {
                found.append((person, cause))
            }
        }
        if after.owner != before?.owner {
            add(after.owner.map { [$0] } ?? [], .owns)
            add(before?.owner.map { [$0] } ?? [], .lost)
        }
        add(after.helpers.filter { before?.helpers.contains($0) != true }, .helps)
        let asked = before.map(ToldCauses.asked) ?? []
        add(ToldCauses.asked(after).filter { !asked.contains($0) }, .asked)
        for text in newTexts(before, after) { add(mentioned(in: text), .mentioned(text)) }
        for follower in broken(before, after) { add(follower.owner.map { [$0] } ?? [], .broken(follower.id)) }
        return found
    }

    /// Whose answer a record waits for, as its kind says.
    private static func asked(_ item: Item) -> [PersonID] {
        item.isOpen ? item.holders.filter { $0.order == .asks }.map(\.person) : []
    }

    /// A group's members, or the person.
    private func members(_ person: PersonID) -> [PersonID] {
        view.slot(Group.self, person)?.members ?? [person]
    }

    private func newTexts(_ before: Item?, _ after: Item) -> [String] {
        let notes = after.notes.dropFirst(before?.notes.count ?? 0).map(\.text)
        return (before?.title == after.title ? [] : [after.title]) + notes
    }

    /// The people whom a text mentions by their handles.
    private func mentioned(in text: String) -> [PersonID] {
        text.split { $0.isWhitespace || ",;:()\"".contains($0) }.compactMap { word in
            guard word.first == "@", word.count > 1 else { return nil }
            let handle = word.dropFirst().lowercased()
            let bare = handle.last.map { ".!?".contains($0) } == true ? String(handle.dropLast()) : handle
            return view.person(handle: bare)?.id
        }
    }

    /// What waits for a record and was not late by it before it moved.
    private func broken(_ before: Item?, _ after: Item) -> [Item] {
        guard let before, let was = before.due, let due = after.due, due > was, after.isOpen else { return [] }
        return view.earlierFollowers(of: after).filter { follower in
            follower.isOpen && follower.due.map { $0 >= was } ?? false
        }
    }
}
