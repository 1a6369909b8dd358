// A thread of its own for commits: they wait for the disk, which the shared pool must not.

import Conversation
import Dispatch

/// Runs commits one after the other on a queue of their own.
package struct DiskQueue: CommitQueue {
    private let queue = DispatchQueue(label: "steerco.commit", qos: .userInitiated)
    package init() {}

    package func run(_ work: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            queue.async {
                work()
                continuation.resume()
            }
        }
    }
}
