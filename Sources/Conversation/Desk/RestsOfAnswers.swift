// What did not fit of the last answer to each person in each room, for `/more`.

import NIOConcurrencyHelpers
import ProgramModel

final class RestsOfAnswers: Sendable {
    struct Key: Hashable {
        var identity: Identity
        var channel: ChannelAddress
    }
    private struct Memory {
        var rests: [Key: Reply] = [:]
        var lines = 0
    }
    private let memory = NIOLockedValueBox(Memory())
    /// Bounded: whoever asks first after so much starts all afresh.
    private static let (mostRests, mostLines) = (10_000, 200_000)

    subscript(key: Key) -> Reply? { memory.withLockedValue { $0.rests[key] } }

    func forget() { memory.withLockedValue { $0 = Memory() } }

    /// Keeps what did not fit of an answer; nil when all of it did.
    func keep(_ rest: Reply?, for key: Key) {
        memory.withLockedValue { memory in
            memory.lines -= memory.rests.removeValue(forKey: key)?.lineCount ?? 0
            guard let rest else { return }
            if memory.rests.count >= RestsOfAnswers.mostRests || memory.lines >= RestsOfAnswers.mostLines {
                memory = Memory()
            }
            memory.rests[key] = rest
            memory.lines += rest.lineCount
        }
    }
}
