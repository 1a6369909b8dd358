// What may follow a secret in a setting: `SECRET;name=value`.

/// One of a setting's whitespace-separated secrets, with its options.
struct SecretOptions {
    /// The secret itself; it may be empty.
    let secret: Substring
    /// Each name with what stands after its `=`, in their order.
    let options: [(name: Substring, value: String)]

    /// Reads `SECRET;name=value;…`.
    ///
    /// - Throws: `SecretProblem.malformed` for an option without a value, or of another name.
    init(_ text: Substring, names: [Substring]) throws(SecretProblem) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        secret = parts.first ?? ""
        var options: [(name: Substring, value: String)] = []
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, names.contains(pair[0]), !pair[1].isEmpty else {
                throw .malformed("options \(names.map { "\($0)=" }.joined(separator: " and ")) only")
            }
            options.append((pair[0], String(pair[1])))
        }
        self.options = options
    }
}
