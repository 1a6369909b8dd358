// Where a record came from: a file of another program, and what that file said of it.

package import JSONText
package import Quantities

/// What a record was imported from. With it an import of the same file finds the record again, and sees what changed there and
/// what changed here.
package struct Origin: Slot {
    package static let table = "origin"

    package var item: ItemID
    package var project: ProjectKey?
    /// The kind of file: `jira`.
    package var source: String
    /// Which file of that kind, where its program says; empty where it does not.
    package var file: String
    /// What tells the record from others of its file, for ever.
    package var reference: String
    /// What its people call it there: `NET-12`.
    package var label: String
    /// What the file said of it when it was read last, by name.
    package var said: JSON
    /// What no field of ours holds, for the program that wrote it.
    package var kept: JSON?

    package init(
        _ item: ItemID, in project: ProjectKey?, source: String, file: String, reference: String, label: String,
        said: JSON, kept: JSON?
    ) {
        self.item = item
        self.project = project
        self.source = source
        self.file = file
        self.reference = reference
        self.label = label
        self.said = said
        self.kept = kept
    }

    package var key: ItemID { item }
    package var payload: JSON {
        .members([
            "project": project.map { JSON($0) }, "source": .string(source), "file": .string(file),
            "reference": .string(reference), "label": .string(label), "said": said, "kept": kept,
        ])
    }

    package init?(key: ItemID, payload: JSON, schemaVersion: Int) {
        guard let source = payload["source"]?.string, let file = payload["file"]?.string,
            let reference = payload["reference"]?.string, let label = payload["label"]?.string,
            let said = payload["said"]
        else { return nil }
        self.init(
            key, in: payload["project"]?.projectKey, source: source, file: file, reference: reference, label: label,
            said: said, kept: payload["kept"])
    }

    package var right: SlotRight { .role(.manager, in: project) }
    package static func name(of key: ItemID) -> Wording { "where \(key) came from" }
    package var text: Wording { "\(source) \(label)" }
    package static var absent: Wording { "nowhere" }
    package var items: [ItemID] { [item] }

    /// What a file said holds words and names, and is not read word by word.
    package func without(_ erasure: Erasure) -> Origin {
        var origin = self
        origin.label = Erasure.mark
        origin.said = .object([])
        origin.kept = nil
        return origin
    }
}

/// A file that was imported into a project: what it said of the whole.
package struct ImportedFile: Slot {
    package static let table = "imported-file"

    package var project: ProjectKey?
    package var source: String
    package var file: String
    /// Its name on the day it was read.
    package var name: String
    /// What no field of ours holds, for the program that wrote it.
    package var kept: JSON?

    package init(in project: ProjectKey, source: String, file: String, name: String, kept: JSON?) {
        self.project = project
        self.source = source
        self.file = file
        self.name = name
        self.kept = kept
    }

    package typealias Key = SlotPair<ProjectKey, SlotPair<String, String>>
    package var key: Key { Key(project ?? ProjectKey(kept: ""), SlotPair(source, file)) }
    package var payload: JSON { .members(["name": .string(name), "kept": kept]) }

    package init?(key: Key, payload: JSON, schemaVersion: Int) {
        guard let name = payload["name"]?.string else { return nil }
        self.init(
            in: key.first, source: key.second.first, file: key.second.second, name: name, kept: payload["kept"])
    }

    package var right: SlotRight { .role(.manager, in: project) }
    package static func name(of key: Key) -> Wording { "the \(key.second.first) file of \(key.first)" }
    package var text: Wording { .said(name) }
    package static var absent: Wording { "none" }

    package func without(_ erasure: Erasure) -> ImportedFile {
        var file = self
        file.name = Erasure.mark
        file.kept = nil
        return file
    }
}
