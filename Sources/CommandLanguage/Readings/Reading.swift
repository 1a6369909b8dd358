// One way a statement may be meant: a verb, the values of its arguments, what is left over.

import FieldTypes
import Quantities

/// A verb with its arguments filled from a statement's words.
struct Reading: Sendable {
    var command: CommandDeclaration
    var verb: VerbDeclaration
    var values: ArgumentValues
    var flags = CommandFlags()
    /// Words that found no place.
    var leftovers: [String] = []
    /// Required arguments that were not said.
    var missing: [String] = []
    /// Nearly a value: what is wrong with it.
    var fault: UsageProblem?
    var features = Features()
    /// Records that are named inside a text.
    var mentionedIDs: [ItemID] = []
    /// What was said makes a date later, never earlier; and a weekday said when.
    var isLater = false
    var isWeekdayLater = false
    /// The phrase it was read by, as the catalogue writes it.
    var phrase = ""

    /// What ranking looks at.
    struct Features: Hashable, Sendable {
        /// Read by the plain form of the verb, not by a way of saying it.
        var isCanonical = false
        /// Lexemes that a phrase, a slot or a value took.
        var typed = 0
        /// Lexemes in free text.
        var free = 0
        /// Words that a filter looks for.
        var searched = 0
        /// Values that stood bare where another reading may be meant.
        var weak = 0
        /// Words that the phrase itself has.
        var literal = 0
        /// Courtesies before it.
        var start = 0
        /// Conditions that may be a text as well: they list nothing, and are no text either.
        var mayBeText = false
        /// `because` introduced its reason.
        var isReasonIntroduced = false
        /// The verb was said by its name.
        var namesVerb = false
    }

    /// The text that its main argument was given.
    var mainText: String? {
        guard let argument = verb.textArgument, case .text(let text)? = values[argument.name]?.first else { return nil }
        return text
    }

    var filter: Filter? {
        guard let name = verb.filterArgument?.name, case .filter(let filter)? = values[name]?.first else { return nil }
        return filter
    }

    var writes: Bool { verb.role != "viewer" }
}
