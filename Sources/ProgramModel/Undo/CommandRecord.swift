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
            case slot(SlotAddress, SlotState)
            /// An entry of the ledger by its number.
            case entry(Int, Ledger.Booked?)

            /// What it is of, without how that was.
            var thing: Thing {
                switch self {
                case .item(let id, _): .item(id)
                case .project(let key, _): .project(key)
                case .program(let key, _): .program(key)
                case .slot(let address, _): .slot(address)
                case .entry(let id, _): .entry(id)
                }
            }
        }
        enum Thing: Hashable {
            case item(ItemID), project(ProjectKey), program(ProjectKey), slot(SlotAddress), entry(Int)
        }
        package var kept: Kept
        /// The command that touched the thing last, unless somebody changes it later; nil when it is gone.
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
    package func lastUndone(by person: PersonID, since: Instant) -> CommandRecord? {
        redoable[person]?.last.flatMap { commands[$0] }.flatMap { $0.time >= since ? $0 : nil }
    }

    /// What stands in the way of taking a command back (or, undone, of doing it again): the first of its things that
    /// a later command changed, and that command while it is remembered.
    package func obstacle(to record: CommandRecord) -> (thing: Wording, by: CommandRecord?)? {
        for change in record.changes {
            if !record.isUndone, case .project(let key, nil) = change.kept, isUsed(key, besides: record) {
                return ("\(key)", nil)
            }
            if !record.isUndone, case .program(let key, nil) = change.kept, isUsed(key, besides: record) {
                return ("\(key)", nil)
            }
            let last = lastTouch(of: change.kept.thing)
            // What removed a slot is forgotten with its command.
            let left = last == nil ? change.left.flatMap { commands[$0]?.number } : change.left
            if last != left { return (name(of: change.kept.thing), last.flatMap { commands[$0] }) }
        }
        return nil
    }

    private func name(of thing: CommandRecord.Change.Thing) -> Wording {
        switch thing {
        case .item(let id): "\(id)"
        case .project(let key), .program(let key): "\(key)"
        case .slot(let address): address.name
        case .entry(let id): "entry \(id)"
        }
    }

    /// The command that touched a thing last; nil when it is gone.
    private func lastTouch(of thing: CommandRecord.Change.Thing) -> Int? {
        switch thing {
        case .item(let id): items[id]?.changed.command
        case .project(let key): projects[key]?.changed.command
        case .program(let key): programs[key]?.changed.command
        case .slot(let address): state(of: address).changed?.command
        case .entry(let id): ledger.booked(id)?.changed.command
        }
    }

    /// Whether records, slots or projects depend on a project or program, besides those that go with the same command.
    private func isUsed(_ key: ProjectKey, besides record: CommandRecord) -> Bool {
        var (made, slots, others) = (0, Set<SlotAddress>(), Set<ProjectKey>())
        for change in record.changes {
            switch change.kept {
            case .item(let id, nil):
                if let item = items[id], item.project == key, item.state != Item.withdrawn { made += 1 }
            case .slot(let address, _): slots.insert(address)
            case .project(let other, _): others.insert(other)
            default: break
            }
        }
        return recordCounts[key] ?? 0 > made
            || allSlots.contains { $0.slot.project == key && !slots.contains($0.address) }
            || projects.values.contains { $0.program == key && !others.contains($0.key) }
    }

    /// Puts back what a command changed, and keeps what it had made so that a redo can put that back in turn.
    ///
    /// - Parameter isWhole: false for an event of a time when words, settings and roles were left as they were.
    mutating func swap(_ number: Int, undone: Bool, isWhole: Bool, _ stamp: Stamp) {
        guard var record = commands[number], record.isUndone != undone else { return }
        if !isWhole {
            record.changes.removeAll {
                guard case .slot(let address, _) = $0.kept else { return false }
                return address.type != SlotType(Room.self)
            }
        }
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
            case .slot(let address, let before):
                let now = state(of: address)
                record.changes[index] = .init(kept: .slot(address, now), left: before.changed?.command)
                set(address, to: before)
            case .entry(let id, let before):
                record.changes[index] = .init(kept: .entry(id, ledger.booked(id)), left: before?.changed.command)
                ledger.set(id, to: before)
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
        // What this command touched last, it remembered then: a long command does not look through all it did.
        guard lastTouch(of: kept.thing) != stamp.command else { return }
        commands.change(stamp.command) { $0.changes.append(.init(kept: kept, left: stamp.command)) }
    }

    /// Opens the record of a command at its first event, and forgets commands older than a day.
    mutating func begin(_ stamp: EventStamp) {
        guard commands[stamp.command] == nil else { return }
        forgetRemoved(by: commands.forget(before: stamp.time + -CommandRecord.memory))
        // A new write clears what this person could have done again.
        for number in redoable.removeValue(forKey: stamp.person) ?? [] {
            if let record = commands[number], record.undoneBy == stamp.person { commands.remove(record) }
        }
        commands.put(
            CommandRecord(number: stamp.command, person: stamp.person, time: stamp.time, name: stamp.commandName))
    }
}
