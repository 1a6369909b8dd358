// Other ways to say what there is a command for, put into its words: `change owner of T-2 to kim`, `status of T-1`.

import Quantities

extension CommandReader {
    /// The words of a message as its command would be said, less those that say nothing more.
    func plainly(_ command: CommandWords, _ context: ReadingContext) -> CommandWords {
        var said = Paraphrase(PastedText.withoutClosing(command.words), catalogue, context)
        if !command.isPrefixed || said.words.first?.isOne(of: SmallWords.openers) == true {
            said.dropTalk()
            said.readColouredProjects()
            said.readQuestion()
            said.readWhetherThereAre()
        }
        said.dropObjects()
        said.readRequest()
        said.readPronouns()
        said.readUnlinks()
        said.readNewProject()
        said.readRanges()
        said.readWhatIf()
        said.readFieldFirst()
        said.readOwnerFirst()
        said.readRecordFirst()
        said.readSeveralRecords()
        said.readSaidOfRecord()
        said.readVerbFirst()
        said.readKinds()
        return CommandWords(words: said.words, isPrefixed: command.isPrefixed)
    }
}

struct Paraphrase {
    var words: [Word]
    let catalogue: any CommandCatalogue
    let context: ReadingContext

    init(_ words: [Word], _ catalogue: any CommandCatalogue, _ context: ReadingContext) {
        self.words = words
        self.catalogue = catalogue
        self.context = context
    }

    func id(_ index: Int) -> ItemID? {
        index < words.count && !words[index].isText ? ItemID(words[index].text) : nil
    }

    func isOne(_ index: Int, of small: [String]) -> Bool {
        index < words.count && words[index].isOne(of: small)
    }

    /// Bullets, `Re:`, a greeting before what is said and thanks after it.
    mutating func dropTalk() {
        words = PastedText.withoutTalk(PastedText.withoutMarks(words))
        if words.count == 1, let word = words.first, !word.isText {
            // `T-1?`, `(T-1)`, `?`
            let bare = word.text.filter { !"()[].!?…:".contains($0) }
            if bare != word.text, ItemID(bare) != nil { words[0].text = bare }
            if word.text == "?" { words[0] = Word("help") }
        }
    }

    /// `assign it to kim`
    mutating func readPronouns() { words = Pronouns.resolved(words, catalogue, context) }

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
        // `move T-1 to project DCM`
        if words.count == 5, isOne(0, of: SmallWords.moves), id(1) != nil, isOne(3, of: ["project"]) {
            words.remove(at: 3)
        }
        // `move T-1 to DCM`
        if words.count == 4, isOne(0, of: SmallWords.moves), id(1) != nil, isOne(2, of: ["to"]),
            words[3].text == words[3].text.uppercased(), ProjectKey(words[3].text).map(context.isKey) == true
        {
            words = [Word("set"), words[1], Word("project:" + words[3].text)]
        }
        // `T-1 to kim`, `T-1 -> @kim`
        if words.count == 3, id(0) != nil, isOne(1, of: ["to", "->", "→", "=>"]), !words[2].isText,
            words[2].isMention || context.isHandle(words[2].text.lowercased())
        {
            words = [Word("assign"), words[0], words[2]]
        }
        // `T-1 goes to @kim`
        if words.count == 4, id(0) != nil, isOne(1, of: ["goes", "belongs"]), isOne(2, of: ["to"]), !words[3].isText,
            words[3].isMention || context.isHandle(words[3].text.lowercased())
        {
            words = [Word("assign"), words[0], words[3]]
        }
        if words.count == 3, id(0) != nil, isOne(1, of: ["is"]), isOne(2, of: ["mine"]) {
            words = [Word("assign"), words[0], Word("me")]
        }
        // `T-1 owner none`
        if words.count > 2, words.count < 5, id(0) != nil, isOne(words.count - 2, of: ["owner", "is", "to", "with"]),
            isOne(words.count - 1, of: SmallWords.nobody), words[1...].allSatisfy({ !$0.isText })
        {
            words = [Word("unassign"), words[0]]
        }
        if words.count == 3, isOne(0, of: ["i", "ill", "i'll", "i’ll"]), isOne(1, of: ["take", "own"]), id(2) != nil {
            words = [Word("assign"), words[2], Word("me")]
        }
        readHandover()
        if words.count == 2, !words[0].isText, let handle = SmallWords.owner(words[0].text), context.isHandle(handle),
            let kind = catalogue.command(words[1].text.lowercased())?.kind
        {
            words = [Word(kind), Word("list"), Word("owner:@" + handle)]
        }
    }

    /// `give sam's tasks to bo`, `hand over everything of sam to bo`: all that one person owns.
    private mutating func readHandover() {
        guard words.count > 3, isOne(0, of: SmallWords.handsOver), !words.contains(where: \.isText),
            let to = words.lastIndex(where: { $0.isOne(of: ["to"]) }), to > 1, to + 1 < words.count
        else { return }
        var about = words[1..<to].filter { !$0.isOne(of: SmallWords.ofAll) }
        guard let place = about.firstIndex(where: { handle($0) != nil }), let from = handle(about.remove(at: place)),
            about.count == 1
        else { return }
        var said = [Word("handover"), from, words[to]] + words[(to + 1)...]
        if !about[0].isOne(of: SmallWords.everything) {
            // `give bo's task to kim` is one of them.
            guard let command = catalogue.command(about[0].text.lowercased()), let kind = command.kind,
                about[0].isOne(of: [command.plural])
            else { return }
            said.append(Word("kind:" + kind))
        }
        words = said
    }

    /// Somebody: a mention, `sam's`, or a name that is known.
    private func handle(_ word: Word) -> Word? {
        if case .user? = word.token { return word }
        if word.isOne(of: ["my", "mine"]) { return Word("me") }
        let name = SmallWords.owner(word.text) ?? word.text.lowercased()
        let bare = name.first == "@" ? String(name.dropFirst()) : name
        return context.isHandle(bare) ? Word("@" + bare) : nil
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
