// What a project's money says of its colour.

import Conversation
import ProgramModel
import Quantities

/// The reasons that earned value gives: CPI under 0.90 AMBER, under 0.80 RED; a forecast over the budget RED.
enum MoneyEvidence {
    private static let (amber, red) = (0.9, 0.8)
    /// Of the budget that is to be earned before an efficiency says anything of the whole.
    private static let leastEarned = 0.05

    static func reasons(of key: ProjectKey, _ view: ProgramView) -> [Evidence.Reason] {
        // Most projects have no money here, and are not looked through for it.
        guard view.slot(Budget.self, key) != nil || view.project(key)?.budget != nil, view.exists(project: key) else {
            return []
        }
        guard let value = EarnedWork(key, at: view.today, view).value, value.actual > 0 else { return [] }
        var reasons: [Evidence.Reason] = []
        if value.actual > value.budget {
            let percent = Int((value.actual / value.budget * 100 - 100).rounded(.up))
            reasons.append(.init(colour: .red, fact: .forecastOverBudget(percent: percent), items: []))
        }
        guard let index = value.costIndex.value, value.earned >= leastEarned * value.budget else { return reasons }
        if index < amber {
            reasons.append(
                .init(
                    colour: index < red ? .red : .amber, fact: .costIndex(hundredths: Int((index * 100).rounded())),
                    items: []))
        }
        if reasons.isEmpty || value.actual <= value.budget,
            let estimate = value.estimateAtCompletion(.typical).value, estimate > value.budget * 1.0005
        {
            let percent = Int((estimate / value.budget * 100 - 100).rounded(.up))
            reasons.append(.init(colour: .red, fact: .forecastOverBudget(percent: percent), items: []))
        }
        return reasons
    }

    /// In a room money is a colour, and its figures are said privately.
    static func sentence(_ fact: Evidence.Reason.Fact, _ view: ProgramView) -> RichText {
        guard view.isDirect else { return "money does not keep to the budget: /evm says more, to you alone" }
        switch fact {
        case .costIndex(let hundredths):
            let rest = hundredths % 100
            return
                "CPI \(hundredths / 100).\(rest < 10 ? "0" : "")\(rest): more was spent than the work done was to cost"
        case .forecastOverBudget(let percent): return "the forecast is \(percent)% over the budget"
        default: return ""
        }
    }
}
