// Times of day and moments: `9:00`, `5pm`, `tomorrow 9:00`, `fri at noon`, `in 2 hours`.

import FieldTypes
import Quantities

enum MomentRecogniser {
    /// When somebody is told who said a day and no time.
    private static let morning = TimeOfDay(hour: 9)

    /// `9:00`, `17.30`, `5pm`, `noon`
    static func times(_ chart: Chart, _ index: Int) -> [Span] {
        let lexeme = chart.line[index]
        guard !lexeme.isText else { return [] }
        if let hour = chart.language.number("timeofday", lexeme.folded), let time = TimeOfDay(hour: hour) {
            return [Span(index + 1, .time(time))]
        }
        return TimeOfDay(said: lexeme.folded).map { [Span(index + 1, .time($0))] } ?? []
    }

    /// A day with a time, a day alone, a time alone, or so much time from now.
    static func moments(_ chart: Chart, _ index: Int) -> [Span] {
        let context = chart.context
        var found: [Span] = []
        if let (end, span) = fromNow(chart, index) { found.append(Span(end, .moment(context.now() + span))) }
        for span in chart.spans(.day, index) {
            guard case .day(let day) = span.value, !day.isStretch else { continue }
            do throws(UsageProblem) {
                let date = try day.dateToCome(today: context.today)
                if let (end, time) = time(chart, span.end) {
                    found.append(Span(end, .moment(context.moment(date, time))))
                } else if let morning {
                    found.append(Span(span.end, .moment(context.moment(date, morning))))
                }
            } catch {
                found.append(Span(span.end, .fault(error)))
            }
        }
        guard let (end, time) = time(chart, index) else { return found.longestFirst }
        // `9:00 tomorrow`
        for span in end < chart.count ? chart.spans(.day, end) : [] {
            guard case .day(let day) = span.value, !day.isStretch,
                let date = try? day.dateToCome(today: context.today)
            else { continue }
            found.append(Span(span.end, .moment(context.moment(date, time))))
        }
        let today = context.moment(context.today, time)
        let next = today > context.now() ? today : context.moment(context.today + 1, time)
        found.append(Span(end, .moment(next)))
        return found.longestFirst
    }

    /// `at 9:00`
    private static func time(_ chart: Chart, _ index: Int) -> (end: Int, time: TimeOfDay)? {
        let next = chart.isWord(index, in: chart.language.sets["at"] ?? []) ? index + 1 : index
        guard next < chart.count, case .time(let time)? = chart.spans(.time, next).first?.value else { return nil }
        return (next + 1, time)
    }

    /// `in 2 hours`, `in 30 min`: milliseconds from now. Days and more are calendar days, and no such length.
    private static func fromNow(_ chart: Chart, _ index: Int) -> (end: Int, milliseconds: Int64)? {
        guard chart.isWord(index, in: chart.language.sets["in"] ?? []), index + 1 < chart.count else { return nil }
        for span in chart.spans(.duration, index + 1) {
            guard case .duration(let length) = span.value, (1..<WorkSpan.minutesPerDay).contains(length.minutes) else {
                continue
            }
            return (span.end, Int64(length.minutes) * Instant.minute)
        }
        return nil
    }
}

extension [Span] {
    fileprivate var longestFirst: [Span] { sorted { $0.end > $1.end } }
}

extension TimeOfDay {
    /// A time as it is typed in figures: `9:30`, `9.30`, `5pm`, `12am`.
    init?(said word: String) {
        var rest = word[...]
        let half = ["am", "pm"].first { rest.hasSuffix($0) }
        if half != nil { rest = rest.dropLast(2) }
        let parts = rest.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." && half == nil }
        guard parts.count == 2 || parts.count == 1 && half != nil, var hour = Int(asciiDigits: parts[0]),
            parts[0].utf8.count <= 2, parts.count == 1 || parts[1].utf8.count == 2,
            let minute = parts.count == 2 ? Int(asciiDigits: parts[1]) : 0
        else { return nil }
        if let half {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (half == "pm" ? 12 : 0)
        }
        self.init(hour: hour, minute: minute)
    }
}
