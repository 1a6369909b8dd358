// `steerco manifest`: what to paste into a platform's own settings.

import ArgumentParser
import CatalogueFiles
import Foundation
import JSONText

struct Manifest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manifest", abstract: "Print an app manifest for slack or mattermost.")

    @Argument(help: "slack or mattermost.")
    var platform: Platform
    @Option(help: "Where the platform reaches this server; STEERCO_PUBLIC_URL otherwise.")
    var url: String?

    enum Platform: String, ExpressibleByArgument, CaseIterable { case slack, mattermost }

    func run() throws {
        do {
            let settings = try Settings()
            let given = try url.map { try Placed(text: $0, place: "--url").base("https://steerco.example.com") }
            let base = given ?? settings.publicURL ?? "https://steerco.example.com"
            if url == nil, settings.publicURL == nil {
                complain("steerco: put your address for \(base), or say it: --url https://…")
            }
            let catalogue = try Catalogue.load(directory: settings.catalogueDirectory)
            switch platform {
            case .slack: print(slack(base, settings, catalogue).text)
            case .mattermost: print(mattermost(base, settings))
            }
        } catch {
            complain("steerco: \(error)")
            throw ExitCode(2)
        }
    }

    private func slack(_ base: String, _ settings: Settings, _ catalogue: Catalogue) -> JSON {
        let hook = JSON.string(base + "/hooks/slack")
        let umbrella = settings.policy.umbrella
        // None that Slack keeps for itself, such as status, search and remind.
        let words = ["risk", "blocker", "task", "project", "assign", "decision", "brief"]
        func command(_ word: String, _ about: String) -> JSON {
            [
                "command": .string("/" + word), "url": hook, "description": .string(about),
                "usage_hint": .string(word == umbrella ? "status | risk ... | help" : "..."), "should_escape": true,
            ]
        }
        let own = words.compactMap { word in catalogue.command(word).map { command(word, $0.about) } }
        return [
            "display_information": ["name": "Steerco", "description": "Steers IT programs from chat"],
            "features": [
                "bot_user": ["display_name": "steerco", "always_online": true],
                "app_home": ["messages_tab_enabled": true, "messages_tab_read_only_enabled": false],
                "slash_commands": .array([command(umbrella, "Everything Steerco understands")] + own),
            ],
            "oauth_config": [
                "scopes": ["bot": ["commands", "chat:write", "app_mentions:read", "im:history", "im:read"]]
            ],
            "settings": [
                "event_subscriptions": ["request_url": hook, "bot_events": ["app_mention", "message.im"]],
                "interactivity": ["is_enabled": true, "request_url": hook], "org_deploy_enabled": false,
                "socket_mode_enabled": false, "token_rotation_enabled": false,
            ],
        ]
    }

    private func mattermost(_ base: String, _ settings: Settings) -> String {
        let body: JSON = [
            "trigger": .string(settings.policy.umbrella), "method": "P", "url": .string(base + "/hooks/mattermost"),
            "display_name": "Steerco", "description": "Steers IT programs from chat", "auto_complete": true,
            "auto_complete_hint": "status | risk ... | help", "auto_complete_desc": "Everything Steerco understands",
        ]
        return """
            # Integrations > Slash Commands > Add, or POST /api/v4/commands with your team_id added:
            \(body.text)
            # Then set STEERCO_MATTERMOST_TOKEN to the token it shows, and name the server in STEERCO_REPLY_HOSTS.
            """
    }
}
