// One issue, whichever of Jira's exports it stands in.

import JSONText
import Quantities

/// What an export says of an issue, as far as a record has a place for it, and the rest as it stands.
struct JiraIssue {
    /// A version that the issue is to be part of.
    struct Version: Hashable {
        var name: String
        var due: CalendarDate?
        var isReleased = false
    }

    /// A link to another issue, as this one says it.
    struct Link: Hashable {
        var kind: JiraLinkKind
        /// The key of the other issue.
        var other: String
    }

    var row: Int
    /// Stays with an issue that is moved; empty where the export has none.
    var id = ""
    /// What people call it; changes when it is moved.
    var key = ""
    var summary = ""
    var status = ""
    var category = ""
    var resolution = ""
    var priority = ""
    var assignee: FilePerson?
    var due: CalendarDate?
    var start: CalendarDate?
    var resolved: CalendarDate?
    var updated: Instant?
    /// Seconds of work.
    var estimate: Int?
    var labels: [String] = []
    var components: [String] = []
    var sprints: [String] = []
    var versions: [Version] = []
    /// Ids or keys of the issue it is a part of, the most certain first.
    var parents: [String] = []
    var links: [Link] = []
    var description = ""
    var comments: [FileNote] = []
    /// By the names that hints gave them.
    var fields: [String: String] = [:]
    var kept: [JSON.Member] = []

    init(row: Int) { self.row = row }

    /// What tells it from all others.
    var identity: String { id.isEmpty ? key : id }

    /// Whether a text has the form of an issue's key: `NET-12`.
    static func isKey(_ text: some StringProtocol) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count >= 2, !parts[1].isEmpty, text.utf8.count <= 60 else { return false }
        let isCapital = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        return parts[0].first.map(isCapital) == true
            && parts[0].allSatisfy { isCapital($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
            && parts[1].allSatisfy(isDigit)
    }
}

/// What all issues of an export say together.
struct JiraIssues {
    var issues: [JiraIssue] = []
    var skipped: [FileProblem] = []
    var problems: [FileProblem] = []
    var named: [String] = []
    var mapping: [FileColumn] = []
    /// Names of what is kept and read as nothing, with how many issues say something there, in the order found.
    private(set) var unread: [(name: String, count: Int)] = []
    private var places: [String: Int] = [:]

    mutating func countUnread(_ name: String) {
        if let place = places[name] {
            unread[place].count += 1
        } else {
            places[name] = unread.count
            unread.append((name, 1))
        }
    }
}
