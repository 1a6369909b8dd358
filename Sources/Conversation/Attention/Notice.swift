// What somebody is told without having asked, and how it gets to them.

import Quantities

/// What a person or a room is told because of what somebody did, or because its time came.
struct Notice: Sendable {
    enum Cause: Sendable {
        /// A command, by the message's own id where it has one.
        case command(String)
        /// Its time came, at this moment.
        case time(Instant)
    }
    var receiver: Receiver
    var reply: Reply
    var cause: Cause
    /// Not before this moment: the receiver's quiet hours end then.
    var notBefore: Instant?

    init(to receiver: Receiver, _ reply: Reply, because cause: Cause, notBefore: Instant? = nil) {
        self.receiver = receiver
        self.reply = reply
        self.cause = cause
        self.notBefore = notBefore
    }

    /// As a result of its own, which answers nothing.
    var result: CommandResult {
        var result = CommandResult(outcome: .told, reply: reply, isPrivate: false)
        result.receiver = receiver.name
        switch cause {
        case .command(let id): result.cause = id
        case .time: result.outcome = .due
        }
        return result
    }
}

/// A person or a room, with the way there.
struct Receiver: Hashable, Sendable {
    /// The person's handle, or the room's name.
    var name: String
    var way: Way

    enum Way: Hashable, Sendable {
        /// The terminal or pipe that this process reads from.
        case console
        /// By the outbox, in the order of its lane.
        case post(ReplyAddress, lane: String, rendering: [String: String])
        case none(Obstacle)
    }

    /// Why somebody can be told nothing.
    enum Obstacle: Hashable, Sendable {
        /// Only a name that others mentioned.
        case noAccount
        /// Has accounts, and the bot can write to none of them.
        case notConnected(platform: String)
        /// Wants to hear of nothing.
        case off
    }
}
