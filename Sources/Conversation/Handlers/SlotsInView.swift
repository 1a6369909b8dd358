// Slots as a service reads and changes them: with the rights that each slot asks for.

import CommandLanguage
package import ProgramModel
package import Quantities

extension ProgramView {
    package func slot<S: Slot>(_ type: S.Type, _ key: S.Key) -> S? { workspace.slot(type, key) }

    /// The slots of a type in the order of their keys, from a key on where one is said, until one does not belong.
    package func slots<S: Slot>(
        _ type: S.Type, from key: S.Key? = nil, while belongs: (S.Key) -> Bool = { _ in true }
    ) -> [S] {
        workspace.slots(type, from: key, while: belongs)
    }

    package func state(of address: SlotAddress) -> SlotState { workspace.state(of: address) }

    /// The event that puts a slot in the place of the one before.
    ///
    /// - Throws: `Refusal` where the caller may not change what there is, or not into this.
    package func put<S: Slot>(_ slot: S) throws(Refusal) -> any ProgramEvent {
        let before = self.slot(S.self, slot.key)
        try require(before?.right)
        try require(slot.rightToPut)
        return SlotChanged(slot, was: before)
    }

    /// The event that removes a slot.
    ///
    /// - Throws: `Refusal` where the caller may not.
    package func remove(_ slot: some Slot) throws(Refusal) -> any ProgramEvent {
        try require(slot.right)
        return SlotChanged(removing: slot)
    }

    /// Refuses unless the caller is among those who may.
    package func require(_ right: SlotRight?) throws(Refusal) {
        guard let right, !right.people.contains(person) else { return }
        if let role = right.role { return try require(role, in: right.project) }
        let owners = right.people.map { "@\(mention($0).handle)" }
        throw .notYours(owners: owners)
    }

    // MARK: Roles

    /// The roles somebody holds, in projects that exist here.
    package func roles(of person: PersonID) -> Workspace.Roles {
        var roles = workspace.roles(of: person)
        if !sight.isWhole { roles.inProjects.removeAll { !sight.sees($0.project) } }
        return roles
    }
    /// The role somebody holds everywhere; nil while they are only a name that others mentioned.
    package func generalRole(of person: PersonID) -> Role? { workspace.role(of: person) }
    /// The zone somebody set; nil where they go by the workspace's.
    package func zone(of person: PersonID) -> String? { workspace.zone(of: person) }

    // MARK: Words

    /// The model's words as this person reads them.
    package func text(_ wording: Wording) -> RichText {
        wording.parts.reduce(into: RichText()) { text, part in
            switch part {
            case .text(let words): text += RichText(words)
            case .person(let person): text += "\(mention(person))"
            case .day(let day): text += RichText(day.short(today: today))
            case .said(let line): text += .said(line)
            }
        }
    }

    /// What a slot says, or what stands for it where there is none.
    package func text(_ slot: AnySlot?, at address: SlotAddress) -> RichText {
        text(slot?.slot.text ?? address.type.type.absent)
    }
}

extension ProgramView {
    /// Whether everybody in the room may hear a reply: what they may not is answered to the speaker alone.
    func mayBeSaid(_ reply: Reply, of bound: BoundCommand) -> Bool {
        guard !isDirect else { return true }
        let room = sightOfRoom
        if room.isWhole { return true }
        let touched = reply.touched.map { workspace.item($0)?.project }
        return (touched + [bound.project("project")]).allSatisfy { $0 == nil || room.sees($0) }
    }
}
