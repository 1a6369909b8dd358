// Jira's exports: a table, a saved answer of its interface, or a feed in XML.

package import JSONText

/// Reads issues of Jira. The same issues make the same records, whichever way they were exported.
package enum JiraExport {
    /// Whether a table is an export of Jira, by its head.
    package static func isOne(_ table: FileTable) -> Bool { JiraColumns.areOfJira(table) }

    /// Whether a JSON value is an answer to a search for issues, or a list of issues.
    package static func isOne(_ json: JSON) -> Bool { JiraAnswer.isOne(json) }

    /// Reads the export as a table; its first row is the head.
    ///
    /// - Parameter hints: `dates` is `dmy` or `mdy`; the name of a column, or of a custom field, is the field it is read as.
    /// - Throws: a `FileProblem` where it is no such table, or where its dates may be read in two orders.
    package static func read(_ table: FileTable, hints: [String: String]) throws(FileProblem) -> FileRecords {
        JiraRecords.records(try JiraTable.read(table, hints: hints))
    }

    /// Reads an answer to a search, or a list of issues.
    ///
    /// - Parameter hints: the id or the name of a custom field is the field it is read as.
    package static func read(json: JSON, hints: [String: String] = [:]) throws(FileProblem) -> FileRecords {
        JiraRecords.records(try JiraAnswer.read(json, hints: hints))
    }

    /// Reads the export in XML, which is a feed of issues.
    ///
    /// - Parameter hints: the id or the name of a custom field is the field it is read as.
    package static func read(xml: [UInt8], hints: [String: String] = [:]) throws(FileProblem) -> FileRecords {
        JiraRecords.records(try JiraFeed.read(xml, hints: hints))
    }
}
