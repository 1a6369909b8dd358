// What a file says of work, whatever program wrote it: plain values that know nothing of chat or of our records.

package import JSONText
package import Quantities

/// Everything read from one file.
package struct FileRecords: Hashable, Sendable {
    /// The kind of file: `jira`, `trello`, `register`, `mspdi`.
    package var source: String
    /// Which file of that kind it is, where its program says so; empty where it does not.
    package var file = ""
    /// What the file calls the whole; empty where it does not.
    package var title = ""
    package var records: [FileRecord] = []
    /// Rows that make no record, each with the reason.
    package var skipped: [FileProblem] = []
    /// What the file says that no record has a place for, each once.
    package var named: [String] = []
    /// Values that could not be read; their records are made without them.
    package var problems: [FileProblem] = []
    /// How the columns of a table were understood, in their order: what is shown to be confirmed.
    package var mapping: [FileColumn] = []

    /// The plan of a file that holds one, in its order.
    package var plan: [FileDates] = []
    /// What the file says of the whole, as the program that wrote it would read it back.
    package var kept: JSON?

    package init(source: String) { self.source = source }
}

/// The dates that our plan gives a task of a file, beside those that stand there.
package struct FileDates: Hashable, Sendable {
    package var uid: Int
    package var name: String
    /// Local instants as `2026-01-07T08:00`; none for what is not scheduled.
    package var start: String?
    package var finish: String?
    /// Working days.
    package var totalFloat: Double?
    package var isCritical: Bool
    package var storedStart: String?
    package var storedFinish: String?
    /// Why ours is another date than the stored one; nil where they are the same.
    package var why: String?

    package var json: JSON {
        .members([
            "uid": .int(Int64(uid)), "name": .string(name), "start": start.map { .string($0) },
            "finish": finish.map { .string($0) }, "total_float": totalFloat.map { .double($0) },
            "critical": .bool(isCritical), "stored_start": storedStart.map { .string($0) },
            "stored_finish": storedFinish.map { .string($0) }, "why": why.map { .string($0) },
        ])
    }
}

/// A column of a table and the field it is read as; nil when it is none's.
package struct FileColumn: Hashable, Sendable {
    package var head: String
    package var field: String?
    package init(head: String, field: String?) {
        self.head = head
        self.field = field
    }
}

/// One record that a file describes.
package struct FileRecord: Hashable, Sendable {
    /// What tells it from all others of its file for ever: `10023`, `UID 12`; never shown.
    package var key: String
    /// What its people call it: `NET-12`.
    package var label: String
    /// Where it stands: a row, a line, a task's number.
    package var row: Int
    /// `task`, `milestone`, `risk`, `blocker`, `action`, `decision`, `assumption`.
    package var kind: String
    package var title: String
    package var state = FileState.open
    /// The state as our own tables name it.
    package var stateWord: String?
    package var owner: FilePerson?
    package var helpers: [FilePerson] = []
    package var due: CalendarDate?
    package var start: CalendarDate?
    package var finish: CalendarDate?
    /// Working minutes, of a day of eight hours.
    package var estimate: Int?
    /// 0 to 100.
    package var progress: Int?
    /// The key of the record it is a part of.
    package var parent: String?
    package var links: [FileLink] = []
    package var tags: [String] = []
    /// Other fields by the names our kinds give them (`probability`, `impact`, `plan`), as the text that a person would type.
    package var fields: [String: String] = [:]
    package var notes: [FileNote] = []
    /// What no field of ours holds, as the program that wrote it would read it back.
    package var kept: JSON?

    package init(key: String, label: String, row: Int, kind: String, title: String) {
        self.key = key
        self.label = label
        self.row = row
        self.kind = kind
        self.title = title
    }
}

/// How far a record is, in words that every kind has a state for.
package enum FileState: String, Hashable, Sendable { case open, started, done, dropped }

/// Somebody as a file names them.
package struct FilePerson: Hashable, Sendable {
    package var name: String
    package var mail: String?
    /// What the other program calls the account: an id, a user name.
    package var account: String?

    package init(name: String, mail: String? = nil, account: String? = nil) {
        self.name = name
        self.mail = mail
        self.account = account
    }
}

/// A link from the record it stands in to another of the same file.
package struct FileLink: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// This one stops the other until it is done.
        case blocks
        /// This one cannot go on before the other: `fs`, `ss`, `ff` or `sf`.
        case follows(String)
        case relates
    }
    package var kind: Kind
    /// The key of the other record.
    package var other: String
    /// Working minutes between the two.
    package var lag: Int

    package init(_ kind: Kind, _ other: String, lag: Int = 0) {
        self.kind = kind
        self.other = other
        self.lag = lag
    }
}

package struct FileNote: Hashable, Sendable {
    package var text: String
    /// Who wrote it and when, as the file says.
    package var by: String?
    package var day: CalendarDate?

    package init(text: String, by: String? = nil, day: CalendarDate? = nil) {
        self.text = text
        self.by = by
        self.day = day
    }
}
