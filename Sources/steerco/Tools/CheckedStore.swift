// What `steerco check` finds of the store: it looks at it, and writes beside it, never into it.

import EventStorage
import Foundation
import ProgramModel

struct CheckedStore {
    private(set) var workspace = Workspace()
    let text: String

    /// - Throws: what is wrong with the store, its files or its disk.
    init(_ path: String) throws {
        guard path != ":memory:" else {
            text = "in memory: nothing is kept"
            return
        }
        let files = StoreFiles(path)
        guard let size = try files.refuseOddKinds(), size > 0 else {
            text = try CheckedStore.make(path, files)
            return
        }
        if let tooOpen = files.tooOpen { throw SettingsProblem(description: tooOpen) }
        guard FileManager.default.isWritableFile(atPath: path) else {
            throw SettingsProblem(description: "\(path) is not writable")
        }
        if let reason = files.pageProblem() {
            throw SettingsProblem(description: "nothing can be written beside \(path): \(reason)")
        }
        let log = try SQLiteEventLog(path: path, access: .readOnly)
        let verified = try log.verify(keptHead: nil)
        workspace = try log.load()
        let kept = verified.kept == nil ? "; no head file lies beside it yet" : " and as kept"
        let erased = verified.redactions.reduce(0) { $0 + $1.payloads }
        text =
            "\(path), \(verified.events) events, chain whole\(kept)\(erased > 0 ? ", \(erased) payloads erased" : "")"
    }

    /// Whether a store that is not there can be made.
    private static func make(_ path: String, _ files: StoreFiles) throws -> String {
        try SQLiteEventLog.refuseLoss(of: files)
        var directory = files.folder
        // The nearest directory there is: the others are made.
        while !FileManager.default.fileExists(atPath: directory) {
            let outer = (directory as NSString).deletingLastPathComponent
            directory = outer.isEmpty ? "." : outer
        }
        guard FileManager.default.isWritableFile(atPath: directory) else {
            throw SettingsProblem(description: "\(path) cannot be made: \(directory) is not writable")
        }
        if directory == files.folder, let reason = files.pageProblem() {
            throw SettingsProblem(description: "\(path) cannot be made: \(reason)")
        }
        return "\(path) will be made at the first start"
    }
}
