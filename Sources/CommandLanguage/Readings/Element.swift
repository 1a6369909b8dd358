// One value in the run of values before or after a text.

import FieldTypes

/// A value with the argument it is for, and how surely it is meant.
struct Element: Sendable {
    enum Target: Hashable, Sendable {
        case argument(Int)
        /// Two levels in one word, `4x5`, or their arguments' indices.
        case levels(Int, Int)
        case at, since, sort, top
        case option(String)
        /// Words that stay with the text although values follow: an address, a time of day.
        case aside
    }
    var target: Target
    var range: Range<Int>
    var values: [FieldValue] = []
    /// 3 after a key, 2 after a word that introduces it or by its own form, 1 bare, 0 no value.
    var weight: Int
    /// The value is the free text that begins where the element ends.
    var isText = false
    var fault: UsageProblem?

    /// The bits of the arguments it uses.
    var bits: UInt64 {
        switch target {
        case .argument(let index): 1 << UInt64(index)
        case .levels(let one, let other): 1 << UInt64(one) | 1 << UInt64(other)
        case .at: 1 << 58
        case .since: 1 << 59
        case .sort: 1 << 60
        case .top: 1 << 61
        case .option, .aside: 0
        }
    }
}
