// Who hears of what, and in which words: given by the services, which know what matters.

package import FieldTypes
package import ProgramModel
package import Quantities

/// A record before and after a command.
package struct ChangedRecord: Sendable {
    package var id: ItemID
    /// Nil where the command made it.
    package var before: Item?
    package var after: Item

    package init(before: Item?, after: Item) {
        id = after.id
        self.before = before
        self.after = after
    }
}

/// A state of a record that its owner alone can tell more of: asked about once.
package struct Nudge: Sendable {
    /// What tells this state from every other of the record.
    package var key: String
    /// Since when it is so; asked about once for each such moment.
    package var since: Instant
    package var item: ItemID
    package var line: Reply.Line
    package var suggestions: [Reply.Suggestion]

    package init(
        key: String, since: Instant, item: ItemID, line: Reply.Line, suggestions: [Reply.Suggestion]
    ) {
        self.key = key
        self.since = since
        self.item = item
        self.line = line
        self.suggestions = suggestions
    }
}

/// What is said to people who did not ask.
package protocol Attention: Sendable {
    /// Who is to hear of what a command changed, its doer left out, in the order of their numbers.
    ///
    /// - Parameter view: sees everything; whoever is named hears only of what exists for them.
    func hearers(of changed: [ChangedRecord], by doer: PersonID, in view: ProgramView) -> [PersonID]
    /// What one of them reads; nil where nothing of it exists for them.
    ///
    /// - Parameter view: the hearer's.
    func told(_ changed: [ChangedRecord], by doer: PersonID, _ view: ProgramView) -> Reply?
    /// What a rule says at its moment; nil where there is nothing to say.
    ///
    /// - Parameters:
    ///   - filter: what the rule looks for, read now; nil where it looks for nothing.
    ///   - view: the receiver's.
    func due(_ rule: any DueRule, _ filter: Filter?, _ view: ProgramView, _ log: any LogReader) throws -> Reply?
    /// What a subscription that hears of changes at once says of some; nil where none is of those that it looks for.
    ///
    /// - Parameters:
    ///   - said: what is looked for, in the words of whoever wants it.
    ///   - view: the receiver's.
    func announced(_ changed: [ChangedRecord], _ filter: Filter, _ said: String, _ view: ProgramView) -> Reply?
    /// What the records cannot tell of what is somebody's.
    func nudges(_ view: ProgramView) -> [Nudge]
    /// Several nudges in one message.
    func asking(_ nudges: [Nudge], _ view: ProgramView) -> Reply
}

/// Says nothing to anybody.
package struct NoAttention: Attention {
    package init() {}
    package func hearers(of changed: [ChangedRecord], by doer: PersonID, in view: ProgramView) -> [PersonID] { [] }
    package func told(_ changed: [ChangedRecord], by doer: PersonID, _ view: ProgramView) -> Reply? { nil }
    package func due(
        _ rule: any DueRule, _ filter: Filter?, _ view: ProgramView, _ log: any LogReader
    ) throws -> Reply? { nil }
    package func announced(
        _ changed: [ChangedRecord], _ filter: Filter, _ said: String, _ view: ProgramView
    ) -> Reply? { nil }
    package func nudges(_ view: ProgramView) -> [Nudge] { [] }
    package func asking(_ nudges: [Nudge], _ view: ProgramView) -> Reply { Reply("") }
}
