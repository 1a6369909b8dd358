// Verbs with a main text: the head before it, the tail after it, and the text itself.

import FieldTypes
import Quantities

extension Places {
    mutating func bindAroundText(_ text: ArgumentDeclaration) throws(UsageProblem) {
        // What stands below is said of the record, and is no part of what is read here.
        let below = try takeLinesBelow()
        try takePastInside()
        dropDoneAfterIDs()
        try takeAddressee(text)
        try bindHead(text)
        takeLevels(text)
        takeIDsSetApart()
        if values[text.name] == nil, let others = afterQuoted(words, as: text) {
            self = others
        } else if values[text.name] == nil, text.name == "name", words.count > 1, words[0].quotedFrom == 0 {
            // A name that stands in quotes ends with them: what follows and is no value is told.
            put(.text(words.removeFirst().text), text)
            takesReason = false
            try bindInAnyOrder()
        } else if values[text.name] == nil {
            try bindTail(text)
            // `Order racks on CRM 3d tagged urgent`: what stands before an aside is at the end of the main text.
            if try takeAsides(text) { try bindTail(text) }
            try bindBeforeReason(text)
            // `/risk p5 i5`, `/task @bo by fri`: neither a value nor what introduces one is a title.
            if text.isRequired, words.count == 1, try isValue(words[0]) || words[0].isOne(of: SmallWords.introducing) {
                throw UsageProblem(.missing(argument: text.name, type: .text))
            }
            trailer += below
            try bindText(text)
        } else {
            try bindInAnyOrder()
        }
    }

    /// Whether a word is nothing but a value of one of the verb's arguments.
    private func isValue(_ word: Word) throws(UsageProblem) -> Bool {
        for argument in verb.arguments where [.person, .level, .percent].contains(argument.type) {
            if ValueReader.mayRead([word], as: argument),
                try reader.read([word], as: argument, isExplicit: false) != nil
            {
                return true
            }
        }
        return false
    }

    mutating func bindHead(_ text: ArgumentDeclaration) throws(UsageProblem) {
        let textPlace = verb.arguments.firstIndex { $0 === text } ?? 0
        var moved = true
        while moved, let first = words.first, !first.isText {
            moved = false
            for (place, argument) in verb.arguments.enumerated() where isFree(argument) && argument.type != .text {
                // An id that is declared after the text stands after it too: `T-1 follow-up call` is a title.
                if argument.type == .id, !argument.isRequired, place > textPlace { continue }
                guard let value = try headValue(first, argument) else { continue }
                // `@kim leaves before go-live`: the text is about her.
                if argument.type == .person, words.count > 1, words[1].isOne(of: SmallWords.afterSubject) { return }
                // `CRM may fail`, `CRM live`: about it, and the text keeps what it begins with.
                if argument.type == .project, words.count > 1, !argument.isRequired, first.text.allSatisfy(\.isLetter),
                    words[1].isOne(of: SmallWords.afterSubject) || words[1].text.first?.isLowercase == true
                {
                    // `CRM training plan on NET`
                    if namesProject(words[1...]) { return }
                    put(value, argument)
                    return
                }
                // One word is left for the text it needs, unless the verb needs this value too.
                if words.count == 1, text.isRequired, !argument.isRequired { return }
                put(value, argument)
                words.removeFirst()
                moved = true
                break
            }
            if moved, argument(joins: words.first), words.count > 1 { words.removeFirst() }
        }
    }

    /// Whether a project is said with a word that introduces it.
    private func namesProject(_ words: ArraySlice<Word>) -> Bool {
        zip(words, words.dropFirst()).contains { before, key in
            before.isOne(of: ["on", "in"]) && !key.isText && key.text == key.text.uppercased()
                && ProjectKey(key.text).map(context.isKey) == true
        }
    }

    /// `Cable the lab after T-1 is done`, `once T-1 is finished`: after it.
    private mutating func dropDoneAfterIDs() {
        guard words.count > 3,
            let begin = words.lastIndex(where: {
                (4...5).contains($0.text.utf8.count) && $0.isOne(of: ["after", "once", "when"])
            }), begin > 0, verb.arguments.contains(where: { $0.type == .id && $0.after.contains("after") })
        else { return }
        var end = begin + 1
        while end < words.count, !words[end].isText,
            Places.separatedIDs(words[end]).allSatisfy({
                $0.isOne(of: SmallWords.joins) || ItemID($0.text.filter { $0 != "," }) != nil
            })
        {
            end += 1
        }
        guard end > begin + 1, end < words.count else { return }
        var over = end
        if words[over].isOne(of: SmallWords.isOrAre), over + 1 < words.count { over += 1 }
        guard !words[over].isText, SmallWords.isOver.contains(words[over].letters) else { return }
        // Nothing after it, or values: `once T-1 is done by the vendor` says more than that.
        let rest = words[(over + 1)...]
        if let next = rest.first, words[over].text.last != "," {
            let isValue = next.token != nil || "@#0123456789".contains(next.text.first ?? " ")
            guard isValue || next.isOne(of: SmallWords.introducing + ["due"]),
                !rest.contains(where: { $0.isOne(of: SmallWords.articles) })
            else { return }
        }
        words.removeSubrange(end...over)
        words[begin] = Word("after")
        if begin > 2, words[begin - 1].isOne(of: ["soon"]), words[begin - 2].isOne(of: ["as"]) {
            words.removeSubrange((begin - 2)..<begin)
        }
    }

    /// `Vendor slips p4 i5 because late`: where a reason is part of the text, what it explains ends before it.
    private mutating func bindBeforeReason(_ text: ArgumentDeclaration) throws(UsageProblem) {
        let index = words.firstIndex { !$0.isText && $0.text.lowercased() == "because" }
        guard let index, index > 0, index + 1 < words.count else { return }
        let reason = words[index...]
        words.removeSubrange(index...)
        try bindTail(text)
        words += reason
    }

    func argument(joins word: Word?) -> Bool {
        guard let word, word.isOne(of: SmallWords.joins), words.count > 1 else {
            return false
        }
        return verb.arguments.contains { argument in
            argument.isMany && (try? headValue(words[1], argument)) != nil
        }
    }

    func headValue(_ word: Word, _ argument: ArgumentDeclaration) throws(UsageProblem) -> FieldValue? {
        switch argument.type {
        case .id:
            var word = word
            // `T-1: no power`, and `set T-1, T-2 due:fri` of an argument that takes many
            if let end = word.text.utf8.last, end == UInt8(ascii: ":") || argument.isMany && end == UInt8(ascii: ","),
                ItemID(word.text.dropLast()) != nil
            {
                word.text.removeLast()
            }
            return try reader.read(
                [word], as: argument, isExplicit: argument.isRequired && values[argument.name] == nil)
        case .person: return try reader.read([word], as: argument, isExplicit: false)
        case .project:
            // Typed in capitals: `NET vendor slips` is about the project, `Net effect` is a title; `NET: …` and `[NET] …` too.
            guard word.text == word.text.uppercased() else { return nil }
            var word = word
            let bare = word.text.filter { !"[]:".contains($0) }
            if bare != word.text, ProjectKey(bare).map(context.isKey) == true { word.text = bare }
            return try reader.read([word], as: argument, isExplicit: argument.isRequired)
        case .choice, .level, .percent, .number, .duration, .date, .past, .days, .money, .word, .time, .moment, .people,
            .ids, .url, .tags:
            // `opportunity: cheaper carrier`
            if argument.type == .choice, word.text.utf8.last == UInt8(ascii: ":"),
                let choice = argument.choices.first(where: { $0 == word.text.dropLast().lowercased() })
            {
                return .text(choice)
            }
            guard argument.isRequired else { return nil }
            return try reader.read([word], as: argument, isExplicit: true)
        case .text, .filter, .script: return nil
        }
    }

    /// Takes the texts besides the main one, from the end; whether there were any.
    private mutating func takeAsides(_ text: ArgumentDeclaration) throws(UsageProblem) -> Bool {
        if let (argument, length) = introducer(at: 0, of: [text]), argument === text, words.count > length {
            words.removeFirst(length)
        }
        let count = words.count
        let asides = verb.asideArguments.filter { values[$0.name] == nil }
        for index in words.indices.dropFirst().reversed() {
            guard let (argument, length) = introducer(at: index, of: asides), index + length < words.count,
                !isOfSentence(index, length)
            else { continue }
            let said = try asideText(Array(words[(index + length)...]))
            put(.text(said.phrase), argument)
            words.removeSubrange(index...)
        }
        return words.count < count
    }

    /// What is said beside the text, without somebody whom a word introduces at its end: `instead of B by @kim`, `cheapest, by bo`.
    private mutating func asideText(_ said: [Word]) throws(UsageProblem) -> [Word] {
        var said = said
        // `cheapest, by bo, alternatives: …`
        if let last = said.last, !last.isText, last.token == nil, last.text.count > 1, last.text.last == "," {
            said[said.count - 1].text.removeLast()
            said[said.count - 1].typed = said[said.count - 1].text
        }
        guard said.count > 2, said[said.count - 2].isOne(of: ["by", "from"]),
            let (argument, _) = introducer(
                at: words.count - 2, of: verb.introducedArguments.filter { $0.type == .person }),
            case let person = said[said.count - 1],
            person.token != nil || isKnownPerson(person) || person.text.first == "@",
            let value = try reader.read([person], as: argument, isExplicit: true)
        else { return said }
        put(value, argument)
        var kept = Array(said.dropLast(2))
        if let last = kept.last, last.text.count > 1, last.text.last == ",", !last.isText {
            kept[kept.count - 1].text.removeLast()
            kept[kept.count - 1].typed = kept[kept.count - 1].text
        }
        return kept
    }

    /// `The vendor was so slow that …`, `The alarm is triggered by smoke`: the word belongs to the sentence.
    private func isOfSentence(_ index: Int, _ length: Int) -> Bool {
        guard !words[index].isOne(of: ["because"]) else { return false }
        return words[index - 1].isOne(of: SmallWords.isOrAre + ["was", "were", "be", "been", "not", "so", "and"])
            || words[index].isOne(of: ["so"])
                && (words[index + length].isOne(of: SmallWords.afterSo)
                    || words[index - 1].isOne(of: SmallWords.beforeSo))
    }

    /// Takes the lines below the first one off, but for those at the end that are nothing but values: `Due: fri`, `owner kim`.
    /// Where all of them go on in small letters, and the first ends in no value, the text was only broken.
    private mutating func takeLinesBelow() throws(UsageProblem) -> [Word] {
        let starts = words.indices.dropFirst().filter { words[$0].startsLine }
        guard let second = starts.first else { return [] }
        var firstLine = self
        firstLine.words.removeSubrange(second...)
        let isBroken = starts.allSatisfy { !words[$0].isText && words[$0].text.first?.isLowercase == true }
        if isBroken, try !firstLine.takeValue(1) { return [] }
        for start in starts.reversed() {
            var line = self
            line.words = Array(words[start...])
            while !line.words.isEmpty {
                guard try line.takeValue(0) else { break }
                line.dropComma()
            }
            guard line.words.isEmpty else { break }
            values = line.values
            words.removeSubrange(start...)
        }
        guard let first = starts.first, first < words.count else { return [] }
        defer { words.removeSubrange(first...) }
        return Array(words[first...])
    }

    /// What stands between a text and the values beside it: `we go with Acme,`, `- buy a UPS`.
    private mutating func dropEmptyMarks() {
        while words.count > 1, let first = words.first, first.isDash { words.removeFirst() }
        while words.count > 1, let last = words.last, last.isDash { words.removeLast() }
        guard let last = words.last, !last.isText, last.token == nil, last.typed == last.text, last.text.count > 1,
            last.text.last.map({ ",;".contains($0) }) == true
        else { return }
        words[words.count - 1].text.removeLast()
        words[words.count - 1].typed.removeLast()
    }

    mutating func bindText(_ text: ArgumentDeclaration) throws(UsageProblem) {
        dropEmptyMarks()
        while let first = trailer.first, first.isDash, !first.startsLine { trailer.removeFirst() }
        while let last = trailer.last, last.isDash { trailer.removeLast() }
        words += trailer
        guard let first = words.first else { return }
        // `blocked or late tasks`, `task of bo`: no title begins so.
        if text.isRequired, verb.isBare, SmallWords.noBeginnings.contains(first.text), !first.isText {
            throw UsageProblem(.missing(argument: text.name, type: .text), marked: first.text)
        }
        // `blocker: nothing`, `blocker T-1 is gone`, `risk no change`
        let said = words.drop { $0.isOne(of: SmallWords.isOrAre) }
        if text.isRequired, verb.isBare, said.count <= 2, !said.contains(where: \.isText),
            SmallWords.noTitles.contains(Array(said).phrase.lowercased())
        {
            throw UsageProblem(.missing(argument: text.name, type: .text), marked: first.text)
        }
        mentionedIDs = words.compactMap { word in
            var name = word.text.utf8[...]
            while let last = name.last, ",;.!?:)".utf8.contains(last) { name.removeLast() }
            guard let last = name.last, last &- 0x30 < 10 else { return nil }
            return ItemID(Substring(name))
        }
        put(.text(words.phrase), text)
    }
}
