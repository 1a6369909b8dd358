// What is worked out from everything there is and kept, so that it is not worked out anew for every question.

import NIOConcurrencyHelpers
package import ProgramModel
package import Quantities

/// Works something out from a whole workspace, whoever asks, and keeps what it can use again: the plan.
///
/// One object serves all threads and every workspace: what is committed, what is tried, what was.
package protocol Derivation: AnyObject, Sendable {
    associatedtype Value
    init()
    /// The value for a workspace as of a day.
    func value(of workspace: Workspace, on today: CalendarDate) -> Value
}

/// Each derivation once, made when the first question needs it.
final class Derivations: Sendable {
    private let made = NIOLockedValueBox<[ObjectIdentifier: any Derivation]>([:])

    subscript<D: Derivation>(type: D.Type) -> D {
        made.withLockedValue { made in
            if let known = made[ObjectIdentifier(type)] as? D { return known }
            let new = type.init()
            made[ObjectIdentifier(type)] = new
            return new
        }
    }
}
