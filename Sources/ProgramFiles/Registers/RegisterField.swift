// What the columns of a register can mean.

/// A field of a register, by the name that a hint gives it and the preview shows.
enum RegisterField: String, CaseIterable, Hashable {
    case id, title, description, kind, tags, cause, effect, trigger
    case probability, impact, score, priority, type
    case residualProbability = "residual-probability"
    case residualImpact = "residual-impact"
    case residualScore = "residual-score"
    case response, plan, contingency, controls, owner, helper, status, progress
    case raised, updated, due, review, closed, decided
    case raisedBy = "raised-by"
    case decider = "by"
    case because, notes, cost
    case responseCost = "response-cost"

    /// May stand in several columns.
    var isMany: Bool {
        switch self {
        case .tags, .cause, .effect, .trigger, .plan, .contingency, .controls, .helper, .notes: true
        default: false
        }
    }

    var isDate: Bool {
        switch self {
        case .raised, .due, .review, .closed, .decided: true
        default: false
        }
    }

    var isScale: Bool {
        switch self {
        case .probability, .impact, .residualProbability, .residualImpact: true
        default: false
        }
    }

    /// The same after what is done about it.
    var residual: RegisterField? {
        switch self {
        case .probability: .residualProbability
        case .impact: .residualImpact
        case .score: .residualScore
        default: nil
        }
    }

    /// Those of which a table needs two, beside a title, to be a register.
    static let marks: Set<RegisterField> = [
        .probability, .impact, .score, .priority, .owner, .status, .plan, .response, .due, .decided, .decider, .because,
    ]
}
