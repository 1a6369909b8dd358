// What would be accepted, in words.

extension ArgumentDeclaration.ValueType {
    /// What a value of the type looks like, with an example.
    ///
    /// - Parameter choices: the words a choice accepts.
    package func accepted(_ choices: [String]) -> String {
        switch self {
        case .text: "some words"
        case .id: "an id such as T-3"
        case .person: "somebody, such as @ana"
        case .project: "a project key, such as NET"
        case .date: "a day, such as fri, +3d, 24dec or 2026-12-24"
        case .past: "a day that has been, such as mon, -3d, 16nov or 2026-11-16"
        case .days: "a day or days that have been, such as yesterday, last week or last 7 days"
        case .duration: "working time, such as 3d, 2w or 4h (m alone may be months or minutes)"
        case .money: "an amount with its currency, such as 12k€ or 1200 USD"
        case .level: "1 to 5, such as 4, 40% or high"
        case .percent: "0% to 100%, such as 40%"
        case .number: "a whole number, such as 5"
        case .choice: choices.isEmpty ? "one of a few words" : "one of " + choices.joined(separator: ", ")
        case .filter: "a filter, such as owner:@ana state:open"
        case .script: "commands, with ; between them"
        case .word: "one word"
        }
    }
}

extension [String] {
    /// `a, b or c`.
    package var alternatives: String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " or " + last
    }
}
