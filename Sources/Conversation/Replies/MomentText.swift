import ProgramModel
package import Quantities

extension ProgramView {
    /// A moment as the person reads it, in their zone: `today 09:30`, `Fri 27 Nov 09:30`.
    package func moment(_ instant: Instant) -> String {
        let (date, minute) = zone.local(instant)
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        let clock = "\(two(minute / 60)):\(two(minute % 60))"
        return date == today ? "today \(clock)" : "\(date.short(today: today)) \(clock)"
    }
}
