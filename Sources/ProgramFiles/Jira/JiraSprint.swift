// Names of sprints, which Jira's interface answers with as objects, and did as printed objects.

import JSONText

enum JiraSprint {
    private static let printed = "com.atlassian.greenhopper"

    /// Whether the value of a custom field is sprints, by what it looks like.
    static func areThere(_ value: JSON) -> Bool {
        guard let first = value.array?.first else { return false }
        if let text = first.string { return text.hasPrefix(printed) }
        let states: Set<String> = ["future", "active", "closed"]
        return first["name"]?.string != nil && first["id"]?.int != nil
            && first["state"]?.string.map { states.contains($0.lowercased()) } ?? false
    }

    static func names(_ value: JSON) -> [String] {
        (value.array ?? [value]).compactMap { sprint in
            guard let text = sprint.string else { return sprint["name"]?.string }
            return text.hasPrefix(printed) ? name(text) : text
        }.map(PlainTitle.of).filter { !$0.isEmpty }
    }

    /// Of `com.atlassian.greenhopper.service.sprint.Sprint@1[id=7,state=ACTIVE,name=Sprint 3, late,startDate=..]`: the
    /// name may hold commas, and ends where the next member begins.
    private static func name(_ text: String) -> String? {
        let inside = text.drop { $0 != "[" }.dropFirst()
        let parts = inside.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = parts.firstIndex(where: { $0.hasPrefix("name=") }) else { return nil }
        let members = [
            "startDate=", "endDate=", "completeDate=", "activatedDate=", "sequence=", "goal=", "state=", "id=",
        ]
        let rest = parts[(first + 1)...].prefix { part in !members.contains { part.hasPrefix($0) } }
        let name = ([parts[first].dropFirst(5)] + rest).joined(separator: ",")
        let isLast = first + 1 + rest.count == parts.count
        return isLast && name.last == "]" ? String(name.dropLast()) : name
    }
}
