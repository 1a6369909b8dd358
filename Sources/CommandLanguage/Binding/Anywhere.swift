// All projects, not only the room's: said in many ways, and one word to whatever reads it.

enum Anywhere {
    /// The condition that no project is asked for, as a filter says it.
    static let condition = "project:any"
    /// The word for it where a command takes one project or all: `/status all`.
    static let argument = "all"

    /// The words of a verb with `in all projects`, `across our projects` and `everywhere` as the one word it reads.
    static func collapsed(_ words: [Word], for verb: VerbDeclaration) -> [Word] {
        let isFiltered = verb.filterArgument?.fields.isEmpty == true
        let takesAll = verb.argument(argument)?.type == .choice
        guard isFiltered || takesAll else { return words }
        var result: [Word] = []
        var index = 0
        while index < words.count {
            let length = length(at: index, of: words) ?? bareLength(at: index, of: words, takesAll)
            guard let length else {
                result.append(words[index])
                index += 1
                continue
            }
            result.append(Word(isFiltered ? condition : argument))
            index += length
        }
        return result
    }

    /// How many words at an index say it: `everywhere`, `all projects`, `in all the projects`, `across projects`.
    private static func length(at index: Int, of words: [Word]) -> Int? {
        if words[index].isOne(of: SmallWords.everywhere) { return 1 }
        let begun = words[index...]
        let afterPlace = begun.first?.isOne(of: SmallWords.beforeAll) == true ? begun.dropFirst() : begun
        let isWide = begun.first?.isOne(of: SmallWords.wide) == true
        let isAll = afterPlace.first?.isOne(of: SmallWords.all) == true
        guard isAll || isWide else { return nil }
        let rest = (isAll ? afterPlace.dropFirst() : afterPlace).drop {
            $0.isOne(of: SmallWords.articles + ["our", "of"])
        }
        guard let noun = rest.first, noun.isOne(of: ["projects", "project", "projects?"]) else { return nil }
        return rest.startIndex - index + 1
    }

    /// `of all` at the end; `everything` too, where one project or all are asked for.
    private static func bareLength(at index: Int, of words: [Word], _ takesAll: Bool) -> Int? {
        if takesAll, index == words.count - 1, words[index].isOne(of: ["everything"]) { return 1 }
        return index == words.count - 2 && words[index].isOne(of: SmallWords.beforeAll)
            && words[index + 1].isOne(of: ["all", "everything"]) ? 2 : nil
    }
}
