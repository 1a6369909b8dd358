// How a table was read the last time, for the next one of its shape.

package import Conversation
package import ProgramFiles
import ProgramModel
package import Quantities

/// Reads a file as one of its shape was read before.
package enum RememberedHints {
    /// The records of a file, by what was said now; where nothing was, by what was said of a file with the same heads.
    ///
    /// - Parameter read: reads the file by some hints.
    package static func records(
        into project: ProjectKey?, _ hints: [String: String], _ view: ProgramView?,
        _ read: ([String: String]) throws -> FileRecords
    ) throws -> FileRecords {
        guard hints.isEmpty, let project, let view else { return try read(hints) }
        for file in view.slots(ImportedFile.self) where file.project == project {
            let kept = (file.kept?["hints"]?.members ?? []).map { ($0.name, $0.value.string ?? "") }
            guard !kept.isEmpty, let records = try? read(Dictionary(uniqueKeysWithValues: kept)),
                records.file == file.file, records.source == file.source
            else { continue }
            return records
        }
        return try read([:])
    }
}
