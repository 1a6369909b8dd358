// Cumulative flow: how many items had reached each state by each day.

package import Quantities

package struct CumulativeFlow: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        /// By state, in the order of the process: when it was first entered.
        package var entered: [CalendarDate?]
        package init(entered: [CalendarDate?]) { self.entered = entered }
    }

    /// `arrivals[state][day]`, the days counted from the first: items that had entered the state or a later one.
    package let arrivals: [[Int]]
    package let from: CalendarDate

    /// An item that skipped a state counts as arrived there when it entered a later one, so that no band is negative.
    package init(_ items: [Item], states: Int, from: CalendarDate, through: CalendarDate) {
        self.from = from
        let days = max(0, through.days(since: from) + 1)
        var arrivals = Array(repeating: Array(repeating: 0, count: days), count: states)
        for item in items {
            var reached: CalendarDate?
            for state in (0..<states).reversed() {
                let own = state < item.entered.count ? item.entered[state] : nil
                reached = [reached, own].compactMap { $0 }.min()
                guard let reached, reached <= through else { continue }
                for day in max(0, reached.days(since: from))..<days { arrivals[state][day] += 1 }
            }
        }
        self.arrivals = arrivals
    }

    /// The height of a state's band: items in it on that day.
    package func inState(_ state: Int, day: Int) -> Int {
        arrivals[state][day] - (state + 1 < arrivals.count ? arrivals[state + 1][day] : 0)
    }
}
