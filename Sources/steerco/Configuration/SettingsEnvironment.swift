// The environment, the files it points to, and systemd's credentials.

import CommandLanguage
import Configuration
import Foundation

/// Reads names from the environment, the files `NAME_FILE` points to, and systemd's credentials.
struct SettingsEnvironment {
    private let reader = ConfigReader(provider: EnvironmentVariablesProvider())

    /// Names of the environment, also the names of `NAME_FILE` and of systemd credentials.
    static let names = [
        "STEERCO_SLACK_SIGNING_SECRET", "STEERCO_SLACK_BOT_TOKEN", "STEERCO_SLACK_API", "STEERCO_MATTERMOST_TOKEN",
        "STEERCO_MATTERMOST_BOT_TOKEN", "STEERCO_MATTERMOST_URL",
        "STEERCO_WEBHOOK_SECRET", "STEERCO_DATA", "STEERCO_CONFIG", "STEERCO_REPLY_HOSTS", "STEERCO_PROXIES",
        "STEERCO_ADMIN", "STEERCO_PUBLIC_URL",
    ]

    /// What is wrong with the first name that begins like ours and is none of them: a secret under a misspelt name is no
    /// secret. Told and not refused: the environment may belong to others as well.
    static var unknownName: String? {
        let known = Set(SettingsEnvironment.names + SettingsEnvironment.names.map { $0 + "_FILE" })
        let unknown = ProcessInfo.processInfo.environment.keys.filter {
            $0.hasPrefix("STEERCO_") && !known.contains($0)
        }
        return unknown.min().map {
            "\($0) is no setting: expected one of \(SettingsEnvironment.names.sorted().joined(separator: ", "))"
                + ", or one of these with _FILE"
        }
    }

    private func variable(_ name: String, isSecret: Bool) -> String? {
        let parts = name.lowercased().split(separator: "_").map(String.init)
        return reader.string(forKey: ConfigKey(parts), isSecret: isSecret)
    }

    /// The value, or nil when nothing sets it.
    func value(_ name: String, isSecret: Bool = false) throws -> Placed? {
        if let value = variable(name, isSecret: isSecret) { return Placed(text: value, place: name) }
        if let path = variable(name + "_FILE", isSecret: false) {
            return try SettingsEnvironment.file(path, name + "_FILE")
        }
        if let directory = variable("CREDENTIALS_DIRECTORY", isSecret: false) {
            let path = directory + "/" + name
            if FileManager.default.fileExists(atPath: path) {
                return try SettingsEnvironment.file(path, "credential \(name)")
            }
        }
        return nil
    }

    /// The content of a file that holds one value.
    static func file(_ path: String, _ place: String) throws -> Placed {
        guard let data = FileManager.default.contents(atPath: path) else {
            // Shown only when it is a path: somebody may have put the secret itself there.
            let shown = path.first == "/" || path.first == "." ? "the file \(path)" : "the file it names"
            throw SettingsProblem(description: "\(place): \(shown) cannot be read")
        }
        return Placed(
            text: String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines), place: place)
    }
}
