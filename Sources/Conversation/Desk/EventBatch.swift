// Stamps the events of one command and applies them as they are decided.

import ProgramModel
import Quantities

/// The events of one command, numbered on from the workspace's version.
struct EventBatch {
    private var version: Int
    private let time: Instant
    private let person: PersonID
    private let number: Int
    private let deliveryID: String?
    private var command: Int?
    /// What the whole is called, when it is more than one command: `batch`.
    var name: String?
    var events: [LoggedEvent] = []

    init(version: Int, time: Instant, person: PersonID, number: Int, _ invocation: Invocation) {
        self.version = version
        self.time = time
        self.person = person
        self.number = number
        deliveryID = invocation.delivery?.text
    }

    /// Stamps events and applies them. The command's number is the version of its first undoable event, so that
    /// registrations made on the way are no part of what an undo takes back.
    mutating func append(_ decided: [any ProgramEvent], to workspace: inout Workspace, name: String) {
        for event in decided {
            version += 1
            let isUndoable = type(of: event).isUndoable && name != EventStamp.registration
            if command == nil, isUndoable { command = version }
            let stamp = EventStamp(
                version: version, time: time, person: person, command: isUndoable ? command ?? version : version,
                commandName: isUndoable ? self.name ?? name : name)
            workspace.apply(event, stamp)
            events.append(
                LoggedEvent(
                    stamp: stamp, event: event, deliveryID: deliveryID, commandNumber: number, position: events.count,
                    undone: (event as? CommandUndone)?.command, items: event.items(in: workspace)))
        }
    }
}
