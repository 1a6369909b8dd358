// What somebody wants to try out: commands that were not done, kept while the process runs and nowhere in the log.

import NIOConcurrencyHelpers
import ProgramModel
import Quantities

/// Commands tried on a copy, with who said them where: `W-1`.
struct Draft: Sendable {
    var number: Int
    var script: String
    var person: PersonID
    var channel: ChannelAddress
}

/// The newest drafts, by number: a draft changes nothing, so that none is worth an event.
final class Drafts: Sendable {
    private struct Memory {
        var drafts: [Int: Draft] = [:]
        var last = 0
    }
    private let memory = NIOLockedValueBox(Memory())
    private static let most = 1000

    subscript(number: Int) -> Draft? { memory.withLockedValue { $0.drafts[number] } }

    /// Keeps a draft, in the place of the oldest when there are too many; its number.
    func keep(_ script: String, of person: PersonID, in channel: ChannelAddress) -> Int {
        memory.withLockedValue { memory in
            memory.last += 1
            memory.drafts[memory.last] = Draft(
                number: memory.last, script: script, person: person, channel: channel)
            memory.drafts[memory.last - Drafts.most] = nil
            return memory.last
        }
    }

    func drop(_ number: Int) { memory.withLockedValue { $0.drafts[number] = nil } }
    /// Words were erased: a draft may hold them.
    func forget() { memory.withLockedValue { $0.drafts = [:] } }
}
