// Counters of the server, in the text format of Prometheus.

import Synchronization

/// What happened since the start.
package final class ServerMetrics: Sendable {
    private let counts = Mutex<[String: Int]>([:])
    package init() {}

    func count(_ platform: String, status: Int) {
        counts.withLock { $0["steerco_requests_total{platform=\"\(platform)\",status=\"\(status)\"}", default: 0] += 1 }
    }

    func text(events: Int) -> String {
        let lines = counts.withLock { $0.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" } }
        return
            (["# TYPE steerco_requests_total counter"] + lines + [
                "# TYPE steerco_events gauge", "steerco_events \(events)", "",
            ])
            .joined(separator: "\n")
    }
}
