// Calendar feeds (RFC 5545), as Outlook, Google and Apple subscribe to them; written by libical.

import CCalendar
import Quantities

package enum CalendarWriter {
    /// How often a program asks again, as it is told.
    private static let refresh = "PT1H"

    /// The bytes of a feed with an all-day event for each thing that is due. The same events make the same bytes.
    ///
    /// Events and no to-dos: Outlook and Google leave those out. Days and UTC only, so that no time zone need be told.
    ///
    /// - Parameter name: what the calendar is called where it is shown.
    /// - Throws: a `FileProblem` when two events have one id, an id is empty, or there is no libical.
    package static func bytes(_ events: [ExportEvent], name: String) throws(FileProblem) -> [UInt8] {
        try check(events)
        guard steerco_calendar_load() != 0 else {
            throw FileProblem("a calendar is written with libical, which is not installed (apt: libical3)")
        }
        let calendar = try CalendarPart(ICAL_VCALENDAR_COMPONENT)
        try calendar.text(ICAL_PRODID_PROPERTY, "-//Steerco//Steerco//EN")
        try calendar.text(ICAL_VERSION_PROPERTY, "2.0")
        try calendar.value(ICAL_METHOD_PROPERTY, ICAL_METHOD_VALUE, "PUBLISH")
        try calendar.other("X-WR-CALNAME", name)
        try calendar.value(ICAL_REFRESHINTERVAL_PROPERTY, ICAL_DURATION_VALUE, refresh)
        try calendar.other("X-PUBLISHED-TTL", refresh)
        for event in events { try calendar.add(part(event)) }
        return try calendar.bytes()
    }

    /// Programs show one event of two with the same id, and which one is chance.
    private static func check(_ events: [ExportEvent]) throws(FileProblem) {
        var ids: Set<String> = []
        for event in events {
            guard !event.id.isEmpty else { throw FileProblem("the event \"\(event.title)\" has no id") }
            guard ids.insert(event.id).inserted else { throw FileProblem("two events have the id \(event.id)") }
        }
    }

    private static func part(_ event: ExportEvent) throws(FileProblem) -> CalendarPart {
        let part = try CalendarPart(ICAL_VEVENT_COMPONENT)
        try part.text(ICAL_UID_PROPERTY, event.id)
        try part.value(ICAL_DTSTAMP_PROPERTY, ICAL_DATETIME_VALUE, moment(event.changed))
        try part.value(ICAL_SEQUENCE_PROPERTY, ICAL_INTEGER_VALUE, "\(Int32(clamping: max(0, event.sequence)))")
        try part.value(ICAL_DTSTART_PROPERTY, ICAL_DATE_VALUE, day(event.day))
        let next = event.day + 1
        // The last day there is has no next one; without an end an event lasts its day.
        if next > event.day { try part.value(ICAL_DTEND_PROPERTY, ICAL_DATE_VALUE, day(next)) }
        try part.text(ICAL_SUMMARY_PROPERTY, event.title)
        if !event.text.isEmpty { try part.text(ICAL_DESCRIPTION_PROPERTY, event.text) }
        if event.isCancelled { try part.value(ICAL_STATUS_PROPERTY, ICAL_STATUS_VALUE, "CANCELLED") }
        try part.value(ICAL_TRANSP_PROPERTY, ICAL_TRANSP_VALUE, "TRANSPARENT")
        return part
    }

    /// `20261127`.
    private static func day(_ date: CalendarDate) -> String { date.iso.filter { $0 != "-" } }

    /// `20261127T090000Z`.
    private static func moment(_ instant: Instant) -> String {
        instant.iso.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }
}
