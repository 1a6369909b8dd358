// What the log says of requests that were turned away: enough to see who and why, never more than a line a second of each.

import Logging
import NIOConcurrencyHelpers
import Quantities

/// Writes one line a second for each source, with the number of those it left out.
final class RefusalLog: Sendable {
    /// Why and how a request was turned away.
    struct Refusal: Sendable {
        var platform: String
        var status: Int
        /// A word: `signature`.
        var reason: String
    }
    private struct Told {
        var second: Int64
        var leftOut = 0
    }
    private struct Memory {
        var told: [String: Told] = [:]
        var isWaiting = false

        /// Counts one more.
        ///
        /// - Returns: how many were left out before, when this one is told, and whether it is the first that is not.
        mutating func note(_ origin: String, _ second: Int64) -> (leftOut: Int?, isFirstLeftOut: Bool) {
            if told.count >= RefusalLog.most {
                told = told.filter { $0.value.second == second || $0.value.leftOut > 0 }
            }
            let key = told[origin] == nil && told.count >= RefusalLog.most ? "others" : origin
            guard let before = told[key], before.second == second else {
                let leftOut = told[key]?.leftOut ?? 0
                told[key] = .init(second: second)
                return (leftOut, false)
            }
            told[key]?.leftOut += 1
            defer { isWaiting = true }
            return (nil, !isWaiting)
        }
    }
    private let memory = NIOLockedValueBox(Memory())
    private let logger: Logger
    /// So many sources are told apart within a second; those beyond share one line.
    private static let most = 1000

    init(_ logger: Logger) { self.logger = logger }

    func note(_ refusal: Refusal, from source: RequestSource, now: Instant) {
        let (leftOut, isFirstLeftOut) = memory.withLockedValue { $0.note(source.origin, now.seconds) }
        if isFirstLeftOut {
            Task {
                try? await Task.sleep(for: .seconds(1))
                tellLeftOut()
            }
        }
        guard let leftOut else { return }
        var metadata: Logger.Metadata = [
            "platform": "\(refusal.platform)", "status": "\(refusal.status)", "reason": "\(refusal.reason)",
            "source": "\(source.address)",
        ]
        if let forwarded = source.forwarded { metadata["forwarded"] = "\(forwarded)" }
        if leftOut > 0 { metadata["left_out"] = "\(leftOut)" }
        logger.info("request refused", metadata: metadata)
    }

    /// Says how many have been left out since, of those who have not come again.
    func tellLeftOut() {
        let left = memory.withLockedValue { memory in
            memory.isWaiting = false
            defer { memory.told = [:] }
            return memory.told.filter { $0.value.leftOut > 0 }
        }
        for (origin, told) in left.sorted(by: { $0.key < $1.key }) {
            logger.info(
                "requests refused, not listed", metadata: ["source": "\(origin)", "left_out": "\(told.leftOut)"])
        }
    }
}
