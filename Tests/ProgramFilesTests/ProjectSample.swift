// Small projects of Microsoft Project, made for the tests.

@testable import ProgramFiles

/// Builds the XML of a project.
struct ProjectSample {
    var properties = "<StartDate>2026-01-05T08:00:00</StartDate><CalendarUID>1</CalendarUID>"
    var calendars = ""
    var tasks: [String] = []
    var resources = ""
    var assignments = ""

    /// A row of so many hours, with whatever else it says.
    static func task(_ uid: Int, _ hours: Int, level: Int = 1, _ more: String = "") -> String {
        """
        <Task><UID>\(uid)</UID><ID>\(uid)</ID><Name>task \(uid)</Name><OutlineLevel>\(level)</OutlineLevel>\
        <Duration>PT\(hours)H0M0S</Duration><DurationFormat>7</DurationFormat>\(more)</Task>
        """
    }

    static func after(_ uid: Int, type: Int = 1, lag: Int = 0, format: Int = 7) -> String {
        """
        <PredecessorLink><PredecessorUID>\(uid)</PredecessorUID><Type>\(type)</Type><CrossProject>0</CrossProject>\
        <LinkLag>\(lag)</LinkLag><LagFormat>\(format)</LagFormat></PredecessorLink>
        """
    }

    static func shifts(_ spans: [(String, String)]) -> String {
        "<WorkingTimes>"
            + spans.map { "<WorkingTime><FromTime>\($0.0):00</FromTime><ToTime>\($0.1):00</ToTime></WorkingTime>" }
            .joined()
            + "</WorkingTimes>"
    }

    static let days = (1...7).map { day in
        "<WeekDay><DayType>\(day)</DayType>"
            + ((2...6).contains(day)
                ? "<DayWorking>1</DayWorking>" + shifts([("08:00", "12:00"), ("13:00", "17:00")])
                : "<DayWorking>0</DayWorking>") + "</WeekDay>"
    }.joined()

    static func calendar(_ uid: Int, base: Int = -1, days: String = days, _ more: String = "") -> String {
        """
        <Calendar><UID>\(uid)</UID><Name>calendar \(uid)</Name><IsBaseCalendar>\(base < 0 ? 1 : 0)</IsBaseCalendar>\
        <BaseCalendarUID>\(base)</BaseCalendarUID><WeekDays>\(days)</WeekDays>\(more)</Calendar>
        """
    }

    var text: String {
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Project xmlns="http://schemas.microsoft.com/project"><Name>sample.xml</Name><Title>Sample</Title>\(properties)\
        <Calendars>\(ProjectSample.calendar(1))\(calendars)</Calendars><Tasks>\(tasks.joined())</Tasks>\
        <Resources>\(resources)</Resources><Assignments>\(assignments)</Assignments></Project>
        """
    }

    var bytes: [UInt8] { Array(text.utf8) }
    func network() throws -> ProjectNetwork { try ProjectNetwork(ProjectFile(bytes)) }
    func records() throws -> FileRecords { try network().records() }

    /// A task's dates as `2026-01-05T08:00 to 2026-01-06T17:00`.
    func dates(_ uid: Int) throws -> String {
        let task = try records().plan.first { $0.uid == uid }
        return "\(task?.start ?? "none") to \(task?.finish ?? "none")"
    }
}
