// `steerco serve`: the webhooks.

import ArgumentParser
import CatalogueFiles
import ChatPlatforms
import Conversation
import EventStorage
import Foundation
import Logging
import Quantities
import ServiceLifecycle
import WebhookDelivery
import WebhookServer

struct Serve: WaitingCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer webhooks of Slack, Mattermost and signed JSON.")

    @Option(help: "HOST:PORT to listen on; port 0 picks one.")
    var listen = "127.0.0.1:8080"
    @Option(help: "The store.")
    var data: String?
    @Option(help: "A fixed clock, for tests: on loopback only.")
    var now: String?

    func run() async throws {
        do {
            try await serve()
        } catch let error as ExitCode {
            throw error
        } catch {
            complain("steerco: \(error)")
            throw ExitCode(ending: error)
        }
    }

    private func serve() async throws {
        let settings = try Settings()
        if let unknown = SettingsEnvironment.unknownName { complain("steerco: \(unknown)") }
        let (host, port) = try address()
        var logger = Logger(label: "steerco") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .info
        let path = try prepareStore(data, settings)
        // A start that is refused makes no store.
        if !FileManager.default.fileExists(atPath: path) { try Serve.refuseWeakSecrets(of: settings, isNew: true) }
        let options = Bot.Options(
            dataPath: path, now: try fixedClock(host), terminal: FormattedAnswers(umbrella: settings.policy.umbrella),
            queue: DiskQueue())
        let bot = try Bot(settings: settings, options: options, logger: logger)
        guard !bot.adapters.isEmpty else {
            throw SettingsProblem(
                description:
                    "no platform is configured: set STEERCO_SLACK_SIGNING_SECRET, STEERCO_MATTERMOST_TOKEN or STEERCO_WEBHOOK_SECRET"
            )
        }
        try Serve.refuseWeakSecrets(of: settings, isNew: bot.desk.workspace.version == 0)
        if settings.policy.admin == nil, !bot.desk.workspace.hasAdmin {
            complain("nobody is admin yet: set STEERCO_ADMIN, such as slack:T1/U1")
        }
        bot.delivery.start()
        let clock = options.now
        let log = bot.log
        let health = HealthWatch(log, logger)
        let server = WebhookServer(
            desk: bot.desk, adapters: bot.adapters, clock: { clock ?? Bot.wallClock() }, logger: logger,
            proxies: settings.proxies, pool: bot.pool, outbox: { try? log.outbox() }, health: { health.look() })
        let service = server.service(host: host, port: port, descriptors: Serve.descriptors) { port in
            let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            log.noteAddress(address)
            complain("listening on \(address)")
        }
        // Kept with the journal: what a later verification is held against.
        logger.info("store opened", metadata: ["events": "\(log.end.events)", "head": "\(log.end.head)"])
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: service),
            .init(service: DueClock(desk: bot.desk, clock: { clock ?? Bot.wallClock() }, logger)),
        ]
        if let socket = StoreSocket.path(of: path) {
            let assistant = try AssistantServer.makers(settings, clock: { clock ?? Bot.wallClock() }) { use in
                try await use(bot.desk)
            }
            let sockets = try await SocketServer(bot, at: socket, now: clock, logger, assistant: assistant)
            services.append(.init(service: sockets))
        } else if path != ":memory:" {
            complain("steerco: the store's path is too long for a socket beside it: other processes wait for this one")
        }
        let group = ServiceGroup(
            configuration: .init(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch {
            guard let problem = ListenProblem(error, at: listen) else { throw error }
            if problem.isSetting { throw SettingsProblem(description: problem.description) }
            throw problem
        }
        await bot.delivery.stop(within: 11)
        try bot.desk.close()
        logger.info("store closed", metadata: ["events": "\(log.end.events)", "head": "\(log.end.head)"])
        try log.close()
    }

    /// How many files and connections this process may have open at a time.
    private static var descriptors: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        return Int(clamping: limit.rlim_cur)
    }

    /// What can be guessed is no beginning; whoever runs with it already is told, and goes on.
    private static func refuseWeakSecrets(of settings: Settings, isNew: Bool) throws {
        guard let first = settings.weakSecrets.first else { return }
        if isNew { throw SettingsProblem(description: first) }
        for problem in settings.weakSecrets { complain("steerco: \(problem); a new installation would not start") }
    }

    private func address() throws -> (String, Int) {
        guard let colon = listen.lastIndex(of: ":"), let port = Int(asciiDigits: listen[listen.index(after: colon)...]),
            port <= 65_535
        else {
            throw SettingsProblem(description: "--listen: expected HOST:PORT, such as 127.0.0.1:8080")
        }
        let host = listen[..<colon].filter { $0 != "[" && $0 != "]" }
        return (host.isEmpty ? "127.0.0.1" : String(host), port)
    }

    private func fixedClock(_ host: String) throws -> Instant? {
        guard let now else { return nil }
        guard ["127.0.0.1", "localhost", "::1"].contains(host) else {
            throw SettingsProblem(description: "--now: a fixed clock is for loopback only")
        }
        guard let instant = Instant(iso: now) else {
            throw SettingsProblem(description: "--now: expected a moment such as 2026-11-22T09:00:00Z")
        }
        return instant
    }
}
