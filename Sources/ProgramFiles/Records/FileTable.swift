// A table as a file holds it, before anything is known of what its columns mean; and one that is to be written.

package import Quantities

/// The rows of a delimited file or of a sheet.
package struct FileTable: Hashable, Sendable {
    /// The sheet's name; empty for a file that is one table.
    package var name: String
    package var rows: [FileRow]
    package init(name: String = "", rows: [FileRow]) {
        self.name = name
        self.rows = rows
    }
}

package struct FileRow: Hashable, Sendable {
    /// As the file's own program counts, from 1: the line that the row begins on, or the sheet's row.
    package var number: Int
    /// As text, empty where there is nothing; a row may be shorter or longer than its neighbours.
    package var cells: [String]
    package init(number: Int, cells: [String]) {
        self.number = number
        self.cells = cells
    }
}

/// A table to be written: each cell keeps its type, so that a sheet can sort it.
package struct ExportTable: Hashable, Sendable {
    package var name: String
    package var heads: [String]
    package var rows: [[ExportCell]]
    package init(name: String, heads: [String], rows: [[ExportCell]]) {
        self.name = name
        self.heads = heads
        self.rows = rows
    }
}

package enum ExportCell: Hashable, Sendable {
    case text(String)
    case number(Double)
    case date(CalendarDate)
    case none

    /// What stands in the cell, as text.
    package var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): PlainNumber.text(number)
        case .date(let date): date.iso
        case .none: ""
        }
    }
}

/// A day of a calendar feed: something that is due.
package struct ExportEvent: Hashable, Sendable {
    /// The same for the record's whole life: `M-1@store`.
    package var id: String
    package var title: String
    package var day: CalendarDate
    package var text: String
    /// Grows when date or state changes.
    package var sequence: Int
    package var isCancelled: Bool
    package var changed: Instant

    package init(
        id: String, title: String, day: CalendarDate, text: String, sequence: Int, isCancelled: Bool, changed: Instant
    ) {
        self.id = id
        self.title = title
        self.day = day
        self.text = text
        self.sequence = sequence
        self.isCancelled = isCancelled
        self.changed = changed
    }
}
