// Wrong settings stop the start: with their place, without what they say.

import Foundation
import TestSupport
import Testing

struct WrongSettings {
    struct Wrong: Sendable, CustomTestStringConvertible {
        var yaml = ""
        var environment: [String: String] = [:]
        /// What is said about it, after the file's name.
        var said: String
        var testDescription: String { said }
    }

    private static let secret = "s3cr3t-value"
    private static let files: [Wrong] = [
        .init(yaml: "slack:\n  signing_secret: \"\(secret)\n", said: "no YAML"),
        .init(
            yaml: "zone: UTC\nslack:\n  bot_token: \(secret)\n  bot_token: \(secret)\n",
            said: ":4: no YAML: bot_token stands twice"),
        .init(yaml: "slack:\n  signing_secret \(secret): x\n", said: ":2: slack.?: expected one of signing_secret,"),
        .init(yaml: "slack:\n  signing_secret: \"\"\n", said: ":2: slack.signing_secret is empty"),
        .init(yaml: "mattermost:\n  token: \" \"\n", said: ":2: mattermost.token is empty"),
        .init(yaml: "webhook:\n  secret: \(secret)\n", said: ":2: webhook.secret is malformed"),
        .init(
            yaml: "slack: {signing_secret: \(secret), bot_token: \"\"}\n", said: ":1: slack.bot_token: expected a token"
        ),
        .init(
            yaml: "slack:\n  signing_secret: \(secret)\n  signing_secret_file: /x\n",
            said: ":3: slack.signing_secret_file: expected signing_secret or signing_secret_file, not both"),
        .init(yaml: "slack:\n  signing_secret_file: /none/such\n", said: ":2: slack.signing_secret_file: the file"),
        .init(yaml: "slack:\n  api: foo\n", said: ":2: slack.api: expected an address"),
        .init(yaml: "teams: [T1]\n", said: ":1: teams: expected platform:team"),
        .init(yaml: "zone: UTC\nteams:\n- slak:T1\n", said: ":3: teams: expected platform:team"),
        .init(yaml: "zone: Mars/Phobos\n", said: ":1: zone: expected a zone"),
        .init(yaml: "\nadmin: slac:T1/U1\n", said: ":2: admin: expected one platform:team/user"),
        .init(yaml: "admin: slack:T1/U1 slack:T1/U2\n", said: ":1: admin: expected one"),
        .init(yaml: "admin: generic:T1/ana\n", said: ":1: admin: expected one"),
        .init(yaml: "public_url: steerco.example.com\n", said: ":1: public_url: expected an address"),
        .init(
            yaml: "reply_hosts: [\"https://chat.example.com\"]\n", said: ":1: reply_hosts: expected host or host:port"),
        .init(yaml: "reply_hosts: chat.example.com:http\n", said: ":1: reply_hosts: expected host or host:port"),
        .init(yaml: "commands:\n  path: /none/such\n", said: ":2: commands.path: expected a directory"),
        .init(
            yaml: "webhooks:\n  none: {url: \"https://x.example/x\"}\n",
            said: ":2: webhooks.none: expected a name of one word"),
        .init(yaml: "webhooks:\n  net:\n    url: \(secret)\n", said: ":3: webhooks.net.url: expected an address"),
        .init(yaml: "webhooks:\n  net:\n    url_file: /none\n", said: ":3: webhooks.net.url_file: the file /none"),
        .init(
            yaml: "webhooks:\n  net: {url: \"https://x.example/\(secret)\", url_file: /x}\n",
            said: "webhooks.net.url_file: expected"
        ),
        .init(yaml: "first_role: admin\n", said: ":1: first_role: expected viewer"),
        .init(yaml: "data: \"\"\n", said: ":1: data: expected a path"),
        .init(yaml: "zone: UTC\numbrella: risk\n", said: ":2: umbrella: expected a word that is no command"),
        .init(yaml: "bot_names: [status]\n", said: ":1: bot_names: expected a word that is no command"),
    ]
    private static let generic = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let environments: [Wrong] = [
        .init(environment: ["STEERCO_SLACK_SIGNING_SECRET": " "], said: "STEERCO_SLACK_SIGNING_SECRET is empty"),
        .init(environment: ["STEERCO_WEBHOOK_SECRET": secret], said: "STEERCO_WEBHOOK_SECRET is malformed"),
        .init(environment: ["STEERCO_ADMIN": "U1"], said: "STEERCO_ADMIN: expected one platform:team/user"),
        .init(environment: ["STEERCO_ADMIN": "slack:T1/@ana"], said: "STEERCO_ADMIN: expected the id of the user"),
        .init(
            environment: ["STEERCO_PUBLIC_URL": "https://x.example/?a=b"], said: "STEERCO_PUBLIC_URL: expected the base"
        ),
        .init(environment: ["STEERCO_REPLY_HOSTS": "a.example,b/c"], said: "STEERCO_REPLY_HOSTS: expected host"),
        .init(
            environment: ["STEERCO_PROXIES": "127.0.0.1 10.0.0.0/8"], said: "STEERCO_PROXIES: expected the IP address"),
        .init(environment: ["STEERCO_SLACK_API": "slack.com"], said: "STEERCO_SLACK_API: expected an address"),
        .init(environment: ["STEERCO_DATA": ""], said: "STEERCO_DATA: expected a path"),
        .init(environment: ["STEERCO_CONFIG": ""], said: "STEERCO_CONFIG: expected a path"),
    ]

    @Test(arguments: files + environments) func `stop the start, and tell the place but no secret`(_ wrong: Wrong)
        throws
    {
        let file = try BuiltBinary.temporaryDirectory().appendingPathComponent("steerco.yaml")
        var environment = wrong.environment
        if !wrong.yaml.isEmpty {
            try Data(wrong.yaml.utf8).write(to: file)
            environment["STEERCO_CONFIG"] = file.path
        }
        for arguments in [
            ["serve", "--listen", "127.0.0.1:0", "--data", ":memory:"], ["check"], ["--data", ":memory:"],
        ] {
            let run = try BuiltBinary.run(arguments, lines: ["/help"], environment: environment)
            // What is only wrong beside the catalogue is one of the things a check goes through.
            let code: Int32 = arguments == ["check"] && wrong.said.contains("no command") ? 1 : 2
            #expect(run.code == code, "\(arguments)")
            let told = run.errors + run.output
            #expect(told.contains(wrong.said) && (wrong.yaml.isEmpty || told.contains(file.path)), "\(told)")
            #expect(!told.contains(WrongSettings.secret), "\(told)")
        }
    }

    @Test func `a check of what is right says what is on, and what serving still needs`() throws {
        let data = try BuiltBinary.temporaryDirectory().path + "/s.db"
        let off = try BuiltBinary.run(["check", "--data", data])
        #expect(off.code == 0)
        #expect(off.output.contains("serve: cannot start until a platform above is on"))
        let on = try BuiltBinary.run(
            ["check", "--data", data],
            environment: [
                "STEERCO_WEBHOOK_SECRET": WrongSettings.generic + ";role=admin", "STEERCO_ADMIN": "generic:/ana",
            ])
        #expect(on.output.contains("generic: on\n"))
        #expect(on.output.contains("serve: can start"))
    }

    @Test func `a check tells a name of the environment that is no setting, and a server starts with it`() throws {
        let environment = [
            "STEERCO_SLACK_SIGNING_SECERT": WrongSettings.secret, "STEERCO_WEBHOOK_SECRET": WrongSettings.generic,
            "STEERCO_ADMIN": "generic:/ana",
        ]
        let data = try BuiltBinary.temporaryDirectory().appendingPathComponent("s.db")
        let run = try BuiltBinary.run(["check", "--data", data.path], environment: environment)
        #expect(run.code == 1)
        #expect(run.output.contains("WRONG environment: STEERCO_SLACK_SIGNING_SECERT is no setting: expected one of"))
        #expect(run.output.contains("generic:/ana, at first contact; its secret goes as far as contributor"))
        #expect(!run.output.contains(WrongSettings.secret))
        try RunningServer(data: data, environment: environment).stop()
    }

    @Test(arguments: [
        ("short", "the secret has fewer than 16 characters"),
        ("\(Signers.slackSecret) \(Signers.slackSecret)", "secret 2 of 2 is given twice"),
    ]) func `a new installation is not begun with a weak secret, a running one is warned`(
        _ secret: String, _ said: String
    )
        throws
    {
        let data = try BuiltBinary.temporaryDirectory().appendingPathComponent("s.db")
        let environment = ["STEERCO_SLACK_SIGNING_SECRET": secret, "STEERCO_ADMIN": "slack:T1/U1"]
        let serve = ["serve", "--listen", "127.0.0.1:0", "--data", data.path]
        for arguments in [serve, ["check", "--data", data.path]] {
            let run = try BuiltBinary.run(arguments, environment: environment)
            #expect(run.code == (arguments == serve ? 2 : 1))
            #expect((run.errors + run.output).contains("STEERCO_SLACK_SIGNING_SECRET: " + said))
            #expect(!(run.errors + run.output).contains(secret))
            #expect(!FileManager.default.fileExists(atPath: data.path))
        }
        _ = try BuiltBinary.run(["--data", data.path, "--as", "ana"], lines: ["/project new NET"])
        let check = try BuiltBinary.run(["check", "--data", data.path], environment: environment)
        #expect(check.code == 0)
        #expect(check.output.contains("warn  secrets: STEERCO_SLACK_SIGNING_SECRET: " + said))
        let server = try RunningServer(data: data, environment: environment)
        #expect(server.errors.contains("STEERCO_SLACK_SIGNING_SECRET: " + said))
        server.stop()
    }

    @Test func `a check tells of rooms that announce to a webhook the configuration does not name`() throws {
        let directory = try BuiltBinary.temporaryDirectory()
        let file = directory.appendingPathComponent("steerco.yaml")
        try Data("webhooks: {net: {url: \"https://hooks.example/x\"}}\n".utf8).write(to: file)
        let data = directory.path + "/s.db"
        _ = try BuiltBinary.run(
            ["--data", data], lines: ["/project new NET", "/here NET announce:net"],
            environment: ["STEERCO_CONFIG": file.path])
        let run = try BuiltBinary.run(["check", "--data", data])
        #expect(run.code == 1)
        #expect(run.output.contains("WRONG webhook net: rooms announce to it"))
    }
}
