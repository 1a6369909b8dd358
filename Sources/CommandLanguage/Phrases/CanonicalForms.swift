// The plain forms of every verb, made of its names and its command's: /risk add, add risk, T-1 done, close T-1.

enum CanonicalForms {
    /// The plain forms of a command's verbs, each with the verb.
    ///
    /// - Parameter isUniversal: the command is a verb of every kind of record, without a head of its own.
    static func phrases(of command: CommandDeclaration) -> [(verb: VerbDeclaration, phrase: Phrase)] {
        // A word for several lists them, and begins nothing else.
        let single = ([command.word] + command.aliases).filter { command.kind == nil || $0 != command.plural }
        let heads = single.map { PhraseNode.word($0, isMarked: false) }
        let head = PhraseNode.oneOf(heads.map { [$0] }, isOptional: false)
        var forms: [(VerbDeclaration, Phrase)] = []
        for verb in command.verbs {
            let names = ([verb.verb] + verb.aliases).map { [PhraseNode.word($0, isMarked: false)] }
            let name = PhraseNode.oneOf(names, isOptional: false)
            func add(_ nodes: [PhraseNode], _ source: String) {
                forms.append((verb, Phrase(nodes: nodes, source: source)))
            }
            add([head, name], "/\(command.word) \(verb.verb)")
            if verb.isBare || verb.verb == "show" && verb.arguments.isEmpty { add([head], "/\(command.word)") }
            if command.word != verb.verb { add([name, .rule("article"), head], "\(verb.verb) \(command.word)") }
            guard command.kind != nil else { continue }
            guard let item = verb.argument("item"), item.isRequired, item.type == .id else { continue }
            let slot = PhraseNode.slot(PhraseSlot("item"))
            add([.oneOf([[head]], isOptional: true), slot, .rule("be"), name], "{item} \(verb.verb)")
            add([name, slot], "\(verb.verb) {item}")
        }
        if command.kind != nil, let list = command.verb("list") {
            forms.append((list, Phrase(nodes: [.word(command.plural, isMarked: false)], source: command.plural)))
            forms.append((list, Phrase(nodes: [.word(command.word, isMarked: false)], source: "/\(command.word)")))
            if let show = command.verb("show") {
                let slot = PhraseNode.slot(PhraseSlot("item"))
                forms.append((show, Phrase(nodes: [.oneOf([[head]], isOptional: true), slot], source: "{item}")))
            }
        }
        return forms
    }
}
