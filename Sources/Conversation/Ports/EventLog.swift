// The port to the store: one transaction writes events, inbox and outbox together.

import CommandLanguage
package import ProgramModel
package import Quantities

/// One event as the log keeps it.
package struct LoggedEvent: Sendable {
    package var stamp: EventStamp
    package var event: any ProgramEvent
    package var deliveryID: String?
    /// Which command of its message, from 0, and which event of that command, from 0.
    package var commandNumber: Int
    package var position: Int
    /// The command this event took back, if it did.
    package var undone: Int?
    /// The items it names, for the index.
    package var items: [ItemID]

    package init(
        stamp: EventStamp, event: any ProgramEvent, deliveryID: String?, commandNumber: Int, position: Int,
        undone: Int?, items: [ItemID]
    ) {
        self.stamp = stamp
        self.event = event
        self.deliveryID = deliveryID
        self.commandNumber = commandNumber
        self.position = position
        self.undone = undone
        self.items = items
    }
}

/// A reply on its way out.
package struct OutboxEntry: Hashable, Sendable {
    /// Unique for ever; the receiver may see it twice, never two under one.
    package var id: String
    package var destination: ReplyAddress.Destination
    /// What must stay in order: everything to one webhook, room or address.
    package var lane: String
    package var payload: [UInt8]
    package var contentType: String
    package var created: Instant
    /// Not before this moment: an answer that goes with the HTTP response waits to be marked as flushed.
    package var due: Instant
    package var expires: Instant?
    package var attempts = 0
    /// No receiver is left alone for longer between two attempts.
    package static let longestWait = 2 * Instant.hour

    package init(
        id: String, destination: ReplyAddress.Destination, lane: String, payload: [UInt8], contentType: String,
        created: Instant,
        due: Instant, expires: Instant?
    ) {
        self.id = id
        self.destination = destination
        self.lane = lane
        self.payload = payload
        self.contentType = contentType
        self.created = created
        self.due = due
        self.expires = expires
    }
}

/// What a message was answered with.
package struct StoredReply: Hashable, Sendable {
    package var bytes: [UInt8]
    /// The ``CommandLanguage/MessageText/digest`` of the message; nil in rows of releases that kept none.
    package var textDigest: [UInt8]?

    package init(_ bytes: [UInt8], to textDigest: [UInt8]?) {
        self.bytes = bytes
        self.textDigest = textDigest
    }

    /// Whether this is the answer to that text; one without a digest is, as it was when it was kept.
    func answers(_ text: MessageText) -> Bool { textDigest.map { $0 == text.digest } ?? true }
}

/// The reply a delivery was answered with.
package struct InboxEntry: Hashable, Sendable {
    package var deliveryID: String
    package var received: Instant
    package var reply: StoredReply
    /// When the reply goes out in its HTTP response: what posts it otherwise. It becomes an entry of the outbox once it is
    /// due, unless it is marked as sent before, or when the process ends first. Its payload is the reply.
    package var fallback: OutboxEntry?
    package init(deliveryID: String, received: Instant, reply: StoredReply, fallback: OutboxEntry? = nil) {
        self.deliveryID = deliveryID
        self.received = received
        self.reply = reply
        self.fallback = fallback
        self.fallback?.payload = reply.bytes
    }
}

/// Everything that becomes true at once.
package struct LogTransaction: Sendable {
    package var events: [LoggedEvent] = []
    package var inbox: [InboxEntry] = []
    package var outbox: [OutboxEntry] = []
    /// What fell due and was seen to, each with its last moment; see ``EventLog/doneWork()``.
    package var done: [String: Instant] = [:]
    package init() {}
    package var isEmpty: Bool { events.isEmpty && inbox.isEmpty && outbox.isEmpty && done.isEmpty }
}

/// Reading what was recorded.
package protocol LogReader: Sendable {
    /// The events that touched an item, oldest first, at most `limit` of the latest.
    func events(touching id: ItemID, limit: Int) throws -> [LoggedEvent]
    /// The events of a stretch of time, oldest first, at most `limit` of the latest.
    func events(from: Instant, to: Instant, limit: Int) throws -> [LoggedEvent]
    /// The events of one command, by its number, oldest first.
    func events(ofCommand number: Int) throws -> [LoggedEvent]
    /// The events of these words, oldest first.
    func events(of words: Set<String>) throws -> [LoggedEvent]
    /// The events that hold a text, in any case of its letters, oldest first. Reads the whole log.
    func events(saying text: String) throws -> [LoggedEvent]
    /// The workspace as the events up to a moment add up to it.
    func workspace(at moment: Instant) throws -> Workspace
    /// What operators ask for: the outbox's dead letters and the words nobody understood.
    func deadLetters(limit: Int) throws -> [DeadLetter]
    func misses(limit: Int) throws -> [Miss]
    func outbox() throws -> OutboxState
    /// Whether what is answered now can be kept.
    func health() -> StoreHealth
}

/// Whether a store can be written.
package struct StoreHealth: Hashable, Sendable {
    /// Why nothing can be written; nil when all is well.
    package var problem: String?
    package init(problem: String? = nil) { self.problem = problem }
}

/// What is on its way out, for operators.
package struct OutboxState: Hashable, Sendable {
    /// Replies to be delivered, those included whose HTTP response is still on its way.
    package var waiting: Int
    /// Replies given up, kept until somebody sends them again.
    package var dead: Int
    /// When the oldest of those that wait was put there.
    package var oldest: Instant?
    /// Where they wait, the longest first; at most a hundred places.
    package var places: [Place]

    package init(waiting: Int, dead: Int, oldest: Instant?, places: [Place] = []) {
        self.waiting = waiting
        self.dead = dead
        self.oldest = oldest
        self.places = places
    }

    /// Somewhere that replies wait to go.
    package struct Place: Hashable, Sendable {
        /// The destination without its secret: a host or a webhook's name.
        package var name: String
        package var waiting: Int
        package var since: Instant
        /// Why the last attempt failed; nil before there was one.
        package var reason: String?
        package init(name: String, waiting: Int, since: Instant, reason: String?) {
            self.name = name
            self.waiting = waiting
            self.since = since
            self.reason = reason
        }
    }
}

/// A reply that could not be delivered.
package struct DeadLetter: Hashable, Sendable {
    package var id: String
    /// The destination without its secret: a host or a webhook's name.
    package var place: String
    package var created: Instant
    package var attempts: Int
    package var reason: String
    /// False when its address is over.
    package var canBeSent: Bool
    package init(id: String, place: String, created: Instant, attempts: Int, reason: String, canBeSent: Bool) {
        self.id = id
        self.place = place
        self.created = created
        self.attempts = attempts
        self.reason = reason
        self.canBeSent = canBeSent
    }
}

/// A word that was not understood, and how often.
package struct Miss: Hashable, Sendable {
    package var command: String
    package var word: String
    package var count: Int
    package init(command: String, word: String, count: Int) {
        self.command = command
        self.word = word
        self.count = count
    }
}

/// The store behind a running bot. Every store passes one suite of tests.
package protocol EventLog: LogReader {
    /// The workspace of all committed events.
    func load() throws -> Workspace
    /// The same, of the events alone: whatever else was kept of them is forgotten, because it is damaged.
    func replay() throws -> Workspace
    /// Writes everything, or nothing, durably before it returns.
    func commit(_ transaction: LogTransaction) throws
    /// What these deliveries were answered with, by ``DeliveryKey/text``, in one read; those never handled are left out. A
    /// reply without a digest is found by the earlier form of its key too.
    func storedReplies(for deliveries: [DeliveryKey]) throws -> [String: StoredReply]
    /// Marks replies as sent; their addresses are deleted.
    func markSent(_ ids: [String]) throws
    /// How many of these replies are still to be delivered, and how many were given up.
    func undelivered(_ ids: [String]) throws -> (waiting: Int, dead: Int)
    /// Puts a dead letter back on its way; false when there is none of this id.
    func resend(_ id: String, now: Instant) throws -> Bool
    /// The last moment of everything that fell due and was seen to, by its key. It stands beside the chain of events: that
    /// something was said is no fact of the program.
    func doneWork() throws -> [String: Instant]
    func countMiss(command: String, word: String) throws
    /// The version of the newest snapshot; 0 when there is none.
    var newestSnapshot: Int { get }
    /// Keeps a snapshot when enough has happened since the last.
    func keepSnapshot(of workspace: Workspace) throws
}
