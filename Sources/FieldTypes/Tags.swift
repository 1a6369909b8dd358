// Tags as a value.

package import JSONText

/// Tags, without their sign and in lower case.
package struct TagList: FieldContent, Hashable {
    package let tags: [String]
    package init(_ tags: [String]) { self.tags = tags }

    package static let storedName = "tags"
    package static let storedNumber = 15
    package static let accepted = "tags, such as #audit #vendor"

    package var json: JSON { .array(tags.map { .string($0) }) }
    package init?(json: JSON) {
        guard let values = json.array else { return nil }
        let tags = values.compactMap(\.string)
        guard tags.count == values.count else { return nil }
        self.init(tags)
    }

    package var text: String { tags.map { "#" + $0 }.joined(separator: " ") }
    package var value: FieldValue { .tags(tags) }

    /// Whether a tag is among them, or all of several.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        guard comparison == .equal else { return false }
        return switch other {
        case .text(let tag): tags.contains(tag.first == "#" ? String(tag.dropFirst()) : tag)
        case .tags(let others): others.allSatisfy(tags.contains)
        default: false
        }
    }
}
