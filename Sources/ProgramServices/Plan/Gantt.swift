// A plan as bars of text, no wider than a phone or a code block in a room shows.

import Conversation
import ProgramModel
import Quantities

/// Records against days: their names, dates and floats, and a bar from start to finish.
struct Gantt {
    static let width = 60
    private static let nameWidth = 18
    /// Name, two days of six letters and a float, each with a space before the next.
    private static let barWidth = width - nameWidth - 1 - 14 - 6
    private let places: [PlanPlace]
    private let title: (ItemID) -> String
    private let first: CalendarDate
    private let daysPerMark: Int

    init(_ places: [PlanPlace], title: @escaping (ItemID) -> String) {
        self.places = places
        self.title = title
        first = places.map(\.start).min() ?? CalendarDate(dayNumber: 0)
        let last = places.map { max($0.finish, $0.record.due ?? $0.finish) }.max() ?? first
        daysPerMark = max(1, (last.days(since: first) + Gantt.barWidth) / Gantt.barWidth)
    }

    /// `█` critical, `▒` other work, `◆` without work, `|` the promised day.
    var text: String { ([head] + places.map(row)).joined(separator: "\n") }

    private var head: String {
        let scale = "\(day(first)), \(daysPerMark)d a mark"
        return padded("", Gantt.nameWidth) + " start  finish float " + String(scale.prefix(Gantt.barWidth))
    }

    private func row(_ place: PlanPlace) -> String {
        var bar = Array(repeating: Character(" "), count: Gantt.barWidth)
        if let due = place.record.due { bar[column(due)] = "|" }
        if place.record.work == 0 {
            bar[column(place.finish)] = "◆"
        } else {
            for index in column(place.start)...max(column(place.start), column(place.finish)) {
                bar[index] = place.isCritical ? "█" : "▒"
            }
        }
        let name = padded("\(place.id) \(title(place.id))", Gantt.nameWidth)
        let float = String(repeating: " ", count: max(0, 4 - "\(place.totalFloat)".count)) + "\(place.totalFloat)d"
        let line = "\(name) \(day(place.start)) \(day(place.finish)) \(float) " + String(bar)
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    private func column(_ day: CalendarDate) -> Int {
        min(Gantt.barWidth - 1, max(0, day.days(since: first) / daysPerMark))
    }

    /// `23 Nov`, in six letters.
    private func day(_ day: CalendarDate) -> String {
        let (_, month, number) = day.parts
        return (number < 10 ? " " : "") + "\(number) " + CalendarDate.monthNames[month - 1].prefix(3)
    }

    private func padded(_ text: String, _ width: Int) -> String {
        let clipped = text.clipped(width)
        return clipped + String(repeating: " ", count: max(0, width - clipped.count))
    }
}
