// A project, by its key, as a value.

package import JSONText
package import Quantities

extension ProjectKey: FieldContent {
    package static let storedName = "project"
    package static let storedNumber = 13
    package static let accepted = "a project key, such as NET"

    package var json: JSON { .string(text) }
    package init?(json: JSON) {
        guard let text = json.string, !text.isEmpty else { return nil }
        self.init(kept: text)
    }
    package var value: FieldValue { .project(self) }

    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        comparison == .equal && other == .project(self)
    }
}
