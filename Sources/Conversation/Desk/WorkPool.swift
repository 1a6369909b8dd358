// Who works on what takes long, and in which order.

import NIOConcurrencyHelpers

/// Work that an event loop must not do: several pieces at a time, and fairly.
///
/// Each piece belongs to somebody, a speaker or an address. Of one's pieces one is worked on at a time, and whoever waits
/// has a turn after one piece of each other at the most, however many some of them have sent.
package final class WorkPool: Sendable {
    private typealias Work = @Sendable () -> Void

    private struct Line {
        /// What waits, by whose it is.
        var waiting: [String: [Work]] = [:]
        /// Who waits and has nothing under way, in the order of their turns.
        var turns: [String] = []
        /// Whose pieces are under way.
        var busy: Set<String> = []

        mutating func nextTurn() -> (owner: String, work: Work)? {
            guard !turns.isEmpty else { return nil }
            let owner = turns.removeFirst()
            guard let work = waiting[owner]?.removeFirst() else { return nil }
            if waiting[owner]?.isEmpty == true { waiting[owner] = nil }
            busy.insert(owner)
            return (owner, work)
        }
    }
    private let line = NIOLockedValueBox(Line())
    private let width: Int
    private let run: @Sendable (@escaping @Sendable () -> Void) -> Void

    /// - Parameters:
    ///   - width: how many pieces are worked on at a time.
    ///   - run: runs work on a thread of its own.
    package init(width: Int, run: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) {
        self.width = width
        self.run = run
    }

    /// Works on the caller's own thread: for a process with one speaker, and for tests.
    package static func inline() -> WorkPool { WorkPool(width: .max) { $0() } }

    /// Does a piece of work once its owner has a turn.
    package func start(for owner: String, _ work: @escaping @Sendable () -> Void) {
        let begins = line.withLockedValue { line in
            if line.busy.count < width, line.busy.insert(owner).inserted { return true }
            if line.waiting[owner] == nil, !line.busy.contains(owner) { line.turns.append(owner) }
            line.waiting[owner, default: []].append(work)
            return false
        }
        if begins { run { self.goOn(with: (owner, work)) } }
    }

    /// Works until nobody waits for a turn.
    private func goOn(with first: (owner: String, work: Work)) {
        var next: (owner: String, work: Work)? = first
        while let (owner, work) = next {
            work()
            next = line.withLockedValue { line in
                line.busy.remove(owner)
                if line.waiting[owner] != nil { line.turns.append(owner) }
                return line.nextTurn()
            }
        }
    }
}
