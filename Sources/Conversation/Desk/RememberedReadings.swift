// Questions that are asked again and again, read once: what a prepared statement is to a database.

import CommandLanguage
import NIOConcurrencyHelpers
import ProgramModel
import Quantities

/// A message's words, bound on a committed workspace before the message waits for its turn.
///
/// They mean the same later as long as the person, the day and the workspace's ``Workspace/vocabulary`` are the same; the
/// thread that commits binds them again only when one of these changed. A class: it is handed on and kept.
final class Reading: Sendable {
    let person: PersonID
    let vocabulary: Int
    let today: CalendarDate
    let commands: [CommandWords]
    let bound: [Result<BoundCommand, UsageProblem>]
    /// Whether every command is a read, which needs no commit.
    let isRead: Bool
    /// What the time of the answers grows with: that of the command that takes most.
    let work: ReadWork
    /// Bytes of the words, with those that an alias stands for.
    private let length: Int

    init(
        person: PersonID, vocabulary: Int, today: CalendarDate, commands: [CommandWords],
        bound: [Result<BoundCommand, UsageProblem>], isRead: Bool, work: ReadWork
    ) {
        self.person = person
        self.vocabulary = vocabulary
        self.today = today
        self.commands = commands
        self.bound = bound
        self.isRead = isRead
        self.work = work
        length = commands.reduce(0) { $0 + $1.words.reduce(0) { $0 + $1.typed.utf8.count + 1 } }
    }

    /// Bytes of the words times records: what is looked for in a few is small. At this bound a list that tries each word on
    /// each record takes some milliseconds.
    private static let few = 64 * 1024

    /// Whether the answer takes no longer than an event loop may be kept.
    func isSmall(on workspace: Workspace) -> Bool {
        switch work {
        case .small: true
        case .records: length * workspace.size <= Reading.few
        case .log: false
        }
    }
}

/// The readings of short messages that only read, by who said what on which day.
///
/// Only what was read on a committed workspace is kept: a vocabulary's number means one vocabulary there.
final class RememberedReadings: Sendable {
    struct Key: Hashable, Sendable {
        var text: MessageText
        var person: PersonID
        var today: CalendarDate
    }
    private struct Memory {
        var vocabulary = 0
        var readings: [Key: Reading] = [:]
    }
    private let memory = NIOLockedValueBox(Memory())
    /// A question is short; what is longer is hardly said twice.
    private static let longest = 120
    /// Bounded: whoever asks first after so many others is read afresh.
    private static let most = 1000

    /// What a message was read as before, while the vocabulary is still the same.
    func reading(_ key: Key, vocabulary: Int) -> Reading? {
        guard key.text.length <= RememberedReadings.longest else { return nil }
        return memory.withLockedValue { $0.vocabulary == vocabulary ? $0.readings[key] : nil }
    }

    func remember(_ reading: Reading, as key: Key) {
        guard reading.isRead, key.text.length <= RememberedReadings.longest else { return }
        memory.withLockedValue { memory in
            // An older one is of a workspace that is gone.
            guard reading.vocabulary >= memory.vocabulary else { return }
            if reading.vocabulary > memory.vocabulary || memory.readings.count >= RememberedReadings.most {
                memory = Memory(vocabulary: reading.vocabulary)
            }
            memory.readings[key] = reading
        }
    }
}
