// Secrets that work and are no good.

import ChatPlatforms
import Testing

struct WeakSecrets {
    private static let long = "8f742231b10e8888abcd99yyyzzz85a5"
    private static let other = "qzgakf1nx3yt9dr4n8585ihbxy"

    struct Case: Sendable {
        var settings: [(place: String, text: String)]
        var problems: [String]
    }
    private static let cases: [Case] = [
        Case(settings: [("A", long)], problems: []),
        Case(settings: [("A", "\(long) \(other)"), ("B", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], problems: []),
        Case(settings: [("A", "0123456789abcde")], problems: ["A: the secret has fewer than 16 characters"]),
        // What follows a secret is none of it.
        Case(
            settings: [("A", "\(long) short;command=administration;team=T1")],
            problems: ["A: secret 2 of 2 has fewer than 16 characters"]),
        Case(settings: [("A", "\(long)\n\(long)")], problems: ["A: secret 2 of 2 is given twice"]),
        Case(
            settings: [("A", "\(other);command=risk \(other);command=task")],
            problems: ["A: secret 2 of 2 is given twice"]),
        Case(settings: [("A", long), ("B", long)], problems: ["B: the secret is that of A too"]),
        Case(
            settings: [("A", "a b")],
            problems: [
                "A: secret 1 of 2 has fewer than 16 characters", "A: secret 2 of 2 has fewer than 16 characters",
            ]),
    ]

    @Test(arguments: cases) func `are told by their place and number, and never by themselves`(_ example: Case) {
        let problems = SecretStrength.problems(of: example.settings)
        #expect(problems.count == example.problems.count)
        for (problem, expected) in zip(problems, example.problems) { #expect(problem.hasPrefix(expected)) }
        for (_, text) in example.settings {
            for secret in text.split(whereSeparator: { " ;\n".contains($0) }) where secret.count > 1 {
                #expect(!problems.contains { $0.contains(secret) })
            }
        }
    }
}
