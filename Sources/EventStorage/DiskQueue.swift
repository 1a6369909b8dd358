// Threads of their own for commits: they wait for the disk, which the shared pool must not.

import Conversation
import Dispatch

/// Runs commits on a queue of their own: one thread writes while another decides what is written next.
package struct DiskQueue: CommitQueue {
    private let queue = DispatchQueue(label: "steerco.commit", qos: .userInitiated, attributes: .concurrent)
    private let aside = DispatchQueue(label: "steerco.aside", qos: .utility)
    package init() {}

    package func start(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }
    package func startAside(_ work: @escaping @Sendable () -> Void) { aside.async(execute: work) }
}
