// The flow of work items: cycle time, age, throughput, Little's law, what may be expected of one item.

package import Quantities

/// One item's way: days of commitment, start and completion, as far as it has come.
package struct FlowItem: Hashable, Sendable {
    package var requested: CalendarDate
    package var started: CalendarDate?
    package var finished: CalendarDate?

    package init(requested: CalendarDate, started: CalendarDate? = nil, finished: CalendarDate? = nil) {
        self.requested = requested
        self.started = started
        self.finished = finished
    }

    /// Days from start to finish, both counted: an item started and finished on one day took one.
    package var cycleTime: Int? {
        guard let started, let finished else { return nil }
        return finished.days(since: started) + 1
    }

    /// Days from request to finish, both counted.
    package var leadTime: Int? { finished.map { $0.days(since: requested) + 1 } }

    /// Days in progress up to a day, both counted; nil unless it is in progress then.
    package func age(on day: CalendarDate) -> Int? {
        guard let started, started <= day, finished.map({ $0 > day }) ?? true else { return nil }
        return day.days(since: started) + 1
    }
}

/// Figures of a set of items over a stretch of days, both ends included.
package struct WorkFlow: Hashable, Sendable {
    package var items: [FlowItem]
    package var from: CalendarDate
    package var through: CalendarDate

    package init(items: [FlowItem], from: CalendarDate, through: CalendarDate) {
        self.items = items
        self.from = from
        self.through = through
    }

    private var days: Int { max(0, through.days(since: from) + 1) }
    private var finishedItems: [FlowItem] {
        items.filter { item in item.finished.map { from <= $0 && $0 <= through } ?? false }
    }

    /// Items finished per day.
    package var throughput: Figure { .quotient(Double(finishedItems.count), Double(days), else: .noData) }

    /// Items finished on each day, zeros included: what a throughput forecast resamples.
    package var throughputByDay: [Int] {
        var counts = Array(repeating: 0, count: days)
        for item in finishedItems { if let day = item.finished { counts[day.days(since: from)] += 1 } }
        return counts
    }

    package var cycleTimes: Distribution { Distribution(finishedItems.compactMap(\.cycleTime)) }

    /// Items in progress on average, counted at the end of each day with those that finished on it.
    package var averageWorkInProgress: Figure {
        var sum = 0
        for item in items {
            guard let started = item.started else { continue }
            let first = max(started, from)
            let last = min(item.finished ?? through, through)
            if first <= last { sum += last.days(since: first) + 1 }
        }
        return .quotient(Double(sum), Double(days), else: .noData)
    }

    /// Little's law: average work in progress = throughput · average cycle time, in a stable system. The quotient of the
    /// two sides; away from 1 the system is not stable and averages of the past do not tell the future.
    package var littlesLawRatio: Figure {
        guard !finishedItems.isEmpty else { return .undefined(.noData) }
        return throughput.flatMap { throughput in
            averageWorkInProgress.flatMap { .quotient($0, throughput * cycleTimes.mean, else: .noData) }
        }
    }

    /// The service level expectation: this share of the items finished within so many days; nil without finished items.
    package func serviceLevel(_ share: Double) -> Int? {
        finishedItems.isEmpty ? nil : cycleTimes.percentile(share)
    }

    /// Items in progress at the end, the oldest first, with the share of finished items that were done sooner than their
    /// age.
    package func ageingWork() -> [(item: FlowItem, age: Int, percentile: Double)] {
        let times = cycleTimes
        return items.compactMap { item in
            item.age(on: through).map { (item, $0, times.share(within: $0 - 1)) }
        }.sorted { ($1.age, $0.item.requested) < ($0.age, $1.item.requested) }
    }
}

/// Time spent working over time spent in progress.
package enum FlowEfficiency {
    package static func of(active: Double, waiting: Double) -> Figure {
        .quotient(active, active + waiting, else: .noData)
    }
}
