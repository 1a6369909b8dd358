// A component of a calendar while it is written.

import CCalendar

/// Frees what it holds when it goes, unless another part took it.
struct CalendarPart: ~Copyable {
    private let component: OpaquePointer

    init(_ kind: icalcomponent_kind) throws(FileProblem) {
        guard let component = steerco_calendar_component(kind) else {
            throw FileProblem("there is no memory to write it")
        }
        self.component = component
    }

    deinit { steerco_calendar_free(component) }

    func text(_ kind: icalproperty_kind, _ text: String) throws(FileProblem) {
        try confirm(steerco_calendar_text(component, kind, CalendarPart.clean(text)), text)
    }

    /// - Parameter value: as it stands in the file.
    func value(_ kind: icalproperty_kind, _ valueKind: icalvalue_kind, _ value: String) throws(FileProblem) {
        try confirm(steerco_calendar_value(component, kind, valueKind, value), value)
    }

    func other(_ name: String, _ value: String) throws(FileProblem) {
        try confirm(steerco_calendar_other(component, name, CalendarPart.clean(value)), value)
    }

    func add(_ part: consuming CalendarPart) { steerco_calendar_add(component, part.taken()) }

    private consuming func taken() -> OpaquePointer {
        let taken = component
        discard self
        return taken
    }

    func bytes() throws(FileProblem) -> [UInt8] {
        guard let text = steerco_calendar_write(component) else { throw FileProblem("there is no memory to write it") }
        defer { steerco_calendar_free_text(text) }
        return CalendarFolding.folded(Array(String(cString: text).utf8))
    }

    private func confirm(_ taken: Int32, _ what: String) throws(FileProblem) {
        guard taken != 0 else { throw FileProblem("libical takes no \"\(what.prefix(80))\"") }
    }

    /// The text with one kind of line end and without the control characters that a calendar may not hold.
    private static func clean(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where last == "\r": break
            case "\r", "\n": clean.append("\n")
            case "\t": clean.append(scalar)
            default: if scalar.properties.generalCategory != .control { clean.append(scalar) }
            }
            last = scalar
        }
        return String(clean)
    }
}
