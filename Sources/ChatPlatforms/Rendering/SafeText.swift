// Text that shows as it reads.

import CommandLanguage

enum SafeText {
    /// Without what nobody sees, as old records may still hold it.
    static func visible(_ text: String) -> String { VisibleText.of(text) }
}
