// The subscriptions that hear of changes at once, found once for each change of subscriptions.

import NIOConcurrencyHelpers
import ProgramModel

final class Watches: Sendable {
    private struct Known {
        var revision: Int
        var version: Int
        var watches: [Subscription]
    }
    private let known = NIOLockedValueBox<Known?>(nil)

    /// Those of a workspace, in the order of their receivers.
    func all(in workspace: Workspace) -> [Subscription] {
        let revision = workspace.revision(of: Subscription.self)
        return known.withLockedValue { known in
            if let kept = known, kept.revision == revision, kept.version <= workspace.version { return kept.watches }
            let watches = workspace.slots(Subscription.self).filter { $0.often == .atOnce }
            known = Known(revision: revision, version: workspace.version, watches: watches)
            return watches
        }
    }
}
