// Durations from uniform numbers, by inverting the cumulative distribution.

import RealModule

/// The inverse of one estimate's cumulative distribution.
struct Sampler {
    private enum Shape {
        case fixed
        case triangular(split: Double)
        case table(QuantileTable)
    }
    private let least: Double
    private let width: Double
    private let shape: Shape

    init(_ estimate: DurationEstimate, tables: inout QuantileTables) {
        switch estimate {
        case .fixed(let value): (least, width, shape) = (value, 0, .fixed)
        case .pert(let least, let likely, let most):
            self.least = least
            width = most - least
            shape = width > 0 ? .table(tables.pert((likely - least) / (most - least))) : .fixed
        case .triangular(let least, let likely, let most):
            self.least = least
            width = most - least
            shape = width > 0 ? .triangular(split: (likely - least) / (most - least)) : .fixed
        }
    }

    var isFixed: Bool { if case .fixed = shape { true } else { false } }

    /// The value below which a share `u` of the distribution lies.
    @inline(__always)
    func value(_ u: Double) -> Double {
        switch shape {
        case .fixed: least
        case .triangular(let split):
            least + width * (u < split ? (u * split).squareRoot() : 1 - ((1 - u) * (1 - split)).squareRoot())
        case .table(let table): least + width * table.value(u)
        }
    }

    /// Whole minutes for a run of trials within one block.
    func fill(_ lengths: UnsafeMutablePointer<Int32>, _ stream: Strata, from first: Int, count: Int) {
        switch shape {
        case .fixed: for lane in 0..<count { lengths[lane] = Int32(least.rounded()) }
        case .triangular:
            for lane in 0..<count { lengths[lane] = Int32(value(stream.unit(first + lane)).rounded()) }
        case .table(let table):
            table.cumulative.withUnsafeBufferPointer { cumulative in
                table.guide.withUnsafeBufferPointer { guide in
                    for lane in 0..<count {
                        let x = QuantileTable.value(stream.unit(first + lane), cumulative, guide)
                        lengths[lane] = Int32((least + width * x).rounded())
                    }
                }
            }
        }
    }
}

/// A beta distribution on [0, 1] as 512 cells of exact probability, uniform within a cell.
struct QuantileTable {
    static let cells = 512
    let cumulative: [Double]
    /// For each of 512 shares, the cell it lies in or before.
    let guide: [UInt16]

    /// - Parameter mode: where the peak is, 0–1: α = 1 + 4 mode, β = 1 + 4 (1 − mode).
    init(mode: Double) {
        let cells = QuantileTable.cells
        let density = (0...(2 * cells)).map { half -> Double in
            let (left, right) = (QuantileTable.logs[half], QuantileTable.logs[2 * cells - half])
            // 0 · log 0 is 0 here: a peak at an end has a finite density there.
            let exponent = (mode > 0 ? 4 * mode * left : 0) + (mode < 1 ? 4 * (1 - mode) * right : 0)
            return Double.exp(exponent)
        }
        var cumulative = [0.0]
        cumulative.reserveCapacity(cells + 1)
        for cell in 0..<cells {
            let simpson = density[2 * cell] + 4 * density[2 * cell + 1] + density[2 * cell + 2]
            cumulative.append(cumulative[cell] + simpson)
        }
        let total = cumulative[cells]
        self.cumulative = cumulative.map { $0 / total }
        var guide: [UInt16] = []
        guide.reserveCapacity(cells)
        var cell = 0
        for step in 0..<cells {
            let share = Double(step) / Double(cells)
            while cell + 1 < cells, self.cumulative[cell + 1] <= share { cell += 1 }
            guide.append(UInt16(cell))
        }
        self.guide = guide
    }

    func value(_ u: Double) -> Double {
        cumulative.withUnsafeBufferPointer { cumulative in
            guide.withUnsafeBufferPointer { QuantileTable.value(u, cumulative, $0) }
        }
    }

    @inline(__always)
    static func value(
        _ u: Double, _ cumulative: UnsafeBufferPointer<Double>, _ guide: UnsafeBufferPointer<UInt16>
    ) -> Double {
        var cell = Int(guide[Int(u * Double(cells))])
        while cumulative[cell + 1] <= u { cell += 1 }
        let below = cumulative[cell]
        return (Double(cell) + (u - below) / (cumulative[cell + 1] - below)) / Double(cells)
    }

    /// log(i / 1024) for i in 0...1024.
    private static let logs = (0...(2 * cells)).map { Double.log(Double($0) / Double(2 * cells)) }
}

/// Tables by shape: tasks whose peaks lie alike share one.
///
/// So many shapes have a table of their own; further ones take that of the nearest of as many peaks, which moves a mean
/// by less than two ten-thousandths of the range and keeps a plan of any size within some megabytes.
struct QuantileTables {
    private static let mostOwn = 2048
    private var tables: [Double: QuantileTable] = [:]

    mutating func pert(_ peak: Double) -> QuantileTable {
        let grid = Double(QuantileTables.mostOwn)
        let isOwn = tables.count < QuantileTables.mostOwn || tables[peak] != nil
        let mode = isOwn ? peak : (peak * grid).rounded() / grid
        if let table = tables[mode] { return table }
        let table = QuantileTable(mode: mode)
        tables[mode] = table
        return table
    }
}
