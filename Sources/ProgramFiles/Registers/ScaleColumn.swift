// A whole column of probability or impact, once all its cells are known to be of one scale.

/// What a cell is worth on our scale.
struct ScaleValue: Hashable {
    /// 1 to 5.
    var rank: Int?
    var percent: Int?
    /// As it stands, for a product that the file holds.
    var raw: Double?
    /// What stands beside it.
    var rest = ""
    var isNegative = false
    var why: String?
}

struct ScaleColumn {
    private let field: RegisterField
    private let most: Double
    private let isFraction: Bool
    private let isFive: Bool
    /// How the column was read, where that is not as it stands.
    private(set) var named: [String] = []

    /// The cells as read, in the order of the table's rows.
    private let cells: [(cell: ScaleCell, rest: String)]

    /// - Parameter read: its cells.
    /// - Parameter family: the cells of all columns of this kind in the table; their words are of one scale.
    init(
        _ head: String, _ field: RegisterField, _ read: [(cell: ScaleCell, rest: String)], family: [ScaleCell],
        said: Double?
    ) {
        cells = read
        let cells = read.map(\.cell)
        self.field = field
        let steps = family.flatMap { cell -> [ScaleStep] in if case .steps(let steps) = cell { steps } else { [] } }
        isFive = ScaleColumn.isFive(steps)
        let numbers = cells.compactMap { cell in if case .number(let value, _) = cell { abs(value) } else { nil } }
        let greatest = numbers.max() ?? 0
        isFraction = greatest <= 1 && numbers.contains { $0 > 0 && $0 < 1 }
        most = said ?? ScaleHint(head).most ?? (greatest <= 5 ? 5 : greatest <= 10 ? 10 : 100)
        let own = cells.contains { if case .steps(let steps) = $0 { !steps.isEmpty } else { false } }
        if own, !isFive { named.append("\"\(head)\" has three steps: they are read as 1, 3 and 5 of 5") }
        if cells.contains(where: { $0.isHalf }) {
            named.append("\"\(head)\" has half steps: they are read as the step above")
        }
        guard !numbers.isEmpty, !isFraction else { return }
        if most != 5 { named.append("\"\(head)\" is read as a scale of 1 to \(Int(most)), brought to 1 to 5") }
        if said == nil, ScaleHint(head).most == nil, greatest <= 3, numbers.count >= 3 {
            named.append(
                "\"\(head)\" has no number above 3 and is read on a scale of 1 to 5; say scale=3 if it ends there")
        }
    }

    /// Whether the words are of five steps: some of them are beyond low and high, or stand in their own order.
    private static func isFive(_ steps: [ScaleStep]) -> Bool {
        steps.contains { step in
            switch step {
            case .veryLow, .veryHigh, .fixed: true
            case .critical: steps.contains(.high)
            case .low, .medium, .high: false
            }
        }
    }

    /// - Parameter place: of the row in its table.
    func value(_ place: Int) -> (cell: ScaleCell, value: ScaleValue) {
        (cells[place].cell, value(cells[place].cell, cells[place].rest))
    }

    private func value(_ cell: ScaleCell, _ rest: String) -> ScaleValue {
        var value = ScaleValue(rest: rest)
        switch cell {
        case .empty: break
        case .number(let number, let most):
            value.isNegative = number < 0
            read(abs(number), most ?? self.most, isOwn: most != nil, &value)
        case .percent(let percent), .range(let percent): read(percent: percent, &value)
        case .steps(let steps):
            let ranks = steps.map(rank)
            value.rank = ranks.isEmpty ? nil : (2 * ranks.reduce(0, +) + ranks.count) / (2 * ranks.count)
            if ranks.isEmpty { value.why = "is a range" }
        case .rate: value.why = "says how often and not how probable"
        case .colour: value.why = "is a colour and no level of 1 to 5"
        case .other: value.why = "is no level of 1 to 5"
        }
        return value
    }

    private func rank(_ step: ScaleStep) -> Int {
        switch step {
        case .fixed(let rank): rank
        case .veryLow: 1
        case .low: isFive ? 2 : 1
        case .medium: 3
        case .high: isFive ? 4 : 5
        case .veryHigh, .critical: 5
        }
    }

    private func read(_ number: Double, _ most: Double, isOwn: Bool, _ value: inout ScaleValue) {
        if isFraction, !isOwn { return read(percent: number * 100, &value) }
        if most == 100, field == .probability || field == .residualProbability { return read(percent: number, &value) }
        guard number <= most else {
            value.why = "is above \(Int(most)), where the scale ends"
            return
        }
        value.raw = number
        // Zero is not the lowest step but no answer.
        guard number > 0 else { return }
        let rank =
            switch most {
            case 3: (number * 2 - 1).rounded()
            case 5: number.rounded()
            default: (number * 5 / most).rounded(.up)
            }
        value.rank = min(max(Int(rank), 1), 5)
    }

    private func read(percent: Double, _ value: inout ScaleValue) {
        guard field == .probability || field == .residualProbability else {
            value.why = "is a share and no level of 1 to 5"
            return
        }
        guard (0...100).contains(percent) else {
            value.why = "is no probability"
            return
        }
        let whole = Int(percent.rounded())
        value.percent = whole
        value.rank =
            switch whole {
            case ...10: 1
            case ...30: 2
            case ...50: 3
            case ...70: 4
            default: 5
            }
    }
}

extension ScaleCell {
    fileprivate var isHalf: Bool {
        switch self {
        case .steps(let steps): steps.count == 2
        case .number(let value, _): abs(value) > 1 && value != value.rounded()
        default: false
        }
    }
}
