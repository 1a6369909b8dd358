// Counters of the server, in the text format of Prometheus.

import Conversation
import NIOConcurrencyHelpers
import Quantities

/// What happened since the start.
package final class ServerMetrics: Sendable {
    private struct Key: Hashable {
        var platform: String
        var status: Int
    }
    private struct Refusal: Hashable {
        var platform: String
        var reason: String
    }
    private let counts = NIOLockedValueBox<[Key: Int]>([:])
    private let refusals = NIOLockedValueBox<[Refusal: Int]>([:])
    private let faults = NIOLockedValueBox(0)
    package init() {}

    func count(_ platform: String, status: Int) {
        counts.withLockedValue { $0[Key(platform: platform, status: status), default: 0] += 1 }
    }

    /// A request that was turned away.
    ///
    /// - Parameter reason: one of a few words: each is a row of its own.
    func countRefusal(_ platform: String, reason: String) {
        refusals.withLockedValue { $0[Refusal(platform: platform, reason: reason), default: 0] += 1 }
    }

    /// A message that was answered with a fault: a platform that shows its answers gets it with 200.
    func countFault() { faults.withLockedValue { $0 += 1 } }

    /// - Parameter outbox: nil leaves its figures out: the store cannot be asked.
    func text(events: Int, isWritable: Bool, outbox: OutboxState?, now: Instant) -> String {
        let lines = counts.withLockedValue { counts in
            counts.map { "steerco_requests_total{platform=\"\($0.platform)\",status=\"\($0.status)\"} \($1)" }.sorted()
        }
        let refusalLines = refusals.withLockedValue { refusals in
            refusals.map { "steerco_refused_total{platform=\"\($0.platform)\",reason=\"\($0.reason)\"} \($1)" }.sorted()
        }
        var gauges = [("events", Int64(events)), ("store_writable", isWritable ? 1 : 0)]
        if let outbox {
            gauges += [
                ("outbox_waiting", Int64(outbox.waiting)), ("outbox_dead", Int64(outbox.dead)),
                ("outbox_oldest_seconds", outbox.oldest.map { max(0, now.seconds - $0.seconds) } ?? 0),
            ]
        }
        let gaugeLines = gauges.flatMap { ["# TYPE steerco_\($0.0) gauge", "steerco_\($0.0) \($0.1)"] }
        let placeLines = (outbox?.places ?? []).flatMap { place in
            let labels = "{destination=\(quoted(place.name)),reason=\(quoted(place.reason ?? "not tried yet"))}"
            let age = max(0, now.seconds - place.since.seconds)
            return [
                "steerco_outbox_place_waiting\(labels) \(place.waiting)",
                "steerco_outbox_place_oldest_seconds\(labels) \(age)",
            ]
        }.sorted()
        let faultLines = [
            "# TYPE steerco_faults_total counter", "steerco_faults_total \(faults.withLockedValue { $0 })",
        ]
        let counters =
            ["# TYPE steerco_requests_total counter"] + lines + ["# TYPE steerco_refused_total counter"] + refusalLines
        return (counters + faultLines + gaugeLines + placeLines + [""]).joined(separator: "\n")
    }

    /// A label's value, as the text format quotes it.
    private func quoted(_ text: String) -> String {
        let escaped = text.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : $0.isNewline ? "\\n" : "\($0)" }
        return "\"\(escaped.joined())\""
    }
}
