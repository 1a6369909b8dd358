// The thresholds by which records add up to a colour; every one is a setting with a default.

import Quantities

/// Thresholds of the evidence colour.
package struct EvidenceRules: Hashable, Sendable {
    /// Working days a milestone may be later than first promised before AMBER becomes RED.
    package var slipRed = 5
    /// Fewer working days than these between the work before a milestone and its date make AMBER; none left makes RED.
    package var floatAmber = 3
    /// Days a blocker may stay open before AMBER becomes RED.
    package var blockerRed = 5
    /// Score of 25 from which a risk without a response makes AMBER.
    package var riskScore = 15
    /// Overdue open tasks in percent: more is AMBER, more is RED.
    package var overdueAmber = 10
    package var overdueRed = 25
    /// Days without any change that make AMBER.
    package var silence = 14

    package init() {}

    /// Every setting's name, what it means, and where it is kept.
    package static let settings:
        [(name: String, about: String, path: any WritableKeyPath<EvidenceRules, Int> & Sendable)] = [
            ("rag.slip-red", "working days a milestone may slip before RED", \.slipRed),
            ("rag.float-amber", "working days left before a milestone for AMBER", \.floatAmber),
            ("rag.blocker-red", "days a blocker may stay open before RED", \.blockerRed),
            ("rag.risk-score", "risk score that needs a response", \.riskScore),
            ("rag.overdue-amber", "percent of open tasks overdue for AMBER", \.overdueAmber),
            ("rag.overdue-red", "percent of open tasks overdue for RED", \.overdueRed),
            ("rag.silence", "days without a change for AMBER", \.silence),
        ]

    /// The rules with what the workspace's settings say instead.
    package init(settings: [String: String]) {
        // Few workspaces say anything else, and the rules are asked for with every colour.
        for (name, value) in settings where name.hasPrefix("rag.") {
            guard let setting = EvidenceRules.settings.first(where: { $0.name == name }), let value = Int(value) else {
                continue
            }
            self[keyPath: setting.path] = value
        }
    }
}

/// Score bands of the 5 × 5 risk matrix.
package enum RiskBand: String, CaseIterable, Comparable, Sendable {
    case low, medium, high
    case veryHigh = "very high"

    /// The band a word names: `high`, `very-high`.
    package init?(word: String) {
        let letters = word.lowercased().filter(\.isLetter)
        guard let band = RiskBand.allCases.first(where: { $0.rawValue.filter(\.isLetter) == letters }) else {
            return nil
        }
        self = band
    }

    package static func < (left: RiskBand, right: RiskBand) -> Bool { left.lowest < right.lowest }

    /// The lowest score of the band.
    var lowest: Int {
        switch self {
        case .low: 1
        case .medium: 5
        case .high: 10
        case .veryHigh: 20
        }
    }

    /// 1–4 low, 5–9 medium, 10–16 high, 20–25 very high.
    package init(score: Int) {
        self = RiskBand.allCases.last { $0.lowest <= score } ?? .low
    }
}

extension Item {
    /// Probability times impact, 1 to 25; nil until both are known.
    package var riskScore: Int? {
        guard let probability = level("probability"), let impact = level("impact") else { return nil }
        return probability * impact
    }
}
