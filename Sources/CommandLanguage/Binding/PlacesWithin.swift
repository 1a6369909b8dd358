// Values that stand before or among the words of a text and cannot be part of it: whom it is for, and levels together.

import FieldTypes
import Quantities

extension Places {
    /// `for bo: send the list`, `bo/kim: check the backup`, `[bo] sort badges`, `by ana: move the cutover`, `on NET: buy`:
    /// whom or what a text is for, before a colon or a dash.
    mutating func takeAddressee(_ text: ArgumentDeclaration) throws(UsageProblem) {
        // `- bo - sort badges`
        if words.count > 2, words[0].isDash { words.removeFirst() }
        if try takeIntroducedHead() { return }
        guard let owner = verb.argument("owner"), owner.type == .person, isFree(owner) else { return }
        if try takeMentionAtHead(owner) { return }
        let place = words.first?.isOne(of: ["for", "on"]) == true ? 1 : 0
        guard let (names, length) = namesAtHead(place), place + length < words.count,
            words[place + length].text.first?.isNumber != true
        else { return }
        let helper = verb.argument("helper").flatMap { $0.type == .person && $0.isMany ? $0 : nil }
        guard names.count == 1 || helper != nil else { return }
        put(.named(PersonReference(name: names[0])), owner)
        if let helper {
            for name in names.dropFirst() { put(.named(PersonReference(name: name)), helper) }
        }
        words.removeFirst(place + length)
        // `bo - review the plan - 20 Nov`
        if let last = words.lastIndex(where: \.isDash), last > 0, last + 1 < words.count,
            DateReader.read(words[(last + 1)...].map(\.text), today: context.today) != nil
        {
            words.remove(at: last)
        }
    }

    /// `@bo: fix it`, `@bo, fix it`: whoever is mentioned before a colon or comma.
    private mutating func takeMentionAtHead(_ owner: ArgumentDeclaration) throws(UsageProblem) -> Bool {
        guard words.count > 1, var person = words.first, person.isMention,
            let end = person.text.last, ":,".contains(end) || words[1].text == ":" || words[1].text == ",",
            end == ":" || words[1].text == ":" || words.count(where: { $0.text.last == "," }) == 1,
            // `@bo, @kim: …` are several.
            !words[1].text.hasPrefix("@"), words.count < 3 || words[1].text.count > 1 || !words[2].text.hasPrefix("@")
        else { return false }
        while let last = person.text.last, ":,".contains(last) { person.text.removeLast() }
        guard let value = try reader.read([person], as: owner, isExplicit: true) else { return false }
        put(value, owner)
        words.removeFirst()
        if words.count > 1, [":", ","].contains(words[0].text) { words.removeFirst() }
        return true
    }

    /// Known names before a colon or a dash, and how many words they take: `kim:`, `kim, bo:`, `bo/kim:`, `bo -`, `[bo]`.
    private func namesAtHead(_ place: Int) -> ([String], length: Int)? {
        // Most texts have no end of a head there.
        let mayEnd = words.dropFirst(place).prefix(5).contains { word in
            word.isDash || word.text.utf8.last.map { ":]".utf8.contains($0) } == true
        }
        guard mayEnd else { return nil }
        var (names, index) = ([String](), place)
        while index < words.count, index < place + 4, !words[index].isText {
            let text = words[index].text
            let parts = text.utf8.split { ",/:&[]@".utf8.contains($0) }.map { Substring($0).lowercased() }
            guard !parts.isEmpty || text == "&", parts.allSatisfy(context.isHandle) else {
                if words[index].isOne(of: SmallWords.joins), !names.isEmpty {
                    index += 1
                    continue
                }
                return nil
            }
            names += parts
            index += 1
            guard !names.isEmpty else { return nil }
            let isBracketed = text.utf8.first == UInt8(ascii: "[") && text.utf8.last == UInt8(ascii: "]")
            if isBracketed || text.utf8.last == UInt8(ascii: ":") { return (names, index - place) }
            if index < words.count, words[index].isDash { return (names, index + 1 - place) }
        }
        return nil
    }

    /// `by ana: move the cutover`, `replaces DEC-1: go with Acme`, `on NET: buy a UPS`: a value and a colon.
    private mutating func takeIntroducedHead() throws(UsageProblem) -> Bool {
        for argument in verb.introducedArguments {
            guard let (_, length) = introducer(at: 0, of: [argument]) else { continue }
            if try takeHead(argument, after: length) { return true }
        }
        // `for CRM: order the badges`
        guard let project = verb.argument("project"), project.type == .project, words.first?.isOne(of: ["for"]) == true
        else {
            return false
        }
        return try takeHead(project, after: 1)
    }

    private mutating func takeHead(
        _ argument: ArgumentDeclaration, after length: Int
    ) throws(UsageProblem) -> Bool {
        guard words.count > length + 1, !words[length].isText else { return false }
        var word = words[length]
        let hasColon = word.text.utf8.last == UInt8(ascii: ":") && word.text.utf8.count > 1
        if hasColon { word.text.removeLast() }
        // `on CRM order badges`, in capitals; `on bo: update the log`
        let isKey = argument.type == .project && ProjectKey(word.text).map(context.isKey) == true
        if argument.type == .project, !isKey { return false }
        guard hasColon || isKey && word.text == word.text.uppercased() else { return false }
        let isKnown = argument.type != .person || word.text.first == "@" || context.isHandle(word.text.lowercased())
        guard isKnown, let value = try reader.read([word], as: argument, isExplicit: true) else { return false }
        put(value, argument)
        words.removeFirst(length + 1)
        return true
    }

    /// `…, blocking T-2, chased Tue`: ids that a word introduces, set apart by commas in the middle of a text.
    mutating func takeIDsSetApart() {
        for index in words.indices.dropFirst() where words[index - 1].typed.last == "," {
            guard let (argument, length) = introducer(at: index, of: verb.introducedArguments), argument.type == .id,
                index + length < words.count, !words[index + length].isText, words[index + length].text.last == ","
            else { continue }
            let ids = Places.separatedIDs(words[index + length]).compactMap { ItemID($0.text) }
            guard !ids.isEmpty else { continue }
            for id in ids { put(.id(id), argument) }
            words.removeSubrange(index...(index + length))
            return
        }
    }

    /// `Vendor late p4 i4 due to customs`, `probability 4, impact 5`: two levels side by side are no words of a title,
    /// wherever they stand; one alone may be (`P1 incidents`).
    mutating func takeLevels(_ text: ArgumentDeclaration) {
        guard verb.shortLevels.count > 1, values[text.name] == nil else { return }
        for start in words.indices {
            var (found, end) = ([(ArgumentDeclaration, FieldValue)](), start)
            while let (argument, value, length) = level(at: end, besides: found.map(\.0)) {
                found.append((argument, value))
                end += length
                if end < words.count, words[end].isOne(of: SmallWords.joins + [";", "/"]) { end += 1 }
            }
            guard found.count > 1, end - start < words.count, isParted(start, end) else { continue }
            for (argument, value) in found { put(value, argument) }
            // What follows a comma goes on after it; at the end nothing does.
            if end < words.count, words[end - 1].isOne(of: SmallWords.joins) { end -= 1 }
            words.removeSubrange(start..<end)
            if start == words.count { dropJoint() }
            return
        }
    }

    /// Whether words are parted from those after them: at the end, by a comma, or by a word that goes on with something
    /// else. At the beginning nothing but `and` between them makes them words of the text: `i5 and p4 laptops`.
    private func isParted(_ start: Int, _ end: Int) -> Bool {
        guard end < words.count else { return true }
        let next = words[end]
        if start == 0 {
            return !words[..<end].contains { $0.isOne(of: SmallWords.joins) } && !next.isOne(of: SmallWords.spans)
        }
        return words[end - 1].text.last == "," || next.token != nil || next.text.first == "@"
            || next.isOne(of: SmallWords.afterLevels) || KeyReader.split(next) != nil
            || introducer(at: end, of: verb.arguments) != nil
    }

    /// What led to values at the end of a text: `late with`, `quits:`, `late,`.
    private mutating func dropJoint() {
        dropComma()
        while words.count > 1, let last = words.last, last.isOne(of: ["with", "at", "and"]) { words.removeLast() }
        if let last = words.last, !last.isText, last.text.count > 1, last.text.last == ":", last.typed.last == ":" {
            words[words.count - 1].text.removeLast()
            words[words.count - 1].typed.removeLast()
        }
    }

    private static let fingers = ["one", "two", "three", "four", "five"]

    /// A level that says which it is: `p4`, `p=4`, `p 4`, `impact 5`; `30%` is the first that is not said yet.
    private func level(
        at index: Int, besides taken: [ArgumentDeclaration]
    ) -> (ArgumentDeclaration, FieldValue, length: Int)? {
        guard index < words.count, !words[index].isText, words[index].token == nil,
            verb.mayBeginLevel(words[index].text)
        else { return nil }
        func bare(_ text: String) -> String {
            var bytes = text.utf8[...]
            // Most words end in no mark, and every word of a text is looked at.
            while let last = bytes.last, ",;.".utf8.contains(last) { bytes.removeLast() }
            return bytes.count == text.utf8.count ? text : String(Substring(bytes))
        }
        func isOpen(_ argument: ArgumentDeclaration) -> Bool {
            values[argument.name] == nil && !taken.contains { $0 === argument }
        }
        let word = bare(words[index].text).lowercased()
        // `very high impact`
        if word == "very", index + 2 < words.count, !words[index + 2].isText,
            let level = AmountReader.levelWord("very" + bare(words[index + 1].text).lowercased())
        {
            let name = bare(words[index + 2].text).lowercased()
            if let argument = verb.shortLevels.first(where: { isOpen($0) && $0.name == name }) {
                return (argument, .level(.init(level)), 3)
            }
        }
        // `very likely, low impact`
        if word == "very", index + 1 < words.count, !words[index + 1].isText, words[index + 1].text.last == ",",
            let first = verb.shortLevels.first, isOpen(first), first.name == "probability",
            case let likely = bare(words[index + 1].text).lowercased(), ["likely", "unlikely"].contains(likely)
        {
            return (first, .level(.init(likely == "likely" ? 5 : 1)), 2)
        }
        // `likely, high impact`
        if ["likely", "unlikely", "possible"].contains(word), words[index].text.last == ",",
            let first = verb.shortLevels.first, isOpen(first), first.name == "probability",
            let level = AmountReader.levelWord(word)
        {
            return (first, .level(.init(level)), 1)
        }
        // `high probability, low impact`
        if let level = AmountReader.levelWord(word), index + 1 < words.count, !words[index + 1].isText {
            let name = bare(words[index + 1].text).lowercased()
            if let argument = verb.shortLevels.first(where: { isOpen($0) && $0.name == name }) {
                return (argument, .level(.init(level)), 2)
            }
        }
        for argument in verb.shortLevels where isOpen(argument) {
            for name in argument.levelNames where word.hasPrefix(name) {
                let rest = word.utf8.dropFirst(name.utf8.count).drop { "=:.".utf8.contains($0) }
                if rest.isEmpty, index + 1 < words.count, !words[index + 1].isText {
                    let next = bare(words[index + 1].text).lowercased()
                    let after = index + 2 < words.count && !words[index + 2].isText ? bare(words[index + 2].text) : ""
                    // `prob 70 %`, `impact very high`
                    if after == "%", let level = AmountReader.level(next + "%") { return (argument, .level(level), 3) }
                    if name.utf8.count > 1, next == "very",
                        let level = AmountReader.levelWord("very" + after.lowercased())
                    {
                        return (argument, .level(.init(level)), 3)
                    }
                    if name.utf8.count > 1, let number = Places.fingers.firstIndex(of: next) {
                        return (argument, .level(.init(number + 1)), 2)
                    }
                    let isSaid =
                        next.first?.isNumber == true || name.utf8.count > 1 && AmountReader.levelWord(next) != nil
                    guard isSaid, let level = AmountReader.level(next) else { continue }
                    return (argument, .level(level), 2)
                }
                if let first = rest.first, first &- 0x30 < 10, let level = AmountReader.level(String(Substring(rest))) {
                    return (argument, .level(level), 1)
                }
            }
        }
        guard word.last == "%", let level = AmountReader.level(word),
            let first = verb.shortLevels.first(where: isOpen), first === verb.shortLevels.first
        else { return nil }
        return (first, .level(level), 1)
    }
}
