// What leaves: records of a project or of all, as one of the forms that other programs read.

package import Conversation
import JSONText
import ProgramFiles
import ProgramModel
package import Quantities

/// A form in which records leave.
package enum ExportFormat: String, CaseIterable, Sendable { case csv, json, mspdi, script }

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
        guard let project else { throw FileProblem("\(format.rawValue) holds one project: say which with --project KEY") }
        return project
    }
}
