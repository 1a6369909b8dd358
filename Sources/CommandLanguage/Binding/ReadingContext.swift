// What reading a command needs to know of the world around it.

package import Quantities

/// The facts values are read against: the asker's day, the project keys there are, how numbers are written.
package struct ReadingContext: Sendable {
    package var today: CalendarDate
    /// Whether a project or program has this key.
    package var isKey: @Sendable (ProjectKey) -> Bool
    /// Every key, for suggestions.
    package var keys: @Sendable () -> [String]
    /// Whether somebody has this handle, in lower case.
    package var isHandle: @Sendable (String) -> Bool
    package var numberStyle: AmountReader.NumberStyle?
    /// Names of declared fields of the kind at hand, for filters.
    package var fields: @Sendable () -> [String]

    package init(
        today: CalendarDate, isKey: @escaping @Sendable (ProjectKey) -> Bool, keys: @escaping @Sendable () -> [String],
        isHandle: @escaping @Sendable (String) -> Bool = { _ in false }, numberStyle: AmountReader.NumberStyle? = nil,
        fields: @escaping @Sendable () -> [String] = { [] }
    ) {
        self.today = today
        self.isKey = isKey
        self.keys = keys
        self.isHandle = isHandle
        self.numberStyle = numberStyle
        self.fields = fields
    }
}
