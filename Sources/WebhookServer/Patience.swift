// Waiting for an answer, but not for ever.

import Conversation
import NIOConcurrencyHelpers

/// Lets those go who have waited long enough: one timer for everybody, as a wheel of slots that turns while somebody waits.
final class Patience: Sendable {
    private struct Wheel {
        var slots: [[FirstAnswer]]
        var now = 0
        var isTurning = false
    }
    private let wheel: NIOLockedValueBox<Wheel>
    private let tick: Duration

    /// Whoever is added waits at least `ticks` and at most `ticks` + 1 ticks.
    init(ticks: Int, of tick: Duration) {
        wheel = NIOLockedValueBox(Wheel(slots: Array(repeating: [], count: ticks + 1)))
        self.tick = tick
    }

    func add(_ waiting: FirstAnswer) {
        let starts = wheel.withLockedValue { wheel in
            wheel.slots[wheel.now].append(waiting)
            defer { wheel.isTurning = true }
            return !wheel.isTurning
        }
        guard starts else { return }
        Task {
            repeat { try? await Task.sleep(for: tick) } while turn()
        }
    }

    /// Moves on by one slot and lets everybody in it go; false once nobody waits.
    private func turn() -> Bool {
        let (late, goesOn) = wheel.withLockedValue { wheel in
            wheel.now = (wheel.now + 1) % wheel.slots.count
            let late = wheel.slots[wheel.now]
            wheel.slots[wheel.now] = []
            wheel.isTurning = !wheel.slots.allSatisfy(\.isEmpty)
            return (late, wheel.isTurning)
        }
        for waiting in late { _ = waiting.give(nil) }
        return goesOn
    }
}

/// Somebody who takes the first answer given, and no other.
final class FirstAnswer: Sendable {
    private let waiting: NIOLockedValueBox<(@Sendable (HandledMessage?) -> Void)?>
    init(_ done: @escaping @Sendable (HandledMessage?) -> Void) { waiting = NIOLockedValueBox(done) }

    /// Whether this was the first.
    func give(_ handled: HandledMessage?) -> Bool {
        let done = waiting.withLockedValue { waiting in
            defer { waiting = nil }
            return waiting
        }
        done?(handled)
        return done != nil
    }
}
