// Comparing secrets.

internal import CNettle

package enum ConstantTime {
    /// Compares without telling by its time where two texts differ; lengths are no secret.
    package static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && nettle_memeql_sec(one, other, one.count) == 1
    }
}
