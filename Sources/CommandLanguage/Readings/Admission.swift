// Whether a reading may exist at all: rules that hold whatever the words are.

import FieldTypes
import Quantities

/// The rules a reading must keep. Each says what it keeps out.
enum Admission {
    static func admits(_ reading: Reading, _ chart: Chart) -> Bool {
        rules.allSatisfy { $0(reading, chart) }
    }

    /// What a list may be asked for with, told before its words are bound; nil where it is no list at all.
    static func search(_ matched: MatchedPhrase, _ command: CommandDeclaration, _ verb: VerbDeclaration, _ chart: Chart)
        -> Search?
    {
        if matched.phrase.source == "{filter}" { return chart.mayList ? .conditions : nil }
        guard isBareNoun(matched.phrase.source, matched.isCanonical, command, verb, chart) else { return .anything }
        // `Late 18dec` may be what it is called.
        return chart.count > 1 && chart.line[1].text != chart.line[1].folded ? nil : .conditions
    }

    enum Search {
        /// Conditions alone, since any other word would begin a title.
        case conditions
        /// Words to look for as well.
        case anything
    }

    /// `task ...`: a kind's word in the singular, which may begin a title as well as a list.
    private static func isBareNoun(
        _ phrase: String, _ isCanonical: Bool, _ command: CommandDeclaration, _ verb: VerbDeclaration, _ chart: Chart
    ) -> Bool {
        verb.verb == "list" && isCanonical && command.kind != nil && chart.line[0].folded == command.word
            && phrase == "/\(command.word)"
    }

    /// Whether a list by a kind's word alone has conditions that may be part of a title: `task of bo`.
    static func mayBeText(_ reading: Reading, _ chart: Chart) -> Bool {
        isBareNoun(reading.phrase, reading.features.isCanonical, reading.command, reading.verb, chart)
            && reading.filter?.isPlain(chart.language.sets["plain"] ?? []) == false
    }

    private static let rules: [@Sendable (Reading, Chart) -> Bool] = [
        wordsAreSearchedOnlyInLists, nounsAloneAreLists, verbsAreSmall, saysSomething,
    ]

    /// A kind's word in the singular lists only with conditions: `task all switches patched` is a title.
    private static func wordsAreSearchedOnlyInLists(_ reading: Reading, _ chart: Chart) -> Bool {
        guard isBareNoun(reading.phrase, reading.features.isCanonical, reading.command, reading.verb, chart) else {
            return true
        }
        if reading.flags.at != nil, !chart.line.lexemes.contains(where: { $0.isKey && $0.folded == "at" }) {
            return false
        }
        return true
    }

    /// What names no kind of record lists nothing.
    private static func nounsAloneAreLists(_ reading: Reading, _ chart: Chart) -> Bool {
        guard reading.phrase == "{filter}" else { return true }
        return reading.filter?.names("kind") == true
            && chart.namesSeveral || chart.isWord(0, in: chart.language.sets["standing"] ?? [])
    }

    /// A command alone, of which one verb only shows, writes nothing.
    private static func saysSomething(_ reading: Reading, _ chart: Chart) -> Bool {
        guard reading.writes, reading.features.isCanonical, reading.phrase == "/\(reading.command.word)",
            reading.values.names.isEmpty,
            reading.leftovers.isEmpty
        else { return true }
        return reading.command.verbAlone === reading.verb
    }

    /// `risk List is stale`: a verb in capitals after the word for a kind begins a title.
    private static func verbsAreSmall(_ reading: Reading, _ chart: Chart) -> Bool {
        // `risk Status unclear`
        if reading.features.searched > 0, reading.command.kind != nil, chart.kind(0) == reading.command.kind,
            chart.count > 1, chart.line[1].isCapitalised, chart.line[0].text == chart.line[0].folded,
            chart.line[0].folded == reading.command.word
        {
            return false
        }
        // `risk raise of prices`
        if reading.verb.isBare, reading.features.isCanonical, chart.count > 2, reading.phrase.hasPrefix("/"),
            reading.phrase.contains(" "),
            chart.isWord(2, in: chart.language.sets["of"] ?? [])
        {
            return false
        }
        guard reading.features.isCanonical, reading.command.kind != nil, chart.count > 1, chart.line[1].isCapitalised,
            reading.phrase == "/\(reading.command.word) \(reading.verb.verb)",
            chart.line[0].text == chart.line[0].folded
        else { return true }
        return chart.count > 2 && ItemID(chart.line[2].text) != nil
    }
}

extension Filter {
    /// Whether it holds nothing that could be part of a title: no day, no person.
    func isPlain(_ fields: Set<String>) -> Bool {
        switch self {
        case .all: true
        case .compare("due", .less, .date): true
        case .compare(let field, _, .text): fields.contains(field)
        case .not(let inner): inner.isPlain(fields)
        case .and(let parts), .or(let parts): parts.allSatisfy { $0.isPlain(fields) }
        case .word, .compare: false
        }
    }
}
