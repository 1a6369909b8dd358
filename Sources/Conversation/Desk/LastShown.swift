// What each person was shown last in each room, for `it` and `that`: kept in memory, so that after a restart they mean nothing.

import NIOConcurrencyHelpers
import ProgramModel
import Quantities

/// What one answer was about.
struct Shown: Sendable {
    enum What: Sendable {
        /// The speaker's own change, as the log has it.
        case change
        /// What was asked about, or taken back.
        case records([ItemID])
    }
    var what: What
    var time: Instant

    /// What the answers to a message were about; nil where they were about no records.
    init?(_ decided: Decided, at time: Instant) {
        let said = decided.results.filter { $0.outcome == .done || $0.outcome == .answer }
        guard let last = said.last else { return nil }
        let isOwnChange = last.outcome == .done && !last.isOfTheUndone
        guard isOwnChange || !last.reply.touched.isEmpty else { return nil }
        what = isOwnChange ? .change : .records(last.reply.touched)
        self.time = time
    }
}

final class LastShown: Sendable {
    private let shown = NIOLockedValueBox<[RestsOfAnswers.Key: Shown]>([:])
    /// Bounded: after so many all begin afresh.
    private static let most = 10_000

    subscript(key: RestsOfAnswers.Key) -> Shown? { shown.withLockedValue { $0[key] } }

    func keep(_ new: Shown, for key: RestsOfAnswers.Key) {
        shown.withLockedValue { shown in
            if shown.count >= LastShown.most { shown = [:] }
            shown[key] = new
        }
    }
}
