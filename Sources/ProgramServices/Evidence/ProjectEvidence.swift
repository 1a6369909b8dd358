// The colour that a project's records and its plan add up to.

import Conversation
import ProgramModel
import Quantities

extension ProgramView {
    /// The colour with its worst reasons, `limit` of them.
    func evidence(of key: ProjectKey, limit: Int = .max) -> Evidence {
        let plan = plan
        var evidence = evidence(of: key, limit: limit) { plan.plannedFinish(of: $0) }
        evidence.add(MoneyEvidence.reasons(of: key, self), limit: limit)
        return evidence
    }
}
