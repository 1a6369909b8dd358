// The words for values of each language: `commands/languages/en/days.en.yaml`, `amounts.en.yaml` and their like.

package import CommandLanguage
import NIOConcurrencyHelpers

/// Reads what one file says of days.
package enum DayLanguageFile {
    /// The language's words and rules for days.
    ///
    /// - Throws: `CatalogueProblem` with file, line, field and what was expected.
    package static func read(yaml text: String, file: String) throws(CatalogueProblem) -> DayLanguage {
        let reader = try NodeReader.language(text, file)
        try reader.allow(["lists", "words", "shared", "days", "rules"])
        var parts = DayLanguageParts()
        parts.lists = try reader.texts("lists")
        for (name, values) in try reader.mapping("words")?.members() ?? [] {
            for value in values.names {
                parts.words[name, default: [:]][value] = try values.string(value)
            }
        }
        if let shared = try reader.mapping("shared") {
            for name in shared.names { parts.shared[name] = try shared.strings(name) }
        }
        parts.days = try reader.strings("days")
        parts.rules = try reader.strings("rules")
        do { return try DayLanguage(parts) } catch {
            throw CatalogueProblem(
                file: file, line: error.phrase.flatMap { line(of: $0, in: text) }, field: "days",
                expected: error.problem.expected)
        }
    }

    /// The line in which a phrase stands.
    private static func line(of phrase: String, in text: String) -> Int? {
        text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(phrase) }
            .map { $0 + 1 }
    }
}

/// Reads what one file says of amounts.
package enum AmountLanguageFile {
    /// The language's words for amounts.
    ///
    /// - Parameter days: the same language's days.
    /// - Throws: `CatalogueProblem` with file, line, field and what was expected.
    package static func read(
        yaml text: String, file: String, days: DayLanguage
    ) throws(CatalogueProblem) -> AmountLanguage {
        let reader = try NodeReader.language(text, file)
        try reader.allow(["lists", "currencies", "levels"])
        var parts = AmountLanguageParts()
        parts.lists = try reader.texts("lists")
        parts.currencies = try reader.texts("currencies")
        for (name, words) in try reader.texts("levels") {
            guard let level = Int(name), (1...5).contains(level) else {
                throw reader.problem("levels", "a level, 1 to 5; \(name) is none")
            }
            parts.levels[level] = words
        }
        return AmountLanguage(parts, days: days)
    }
}

extension NodeReader {
    fileprivate static func language(_ text: String, _ file: String) throws(CatalogueProblem)
        -> NodeReader
    {
        guard let reader = try NodeReader(yaml: text, file: file) else {
            throw CatalogueProblem(
                file: file, line: 1, field: "file", expected: "the words of a language")
        }
        return reader
    }

    /// Texts by name.
    fileprivate func texts(_ key: String) throws(CatalogueProblem) -> [String: String] {
        guard let members = try mapping(key) else { return [:] }
        var texts: [String: String] = [:]
        for name in members.names { texts[name] = try members.string(name) }
        return texts
    }
}

/// The words for values of the shipped languages, each file read when it is first asked for.
package final class ShippedLanguages: Sendable {
    /// The languages there are, by their codes.
    package static let codes = ["en", "de", "fr", "es"]
    private let dayLanguages = NIOLockedValueBox<[String: DayLanguage]>([:])
    private let amountLanguages = NIOLockedValueBox<[String: AmountLanguage]>([:])

    package init() {}

    /// The days of a language; nil where it is not shipped.
    ///
    /// - Throws: `CatalogueProblem`, which a test rules out for what is shipped.
    package func days(_ code: String) throws(CatalogueProblem) -> DayLanguage? {
        if let known = dayLanguages.withLockedValue({ $0[code] }) { return known }
        let bytes: [UInt8]
        switch code {
        case "en": bytes = PackageResources.days_en_yaml
        case "de": bytes = PackageResources.days_de_yaml
        case "fr": bytes = PackageResources.days_fr_yaml
        case "es": bytes = PackageResources.days_es_yaml
        default: return nil
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let language = try DayLanguageFile.read(
            yaml: text, file: "commands/languages/\(code)/days.\(code).yaml")
        dayLanguages.withLockedValue { $0[code] = language }
        return language
    }

    /// The amounts of a language; nil where it is not shipped.
    ///
    /// - Throws: `CatalogueProblem`, which a test rules out for what is shipped.
    package func amounts(_ code: String) throws(CatalogueProblem) -> AmountLanguage? {
        if let known = amountLanguages.withLockedValue({ $0[code] }) { return known }
        let bytes: [UInt8]
        switch code {
        case "en": bytes = PackageResources.amounts_en_yaml
        case "de": bytes = PackageResources.amounts_de_yaml
        case "fr": bytes = PackageResources.amounts_fr_yaml
        case "es": bytes = PackageResources.amounts_es_yaml
        default: return nil
        }
        guard let days = try days(code) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let file = "commands/languages/\(code)/amounts.\(code).yaml"
        let language = try AmountLanguageFile.read(yaml: text, file: file, days: days)
        amountLanguages.withLockedValue { $0[code] = language }
        return language
    }
}
