// What can be wrong with a store, and what an operator reads about it.

/// A store that cannot be used, or was tampered with.
package enum StoreProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case cannotOpen(path: String, reason: String)
    case newerVersion(found: Int, known: Int)
    /// The file is the database of another program.
    case foreign
    case unreadableEvent(version: Int, reason: String)
    case heldBy(path: String, holder: String)
    case corrupt(path: String, reason: String)
    /// A row of another type than its table's.
    case damaged(place: String, reason: String)
    case notDurable(setting: String)
    case chainBroken(version: Int)
    case headDiffers(expected: String, found: String)
    case snapshotDiffers(version: Int)
    /// The records that an event touches, as the index has them, are not those it says.
    case indexDiffers(version: Int)
    /// A payload is not what was written, and no redaction says so.
    case payloadChanged(version: Int)
    case schemaDiffers(String)
    case cannotBackUp(path: String, reason: String)
    /// The head file names a store that is not there: what is, is nothing, less, or another.
    case lost(path: String, kept: KeptHead, found: String)
    case headUnreadable(path: String, reason: String)
    /// A file of the open store was removed, or another has its name.
    case replaced(path: String)

    package var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "the store \(path) cannot be opened: \(reason)"
        case .newerVersion(let found, let known):
            "the store was written by a newer steerco (schema \(found), this one knows \(known)): update the binary"
        case .foreign: "the file is a database of another program, and is left as it is: name another file"
        case .unreadableEvent(let version, let reason):
            "event \(version) of the store cannot be read: \(reason). If a newer steerco wrote it, update the binary"
        case .heldBy(let path, let holder):
            "the store \(path) is held by another process (\(holder)): stop that one, or post to its webhook instead"
        case .corrupt(let path, let reason): "the store \(path) is damaged: \(reason). \(StoreProblem.restore)"
        case .damaged(let place, let reason): "the store is damaged at \(place): \(reason). \(StoreProblem.restore)"
        case .notDurable(let setting): "the store would not keep what it answers: \(setting)"
        case .chainBroken(let version):
            "the hash chain breaks at event \(version): the log was changed there. \(StoreProblem.restore)"
        case .payloadChanged(let version):
            "event \(version) is not what was written, and no redaction names it: it was changed. \(StoreProblem.restore)"
        case .indexDiffers(let version):
            "the index of event \(version) names other records than the event: histories may be wrong. \(StoreProblem.restore)"
        case .schemaDiffers(let difference):
            "the store's tables are not those that steerco made: \(difference). \(StoreProblem.restore)"
        case .snapshotDiffers(let version):
            "the snapshot of event \(version) does not say what the events say: answers may have been wrong. Delete the snapshots; see docs/runbook.md"
        case .cannotBackUp(let path, let reason): "no backup was made in \(path): \(reason)"
        case .headDiffers(let expected, let found): "the head is \(found), not the kept \(expected)"
        case .lost(let path, let kept, let found):
            "the store \(path) is not the one that was here: \(path).head knows \(kept.size) of store \(kept.store), and \(found). Restore the last backup, then take it as it is: steerco store accept --data \(path)"
        case .headUnreadable(let path, let reason):
            "the head file \(path) cannot be used: \(reason). If steerco verify finds nothing else: steerco store accept"
        case .replaced(let path):
            "\(path) is not the file that was opened: it was moved, removed or replaced. Nothing is written; put it back or restart"
        }
    }

    private static let restore = "Restore the last backup; see docs/runbook.md"
}
