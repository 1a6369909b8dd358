// Messages about a project: its colour as somebody declares it, its key alone, and before what is asked of it.

import Quantities

extension CommandReader {
    /// `NET is amber because the racks are late`, `status red`: a project's declared colour.
    func declared(
        _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        var words = words
        // `set status red`, `status: red`, `status red, vendor late`
        if words.count > 2, words[0].isOne(of: ["set"]), words[1].isOne(of: ["status"]) { words.removeFirst() }
        if words.count > 1, words[0].isOne(of: ["status:"]) { words[0].text.removeLast() }
        let isOfProject = words.first.flatMap { $0.isText ? nil : ProjectKey($0.text) }.map(context.isKey) == true
        guard words.count >= 2, !words[0].isText,
            isOfProject || words[1].isOne(of: ["is"]) || words[0].isOne(of: ["status"]),
            let status = catalogue.command("status"), let set = status.verb("set"),
            let colours = set.argument("colour")?.choices
        else { return nil }
        if let place = words.indices.prefix(4).first(where: { place in
            !words[place].isText && words[place].text.last.map { ",:;".contains($0) } == true
                && colours.contains(words[place].text.dropLast().lowercased())
        }) {
            words[place].text.removeLast()
            let next = place + 1 < words.count ? words[place + 1] : nil
            if let next, !next.isOne(of: ["because"]) { words.insert(Word("because"), at: place + 1) }
        }
        func isColour(_ place: Int) -> Bool { place < words.count && words[place].isOne(of: colours) }
        func isProject(_ place: Int) -> Bool {
            place < words.count && !words[place].isText && ProjectKey(words[place].text).map(context.isKey) == true
        }
        var said: [Word]
        if words.count >= 3, isProject(0), words[1].isOne(of: ["is"]), isColour(2) {
            said = [Word("on"), words[0], words[2]] + words.dropFirst(3)
        } else if isProject(0), isColour(1) {
            said = [Word("on"), words[0], words[1]] + words.dropFirst(2)
        } else if words[0].isOne(of: [status.word]), isColour(1) {
            said = Array(words.dropFirst())
        } else if words[0].isOne(of: [status.word]), isProject(1), isColour(2) {
            said = [Word("on"), words[1], words[2]] + words.dropFirst(3)
        } else {
            return nil
        }
        if said.last?.isText == false, said.count > 1, let mark = said.last?.text.last, ".!".contains(mark) {
            said[said.count - 1].text.removeLast()
        }
        return try Binder.bind(said, to: set, of: status, line: line, context: context)
    }

    /// `NET`, `net status`, `NET risks`, `show NET`: how a project stands, or what a command says of it.
    func askedOfProject(
        _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        func key(_ word: Word) -> Bool {
            !word.isText && catalogue.command(word.text.lowercased()) == nil
                && ProjectKey(word.text).map(context.isKey) == true
        }
        guard let first = words.first, words.count <= 2 else { return nil }
        if words.count == 1, key(first), let status = catalogue.command("status"), let show = status.bareVerb {
            return try Binder.bind([first], to: show, of: status, line: line, context: context)
        }
        guard words.count == 2, !words[0].isText, !words[1].isText else { return nil }
        if words[0].isOne(of: ["show"]), key(words[1]), let project = catalogue.command("project"),
            let show = project.verb("show")
        {
            return try Binder.bind([words[1]], to: show, of: project, line: line, context: context)
        }
        let said = words[1].text.lowercased()
        guard key(first), let command = catalogue.command(said) else { return nil }
        if said == command.plural, let list = command.verb("list") {
            return try Binder.bind([Word("on"), first], to: list, of: command, line: line, context: context)
        }
        guard command.kind == nil, let verb = command.bareVerb, let argument = verb.argument("project"),
            argument.type == .project, verb.textArgument == nil
        else { return nil }
        return try Binder.bind([first], to: verb, of: command, line: line, context: context)
    }
}
