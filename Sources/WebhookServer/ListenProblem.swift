// Why the server cannot listen, in words an operator reads.

import Foundation
import NIOCore

/// The address of `--listen` cannot be taken.
package struct ListenProblem: Error, CustomStringConvertible {
    package let description: String
    /// No restart mends it: there is no such host.
    package let isSetting: Bool

    /// - Returns: nil for an error of anything else.
    package init?(_ error: any Error, at address: String) {
        switch error {
        case let error as IOError:
            description = "cannot listen on \(address): \(String(cString: strerror(error.errnoCode)))"
            isSetting = false
        case is SocketAddressError, is SocketAddressError.UnknownHost:
            description = "--listen: there is no host of the name in \(address)"
            isSetting = true
        default: return nil
        }
    }
}
