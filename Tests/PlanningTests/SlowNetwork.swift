// A second, slow model of a network: minutes in tables, every date found by trying.

import Planning
import Quantities

/// Computes dates straight from the definitions: a start is the first minute at which every link holds, a late start the
/// last at which every link still holds. It knows nothing of inverse bounds, topological positions or increments.
struct SlowNetwork {
    /// A calendar, minute by minute, over a stretch.
    struct Table {
        var worked: [Int] = [0]
        var starts: [Int] = []
        var finishes: [Int] = [0]
        let origin: Int

        init(_ calendar: WorkingCalendar, from first: CalendarDate, days: Int) {
            origin = first.dayNumber * 1440
            var isWorking = Array(repeating: false, count: (days + 2) * 1440)
            for offset in 0..<days {
                for shift in calendar.shifts(on: first + offset) {
                    for minute in shift.from..<shift.to { isWorking[offset * 1440 + minute] = true }
                }
            }
            for minute in isWorking.indices {
                if isWorking[minute] {
                    starts.append(minute)
                    finishes.append(minute + 1)
                }
                worked.append(worked[minute] + (isWorking[minute] ? 1 : 0))
            }
        }

        func coordinate(_ instant: Int) -> Int { worked[min(max(0, instant - origin), worked.count - 1)] }
        func start(_ coordinate: Int) -> Int { origin + starts[min(max(0, coordinate), starts.count - 1)] }
        func finish(_ coordinate: Int) -> Int { origin + finishes[min(max(0, coordinate), finishes.count - 1)] }
        var total: Int { starts.count }
    }

    let input: NetworkInput
    let tables: [Table]
    /// By task, as coordinates of its calendar.
    private(set) var early: [Int]
    private(set) var late: [Int]
    private var standsAtEnd: [Bool]
    private(set) var finish = 0

    init(_ input: NetworkInput, tables: [Table]) {
        self.input = input
        self.tables = tables
        early = Array(repeating: 0, count: input.tasks.count)
        late = early
        standsAtEnd = Array(repeating: false, count: input.tasks.count)
        // Every round settles at least one more task of the longest chain.
        for _ in 0...input.tasks.count { for task in input.tasks.indices { settleEarly(task) } }
        finish = input.tasks.indices.map { finishInstant($0, early[$0]) }.max() ?? input.start
        for task in input.tasks.indices { late[task] = lastByDates(task) }
        for _ in 0...input.tasks.count { for task in input.tasks.indices { settleLate(task) } }
    }

    private func table(_ task: Int) -> Table { tables[input.tasks[task].calendar] }
    private func length(_ task: Int) -> Int { input.tasks[task].duration }

    private func startInstant(_ task: Int, _ at: Int) -> Int {
        length(task) == 0 && standsAtEnd[task] ? table(task).finish(at) : table(task).start(at)
    }

    private func finishInstant(_ task: Int, _ at: Int) -> Int {
        length(task) == 0 && !standsAtEnd[task] ? table(task).start(at) : table(task).finish(at + length(task))
    }

    /// The instant a link names, from an instant of its predecessor.
    private func named(_ link: NetworkLink, _ instant: Int) -> Int {
        let lag: Int
        var isElapsed = false
        switch link.lag {
        case .working(let size): lag = size
        case .elapsed(let size): (lag, isElapsed) = (size, true)
        case .percent(let size): lag = Int((Double(size * length(link.from)) / 100 + 0.5).rounded(.down))
        case .elapsedPercent(let size):
            (lag, isElapsed) = (Int((Double(size * length(link.from)) / 100 + 0.5).rounded(.down)), true)
        }
        if lag == 0 || isElapsed { return instant + lag }
        let counting =
            switch input.lagCalendar {
            case .successor: table(link.to)
            case .predecessor: table(link.from)
            case .project: tables[0]
            case .continuous: tables[tables.count - 1]
            }
        let coordinate = counting.coordinate(instant) + lag
        return lag > 0 ? counting.finish(coordinate) : counting.start(coordinate)
    }

    private func isFromFinish(_ kind: LinkKind) -> Bool { kind == .finishToStart || kind == .finishToFinish }
    private func isToFinish(_ kind: LinkKind) -> Bool { kind == .finishToFinish || kind == .startToFinish }

    private mutating func settleEarly(_ task: Int) {
        let own = table(task)
        var instants: [(instant: Int, isFinish: Bool)] = [(input.start, false)]
        for link in input.links where link.to == task {
            let from =
                isFromFinish(link.kind)
                ? finishInstant(link.from, early[link.from]) : startInstant(link.from, early[link.from])
            instants.append((named(link, from), isToFinish(link.kind)))
        }
        let constraint = input.tasks[task].constraint
        switch constraint.kind {
        case .startNoEarlierThan: instants.append((constraint.date, false))
        case .finishNoEarlierThan: instants.append((constraint.date, true))
        case .mustStartOn: instants = [(constraint.date, false)]
        case .mustFinishOn: instants = [(constraint.date, true)]
        default: break
        }
        early[task] = instants.map { own.coordinate($0.instant) - ($0.isFinish ? length(task) : 0) }.max() ?? 0
        var last = instants.map(\.instant).max() ?? input.start
        if input.honorsLatestDates, let latest = latestDate(task), latest < early[task] {
            early[task] = min(early[task], max(latest, own.coordinate(input.start)))
            last = constraint.date
        }
        standsAtEnd[task] = length(task) == 0 && last != input.start && own.finish(early[task]) == last
    }

    /// The coordinate of its own latest date, at which it stays whatever links ask.
    private func latestDate(_ task: Int) -> Int? {
        let constraint = input.tasks[task].constraint
        switch constraint.kind {
        case .startNoLaterThan: return table(task).coordinate(constraint.date)
        case .finishNoLaterThan: return table(task).coordinate(constraint.date) - length(task)
        default: return nil
        }
    }

    private func lastByDates(_ task: Int) -> Int {
        let own = table(task)
        let constraint = input.tasks[task].constraint
        let date = own.coordinate(constraint.date)
        switch constraint.kind {
        case .mustStartOn: return date
        case .mustFinishOn: return date - length(task)
        default: break
        }
        var last = own.coordinate(input.imposedFinish ?? finish) - length(task)
        if let deadline = input.tasks[task].deadline { last = min(last, own.coordinate(deadline) - length(task)) }
        if constraint.kind == .startNoLaterThan {
            // The last coordinate that begins in time; a milestone takes no time and may stand at the end.
            let begins = own.start(date) <= constraint.date || length(task) == 0
            last = min(last, begins ? date : date - 1)
        }
        if constraint.kind == .finishNoLaterThan { last = min(last, date - length(task)) }
        return last
    }

    /// Whether, with the predecessor at this coordinate, the link lets its successor be at its late one.
    private func holds(_ link: NetworkLink, _ at: Int) -> Bool {
        let own = table(link.from)
        let instant: Int
        if length(link.from) == 0 {
            instant = own.finish(at)
        } else {
            instant = isFromFinish(link.kind) ? own.finish(at + length(link.from)) : own.start(at)
        }
        let wanted = table(link.to).coordinate(named(link, instant))
        return wanted <= late[link.to] + (isToFinish(link.kind) ? length(link.to) : 0)
    }

    private mutating func settleLate(_ task: Int) {
        guard !input.tasks[task].constraint.kind.isPin else { return }
        var at = lastByDates(task)
        for link in input.links where link.from == task {
            // Down from a place that surely fails to one that holds, by halves.
            guard !holds(link, at) else { continue }
            var (good, bad) = (at - 1, at)
            var step = 1
            while !holds(link, good), good > -50_000 {
                bad = good
                step *= 2
                good -= step
            }
            while bad - good > 1 {
                let middle = (good + bad) / 2
                if holds(link, middle) { good = middle } else { bad = middle }
            }
            at = good
        }
        late[task] = at
    }
}
