// Other ways to say what there is a command for, put into its words: `change owner of T-2 to kim`, `status of T-1`.

import Quantities

extension CommandReader {
    /// The words of a message as its command would be said, less those that say nothing more.
    func plainly(_ command: CommandWords, _ context: ReadingContext) -> CommandWords {
        var said = Paraphrase(PastedText.withoutClosing(command.words), catalogue, context)
        if !command.isPrefixed { said.dropTalk() }
        said.dropObjects()
        said.readRequest()
        said.readFieldFirst()
        said.readOwnerFirst()
        said.readRecordFirst()
        said.readKinds()
        return CommandWords(words: said.words, isPrefixed: command.isPrefixed)
    }
}

private struct Paraphrase {
    private(set) var words: [Word]
    private let catalogue: any CommandCatalogue
    private let context: ReadingContext

    init(_ words: [Word], _ catalogue: any CommandCatalogue, _ context: ReadingContext) {
        self.words = words
        self.catalogue = catalogue
        self.context = context
    }

    private func id(_ index: Int) -> ItemID? {
        index < words.count && !words[index].isText ? ItemID(words[index].text) : nil
    }

    private func isOne(_ index: Int, of small: [String]) -> Bool {
        index < words.count && words[index].isOne(of: small)
    }

    /// Bullets, `Re:` and a `please` at the end.
    mutating func dropTalk() {
        words = PastedText.withoutMarks(words)
        if words.count > 1, words.last?.isOne(of: SmallWords.thanks) == true { words.removeLast() }
    }

    /// `undo that`, `help me log a risk`.
    mutating func dropObjects() {
        if words.count == 2, isOne(0, of: ["undo", "redo"]), isOne(1, of: ["that", "it", "this"]) {
            words.removeLast()
        }
        if words.count > 2, isOne(0, of: ["help"]), isOne(1, of: ["me", "us"]) { words.remove(at: 1) }
    }

    /// `could you push M-1 by a week?`
    mutating func readRequest() {
        guard words.count > 3, isOne(0, of: ["can", "could", "would"]), isOne(1, of: ["you"]) else { return }
        words.removeFirst(2)
        words[words.count - 1] = words[words.count - 1].withoutMark
        while words.count > 1, isOne(0, of: SmallWords.courtesies) { words.removeFirst() }
    }

    /// `change owner of T-2 to kim`, `set priority of T-3 to high`
    mutating func readFieldFirst() {
        if words.count > 6, isOne(0, of: SmallWords.changes), isOne(1, of: SmallWords.articles) { words.remove(at: 1) }
        guard words.count > 5, isOne(0, of: SmallWords.changes), !words[1].isText,
            let of = words.prefix(5).firstIndex(where: { $0.isOne(of: ["of", "on"]) }), of > 1, id(of + 1) != nil,
            isOne(of + 2, of: ["to"]), of + 3 < words.count
        else { return }
        let (record, field, value) = (words[of + 1], words[1].text.lowercased(), words[(of + 3)...])
        words =
            field == "owner"
            ? [Word("assign"), record] + value : [Word("set"), record, Word("\(field):\(Array(value).typed)")]
    }

    /// `assign bo to T-1`, `i'll take T-1`, `kim's tasks`
    mutating func readOwnerFirst() {
        if words.count == 4, isOne(0, of: ["assign", "give"]), isOne(2, of: ["to"]), id(1) == nil, id(3) != nil {
            words = [words[0], words[3], words[1]]
        }
        if words.count == 3, isOne(0, of: ["i", "ill", "i'll", "i’ll"]), isOne(1, of: ["take", "own"]), id(2) != nil {
            words = [Word("assign"), words[2], Word("me")]
        }
        if words.count == 2, !words[0].isText, let handle = SmallWords.owner(words[0].text), context.isHandle(handle),
            let kind = catalogue.command(words[1].text.lowercased())?.kind
        {
            words = [Word(kind), Word("list"), Word("owner:@" + handle)]
        }
    }

    /// `T-1: landlord called`, `note on T-1: vendor called`, `status of T-1`, `delete T-4`, `mark T-1 as done`
    mutating func readRecordFirst() {
        if words.count > 2, isOne(0, of: ["mark"]), ItemID(words[1].text.filter { $0 != "," }) != nil {
            words.removeFirst()
            let ids = words.prefix { $0.isOne(of: SmallWords.joins) || ItemID($0.text.filter { $0 != "," }) != nil }
                .count
            if isOne(ids, of: ["as"]) { words.remove(at: ids) }
        }
        if words.count > 1, !words[0].isText, words[0].text.utf8.last.map({ ":,".utf8.contains($0) }) == true,
            ItemID(words[0].text.dropLast()) != nil
        {
            words[0].text.removeLast()
        }
        if words.count > 3, isOne(0, of: ["note", "comment"]), isOne(1, of: ["on", "for", "to"]), !words[2].isText,
            case let bare = words[2].text.filter({ $0 != ":" }), ItemID(bare) != nil
        {
            words.remove(at: 1)
            words[1].text = bare
        }
        if words.count == 3, isOne(0, of: ["status", "history", "why", "show"]), isOne(1, of: ["of"]), id(2) != nil {
            words.remove(at: 1)
        }
        if words.count == 4, isOne(0, of: ["remove", "clear"]), isOne(1, of: ["owner"]), isOne(2, of: ["from", "of"]),
            id(3) != nil
        {
            words = [Word("unassign"), words[3]]
        }
        // Not to be done after all.
        if isOne(0, of: SmallWords.drops), catalogue.command(words[0].text.lowercased()) == nil,
            let kind = id(1)?.kind, catalogue.command(kind: kind)?.verb("drop") != nil
        {
            words[0] = Word("drop")
        }
    }

    /// `move milestone M-1 to fri`, `close project NET`, `lesson learned: call the vendor`
    mutating func readKinds() {
        guard words.count > 2, !words[0].isText, !words[1].isText, !words[2].isText else { return }
        let (verb, kind) = (words[0].text.lowercased(), words[1].text.lowercased())
        if let named = id(2)?.kind, catalogue.command(kind)?.kind == named, catalogue.command(verb)?.kind == nil {
            words.remove(at: 1)
        } else if kind == "project", ProjectKey(words[2].text).map(context.isKey) == true,
            catalogue.command(kind)?.verb(verb) != nil
        {
            words.swapAt(0, 1)
        } else if SmallWords.afterKinds.contains(kind), catalogue.command(verb)?.kind != nil {
            words.remove(at: 1)
        }
    }
}
