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
        var lines = CheckLines()
        var found: Settings?
        lines.add("configuration") {
            let settings = try Settings()
            found = settings
            return settings.file ?? "environment only"
        }
        guard let settings = found else { throw ExitCode(2) }
        if let unknown = SettingsEnvironment.unknownName {
            lines.add("environment") { throw SettingsProblem(description: unknown) }
        }
        lines.add("catalogue") {
            let catalogue = try Catalogue.load(directory: settings.catalogueDirectory)
            try catalogue.check(settings)
            return "\(catalogue.words.count) commands, \(catalogue.kinds.all.count) kinds"
        }
        var workspace: Workspace?
        lines.add("store") {
            let checked = try CheckedStore(try storePath(data, settings))
            workspace = checked.workspace
            return checked.text
        }
        checkServer(settings, &lines)
        for problem in settings.weakSecrets {
            if workspace?.version ?? 0 == 0 {
                lines.add("secrets") { throw SettingsProblem(description: problem) }
            } else {
                print("warn  secrets: \(problem); a new installation would not start")
            }
        }
        // Of a store that cannot be used nothing is said as if it were empty.
        if let workspace { check(workspace, settings, &lines) }
        checkSurroundings(settings, &lines)
        if lines.failures > 0 { throw ExitCode(1) }
    }

    /// The server that writes to the store now, if there is one.
    private func checkServer(_ settings: Settings, _ lines: inout CheckLines) {
        guard let path = try? storePath(data, settings), let address = SQLiteEventLog.address(ofWriterOf: path) else {
            return
        }
        lines.add("running server") {
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

    /// What stands in the store.
    private func check(_ workspace: Workspace, _ settings: Settings, _ lines: inout CheckLines) {
        // What is written never goes back in time: a clock that was ahead once stays the time of every command.
        let ahead = workspace.time.milliseconds - Bot.wallClock().milliseconds
        if ahead > Instant.hour {
            lines.add("clock") {
                throw SettingsProblem(
                    description:
                        "the newest event is of \(workspace.time.iso), which is to come: until then every command is taken to be of that moment. Correct this machine's clock, or restore a backup from before"
                )
            }
        }
        lines.add("admin") { admin(settings, workspace) }
        lines.add("people") { Check.people(workspace) }
        let catalogue = try? Catalogue.load(directory: settings.catalogueDirectory)
        for note in catalogue.map({ CoveredWords.notes(workspace, $0) }) ?? [] { print("warn  words: \(note)") }
        let announced = Set(workspace.slots(Room.self).compactMap(\.announce))
        for name in announced.subtracting(settings.webhooks.keys).sorted() {
            lines.add("webhook \(name)") {
                throw SettingsProblem(
                    description:
                        "rooms announce to it, and the configuration does not name it; in the room: /here announce:none"
                )
            }
        }
    }

    /// What the program needs besides: libraries, zones, platforms, addresses.
    private func checkSurroundings(_ settings: Settings, _ lines: inout CheckLines) {
        lines.add("libcurl") {
            guard let version = libcurlVersion() else {
                throw SettingsProblem(description: "it cannot be loaded; install libcurl4")
            }
            return version
        }
        lines.add("zone") { settings.policy.zone }
        for line in Check.platforms(settings) { lines.add(line.name) { line.state } }
        let isServing = settings.slackSecrets != nil || settings.mattermostTokens != nil || settings.genericKeys != nil
        let start = lines.failures == 0 ? "can start" : "can start once what is wrong above is mended"
        lines.add("serve") { isServing ? start : "cannot start until a platform above is on; chat needs none" }
        for (name, hook) in settings.webhooks.sorted(by: { $0.key < $1.key }) {
            lines.add("webhook \(name)") {
                guard case .url(let url) = Settings.address(of: hook), let address = WebAddress(url) else {
                    throw SettingsProblem(description: "its address cannot be read or is no http or https address")
                }
                return address.host
            }
        }
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

/// The lines that a check prints, one for each thing it looks at.
private struct CheckLines {
    private(set) var failures = 0

    /// - Parameter body: what is right; throws what is wrong.
    mutating func add(_ name: String, _ body: () throws -> String) {
        do {
            print("ok    \(name): \(try body())")
        } catch {
            failures += 1
            print("WRONG \(name): \(error)")
        }
    }
}
