// Days at the end of a text that are only part of what it says: the last of several, or one with a time of day.

import Quantities

extension Places {
    /// `on saturday and sunday`, `between 18 dec and 4 jan`, `on 5 and 6 dec`: all of them are the text's, and none is the day.
    func isLastOfDays(_ start: Int) -> Bool {
        guard start > 1, case let joint = words[start - 1],
            joint.isDash || joint.isOne(of: SmallWords.betweenDays)
        else { return false }
        let before = words[..<(start - 1)].suffix(3).map { word in
            word.isText ? "" : word.text.utf8.last == UInt8(ascii: ",") ? String(word.text.dropLast()) : word.text
        }
        // `5 and 6 dec`; `Release 3 - 18 dec` is no range.
        let numbers = (before.last.flatMap { Int(asciiDigits: $0) }, Int(asciiDigits: words[start].text))
        let isNumber =
            if case (let first?, let second?) = numbers { !joint.isDash && first > 0 && first < second } else { false }
        let isStretch = joint.isOne(of: ["until", "till", "through"])
        // `sat 22:00 - sun 04:00`
        let days =
            before.last.map { $0.contains(":") || DateReader.isTime($0) } == true ? before.dropLast() : before[...]
        if !days.isEmpty,
            (1...days.count).contains(where: { DateReader.read(Array(days.suffix($0)), today: context.today) != nil })
        {
            return true
        }
        return isNumber && !isStretch
            || (1...before.count).contains { DateReader.read(before.suffix($0), today: context.today) != nil }
    }

    /// `5pm friday`: the time stays in the text, and the day is read after it.
    static func beginsWithTime(_ span: some Collection<Word>) -> Bool {
        span.count > 1 && span.first.map { DateReader.isTime($0.text) || $0.isOne(of: ["noon"]) } == true
    }

    /// `friday morning`: the text keeps what the day alone does not say.
    static func endsInTime(_ span: some BidirectionalCollection<Word>) -> Bool {
        span.count > 1 && span.last?.isOne(of: SmallWords.timesOfDay) == true
    }

    /// `blocked since monday by the vendor`, `Payments fail since monday, customers call`: since when, in the middle of a text.
    mutating func takePastInside() throws(UsageProblem) {
        let arguments = verb.introducedArguments.filter { $0.type == .past && isFree($0) }
        guard !arguments.isEmpty else { return }
        for index in words.indices.dropLast(2) {
            guard let (argument, length) = introducer(at: index, of: arguments) else { continue }
            let start = index + length
            for size in [3, 2, 1] where start + size < words.count {
                var span = Array(words[start..<(start + size)])
                guard !span.contains(where: \.isText) else { continue }
                var last = span[size - 1]
                let isSetApart = last.text.utf8.last.map { ",:;".utf8.contains($0) } == true && last.text.utf8.count > 1
                if isSetApart { last.text.removeLast() }
                span[size - 1] = last
                guard isSetApart || words[start + size].isOne(of: ["by", "because", "as", "due"]),
                    let value = try reader.read(span, as: argument, isExplicit: true)
                else { continue }
                put(value, argument)
                words.removeSubrange(index..<(start + size))
                // `blocked since monday: no keys`
                if isSetApart, index > 0, words[index - 1].isOne(of: ["blocked"]) {
                    words.insert(Word("by"), at: index)
                }
                // What the comma set apart goes on behind the words before.
                if isSetApart, index > 0, !words[index - 1].isText, words[index - 1].token == nil,
                    ItemID(words[index - 1].text) == nil, !words[index - 1].isOne(of: SmallWords.waits)
                {
                    words[index - 1].text += ","
                    words[index - 1].typed += ","
                }
                return
            }
        }
    }
}
