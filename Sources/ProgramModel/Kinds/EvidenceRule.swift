// When a record that nobody looks after colours its project, and what to do about it.

package import FieldTypes

/// One rule of a kind's records: `/why`, `/status`, `/today` and the brief all read the same.
package struct EvidenceRule: Hashable, Sendable {
    /// Holds of an open record that counts.
    package var when: Formula
    package var colour: Colour
    /// Where this holds too the colour is RED.
    package var red: Formula?
    /// What is wrong, after id and title, with fields in braces: `gives notice by {notice}`.
    package var sentence: String
    /// What would mend it: `renew {id}`.
    package var way: String
    /// The number that the conditions call `threshold`, which an admin may set.
    package var threshold: Threshold?

    package struct Threshold: Hashable, Sendable {
        /// The setting's name: `rag.contract-notice`.
        package var setting: String
        package var usual: Int
        package var about: String
        package init(setting: String, usual: Int, about: String) {
            self.setting = setting
            self.usual = usual
            self.about = about
        }
    }

    package init(
        when: Formula, colour: Colour, red: Formula? = nil, sentence: String, way: String, threshold: Threshold? = nil
    ) {
        self.when = when
        self.colour = colour
        self.red = red
        self.sentence = sentence
        self.way = way
        self.threshold = threshold
    }

    /// What formulas call the number that may be set.
    package static let thresholdName = "threshold"
}
