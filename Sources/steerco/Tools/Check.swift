// `steerco check`: what is right, what is wrong, and how to mend it.

import ArgumentParser
import CatalogueFiles
import ChatPlatforms
import Conversation
import EventStorage
import Foundation
import ProgramServices
import WebhookDelivery

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check configuration, catalogue, store and secrets.")

    @Option(help: "The store.")
    var data: String?

    func run() throws {
        var failures = 0
        func report(_ name: String, _ body: () throws -> String) {
            do {
                print("ok    \(name): \(try body())")
            } catch {
                failures += 1
                print("WRONG \(name): \(error)")
            }
        }
        var settings: Settings?
        report("configuration") {
            let read = try Settings()
            settings = read
            return ProcessInfo.processInfo.environment["STEERCO_CONFIG"] ?? "environment only"
        }
        guard let settings else { throw ExitCode(2) }
        report("catalogue") {
            let catalogue = try Catalogue.load(directory: settings.catalogueDirectory)
            try catalogue.check(
                handlers: Set(AllHandlers.registry.names + DeskCommand.allCases.map(\.rawValue)),
                umbrella: settings.policy.umbrella, botNames: settings.policy.botNames)
            return "\(catalogue.words.count) commands, \(catalogue.kinds.all.count) kinds"
        }
        report("store") { try store(settings) }
        report("admin") { try admin(settings) }
        report("libcurl") {
            guard let version = libcurlVersion() else {
                throw SettingsProblem(description: "it cannot be loaded; install libcurl4")
            }
            return version
        }
        report("zone") {
            guard SystemZones().rules(settings.policy.zone) != nil else {
                throw SettingsProblem(
                    description: "\(settings.policy.zone) is not in the system's time zone database; install tzdata")
            }
            return settings.policy.zone
        }
        for line in Check.platforms(settings) { report(line.name) { try line.state() } }
        for (name, hook) in settings.webhooks.sorted(by: { $0.key < $1.key }) {
            report("webhook \(name)") {
                guard let url = Settings.address(of: hook), let address = WebAddress(url) else {
                    throw SettingsProblem(description: "its address cannot be read or is no http or https address")
                }
                return address.host
            }
        }
        if failures > 0 { throw ExitCode(1) }
    }

    private func store(_ settings: Settings) throws -> String {
        let path = storePath(settings)
        guard FileManager.default.fileExists(atPath: path) else { return "\(path) will be made at the first message" }
        let log = try SQLiteEventLog(path: path, access: .readOnly)
        return "\(path), \(try log.load().version) events"
    }

    private func storePath(_ settings: Settings) -> String {
        data ?? settings.data ?? defaultStore(ProcessInfo.processInfo.environment)
    }

    /// Who is admin now, and who becomes it.
    private func admin(_ settings: Settings) throws -> String {
        let path = storePath(settings)
        let hasStore = FileManager.default.fileExists(atPath: path)
        let people = hasStore ? Array(try SQLiteEventLog(path: path, access: .readOnly).load().people.values) : []
        let admins = people.filter { $0.role == .admin }.map { "@" + $0.handle }.sorted()
        if let named = settings.policy.admin {
            let platforms = ["slack", "mattermost", "generic", "stdin"]
            guard platforms.contains(named.platform) else {
                throw SettingsProblem(
                    description: "STEERCO_ADMIN: there is no platform \(named.platform); expected one of "
                        + platforms.joined(separator: ", ") + ", as in slack:T1/U1")
            }
            let isAdmin = people.contains { $0.role == .admin && $0.identities.contains(named) }
            return (admins + (isAdmin ? [] : ["\(named.text), at first contact"])).joined(separator: ", ")
        }
        guard admins.isEmpty else { return admins.joined(separator: ", ") }
        return "nobody yet: set STEERCO_ADMIN, such as slack:T1/U1; on this machine, whoever speaks first"
    }

    private static func platforms(_ settings: Settings) -> [(name: String, state: () throws -> String)] {
        func secret(_ text: String?, _ name: String, _ on: String) -> () throws -> String {
            {
                guard let text else { return "off; set \(name)" }
                guard text.contains(where: { !$0.isWhitespace }) else {
                    throw SettingsProblem(description: "\(name) \(SecretProblem.blank)")
                }
                return on
            }
        }
        return [
            (
                "slack",
                secret(
                    settings.slackSecrets, "STEERCO_SLACK_SIGNING_SECRET",
                    settings.slackToken == nil
                        ? "on; mentions and direct messages are off, set STEERCO_SLACK_BOT_TOKEN" : "on, with mentions")
            ),
            (
                "mattermost",
                secret(
                    settings.mattermostTokens, "STEERCO_MATTERMOST_TOKEN",
                    settings.publicURL == nil ? "on; buttons are off, set STEERCO_PUBLIC_URL" : "on, with buttons")
            ),
            (
                "generic",
                {
                    let on = try secret(settings.genericSecrets, "STEERCO_WEBHOOK_SECRET", "on")()
                    do {
                        _ = try GenericAdapter(secrets: settings.genericSecrets, hosts: settings.hosts)
                    } catch {
                        throw SettingsProblem(description: "STEERCO_WEBHOOK_SECRET \(error)")
                    }
                    return on
                }
            ),
        ]
    }
}
