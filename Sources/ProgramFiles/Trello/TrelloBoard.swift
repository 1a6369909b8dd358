// A board of Trello, as its menu exports it in JSON.

package import JSONText

/// Reads boards of Trello.
package enum TrelloBoard {
    /// Whether a JSON value is a board, by what it holds.
    package static func isOne(_ json: JSON) -> Bool { json["lists"]?.array != nil && json["cards"]?.array != nil }

    /// Reads a board: cards and the items of their checklists are tasks, lists are states.
    ///
    /// - Parameter archived: whether archived cards are read as well; else they are left out, each with the reason.
    /// - Throws: a `FileProblem` where it is no board.
    package static func read(_ json: JSON, archived: Bool) throws(FileProblem) -> FileRecords {
        guard isOne(json) else { throw FileProblem("is no board of Trello: it has no lists and cards") }
        var reader = TrelloReader(json, archived: archived)
        return reader.records()
    }
}
