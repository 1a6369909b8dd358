// Counters of the server, in the text format of Prometheus.

import NIOConcurrencyHelpers

/// What happened since the start.
package final class ServerMetrics: Sendable {
    private struct Key: Hashable {
        var platform: String
        var status: Int
    }
    private let counts = NIOLockedValueBox<[Key: Int]>([:])
    package init() {}

    func count(_ platform: String, status: Int) {
        counts.withLockedValue { $0[Key(platform: platform, status: status), default: 0] += 1 }
    }

    func text(events: Int) -> String {
        let lines = counts.withLockedValue { counts in
            counts.map { "steerco_requests_total{platform=\"\($0.platform)\",status=\"\($0.status)\"} \($1)" }.sorted()
        }
        return
            (["# TYPE steerco_requests_total counter"] + lines + [
                "# TYPE steerco_events gauge", "steerco_events \(events)", "",
            ])
            .joined(separator: "\n")
    }
}
