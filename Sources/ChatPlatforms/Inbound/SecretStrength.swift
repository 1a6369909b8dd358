// Secrets that verify requests, but are easily guessed, or stand twice where one of them is meant to be another.

/// What is wrong with secrets that work.
package enum SecretStrength {
    /// Characters; what is shorter can be found by trying.
    package static let shortest = 16

    /// What is wrong, a sentence each, without anything of the secrets.
    ///
    /// - Parameter settings: where each setting stands, and its whitespace-separated secrets with their options.
    package static func problems(of settings: [(place: String, text: String)]) -> [String] {
        var problems: [String] = []
        var seen: [Substring: String] = [:]
        for (place, text) in settings {
            let secrets = text.split(whereSeparator: \.isWhitespace).map { $0.prefix { $0 != ";" } }
            for (number, secret) in secrets.enumerated() {
                let which = secrets.count == 1 ? "the secret" : "secret \(number + 1) of \(secrets.count)"
                if secret.count < shortest {
                    problems.append("\(place): \(which) has fewer than \(shortest) characters: make a longer one")
                }
                if let first = seen[secret] {
                    let twice = first == place ? "given twice" : "that of \(first) too"
                    problems.append("\(place): \(which) is \(twice): each has to be another")
                }
                seen[secret] = seen[secret] ?? place
            }
        }
        return problems
    }
}
