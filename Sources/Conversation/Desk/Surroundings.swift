// What the desk is given: catalogue, handlers, kinds, policy, clock, zones.

package import CommandLanguage
package import ProgramModel
package import Quantities

/// What the operator decided, from the configuration.
package struct Policy: Sendable {
    /// The word that may stand before every command: `/pm risk ...`.
    package var umbrella = "pm"
    package var botNames: Set<String> = ["steerco"]
    package var admin: Identity?
    package var firstRole = Role.contributor
    /// Teams that may speak, as `platform:team`; of a platform with none listed the first is bound.
    package var teams: Set<String> = []
    /// What people of other teams may do in the rooms they share; nil where they are refused.
    package var guests: Guests?
    package var zone = "UTC"
    package var numberStyle: AmountReader.NumberStyle?
    /// Configured webhooks: the renderer of each, by name.
    package var webhooks: [String: String] = [:]
    /// Platforms on which the bot writes to people and rooms by itself.
    package var direct: Set<String> = []
    /// The webhook that takes what is for one person: `{"to", "text", ...}`.
    package var peopleWebhook: String?
    /// Whether somebody reads what this process prints.
    package var hasConsole = false
    /// The most characters of a message; a longer one is refused.
    package var longestMessage = 64 * 1024
    package var mostCommands = 50
    /// A command that names more records than these asks before it writes.
    package var mostRecordsUnasked = 5

    package init() {}
}

/// What guests may do with the project that a shared room is about.
package enum Guests: String, CaseIterable, Sendable {
    case read, contribute
    var role: Role { self == .read ? .viewer : .contributor }
}

/// Everything around the conversation that does not change while it runs: a class, since every step hands it on.
package final class Surroundings: Sendable {
    package let catalogue: any CommandCatalogue
    package let handlers: HandlerRegistry
    package let kinds: KindBook
    package let policy: Policy
    package let renderers: @Sendable (String) -> (any ReplyRenderer)?
    package let clock: @Sendable () -> Instant
    /// The wall's clock, by which replies fall due, whatever time the conversation is set in.
    package let wallClock: @Sendable () -> Instant
    /// The rules of a zone by its IANA name; nil when there is none.
    package let zones: @Sendable (String) -> ZoneRules?
    /// A fresh unguessable id, for outbox entries and fault references.
    package let makeID: @Sendable () -> String
    /// Called with an id and the error whenever something failed that should not.
    package let reportFault: @Sendable (String, any Error) -> Void
    let derivations = Derivations()
    let drafts = Drafts()
    let watches = Watches()

    package init(
        catalogue: any CommandCatalogue, handlers: HandlerRegistry, kinds: KindBook, policy: Policy,
        renderers: @escaping @Sendable (String) -> (any ReplyRenderer)?, clock: @escaping @Sendable () -> Instant,
        wallClock: @escaping @Sendable () -> Instant,
        zones: @escaping @Sendable (String) -> ZoneRules?, makeID: @escaping @Sendable () -> String,
        reportFault: @escaping @Sendable (String, any Error) -> Void
    ) {
        self.catalogue = catalogue
        self.handlers = handlers
        self.kinds = kinds
        self.policy = policy
        self.renderers = renderers
        self.clock = clock
        self.wallClock = wallClock
        self.zones = zones
        self.makeID = makeID
        self.reportFault = reportFault
    }
}
