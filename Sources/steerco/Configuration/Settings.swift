// The operator's settings: environment, `NAME_FILE` paths and systemd credentials over one YAML file.

import CatalogueFiles
import CommandLanguage
import Configuration
import Conversation
import Foundation
import ProgramModel
import Yams

/// A setting that cannot be used; the start is refused with this.
struct SettingsProblem: Error, CustomStringConvertible {
    var description: String
}

/// Everything that can be configured, read and checked.
struct Settings {
    var data: String?
    var policy = Policy()
    var catalogueDirectory: String?
    var slackSecrets: String?
    var slackToken: String?
    var slackAPI = "https://slack.com/api"
    var mattermostTokens: String?
    var genericSecrets: String?
    var replyHosts: [String] = []
    var publicURL: String?
    var webhooks: [String: Webhook] = [:]

    /// A webhook named in the configuration; its address is a secret and may stand in a file of its own.
    struct Webhook {
        var url: String?
        var urlFile: String?
        var platform: String
    }

    /// Names of the environment, also the names of `NAME_FILE` and of systemd credentials.
    static let variables = [
        "STEERCO_SLACK_SIGNING_SECRET", "STEERCO_SLACK_BOT_TOKEN", "STEERCO_SLACK_API", "STEERCO_MATTERMOST_TOKEN",
        "STEERCO_WEBHOOK_SECRET", "STEERCO_DATA", "STEERCO_CONFIG", "STEERCO_REPLY_HOSTS", "STEERCO_ADMIN",
        "STEERCO_PUBLIC_URL",
    ]

    /// Reads the environment and, when one is named, the YAML file.
    init() throws {
        let environment = SettingsEnvironment()
        if let path = try environment.value("STEERCO_CONFIG") { try readFile(path) }
        data = try environment.value("STEERCO_DATA") ?? data
        slackSecrets = try environment.value("STEERCO_SLACK_SIGNING_SECRET", isSecret: true) ?? slackSecrets
        slackToken = try environment.value("STEERCO_SLACK_BOT_TOKEN", isSecret: true) ?? slackToken
        slackAPI = try environment.value("STEERCO_SLACK_API") ?? slackAPI
        mattermostTokens = try environment.value("STEERCO_MATTERMOST_TOKEN", isSecret: true) ?? mattermostTokens
        genericSecrets = try environment.value("STEERCO_WEBHOOK_SECRET", isSecret: true) ?? genericSecrets
        publicURL = try environment.value("STEERCO_PUBLIC_URL") ?? publicURL
        if let publicURL { try Settings.requireAddress(publicURL, "STEERCO_PUBLIC_URL (public_url)") }
        if let hosts = try environment.value("STEERCO_REPLY_HOSTS") {
            replyHosts += hosts.split { $0 == "," || $0.isWhitespace }.map(String.init)
        }
        if let admin = try environment.value("STEERCO_ADMIN") {
            policy.admin = try Settings.identity(admin, "STEERCO_ADMIN")
        }
        policy.webhooks = webhooks.mapValues(\.platform)
    }

    /// The hosts replies may go to: the named ones, and those of configured webhooks and of the Slack API.
    var hosts: ReplyHosts {
        ReplyHosts(replyHosts)
    }

    /// Throws unless a text is an address that platforms can reach this server at.
    static func requireAddress(_ text: String, _ place: String) throws {
        guard WebAddress(text) != nil else {
            throw SettingsProblem(description: "\(place): expected an address such as https://steerco.example.com")
        }
    }

    private static func identity(_ text: String, _ place: String) throws -> Identity {
        guard let identity = Identity(text) else {
            throw SettingsProblem(description: "\(place): expected platform:team/user, such as slack:T1/U1")
        }
        return identity
    }

    private mutating func readFile(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else {
            throw SettingsProblem(description: "\(path): the configuration file cannot be read")
        }
        let node: Node
        do {
            guard let composed = try Yams.compose(yaml: text) else { return }
            node = composed
        } catch {
            throw SettingsProblem(description: "\(path): \(error)")
        }
        let reader = try SettingsReader(node, file: path, path: "")
        try reader.allow([
            "data", "admin", "umbrella", "bot_names", "first_role", "teams", "zone", "numbers", "commands", "webhooks",
            "reply_hosts", "public_url", "slack", "mattermost", "webhook",
        ])
        self.data = try reader.string("data")
        publicURL = try reader.string("public_url")
        replyHosts = try reader.strings("reply_hosts")
        if let admin = try reader.string("admin") { policy.admin = try Settings.identity(admin, "\(path): admin") }
        if let umbrella = try reader.string("umbrella") {
            guard !umbrella.isEmpty, umbrella.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
                throw reader.problem("umbrella", "one word, such as pm")
            }
            policy.umbrella = umbrella.lowercased()
        }
        let names = try reader.strings("bot_names")
        if !names.isEmpty { policy.botNames = Set(names.map { $0.lowercased() }) }
        policy.teams = Set(try reader.strings("teams"))
        policy.zone = try reader.string("zone") ?? policy.zone
        if let role = try reader.string("first_role") {
            guard let role = Role(rawValue: role), role < .admin else {
                throw reader.problem("first_role", "viewer, contributor or manager")
            }
            policy.firstRole = role
        }
        if let style = try reader.string("numbers") {
            guard let style = AmountReader.NumberStyle(rawValue: style) else {
                throw reader.problem("numbers", "point or comma")
            }
            policy.numberStyle = style
        }
        if let commands = try reader.mapping("commands") {
            try commands.allow(["path"])
            catalogueDirectory = try commands.string("path")
        }
        if let slack = try reader.mapping("slack") {
            try slack.allow(["signing_secret", "signing_secret_file", "bot_token", "bot_token_file", "api"])
            slackSecrets = try slack.secret("signing_secret")
            slackToken = try slack.secret("bot_token")
            slackAPI = try slack.string("api") ?? slackAPI
        }
        if let mattermost = try reader.mapping("mattermost") {
            try mattermost.allow(["token", "token_file"])
            mattermostTokens = try mattermost.secret("token")
        }
        if let generic = try reader.mapping("webhook") {
            try generic.allow(["secret", "secret_file"])
            genericSecrets = try generic.secret("secret")
        }
        if let hooks = try reader.mapping("webhooks") {
            for (name, hook) in try hooks.members() {
                try hook.allow(["url", "url_file", "platform"])
                let webhook = Webhook(
                    url: try hook.string("url"), urlFile: try hook.string("url_file"),
                    platform: try hook.string("platform") ?? "slack")
                guard webhook.url != nil || webhook.urlFile != nil else { throw hook.problem("url", "url or url_file") }
                guard ["slack", "mattermost", "generic"].contains(webhook.platform) else {
                    throw hook.problem("platform", "slack, mattermost or generic")
                }
                webhooks[name] = webhook
            }
        }
    }

    /// The address of a configured webhook, read when it is used.
    static func address(of webhook: Webhook?) -> String? {
        guard let webhook else { return nil }
        if let url = webhook.url { return url }
        guard let file = webhook.urlFile, let data = FileManager.default.contents(atPath: file) else { return nil }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// Reads names from the environment, the files `NAME_FILE` points to, and systemd's credentials.
struct SettingsEnvironment {
    private let reader = ConfigReader(provider: EnvironmentVariablesProvider())

    private func variable(_ name: String, isSecret: Bool) -> String? {
        let parts = name.lowercased().split(separator: "_").map(String.init)
        return reader.string(forKey: ConfigKey(parts), isSecret: isSecret)
    }

    /// The value, or nil when nothing sets it.
    func value(_ name: String, isSecret: Bool = false) throws -> String? {
        if let value = variable(name, isSecret: isSecret) { return value }
        if let path = variable(name + "_FILE", isSecret: false) { return try file(path, name + "_FILE") }
        if let directory = variable("CREDENTIALS_DIRECTORY", isSecret: false) {
            let path = directory + "/" + name
            if FileManager.default.fileExists(atPath: path) { return try file(path, "credential \(name)") }
        }
        return nil
    }

    private func file(_ path: String, _ place: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsProblem(description: "\(place): the file \(path) cannot be read")
        }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
