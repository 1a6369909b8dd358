// Folds events into a workspace: the only place where the workspace changes.

package import Quantities

/// Where and when an event stands in the log.
package struct EventStamp: Hashable, Sendable {
    /// The event's place in the log, from 1.
    package var version: Int
    package var time: Instant
    package var person: PersonID
    /// The version of the first event of the same command.
    package var command: Int
    /// What the person called the command: `risk add`.
    package var commandName: String
    /// The name of what registers people on the way: no command of anybody's, and never undone.
    package static let registration = "registration"

    package init(version: Int, time: Instant, person: PersonID, command: Int, commandName: String) {
        self.version = version
        self.time = time
        self.person = person
        self.command = command
        self.commandName = commandName
    }

    var stamp: Stamp { Stamp(person: person, time: time, command: command) }
}

extension Workspace {
    /// Applies one event. Total: an event that names something unknown changes nothing but the version.
    package mutating func apply(_ event: any ProgramEvent, _ stamp: EventStamp) {
        version = stamp.version
        time = max(time, stamp.time)
        if type(of: event).isUndoable, stamp.commandName != EventStamp.registration { begin(stamp) }
        event.apply(to: &self, stamp.stamp)
    }

    /// Changes one item, remembering how it was and stamping who changed it.
    mutating func change(_ id: ItemID, _ stamp: Stamp, _ body: (inout Item) -> Void) {
        guard var item = items[id] else { return }
        remember(.item(id, item), stamp)
        body(&item)
        item.changed = stamp
        put(item)
    }

    mutating func change(project key: ProjectKey, _ stamp: Stamp, _ body: (inout Project) -> Void) {
        guard var project = projects[key] else { return }
        remember(.project(key, project), stamp)
        body(&project)
        project.changed = stamp
        projects[key] = project
    }

    mutating func change(program key: ProjectKey, _ stamp: Stamp, _ body: (inout Program) -> Void) {
        guard var program = programs[key] else { return }
        remember(.program(key, program), stamp)
        body(&program)
        program.changed = stamp
        programs[key] = program
    }

    /// Stores an item and keeps the indexes true.
    mutating func put(_ item: Item) {
        let before = items.update(item.id, item)
        if let before, let project = before.project, before.state != Item.withdrawn {
            recordCounts[project, default: 0] -= 1
        }
        if let project = item.project, item.state != Item.withdrawn { recordCounts[project, default: 0] += 1 }
        index.put(item, instead: before)
        if let before, before.project != item.project { mark(item.id, in: before.project) }
        mark(item.id, in: item.project)
        if let project = item.project {
            activity[project] = max(activity[project] ?? item.changed.time, item.changed.time)
        }
    }

    mutating func put(_ person: Person) {
        if let before = people[person.id] {
            if before.handle != person.handle { handles[before.handle] = nil }
            namesakes[before.name.lowercased()]?.removeAll { $0 == person.id }
            for identity in before.identities where !person.identities.contains(identity) {
                identities[identity] = nil
            }
        }
        people[person.id] = person
        if person.joinedTo == nil { namesakes[person.name.lowercased(), default: []].append(person.id) }
        // A name that was joined to somebody means that somebody.
        handles[person.handle] = person.joinedTo ?? person.id
        for identity in person.identities { identities[identity] = person.id }
    }

    /// Counts a number of a prefix as used, for ever.
    mutating func use(_ number: Int, of prefix: String) {
        lastNumbers[prefix] = max(lastNumbers[prefix] ?? 0, number)
    }
}
