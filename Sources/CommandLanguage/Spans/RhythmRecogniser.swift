// How often: `daily 08:30`, `every 2 weeks on thu`, `monthly on the last working day`.

import FieldTypes
import Quantities

/// Finds rhythms. Which words they are said with is the language's.
struct RhythmRecogniser {
    private let chart: Chart
    private var index: Int

    private init(_ chart: Chart, _ index: Int) {
        self.chart = chart
        self.index = index
    }

    /// The rhythm that begins at a lexeme.
    static func spans(_ chart: Chart, _ index: Int) -> [Span] {
        guard !chart.line[index].isText else { return [] }
        if let end = chart.ends(ofRule: "atonce", from: index).max() { return [Span(end, .rhythm(.atOnce))] }
        var reader = RhythmRecogniser(chart, index)
        guard let rhythm = reader.often() else { return [] }
        return [reader.whole(rhythm)]
    }

    /// The rhythm after a word that says `every` already: `month`, `2 weeks on thu`.
    static func spansAfterEach(_ chart: Chart, _ index: Int) -> [Span] {
        guard index < chart.count, !chart.line[index].isText else { return [] }
        var reader = RhythmRecogniser(chart, index)
        return reader.each().map { [reader.whole($0)] } ?? []
    }

    /// The rhythm with the days and the time that follow.
    private mutating func whole(_ said: Rhythm) -> Span {
        var rhythm = said
        switch rhythm.unit {
        case .week where rhythm.weekdays.isEmpty: rhythm.weekdays = weekdays(isIntroduced: true)
        case .month: rhythm.monthDay = monthDay()
        default: break
        }
        rhythm.time = time()
        return Span(index, .rhythm(rhythm))
    }

    /// `daily`, `every 2 weeks`, `every mon and thu`, `every working day`
    private mutating func often() -> Rhythm? {
        if let unit = unit("rhythm") { return Rhythm(unit) }
        guard chart.isWord(index, in: chart.language.sets["each"] ?? []) else { return nil }
        index += 1
        return each()
    }

    /// `2 weeks`, `mon and thu`, `working day`
    private mutating func each() -> Rhythm? {
        guard index < chart.count else { return nil }
        if let end = chart.ends(ofRule: "workingday", from: index).max() {
            index = end
            return Rhythm(.week, weekdays: Weekday.allCases.filter(\.isWorking))
        }
        let days = weekdays(isIntroduced: false)
        if !days.isEmpty { return Rhythm(.week, weekdays: days) }
        var interval = 1
        if case .number(let number)? = chart.spans(.count, index).first?.value {
            guard (1...Rhythm.longestInterval).contains(number) else { return nil }
            interval = number
            index += 1
        } else if chart.isWord(index, in: chart.language.sets["eachsecond"] ?? []) {
            interval = 2
            index += 1
        }
        return unit("rhythmunit").map { Rhythm($0, interval: interval) }
    }

    private mutating func unit(_ class: String) -> Rhythm.Unit? {
        guard index < chart.count, !chart.line[index].isText,
            let number = chart.language.number(`class`, chart.line[index].folded),
            Rhythm.Unit.allCases.indices.contains(number)
        else { return nil }
        index += 1
        return Rhythm.Unit.allCases[number]
    }

    /// `on mon, thu and fri`
    ///
    /// - Parameter isIntroduced: whether a word may stand before them.
    private mutating func weekdays(isIntroduced: Bool) -> [Weekday] {
        var next = isIntroduced ? introduced(index) : index
        var days: [Weekday] = []
        while let day = weekday(next) {
            days.append(day)
            index = next + 1
            next = chart.isWord(index, in: chart.language.joins) ? index + 1 : index
        }
        return days
    }

    private func weekday(_ index: Int) -> Weekday? {
        guard index < chart.count, !chart.line[index].isText else { return nil }
        return chart.language.number("weekday", chart.line[index].folded).flatMap { Weekday(rawValue: $0 + 1) }
    }

    /// `on the 3rd`, `on the last working day`
    private mutating func monthDay() -> Rhythm.MonthDay? {
        var next = introduced(index)
        guard next < chart.count, !chart.line[next].isText else { return nil }
        let isLast = chart.isWord(next, in: chart.language.sets["last"] ?? [])
        let number = isLast ? nil : ordinal(chart.line[next].folded)
        guard isLast || number != nil else { return nil }
        next += 1
        if let end = chart.ends(ofRule: "workingday", from: next).max() {
            index = end
            return number.map { .working($0) } ?? .lastWorking
        }
        let isDay = next < chart.count && chart.language.number("rhythmunit", chart.line[next].folded) == 0
        index = isDay ? next + 1 : next
        return number.map { .number($0) } ?? .last
    }

    /// `3rd`, `third`, `15`
    private func ordinal(_ word: String) -> Int? {
        if let number = chart.language.number("ordinal", word) { return number }
        let digits = word.prefix { $0.isNumber }
        let ending = word.dropFirst(digits.count)
        guard let number = Int(asciiDigits: digits), (1...31).contains(number),
            ending.isEmpty || chart.language.sets["ordinalending"]?.contains(String(ending)) == true
        else { return nil }
        return number
    }

    /// `at 9:00`, `08:30`
    private mutating func time() -> TimeOfDay? {
        let next = chart.isWord(index, in: chart.language.sets["at"] ?? []) ? index + 1 : index
        guard next < chart.count, case .time(let time)? = chart.spans(.time, next).first?.value else { return nil }
        index = next + 1
        return time
    }

    private func introduced(_ index: Int) -> Int {
        var next = index
        while chart.isWord(next, in: chart.language.sets["rhythmintro"] ?? []) { next += 1 }
        return next
    }
}
