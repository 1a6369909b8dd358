// What an event is, and the list of all of them.

package import JSONText
package import Quantities

/// A fact that happened, past tense, stored for ever.
///
/// An event's word and its old schema versions stay readable for ever: a new shape gets a new `schemaVersion`, and
/// ``init(payload:schemaVersion:)`` goes on reading every one before it. Golden files hold one of each.
package protocol ProgramEvent: Sendable {
    /// The event's name in the log.
    static var word: String { get }
    static var schemaVersion: Int { get }
    /// The version this one is written as: the first that can say what it holds, so that what older versions said goes on
    /// being written as they wrote it.
    var schemaVersion: Int { get }
    /// Whether `/undo` can take it back. Registrations never.
    static var isUndoable: Bool { get }

    /// The event's own facts, in a fixed order.
    var payload: JSON { get }

    /// Reads what `payload` printed, at this or any earlier schema version.
    init(payload: JSON, schemaVersion: Int) throws(EventProblem)

    /// Changes the workspace; pure and total.
    func apply(to workspace: inout Workspace, _ stamp: Stamp)

    /// The records it touches, in the workspace after it: a record's history is the events that touch it.
    func items(in workspace: Workspace) -> [ItemID]

    /// The person whose names or accounts it holds.
    var namedPerson: PersonID? { get }

    /// The same fact without the words and names that are erased; what holds nothing that people wrote stays as it is.
    func without(_ erasure: Erasure) -> any ProgramEvent

    /// What this event writes over earlier payloads.
    var replacements: [Replacement] { get }
}

/// The payload that takes the place of an earlier event's.
package struct Replacement: Hashable, Sendable {
    package var version: Int
    package var payload: JSON
    package init(version: Int, payload: JSON) {
        self.version = version
        self.payload = payload
    }
}

extension ProgramEvent {
    package static var schemaVersion: Int { 1 }
    package var schemaVersion: Int { Self.schemaVersion }
    package static var isUndoable: Bool { true }
    package func items(in workspace: Workspace) -> [ItemID] { [] }
    package var namedPerson: PersonID? { nil }
    package func without(_ erasure: Erasure) -> any ProgramEvent { self }
    package var replacements: [Replacement] { [] }

    /// Every text that its payload holds.
    package var texts: Set<String> { payload.texts }

    /// Whether one of its texts holds another, in any case of the letters.
    package func says(_ text: String) -> Bool {
        let text = text.lowercased()
        return texts.contains { $0.lowercased().contains(text) }
    }
}

/// Why a stored event could not be read.
package enum EventProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownWord(String)
    case unknownTable(String)
    case newerSchema(word: String, schemaVersion: Int)
    case missing(word: String, field: String)

    package var description: String {
        switch self {
        case .unknownWord(let word): "no event is called \(word)"
        case .unknownTable(let table): "no slot is called \(table)"
        case .newerSchema(let word, let version): "version \(version) of \(word) is newer than this binary knows"
        case .missing(let word, let field): "\(word) has no \(field), or one of another type"
        }
    }
}

/// Every event there is, by its word.
package enum EventCatalogue {
    package static let all: [any ProgramEvent.Type] = [
        PersonRegistered.self, PersonNamed.self, PersonClaimed.self, IdentityMoved.self, PersonChanged.self,
        RoleGranted.self, TeamBound.self, ProjectCreated.self, ProjectChanged.self, ProgramCreated.self,
        StatusDeclared.self, ItemAdded.self, ItemChanged.self, ItemMoved.self, ItemAssigned.self, NoteAdded.self,
        ItemsLinked.self, ItemsUnlinked.self, ChannelBound.self, SettingChanged.self, AliasDefined.self,
        ProposalMade.self, ProposalSettled.self, CommandUndone.self, CommandRedone.self, Redacted.self,
        StoreAccepted.self, SlotChanged.self, LedgerEntered.self,
    ]
    private static let byWord = Dictionary(uniqueKeysWithValues: all.map { ($0.word, $0) })

    /// The event this row of the log holds.
    ///
    /// - Throws: `EventProblem` when the word or schema version is unknown (a log from a newer binary), or a fact is
    ///   missing.
    package static func read(word: String, schemaVersion: Int, payload: JSON) throws(EventProblem) -> any ProgramEvent {
        guard let type = byWord[word] else { throw .unknownWord(word) }
        guard schemaVersion <= type.schemaVersion else {
            throw .newerSchema(word: word, schemaVersion: schemaVersion)
        }
        return try type.init(payload: payload, schemaVersion: schemaVersion)
    }
}

/// Reads the facts of a payload, naming the event and field in what it throws.
struct PayloadReader {
    let word: String
    let payload: JSON

    init(_ type: any ProgramEvent.Type, _ payload: JSON) {
        word = type.word
        self.payload = payload
    }

    /// The required fact of this name, as `read` understands it.
    func need<Value>(_ name: String, _ read: (JSON) -> Value?) throws(EventProblem) -> Value {
        guard let json = payload[name], let value = read(json) else { throw .missing(word: word, field: name) }
        return value
    }

    /// The fact of this name, or nil when there is none.
    func find<Value>(_ name: String, _ read: (JSON) -> Value?) throws(EventProblem) -> Value? {
        guard let json = payload[name] else { return nil }
        guard let value = read(json) else { throw .missing(word: word, field: name) }
        return value
    }
}
