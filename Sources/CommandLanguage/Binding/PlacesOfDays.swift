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
        let isNumber =
            words[start].text.utf8.first.map { $0 &- 0x30 < 10 } == true
            && before.last.flatMap { Int(asciiDigits: $0) }.map { (1...31).contains($0) } == true
        return isNumber
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
}
