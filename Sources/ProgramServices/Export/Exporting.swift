// What leaves: records of a project or of all, as one of the forms that other programs read.

package import Conversation
import JSONText
import ProgramFiles
import ProgramModel
package import Quantities

/// A form in which records leave.
package enum ExportFormat: String, CaseIterable, Sendable { case csv, xlsx, ical, json, mspdi, script }

/// Writes records as bytes, as far as whoever asks may see them.
package enum Exporting {
    /// - Throws: `Refusal` where there is no such project, a `FileProblem` where the form cannot hold them.
    package static func bytes(_ format: ExportFormat, of key: ProjectKey?, _ view: ProgramView) throws -> [UInt8] {
        let project = try key.map { (key) throws(Refusal) in try view.existing(project: key) }
        let items = view.allItems.filter { item in
            item.state != Item.withdrawn && (key == nil || item.project == key)
        }
        switch format {
        case .csv: return DelimitedWriter.bytes(ExportedTable(items, view).table)
        case .xlsx: return try WorkbookWriter.bytes([ExportedTable(items, view).table])
        case .ical:
            let events = items.compactMap { item in item.due.map { event(item, on: $0, view) } }
            return try CalendarWriter.bytes(events, name: project?.name ?? "Steerco")
        case .json: return RecordsAsJSON(project, items, view).bytes
        case .mspdi:
            var export = ProjectExport(try one(project, format), items, view)
            return try export.made().bytes()
        case .script:
            var script = RecordScript(try one(project, format), items, view)
            return Array(script.text().utf8)
        }
    }

    private static func one(_ project: Project?, _ format: ExportFormat) throws(FileProblem) -> Project {
        guard let project else {
            throw FileProblem("\(format.rawValue) holds one project: say which with --project KEY")
        }
        return project
    }

    /// A due day as an entry of a calendar. Its id is the record's for as long as that lives, in every file of this store.
    private static func event(_ item: Item, on due: CalendarDate, _ view: ProgramView) -> ExportEvent {
        let seconds = (item.changed.time.milliseconds - item.created.time.milliseconds) / 1000
        let isDone = item.state == view.kinds[item.kind]?.closedState?.name
        let owner = item.owner.map { ", @\(view.mention($0).handle)" } ?? ""
        return ExportEvent(
            id: "\(item.id)@\(item.created.time.milliseconds).steerco", title: "\(item.id) \(item.title)", day: due,
            text: "\(item.kind), \(item.state)\(owner)", sequence: Int(seconds), isCancelled: !item.isOpen && !isDone,
            changed: item.changed.time)
    }
}
