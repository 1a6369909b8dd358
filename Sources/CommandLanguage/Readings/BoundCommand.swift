// A command with its arguments bound: what the binder makes and requests are built from.

package import FieldTypes
package import Quantities

/// What was asked of the answer, whatever the command.
package struct CommandFlags: Hashable, Sendable {
    /// Knowledge time: answer as of the end of this day.
    package var at: CalendarDate?
    package var since: CalendarDate?
    package var isPublic: Bool?
    package var isDry = false
    package var isYes = false
    package var sort: String?
    package var top: Int?
    package init() {}
}

/// A command whose words all found their place.
package struct BoundCommand: Sendable {
    package var command: CommandDeclaration
    package var verb: VerbDeclaration
    /// The values by argument name; several where the argument takes many.
    package var values: ArgumentValues
    package var flags: CommandFlags
    /// The verb was shortened: the reply names it in full.
    package var abbreviated: String?
    /// A weekday was said of what slips: the first after its present date.
    package var isWeekdayLater = false
    /// What was said makes a date later, never earlier: it slips.
    package var isLater = false
    /// Ids and people named inside the text, which become links.
    package var mentionedIDs: [ItemID]
    /// The line as typed, for usage problems found later and for proposals.
    package var line: String

    package init(
        command: CommandDeclaration, verb: VerbDeclaration, values: ArgumentValues, flags: CommandFlags,
        abbreviated: String? = nil, mentionedIDs: [ItemID] = [], line: String
    ) {
        self.command = command
        self.verb = verb
        self.values = values
        self.flags = flags
        self.abbreviated = abbreviated
        self.mentionedIDs = mentionedIDs
        self.line = line
    }

    package func text(_ name: String) -> String? {
        if case .text(let text)? = values[name]?.first { text } else { nil }
    }
    package func id(_ name: String) -> ItemID? { ids(name).first }
    package func ids(_ name: String) -> [ItemID] {
        let ids = (values[name] ?? []).compactMap { if case .id(let id) = $0 { id } else { nil } }
        return ids.count > 1 ? ids.unique : ids
    }
    /// Every id the command names, whatever for.
    package var ids: [ItemID] { values.ids }
    package func date(_ name: String) -> CalendarDate? {
        if case .date(let date)? = values[name]?.first { date } else { nil }
    }
    package func days(_ name: String) -> ClosedRange<CalendarDate>? {
        if case .days(let days)? = values[name]?.first { days } else { nil }
    }
    package func project(_ name: String) -> ProjectKey? {
        if case .project(let key)? = values[name]?.first { key } else { nil }
    }
    package func choice(_ name: String) -> String? { text(name) }
    package func level(_ name: String) -> Level? {
        if case .level(let level)? = values[name]?.first { level } else { nil }
    }
    package func span(_ name: String) -> WorkSpan? {
        if case .span(let span)? = values[name]?.first { span } else { nil }
    }
    package func moment(_ name: String) -> Instant? {
        if case .moment(let moment)? = values[name]?.first { moment } else { nil }
    }
    package func rhythm(_ name: String) -> Rhythm? {
        if case .rhythm(let rhythm)? = values[name]?.first { rhythm } else { nil }
    }
    package func money(_ name: String) -> Money? {
        if case .money(let money)? = values[name]?.first { money } else { nil }
    }
    package func number(_ name: String) -> Int? {
        if case .number(let number)? = values[name]?.first { number } else { nil }
    }
    package func percent(_ name: String) -> Int? {
        if case .percent(let percent)? = values[name]?.first { percent } else { nil }
    }
    package func filter(_ name: String) -> Filter? {
        if case .filter(let filter)? = values[name]?.first { filter } else { nil }
    }
    /// The one filter that it has, whatever its name.
    package var filter: Filter? { verb.filterArgument.flatMap { filter($0.name) } }
    package func script(_ name: String) -> String? { text(name) }
    /// The people an argument names, as they were said.
    package func people(_ name: String) -> [PersonReference] {
        (values[name] ?? []).compactMap { if case .named(let person) = $0 { person } else { nil } }
    }
    /// Whether any argument names somebody.
    package var namesPeople: Bool {
        values.contains { if case .named = $0 { true } else { false } }
    }
}
