// Questions about one record, project or person: who owns T-1, when is M-1, how is NET, how many tasks bo has.

import Quantities

extension CommandReader {
    /// `who owns T-1`, `when is M-1`, `how is NET`: one record or project is asked about.
    func askedOfOne(
        _ opener: String, _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        let said = words.dropFirst().map { word in
            var word = word
            while let last = word.text.last, "?!.".contains(last), word.text.count > 1 { word.text.removeLast() }
            return word
        }
        let isWho = opener.hasPrefix("who")
        if opener == "who", said.count == 2, said[0].isOne(of: ["am"]) {
            return try bound("whoami", [], line: line, context: context)
        }
        if opener == "who", said.count > 1, said[0].isOne(of: ["can", "may"]) {
            return try bound("whocan", Array(said.dropFirst()), line: line, context: context)
        }
        // `how do i add a task`, `how to undo`
        if opener == "how", said.count > 1, said[0].isOne(of: ["do", "can", "to"]) {
            let about = said.dropFirst().drop { $0.isOne(of: ["i", "we", "you"]) }
            return try bound("help", Array(about), line: line, context: context)
        }
        // `how many open tasks`
        if opener == "how", said.count > 1, said[0].isOne(of: ["many"]) {
            var list = try bound(
                "list", CommandReader.counted(said.dropFirst(), context), line: line, context: context)
            list?.flags.top = 5
            return list
        }
        // `who leads NET`
        if isWho, let key = said.first(where: { ProjectKey($0.text).map(context.isKey) == true }),
            said.contains(where: { $0.isOne(of: SmallWords.leads) }), let project = catalogue.command("project"),
            let show = project.verb("show")
        {
            return try Binder.bind([key], to: show, of: project, line: line, context: context)
        }
        // `who's blocking NET`, `who blocks T-1`: the blockers say who must act.
        if isWho,
            said.contains(where: { $0.isOne(of: ["blocks", "blocking", "stops", "stopping", "holds", "holding"]) })
        {
            if let id = said.first(where: { !$0.isText && ItemID($0.text) != nil }) {
                return try bound("why", [id], line: line, context: context)
            }
            if let blocker = catalogue.command("blocker"), let list = blocker.verb("list") {
                let key = said.first { ProjectKey($0.text).map(context.isKey) == true }
                // `who is blocking the migration`: which records these words mean, a search finds.
                let about = said.dropFirst(said.first.map { $0.isOne(of: SmallWords.isOrAre) } == true ? 1 : 0)
                    .dropFirst().filter { !$0.isOne(of: SmallWords.articles + SmallWords.me + ["us"]) }
                if key == nil, !about.isEmpty { return try bound("search", Array(about), line: line, context: context) }
                return try Binder.bind(
                    key.map { [Word("on"), $0] } ?? [], to: list, of: blocker, line: line, context: context)
            }
        }
        // `who is on NET`
        if isWho, let last = said.last, said.count <= 3, ProjectKey(last.text).map(context.isKey) == true,
            let roles = catalogue.command("role"), let list = roles.verb("list")
        {
            return try Binder.bind([last], to: list, of: roles, line: line, context: context)
        }
        if let place = said.firstIndex(where: { !$0.isText && ItemID($0.text) != nil }) {
            let asksHistory = isWho && said.contains { $0.isOne(of: SmallWords.happened) }
            var shown = try bound(asksHistory ? "history" : "show", [said[place]], line: line, context: context)
            // `who owned T-1 on 2 nov`
            shown?.flags.at = try asOf(said[(place + 1)...].drop { $0.isOne(of: SmallWords.beforeDays) }, context)
            return shown
        }
        // `when is the cutover`, `who owns the racks`: which records these words mean, a search finds.
        let isOfSomething =
            !isWho && !opener.hasPrefix("how") || isWho && said.first?.isOne(of: SmallWords.leads) == true
        let about = said.filter { !$0.isOne(of: SmallWords.ofTheWhole + SmallWords.leads + ["due"]) }
        if isOfSomething, !about.isEmpty, !about.contains(where: \.isText), about.count < said.count {
            return try bound("search", about, line: line, context: context)
        }
        if isWho, let last = said.last, said.count <= 2, last.isOne(of: SmallWords.late) {
            return try bound("list", [last], line: line, context: context)
        }
        if opener.hasPrefix("how"),
            let place = said.firstIndex(where: { ProjectKey($0.text).map(context.isKey) == true })
        {
            // `how was NET on 17 nov`, `how did NET look last week`: what follows is a day, or the question is another.
            let rest = said[(place + 1)...].drop { $0.isOne(of: ["look", "doing", "going"] + SmallWords.beforeDays) }
            var status = try bound("status", [said[place]], line: line, context: context)
            if said.contains(where: { $0.isOne(of: ["will", "would"]) }) { return nil }
            let day = ArgumentDeclaration("at", .past)
            if !rest.isEmpty, rest.count <= Places.longestValue,
                case .date(let at)? = try ValueReader(context: context).read(Array(rest), as: day, isExplicit: true)
            {
                status?.flags.at = at
            } else if !rest.isEmpty, said.contains(where: { $0.isOne(of: ["was", "did", "were"]) }) {
                return nil
            }
            return status
        }
        return nil
    }

    /// `how many blockers do we have`, `how many tasks does bo have`: what is counted, and whose it is.
    private static func counted(_ said: ArraySlice<Word>, _ context: ReadingContext) -> [Word] {
        var said = Array(said)
        if let place = said.firstIndex(where: { $0.isOne(of: ["do", "does", "did", "has", "have"]) }), place > 0,
            said.last?.isOne(of: ["have", "got", "own", "see", "has"]) == true, place + 1 < said.count
        {
            let who = said[place + 1]
            said.removeSubrange(place...)
            if context.isHandle(who.text.lowercased().filter { $0 != "@" }) {
                said += [Word("of"), who]
            } else if who.isOne(of: ["i"]) {
                said.append(Word("mine"))
            }
        }
        return said.filter {
            !$0.isOne(of: SmallWords.isOrAre + ["there", "were", "was", "made", "been", "have", "we"])
        }
    }
}
