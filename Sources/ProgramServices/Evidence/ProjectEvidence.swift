// The colour that a project's records and its plan add up to.

import Conversation
import ProgramModel
import Quantities

extension ProgramView {
    /// The colour with its worst reasons, `limit` of them.
    func evidence(of key: ProjectKey, limit: Int = .max) -> Evidence {
        let plan = plan
        return evidence(of: key, limit: limit) { plan.plannedFinish(of: $0) }
    }
}
