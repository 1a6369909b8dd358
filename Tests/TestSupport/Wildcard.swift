// Compares texts where `...` in the pattern matches anything.

package enum Wildcard {
    package static func matches(_ pattern: String, _ text: String) -> Bool {
        let parts = pattern.components("...")
        guard let first = parts.first else { return text.isEmpty }
        guard text.hasPrefix(first) else { return false }
        var rest = text.dropFirst(first.count)
        for (index, part) in parts.dropFirst().enumerated() {
            if index == parts.count - 2 { return rest.hasSuffix(part) }
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return parts.count == 1 ? rest.isEmpty : true
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
