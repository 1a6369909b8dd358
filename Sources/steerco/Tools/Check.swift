// `steerco check`: what is right, what is wrong, and how to mend it.

import ArgumentParser
import CatalogueFiles
import ChatPlatforms
import CommandLanguage
import Conversation
import EventStorage
import Foundation
import ProgramModel
import ProgramServices
import Quantities
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
            return read.file ?? "environment only"
        }
        guard let settings else { throw ExitCode(2) }
        if let unknown = SettingsEnvironment.unknownName {
            report("environment") { throw SettingsProblem(description: unknown) }
        }
        report("catalogue") {
            let catalogue = try Catalogue.load(directory: settings.catalogueDirectory)
            try catalogue.check(settings)
            return "\(catalogue.words.count) commands, \(catalogue.kinds.all.count) kinds"
        }
        var workspace = Workspace()
        report("store") {
            let checked = try CheckedStore(try storePath(data, settings))
            workspace = checked.workspace
            return checked.text
        }
        if let path = try? storePath(data, settings), let address = SQLiteEventLog.address(ofWriterOf: path) {
            report("running server") {
                let status = ServerProbe.status(of: "/readyz", at: address)
                guard status == 200 else {
                    throw SettingsProblem(
                        description:
                            "\(address)/readyz \(status.map { "answers \($0)" } ?? "does not answer"): nothing can be written; its log says why"
                    )
                }
                return "\(address) is ready"
            }
        }
        // What is written never goes back in time: a clock that was ahead once stays the time of every command.
        let ahead = workspace.time.milliseconds - Bot.wallClock().milliseconds
        if ahead > Instant.hour {
            report("clock") {
                throw SettingsProblem(
                    description:
                        "the newest event is of \(workspace.time.iso), which is to come: until then every command is taken to be of that moment. Correct this machine's clock, or restore a backup from before"
                )
            }
        }
        for problem in settings.weakSecrets {
            if workspace.version == 0 {
                report("secrets") { throw SettingsProblem(description: problem) }
            } else {
                print("warn  secrets: \(problem); a new installation would not start")
            }
        }
        report("admin") { admin(settings, workspace) }
        report("people") { Check.people(workspace) }
        report("libcurl") {
            guard let version = libcurlVersion() else {
                throw SettingsProblem(description: "it cannot be loaded; install libcurl4")
            }
            return version
        }
        report("zone") { settings.policy.zone }
        for line in Check.platforms(settings) { report(line.name) { line.state } }
        let isServing = settings.slackSecrets != nil || settings.mattermostTokens != nil || settings.genericKeys != nil
        report("serve") { isServing ? "can start" : "cannot start until a platform above is on; chat needs none" }
        for (name, hook) in settings.webhooks.sorted(by: { $0.key < $1.key }) {
            report("webhook \(name)") {
                guard case .url(let url) = Settings.address(of: hook), let address = WebAddress(url) else {
                    throw SettingsProblem(description: "its address cannot be read or is no http or https address")
                }
                return address.host
            }
        }
        let announced = Set(workspace.slots(Room.self).compactMap(\.announce))
        for name in announced.subtracting(settings.webhooks.keys).sorted() {
            report("webhook \(name)") {
                throw SettingsProblem(
                    description:
                        "rooms announce to it, and the configuration does not name it; in the room: /here announce:none"
                )
            }
        }
        if failures > 0 { throw ExitCode(1) }
    }

    /// Who is admin now, and who becomes it.
    private func admin(_ settings: Settings, _ workspace: Workspace) -> String {
        let people = workspace.people.values
        let admins = people.filter { workspace.role(of: $0.id) == .admin }.map { "@" + $0.handle }.sorted()
        if let named = settings.policy.admin {
            let isAdmin = people.contains { workspace.role(of: $0.id) == .admin && $0.identities.contains(named) }
            let limit = settings.genericKeys?.highestRole ?? .admin
            let falls =
                named.platform == "generic" && limit < .admin ? "; its secret goes as far as \(limit.rawValue)" : ""
            return (admins + (isAdmin ? [] : ["\(named.text), at first contact"])).joined(separator: ", ") + falls
        }
        guard admins.isEmpty else { return admins.joined(separator: ", ") }
        return "nobody yet: set STEERCO_ADMIN, such as slack:T1/U1; on this machine, whoever speaks first"
    }

    /// Who is written otherwise than their handle, and whose handle mixes alphabets.
    private static func people(_ workspace: Workspace) -> String {
        let people = workspace.people.values.filter { $0.joinedTo == nil }.sorted { $0.id < $1.id }
        let notes = people.compactMap { person -> String? in
            let written = Handle.written(person, in: workspace)
            if written != person.handle {
                return "@\(person.handle) is written @\(written), since \(person.handle) is a word of the language"
            }
            return Alphabets.mixes(person.handle)
                ? "@\(person.handle) mixes letters of several alphabets and may pass for another" : nil
        }
        return (["\(people.count)"] + notes).joined(separator: "; ")
    }

    /// What each platform does with these settings.
    private static func platforms(_ settings: Settings) -> [(name: String, state: String)] {
        let slack =
            settings.slackToken == nil
            ? "on; mentions and direct messages are off, set STEERCO_SLACK_BOT_TOKEN" : "on, with mentions"
        let mattermost = settings.publicURL == nil ? "on; buttons are off, set STEERCO_PUBLIC_URL" : "on, with buttons"
        let limit = settings.genericKeys?.highestRole ?? .viewer
        let generic =
            limit == .admin
            ? "on" : "on; what it signs goes as far as a \(limit)'s, ;role=admin after a secret raises it"
        return [
            ("slack", settings.slackSecrets == nil ? "off; set STEERCO_SLACK_SIGNING_SECRET" : slack),
            ("mattermost", settings.mattermostTokens == nil ? "off; set STEERCO_MATTERMOST_TOKEN" : mattermost),
            ("generic", settings.genericKeys == nil ? "off; set STEERCO_WEBHOOK_SECRET" : generic),
        ]
    }
}
