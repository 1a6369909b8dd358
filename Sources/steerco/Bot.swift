// Puts the parts together: catalogue, store, desk, renderers, delivery.

import CatalogueFiles
import ChatPlatforms
import Conversation
import EventStorage
import Foundation
import Logging
import ProgramServices
import Quantities
import WebhookDelivery

/// A running bot.
struct Bot {
    let desk: Desk
    let log: SQLiteEventLog
    let delivery: Delivery
    let adapters: [any PlatformAdapter]
    let settings: Settings
    let pool: WorkPool

    /// What the command line decides beside the configuration.
    struct Options {
        var dataPath: String
        var now: Instant?
        /// The renderer of standard input.
        var terminal: any ReplyRenderer
        /// Whether several people ask at once.
        var servesMany = true
        /// Whether nothing is written, so that another process may have the store open.
        var readsOnly = false
        /// Whether somebody reads what this process prints.
        var hasConsole = false
        /// `host:port` that the command line itself named.
        var extraHosts: [String] = []
        var queue: any CommitQueue
        /// A moving clock for one pipe, whose input says what time it is.
        var clock: (@Sendable () -> Instant)?
    }

    init(settings: Settings, options: Options, logger: Logger) throws {
        self.settings = settings
        let catalogue = try Catalogue.load(directory: settings.catalogueDirectory)
        // What is shipped was checked before it was.
        let (own, shipped) = (settings.policy, Policy())
        if settings.catalogueDirectory != nil || own.umbrella != shipped.umbrella || own.botNames != shipped.botNames {
            try catalogue.check(settings)
        }
        log = try SQLiteEventLog(
            path: options.dataPath,
            access: options.readsOnly ? .readOnly : .write(patience: 5000, readsBeside: options.servesMany))
        for notice in log.notices { complain("steerco: \(notice)") }
        let fixed = options.now
        let clock: @Sendable () -> Instant =
            options.clock ?? { fixed ?? Bot.wallClock() }
        let hosts = ReplyHosts(settings.replyHosts + options.extraHosts)
        adapters = Bot.adapters(settings, hosts)
        let renderers = Bot.renderers(adapters, terminal: options.terminal, umbrella: settings.policy.umbrella)
        let zones = SystemZones()
        var policy = settings.policy
        policy.hasConsole = options.hasConsole
        let surroundings = Surroundings(
            catalogue: catalogue, handlers: AllHandlers.registry, kinds: catalogue.kinds, policy: policy,
            renderers: { renderers[$0] }, clock: clock, wallClock: Bot.wallClock, zones: { zones.rules($0) },
            makeID: Bot.makeID,
            reportFault: { id, error in logger.error("fault", metadata: ["ref": "\(id)", "error": "\(error)"]) })
        let webhooks = settings.webhooks
        var deliverySettings = DeliverySettings(
            hosts: hosts, webhook: { Settings.address(of: webhooks[$0]) }, slackAPI: settings.slackAPI,
            slackToken: settings.slackToken, webhookPlatforms: settings.policy.webhooks,
            ownSince: options.servesMany ? Instant(milliseconds: 0) : Bot.wallClock())
        deliverySettings.mattermost = settings.mattermostBot
        let delivery = Delivery(outbox: log, settings: deliverySettings, clock: Bot.wallClock, logger: logger)
        self.delivery = delivery
        pool = options.servesMany ? Bot.pool() : .inline()
        desk = try Desk(surroundings: surroundings, log: log, queue: options.queue, pool: pool) { delivery.start() }
        for notice in log.snapshotNotices { complain("steerco: \(notice)") }
        if options.servesMany, desk.workspace.time > Bot.wallClock() + Instant.hour {
            logger.warning(
                "the newest event is of a time to come, and so is every command until then: see steerco check",
                metadata: ["event.time": "\(desk.workspace.time.iso)"])
        }
    }

    /// A thread for each core, beside those of the connections.
    private static func pool() -> WorkPool {
        let threads = DispatchQueue(label: "steerco.work", attributes: .concurrent)
        return WorkPool(width: ProcessInfo.processInfo.activeProcessorCount) { threads.async(execute: $0) }
    }

    private static func adapters(_ settings: Settings, _ hosts: ReplyHosts) -> [any PlatformAdapter] {
        let umbrella = settings.policy.umbrella
        let slack = settings.slackSecrets.map {
            SlackAdapter(secrets: $0, hosts: hosts, canPost: settings.slackToken != nil, umbrella: umbrella)
        }
        let mattermost = settings.mattermostTokens.map {
            MattermostAdapter(tokens: $0, hosts: hosts, publicURL: settings.publicURL, umbrella: umbrella)
        }
        let generic = settings.genericKeys.map { GenericAdapter(keys: $0, hosts: hosts) }
        let all: [(any PlatformAdapter)?] = [slack, mattermost, generic]
        return all.compactMap { $0 }
    }

    private static func renderers(
        _ adapters: [any PlatformAdapter], terminal: any ReplyRenderer, umbrella: String
    ) -> [String: any ReplyRenderer] {
        var renderers: [String: any ReplyRenderer] = [
            "stdin": terminal, "generic": JSONRenderer(), "slack": SlackRenderer(umbrella: umbrella),
            "mattermost": MattermostRenderer(buttonKey: nil, publicURL: nil, umbrella: umbrella),
        ]
        for adapter in adapters { renderers[adapter.name] = adapter.renderer }
        return renderers
    }

    static let wallClock: @Sendable () -> Instant = {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    /// 16 hexadecimal digits nobody can guess.
    static let makeID: @Sendable () -> String = {
        var generator = SystemRandomNumberGenerator()
        let digits = String(generator.next(), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Catalogue {
    /// Holds every file against the handlers there are, and what addresses the bot against the words.
    ///
    /// - Throws: the first `CatalogueProblem`, with its file and line.
    func check(_ settings: Settings) throws(CatalogueProblem) {
        let configuration = settings.file ?? "configuration"
        try check(
            handlers: Set(AllHandlers.registry.names + DeskCommand.allCases.map(\.rawValue)),
            umbrella: settings.policy.umbrella, botNames: settings.policy.botNames,
            configuration: (
                configuration,
                FileManager.default.contents(atPath: configuration).map { String(decoding: $0, as: UTF8.self) } ?? ""
            ))
    }
}
