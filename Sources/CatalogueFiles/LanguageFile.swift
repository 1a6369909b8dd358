// One language's file: the words that statements are made of.

package import CommandLanguage

/// What one file of `commands/languages/` says.
package enum LanguageFile {
    /// Reads a language file's text.
    ///
    /// - Throws: `CatalogueProblem` with file, line, field and what was expected.
    package static func read(
        yaml text: String, file: String, days: @escaping @Sendable () -> [DayLanguage], dayWords: Set<String>
    ) throws(CatalogueProblem) -> Language {
        guard let reader = try NodeReader(yaml: text, file: file) else {
            throw CatalogueProblem(file: file, line: 1, field: "file", expected: "the words of a language")
        }
        try reader.allow([
            "same", "rules", "classes", "scale", "asides", "tails", "keys", "choices", "orders", "sets", "conditions",
        ])
        var parts = LanguageParts()
        parts.same = try lists("same", reader)
        parts.rules = try lists("rules", reader)
        parts.tails = try lists("tails", reader)
        parts.keys = try lists("keys", reader)
        parts.sets = try lists("sets", reader)
        parts.asides = try reader.strings("asides")
        parts.conditions = try reader.strings("conditions")
        if let scale = try reader.mapping("scale") {
            for name in scale.names {
                guard let level = Int(name), (1...5).contains(level) else {
                    throw scale.problem(name, "a level, 1 to 5")
                }
                parts.scale[level] = try scale.strings(name)
            }
        }
        if let choices = try reader.mapping("choices") {
            for name in choices.names { parts.choices[name] = try choices.string(name) }
        }
        if let orders = try reader.mapping("orders") {
            for name in orders.names { parts.orders[name] = try orders.string(name) }
        }
        if let classes = try reader.mapping("classes") {
            for (name, numbers) in try classes.members() { parts.classes[name] = try self.numbers(numbers) }
        }
        do { return try Language(parts, days: days, dayWords: dayWords) } catch {
            throw CatalogueProblem(file: file, line: nil, field: "phrases", expected: error.expected)
        }
    }

    private static func lists(_ key: String, _ reader: NodeReader) throws(CatalogueProblem) -> [String: [String]] {
        guard let members = try reader.mapping(key) else { return [:] }
        var lists: [String: [String]] = [:]
        for name in members.names { lists[name] = try members.strings(name) }
        return lists
    }

    /// Words by the number they stand for, as numbers by word.
    private static func numbers(_ reader: NodeReader) throws(CatalogueProblem) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for name in reader.names {
            guard let number = Int(name) else { throw reader.problem(name, "a number before its words") }
            for word in try reader.strings(name) { numbers[word] = number }
        }
        return numbers
    }
}
