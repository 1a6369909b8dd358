// The operator's settings: environment, `NAME_FILE` paths and systemd credentials over one YAML file.

import ChatPlatforms
import CommandLanguage
import Conversation
import ProgramModel
import WebhookDelivery
import WebhookServer

/// Everything that can be configured, read and checked: what is here can be used.
struct Settings {
    var data: String?
    var policy = Policy()
    var catalogueDirectory: String?
    var slackSecrets: Secrets?
    var slackToken: String?
    var slackAPI = "https://slack.com/api"
    var mattermostTokens: MattermostTokens?
    /// The server that the bot posts on by itself, and its token.
    var mattermostBot: (server: String, token: String)?
    var genericKeys: GenericKeys?
    /// `host:port` words that replies may be posted to besides Slack's.
    var replyHosts: [String] = []
    var publicURL: String?
    /// The proxies whose word is taken for whom a request is from.
    var proxies = KnownProxies.none
    /// What is wrong with secrets that work: an installation that is new is not begun with them.
    private(set) var weakSecrets: [String] = []
    /// The configuration file that was read.
    private(set) var file: String?
    var webhooks: [String: Webhook] = [:]

    /// A webhook named in the configuration; its address is a secret and may stand in a file of its own.
    struct Webhook {
        /// The address, or the file it is in.
        enum Address {
            case url(String)
            case file(path: String, place: String)
        }
        var address: Address
        var platform: String
    }

    /// Reads the environment and, when one is named, the YAML file.
    init() throws {
        let environment = SettingsEnvironment()
        let named = try environment.value("STEERCO_CONFIG")
        self.file = try named?.path()
        let file = try named.flatMap { try SettingsReader(file: $0.text) }
        if let file { try readPolicy(file) }
        let slack = try file?.mapping("slack")
        try slack?.allow(["signing_secret", "signing_secret_file", "bot_token", "bot_token_file", "api"])
        let mattermost = try file?.mapping("mattermost")
        try mattermost?.allow(["token", "token_file", "bot_token", "bot_token_file", "url"])
        let generic = try file?.mapping("webhook")
        try generic?.allow(["secret", "secret_file"])

        func secret(_ name: String, _ reader: SettingsReader?, _ key: String) throws -> Placed? {
            try environment.value(name, isSecret: true) ?? reader?.secret(key)
        }
        func value(_ name: String, _ reader: SettingsReader?, _ key: String) throws -> Placed? {
            try environment.value(name) ?? reader?.value(key)
        }
        data = try value("STEERCO_DATA", file, "data")?.path()
        let signing = try secret("STEERCO_SLACK_SIGNING_SECRET", slack, "signing_secret")
        slackSecrets = try signing?.secrets()
        slackToken = try secret("STEERCO_SLACK_BOT_TOKEN", slack, "bot_token")?.word("a token, such as xoxb-...")
        if slackToken != nil { policy.direct.insert("slack") }
        if let api = try value("STEERCO_SLACK_API", slack, "api") {
            slackAPI = try api.base("https://slack.com/api")
        }
        let token = try secret("STEERCO_MATTERMOST_TOKEN", mattermost, "token")
        mattermostTokens = try token?.mattermostTokens()
        let bot = try secret("STEERCO_MATTERMOST_BOT_TOKEN", mattermost, "bot_token")?.word("a token of a bot account")
        let server = try value("STEERCO_MATTERMOST_URL", mattermost, "url")?.base("https://chat.example.com")
        if let bot, let server {
            mattermostBot = (server.hasSuffix("/") ? String(server.dropLast()) : server, bot)
            policy.direct.insert("mattermost")
        }
        let webhook = try secret("STEERCO_WEBHOOK_SECRET", generic, "secret")
        genericKeys = try webhook?.genericKeys()
        weakSecrets = SecretStrength.problems(
            of: [signing, token, webhook].compactMap { $0.map { ($0.place, $0.text) } })
        publicURL = try value("STEERCO_PUBLIC_URL", file, "public_url")?.base("https://steerco.example.com")
        policy.admin = try value("STEERCO_ADMIN", file, "admin")?.identity()
        func list(_ name: String, _ key: String) throws -> [Placed] {
            let more = try environment.value(name).map { said in
                said.text.split { $0 == "," || $0.isWhitespace }.map { Placed(text: String($0), place: said.place) }
            }
            return (try file?.values(key) ?? []) + (more ?? [])
        }
        replyHosts = try list("STEERCO_REPLY_HOSTS", "reply_hosts").map { try $0.host() }
        proxies = try KnownProxies(list("STEERCO_PROXIES", "proxies").map { try $0.ipAddress() }) ?? .none
    }

    private mutating func readPolicy(_ file: SettingsReader) throws {
        try file.allow([
            "data", "admin", "umbrella", "bot_names", "first_role", "teams", "guests", "zone", "numbers", "commands",
            "webhooks", "people_webhook",
            "reply_hosts", "proxies", "public_url", "slack", "mattermost", "webhook",
        ])
        if let umbrella = try file.value("umbrella") {
            guard !umbrella.text.isEmpty, umbrella.text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
                throw umbrella.problem("one word, such as pm")
            }
            policy.umbrella = umbrella.text.lowercased()
        }
        let names = try file.values("bot_names").map { try $0.word("names of one word each").lowercased() }
        if !names.isEmpty { policy.botNames = Set(names) }
        policy.teams = Set(try file.values("teams").map { try $0.team() })
        if let zone = try file.value("zone") { policy.zone = try zone.zone() }
        if let said = try file.value("first_role") {
            guard let role = Role(rawValue: said.text), role < .admin else {
                throw said.problem("viewer, contributor or manager")
            }
            policy.firstRole = role
        }
        if let said = try file.value("guests") {
            guard let guests = Guests(rawValue: said.text) else { throw said.problem("read or contribute") }
            policy.guests = guests
        }
        if let said = try file.value("numbers") {
            guard let style = AmountReader.NumberStyle(rawValue: said.text) else {
                throw said.problem("point or comma")
            }
            policy.numberStyle = style
        }
        if let commands = try file.mapping("commands") {
            try commands.allow(["path"])
            catalogueDirectory = try commands.value("path")?.directory()
        }
        if let hooks = try file.mapping("webhooks") {
            for (name, hook) in try hooks.members() {
                // It is said in chat: `announce:net`, and `announce:none` says that there is none.
                let isWord = name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
                guard isWord, !SmallWords.nothing.contains(name.lowercased()) else {
                    throw hooks.problem(name, "a name of one word, other than none, nothing or off")
                }
                webhooks[name] = try Settings.webhook(hook)
            }
        }
        policy.webhooks = webhooks.mapValues(\.platform)
        if let said = try file.value("people_webhook") {
            guard webhooks[said.text] != nil else { throw said.problem("a name under webhooks") }
            policy.peopleWebhook = said.text
        }
    }

    private static func webhook(_ hook: SettingsReader) throws -> Webhook {
        try hook.allow(["url", "url_file", "platform"])
        guard let said = try hook.secret("url") else { throw hook.problem("url", "url or url_file") }
        let url = try said.address("https://hooks.slack.com/services/...")
        let platform = try hook.value("platform")
        guard ["slack", "mattermost", "generic"].contains(platform?.text ?? "slack") else {
            throw hook.problem("platform", "slack, mattermost or generic")
        }
        // Its file is read again whenever it is used: a changed address needs no restart.
        let file = try hook.value("url_file")
        return Webhook(
            address: file.map { .file(path: $0.text, place: $0.place) } ?? .url(url),
            platform: platform?.text ?? "slack")
    }

    /// The address of a configured webhook, read when it is used.
    static func address(of webhook: Webhook?) -> WebhookAddress {
        switch webhook?.address {
        case .url(let url): .url(url)
        case .file(let path, let place):
            (try? SettingsEnvironment.file(path, place).address("")).map { .url($0) } ?? .unreadable
        case nil: .unknown
        }
    }
}
