// What a message came to, before it is written down.

import ProgramModel
import Quantities

/// What a message came to.
struct Decided: Sendable {
    var events: [LoggedEvent] = []
    var results: [CommandResult] = []
    var announcements: [Announcement] = []
    /// What others are told.
    var notices: [Notice] = []
    /// What the command under way has touched, and the people it named.
    var touched = RecordsBefore()
    var named: [PersonID] = []
    var misses: [(command: String, word: String)] = []
    /// Dead letters to send again.
    var resend: [String] = []
    /// What `/more` shows next.
    var more: Reply?
    /// Whether a command that writes was understood: its delivery is then remembered, done or refused.
    var attemptsWrite = false
}
