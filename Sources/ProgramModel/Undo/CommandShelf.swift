// The commands of the last day, found by number and forgotten in order.

import Quantities

/// Records by number. Numbers are versions of the log and only grow, so the order of numbers is the order of time, and no
/// second table is needed to know which is oldest.
struct CommandShelf: Sendable {
    private var records = BoxTable<Int, CommandRecord>()
    /// No record has a smaller number.
    private var oldest = 0

    subscript(number: Int) -> CommandRecord? {
        get { records[number] }
        set {
            if newValue != nil, records.count == 0 { oldest = number }
            records[number] = newValue
        }
    }

    /// All records, oldest first.
    var all: [CommandRecord] { records.keys.sorted().compactMap { records[$0] } }

    /// Forgets what is older than a moment; `next` is the number that the next record will have at least.
    mutating func forget(before moment: Instant, next: Int) {
        while records.count > 0, oldest < next {
            if let record = records[oldest] {
                guard record.time < moment else { return }
                records[oldest] = nil
            }
            oldest += 1
        }
    }
}
