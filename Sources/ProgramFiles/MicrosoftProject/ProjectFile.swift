// A project of Microsoft Project as its XML says it (MSPDI), every row with all its elements.

/// What stands in one file: rows as elements, so that whatever no rule of ours reads is still there to be written back.
package struct ProjectFile: Hashable, Sendable {
    /// What the project itself says, in the order of the file, without its tables.
    package var properties = XMLElement("Project")
    package var calendars: [XMLElement] = []
    package var tasks: [XMLElement] = []
    package var resources: [XMLElement] = []
    package var assignments: [XMLElement] = []

    package init() {}

    /// Reads the bytes of a file.
    ///
    /// - Throws: a `FileProblem` where it is no XML, or no project.
    package init(_ bytes: [UInt8]) throws(FileProblem) {
        let reading = ProjectReading()
        try XMLStream.read(bytes, reading)
        guard reading.isProject else { throw FileProblem("it is XML, and no project of Microsoft Project") }
        self = reading.file
    }

    /// Whether the beginning of a file is that of such a project.
    package static func isOne(_ bytes: [UInt8]) -> Bool {
        let start = String(decoding: bytes.prefix(4096).filter { $0 != 0 }, as: UTF8.self)
        return start.contains("<Project")
    }

    package var name: String? { properties.text("Title") ?? properties.text("Name") }
    func number(_ property: String) -> Int? { properties.text(property).flatMap { Int($0) } }
    /// Working minutes of a day, by which days of durations count.
    package var minutesPerDay: Int { number("MinutesPerDay").flatMap { (1...1440).contains($0) ? $0 : nil } ?? 480 }
    package var start: Int? { properties.text("StartDate").flatMap { ProjectCodes.instant($0) } }
    package var finish: Int? { properties.text("FinishDate").flatMap { ProjectCodes.instant($0) } }
    var isFromFinish: Bool { ProjectCodes.flag(properties.text("ScheduleFromStart")) == false }
}

/// Puts a file together while it is read. Rows are told by where they stand; an element of a row that any program computes anew,
/// or that says what its absence says, is left out, so that a large file costs little memory.
private final class ProjectReading: XMLListener {
    var file = ProjectFile()
    var isProject = false
    /// The elements that are open, from the project down.
    private var open: [XMLElement] = []
    /// How many open elements are within one that is left out.
    private var skipping = 0

    func began(_ name: String, _ attributes: XMLAttributes) throws(FileProblem) {
        if skipping > 0 || open.count == 3 && ProjectRow.computed.contains(name)
            || name == "TimephasedData" && isIdle
        {
            skipping += 1
            return
        }
        if open.isEmpty {
            guard name == "Project" else { throw FileProblem("it is XML of another kind: <\(name.prefix(40))>") }
            isProject = true
        }
        open.append(XMLElement(name))
    }

    /// Whether work by the day is of no interest: in a baseline, or where no assignment has hours of its own.
    private var isIdle: Bool {
        open.contains { $0.name == "Baseline" || $0.name == "Resource" || $0.name == "Task" }
    }

    func ended(_ name: String, _ text: XMLText) {
        guard skipping == 0 else {
            skipping -= 1
            return
        }
        guard var element = open.popLast() else { return }
        if element.children.isEmpty { element.text = text.string }
        if open.count == 3, element.children.isEmpty, ProjectRow.says(element) == false { return }
        // A row stands in its table, and a table in the project.
        switch (open.count, open.count > 1 ? open[1].name : "") {
        case (0, _): break
        case (1, _) where ProjectReading.tables.contains(name): break
        case (1, _): file.properties.children.append(element)
        case (2, "Calendars"): file.calendars.append(element)
        case (2, "Tasks"): file.tasks.append(element)
        case (2, "Resources"): file.resources.append(element)
        case (2, "Assignments"): file.assignments.append(ProjectReading.lean(element))
        default: open[open.count - 1].children.append(element)
        }
    }

    /// Work by the day says something only where its hours were made by hand.
    private static func lean(_ assignment: XMLElement) -> XMLElement {
        guard assignment.text("WorkContour") != "8" else { return assignment }
        var lean = assignment
        lean.children.removeAll { $0.name == "TimephasedData" }
        return lean
    }

    private static let tables: Set = ["Calendars", "Tasks", "Resources", "Assignments"]
}
