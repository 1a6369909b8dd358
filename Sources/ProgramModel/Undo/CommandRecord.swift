// What one command changed, kept for a day so that it can be taken back.

package import Quantities

/// One command that wrote, with what it touched as it was before.
package struct CommandRecord: Hashable, Sendable {
    /// The version of its first event.
    package var number: Int
    package var person: PersonID
    package var time: Instant
    /// What the person called it: `risk add`.
    package var name: String
    /// Who took it back, and the version of that event; nil while it stands.
    package var undoneBy: PersonID?
    package var undoneAt: Int?
    package var isUndone: Bool { undoneAt != nil }
    package var changes: [Change] = []

    package init(number: Int, person: PersonID, time: Instant, name: String) {
        self.number = number
        self.person = person
        self.time = time
        self.name = name
    }

    /// One thing the command touched.
    package struct Change: Hashable, Sendable {
        /// The thing as it was before; after an undo, as the command had made it. Nil when there was none.
        package enum Kept: Hashable, Sendable {
            case item(ItemID, Item?)
            case project(ProjectKey, Project?)
            case program(ProjectKey, Program?)
            case channel(ChannelAddress, ChannelBinding?)
            case alias(Workspace.AliasKey, String?)
            case setting(String, String?)
            case standing(PersonID, Person.Standing)

            /// What it is of, without how that was.
            var thing: Thing {
                switch self {
                case .item(let id, _): .item(id)
                case .project(let key, _): .project(key)
                case .program(let key, _): .program(key)
                case .channel(let address, _): .channel(address)
                case .alias(let key, _): .alias(key)
                case .setting(let name, _): .setting(name)
                case .standing(let person, _): .person(person)
                }
            }
        }
        enum Thing: Hashable {
            case item(ItemID), project(ProjectKey), program(ProjectKey), channel(ChannelAddress)
            case alias(Workspace.AliasKey), setting(String), person(PersonID)
        }
        package var kept: Kept
        /// The command that the thing's stamp names now, unless somebody changes it later; nil when it is gone, and for what
        /// has no stamp.
        package var left: Int?

        package init(kept: Kept, left: Int?) {
            self.kept = kept
            self.left = left
        }
    }

    /// The items it touched, in order.
    package var items: [ItemID] {
        changes.compactMap { if case .item(let id, _) = $0.kept { id } else { nil } }
    }

    /// How long a command can be undone.
    package static let memory: Int64 = Instant.day
}

extension Workspace {
    /// The command with this number, while it is remembered.
    package func command(_ number: Int) -> CommandRecord? { commands[number] }

    /// A person's newest command since a moment that was not taken back.
    package func lastCommand(of person: PersonID, since moment: Instant) -> CommandRecord? {
        commands.newest(of: person) { $0.time < moment || !$0.isUndone }.flatMap { $0.time < moment ? nil : $0 }
    }

    /// The command a person took back last and could do again.
    package func lastUndone(by person: PersonID) -> CommandRecord? {
        redoable[person]?.last.flatMap { commands[$0] }
    }

    /// What stands in the way of taking a command back (or, undone, of doing it again): the first of its things that
    /// a later command changed, and that command while it is remembered.
    package func obstacle(to record: CommandRecord) -> (thing: String, by: CommandRecord?)? {
        for change in record.changes {
            if !record.isUndone, case .project(let key, nil) = change.kept, isUsed(key) { return (key.text, nil) }
            if !record.isUndone, case .program(let key, nil) = change.kept, isUsed(key) { return (key.text, nil) }
            guard let (thing, stamp) = stamp(of: change.kept) else {
                if let later = commands.newest(after: record, on: change.kept.thing) {
                    return (name(of: change.kept.thing), later)
                }
                continue
            }
            if stamp?.command != change.left { return (thing, stamp.flatMap { commands[$0.command] }) }
        }
        return nil
    }

    private func name(of thing: CommandRecord.Change.Thing) -> String {
        switch thing {
        case .item(let id): id.description
        case .project(let key), .program(let key): key.text
        case .channel(let address): address.channel
        case .alias(let key): "/" + key.word
        case .setting(let name): name
        case .person(let person): "@" + (people[person]?.handle ?? "")
        }
    }

    /// Whether records, rooms or projects depend on a project or program.
    private func isUsed(_ key: ProjectKey) -> Bool {
        recordCounts[key] ?? 0 > 0 || channels.values.contains { $0.project == key }
            || projects.values.contains { $0.program == key }
    }

    /// The thing's name and stamp; nil for what has no stamp.
    private func stamp(of kept: CommandRecord.Change.Kept) -> (String, Stamp?)? {
        let stamp: Stamp?
        switch kept {
        case .item(let id, _): stamp = items[id]?.changed
        case .project(let key, _): stamp = projects[key]?.changed
        case .program(let key, _): stamp = programs[key]?.changed
        case .channel(let address, _): stamp = channels[address]?.changed
        case .alias, .setting, .standing: return nil
        }
        return (name(of: kept.thing), stamp)
    }

    /// Puts back what a command changed, and keeps what it had made so that a redo can put that back in turn.
    mutating func swap(_ number: Int, undone: Bool, _ stamp: Stamp) {
        guard var record = commands[number], record.isUndone != undone else { return }
        for (index, change) in record.changes.enumerated() {
            switch change.kept {
            case .item(let id, let before):
                record.changes[index].kept = .item(id, items[id])
                if let before {
                    put(before)
                } else if var item = items[id] {
                    item.state = Item.withdrawn
                    item.isOpen = false
                    item.closed = stamp.time
                    put(item)
                }
                record.changes[index].left = items[id]?.changed.command
            case .project(let key, let before):
                record.changes[index] = .init(kept: .project(key, projects[key]), left: before?.changed.command)
                projects[key] = before
            case .program(let key, let before):
                record.changes[index] = .init(kept: .program(key, programs[key]), left: before?.changed.command)
                programs[key] = before
            case .channel(let address, let before):
                record.changes[index] = .init(kept: .channel(address, channels[address]), left: before?.changed.command)
                channels[address] = before
            case .alias(let key, let before):
                record.changes[index].kept = .alias(key, aliases[key])
                aliases[key] = before
            case .setting(let name, let before):
                record.changes[index].kept = .setting(name, settings[name])
                settings[name] = before
            case .standing(let person, let before):
                guard var now = people[person] else { continue }
                record.changes[index].kept = .standing(person, now.standing)
                now.standing = before
                put(now)
            }
        }
        record.undoneBy = undone ? stamp.person : nil
        record.undoneAt = undone ? stamp.command : nil
        commands.put(record)
        if undone {
            redoable[stamp.person, default: []].append(number)
        } else {
            redoable[stamp.person]?.removeAll { $0 == number }
        }
    }

    /// Remembers a thing as it was before this command first touched it.
    mutating func remember(_ kept: CommandRecord.Change.Kept, _ stamp: Stamp) {
        commands.change(stamp.command) { record in
            if !record.changes.contains(where: { $0.kept.thing == kept.thing }) {
                record.changes.append(.init(kept: kept, left: stamp.command))
            }
        }
    }

    /// Opens the record of a command at its first event, and forgets commands older than a day.
    mutating func begin(_ stamp: EventStamp) {
        guard commands[stamp.command] == nil else { return }
        commands.forget(before: stamp.time + -CommandRecord.memory)
        // A new write clears what this person could have done again.
        for number in redoable.removeValue(forKey: stamp.person) ?? [] {
            if let record = commands[number], record.undoneBy == stamp.person { commands.remove(record) }
        }
        commands.put(
            CommandRecord(number: stamp.command, person: stamp.person, time: stamp.time, name: stamp.commandName))
    }
}
