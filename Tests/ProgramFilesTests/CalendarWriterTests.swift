// Calendar feeds.

import ProgramFiles
import Quantities
import Testing

@Suite struct Calendars {
    private func event(
        _ id: String, _ title: String = "Go live", on day: String = "2026-12-31", text: String = "", sequence: Int = 0,
        isCancelled: Bool = false
    ) throws -> ExportEvent {
        ExportEvent(
            id: id, title: title, day: try #require(CalendarDate(iso: day)), text: text, sequence: sequence,
            isCancelled: isCancelled, changed: try #require(Instant(iso: "2026-11-27T10:00:00.250+01:00")))
    }

    private func lines(_ events: [ExportEvent], name: String = "Network") throws -> [String] {
        String(decoding: try CalendarWriter.bytes(events, name: name), as: UTF8.self)
            .unicodeScalars.split(separator: "\n").map { String($0) }
    }

    /// The value of the property, unfolded and with its escapes undone.
    private func value(_ property: String, of event: ExportEvent) throws -> String {
        let file = String(decoding: try CalendarWriter.bytes([event], name: ""), as: UTF8.self)
        let unfolded = Array(file.utf8).split(separator: Array("\r\n ".utf8)).joined()
        let line = try #require(
            unfolded.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: Array("\(property):".utf8)) })
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in line.dropFirst(property.utf8.count + 1).dropLast() {
            if byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
                continue
            }
            bytes.append(isEscaped && byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
            isEscaped = false
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a feed says what every program of calendars asks for, in lines that end with CRLF`() throws {
        let feed = try lines([
            event("M-1@store", text: "a; b", sequence: 2), event("M-2@store", on: "2028-02-28", isCancelled: true),
        ])
        #expect(feed.allSatisfy { $0.hasSuffix("\r") })
        #expect(
            feed.map { String($0.dropLast()) } == [
                "BEGIN:VCALENDAR", "PRODID:-//Steerco//Steerco//EN", "VERSION:2.0", "METHOD:PUBLISH",
                "X-WR-CALNAME:Network", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
                "BEGIN:VEVENT", "UID:M-1@store", "DTSTAMP:20261127T090000Z", "SEQUENCE:2",
                "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "SUMMARY:Go live", "DESCRIPTION:a\\; b",
                "TRANSP:TRANSPARENT", "END:VEVENT",
                "BEGIN:VEVENT", "UID:M-2@store", "DTSTAMP:20261127T090000Z", "SEQUENCE:0",
                "DTSTART;VALUE=DATE:20280228", "DTEND;VALUE=DATE:20280229", "SUMMARY:Go live", "STATUS:CANCELLED",
                "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR",
            ])
    }

    @Test func `the same events make the same bytes`() throws {
        let events = [try event("M-1@store"), try event("M-2@store")]
        let bytes = try CalendarWriter.bytes(events, name: "Network")
        #expect(try CalendarWriter.bytes(events, name: "Network") == bytes)
        #expect(try CalendarWriter.bytes(events, name: "Other") != bytes)
    }

    @Test(
        "text stays the same text",
        arguments: [
            ("a, b; c \\ d \"e\" :f", "a, b; c \\ d \"e\" :f"), ("a\nb", "a\nb"), ("a\r\nb\rc", "a\nb\nc"),
            ("BEGIN:VEVENT\nEND:VCALENDAR", "BEGIN:VEVENT\nEND:VCALENDAR"), ("a\u{7}\0b\u{85}", "ab"), ("a\tb", "a\tb"),
            ("\\n", "\\n"),
        ])
    func texts(_ text: String, _ read: String) throws {
        #expect(try value("SUMMARY", of: event("M-1@store", text)) == read)
        #expect(try value("DESCRIPTION", of: event("M-1@store", text: text)) == read)
    }

    @Test func `lines are folded at 75 bytes and inside no character`() throws {
        let characters = ["é", "日", "\u{1F469}", "e\u{301}", "\u{1F469}\u{200D}\u{1F467}", ",", " ", "a"]
        for character in characters {
            for offset in 0..<8 {
                let title = String(repeating: "x", count: offset) + String(repeating: character, count: 90) + "x"
                let bytes = try CalendarWriter.bytes([event("M-1@store", title)], name: title)
                let lines = bytes.split(separator: UInt8(ascii: "\n"))
                #expect(lines.count > 17)
                #expect(lines.allSatisfy { $0.count <= 76 && $0.last == UInt8(ascii: "\r") })
                #expect(lines.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
                #expect(Array(try value("SUMMARY", of: event("M-1@store", title)).utf8) == Array(title.utf8))
            }
        }
    }

    @Test func `an id stands once and is not empty`() throws {
        let twice = [try event("M-1@store"), try event("M-1@store")]
        #expect(throws: FileProblem("two events have the id M-1@store")) { try CalendarWriter.bytes(twice, name: "") }
        let none = [try event("", "Launch")]
        #expect(throws: FileProblem("the event \"Launch\" has no id")) { try CalendarWriter.bytes(none, name: "") }
    }

    @Test func `the last day there is has no end`() throws {
        let feed = try lines([event("M-1@store", on: "9999-12-31")])
        #expect(feed.contains("DTSTART;VALUE=DATE:99991231\r"))
        #expect(!feed.contains { $0.hasPrefix("DTEND") })
    }
}
