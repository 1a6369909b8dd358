// A length of working time.

/// Working time in minutes; a day is 8 hours and a week 5 days, the defaults of Microsoft Project.
package struct WorkSpan: Hashable, Comparable, Sendable {
    package let minutes: Int

    /// More than a thousand million years of work, which any sum has room for.
    private static let most = 1_000_000_000_000_000

    /// The time of so many minutes; more than there is of it is all there is.
    package init(minutes: Int) { self.minutes = min(max(minutes, -WorkSpan.most), WorkSpan.most) }
    package static func days(_ days: Int) -> WorkSpan { WorkSpan(minutes: days * minutesPerDay) }

    package static let minutesPerDay = 480
    package static let minutesPerWeek = 2400

    package static func < (left: WorkSpan, right: WorkSpan) -> Bool { left.minutes < right.minutes }

    /// Whole working days, rounded up, away from zero.
    package var wholeDays: Int {
        let size = (abs(minutes) + WorkSpan.minutesPerDay - 1) / WorkSpan.minutesPerDay
        return minutes < 0 ? -size : size
    }

    /// `2w`, `3d`, `4h` or `90min`: the largest unit that is exact.
    package var text: String {
        if minutes % WorkSpan.minutesPerWeek == 0, minutes != 0 { return "\(minutes / WorkSpan.minutesPerWeek)w" }
        if minutes % WorkSpan.minutesPerDay == 0 { return "\(minutes / WorkSpan.minutesPerDay)d" }
        if minutes % 60 == 0 { return "\(minutes / 60)h" }
        return "\(minutes)min"
    }
}
