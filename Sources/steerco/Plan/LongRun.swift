// Work that can take long: it shows how far it is on a terminal, and stops cleanly on Ctrl-C or when its time is over.

import Foundation
import NIOConcurrencyHelpers
import Synchronization

/// Set by the first Ctrl-C; a second one ends the process as usual. A signal handler can reach nothing but a global.
private let isInterrupted = Atomic<Bool>(false)

final class LongRun: Sendable {
    private let deadline: ContinuousClock.Instant?
    private let isShown = isatty(STDERR_FILENO) != 0
    private let shownAt = NIOLockedValueBox<ContinuousClock.Instant?>(nil)
    private let what: String
    private let isStopped = Atomic<Bool>(false)

    /// - Parameter limit: how long it may take.
    init(_ what: String, limit: Duration?) {
        self.what = what
        deadline = limit.map { ContinuousClock.now + $0 }
        signal(SIGINT) { _ in
            isInterrupted.store(true, ordering: .relaxed)
            signal(SIGINT, SIG_DFL)
        }
    }

    /// Whether to end now with the best there is.
    func shouldStop() -> Bool {
        let isOver = isInterrupted.load(ordering: .relaxed) || (deadline.map { ContinuousClock.now >= $0 } ?? false)
        if isOver { isStopped.store(true, ordering: .relaxed) }
        return isOver
    }

    /// Whether the work was told to stop.
    var wasStopped: Bool { isStopped.load(ordering: .relaxed) }

    func show(_ done: Int) {
        guard isShown else { return }
        let isDue = shownAt.withLockedValue { last in
            let now = ContinuousClock.now
            if let last, now - last < .milliseconds(250) { return false }
            defer { last = now }
            // Quick work is over before anybody looks.
            return last != nil
        }
        if isDue { FileHandle.standardError.put("\r\(what) \(done)") }
    }

    func finish() { if isShown { FileHandle.standardError.put("\r\u{1B}[K") } }
}

/// `10s`, `500ms` or `2m`.
struct TimeLimit {
    let duration: Duration

    init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number > 0, number <= 86_400_000 else { return nil }
        switch text.dropFirst(digits.count) {
        case "ms": duration = .milliseconds(number)
        case "s": duration = .seconds(number)
        case "m": duration = .seconds(60 * number)
        default: return nil
        }
    }
}
