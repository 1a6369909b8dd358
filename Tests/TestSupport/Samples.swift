// Values that many tests start from.

package import Quantities

extension ProjectKey {
    /// A key known to be one.
    package static func known(_ text: String) -> ProjectKey {
        guard let key = ProjectKey(text) else { preconditionFailure("\(text) is no project key") }
        return key
    }
    package static let net = known("NET")
    package static let crm = known("CRM")
    package static let core = known("CORE")
}
