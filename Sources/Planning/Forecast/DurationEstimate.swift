// How long something may take, as a distribution.

/// An estimate in working minutes: three points, or one.
package enum DurationEstimate: Hashable, Sendable {
    case fixed(Double)
    /// Beta-PERT with weight 4 on the most likely value.
    case pert(least: Double, likely: Double, most: Double)
    case triangular(least: Double, likely: Double, most: Double)

    /// The three values in order, none negative.
    package var isValid: Bool {
        switch self {
        case .fixed(let value): value >= 0
        case .pert(let least, let likely, let most), .triangular(let least, let likely, let most):
            0 <= least && least <= likely && likely <= most
        }
    }

    /// (a + 4m + b) / 6 for beta-PERT, (a + m + b) / 3 for the triangle.
    package var mean: Double {
        switch self {
        case .fixed(let value): value
        case .pert(let least, let likely, let most): (least + 4 * likely + most) / 6
        case .triangular(let least, let likely, let most): (least + likely + most) / 3
        }
    }

    /// (μ − a)(b − μ) / 7 for beta-PERT, which is not ((b − a) / 6)²; (a² + m² + b² − ab − am − bm) / 18 for the triangle.
    package var variance: Double {
        switch self {
        case .fixed: 0
        case .pert(let least, _, let most): (mean - least) * (most - mean) / 7
        case .triangular(let a, let m, let b): (a * a + m * m + b * b - a * b - a * m - b * m) / 18
        }
    }

    /// ((b − a) / 6)², the variance of classical PERT.
    package var classicalVariance: Double {
        switch self {
        case .fixed: 0
        case .pert(let least, _, let most), .triangular(let least, _, let most): (most - least) * (most - least) / 36
        }
    }
}

/// Classical PERT for a path: sums of means and variances, and the chance to keep a date. It ignores merge bias: other
/// paths that become critical make the truth later.
package struct ClassicalPath: Hashable, Sendable {
    package var mean: Double
    package var variance: Double

    package init(_ estimates: [DurationEstimate]) {
        mean = estimates.reduce(0) { sum, estimate in
            switch estimate {
            case .fixed(let value): sum + value
            case .pert(let a, let m, let b), .triangular(let a, let m, let b): sum + (a + 4 * m + b) / 6
            }
        }
        variance = estimates.reduce(0) { $0 + $1.classicalVariance }
    }

    /// P(T ≤ limit) by the normal distribution; nil when nothing varies.
    package func probability(within limit: Double) -> Double? {
        variance > 0 ? Normal.cumulative((limit - mean) / variance.squareRoot()) : nil
    }
}
