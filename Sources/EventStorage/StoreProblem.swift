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
    case notDurable(setting: String)
    case chainBroken(version: Int)
    case headDiffers(expected: String, found: String)
    case snapshotDiffers(version: Int)
    case cannotBackUp(path: String, reason: String)

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
        case .corrupt(let path, let reason):
            "the store \(path) is damaged: \(reason). Restore the last backup; see docs/runbook.md"
        case .notDurable(let setting): "the store would not keep what it answers: \(setting)"
        case .chainBroken(let version):
            "the hash chain breaks at event \(version): the log was changed there. Restore the last backup; see docs/runbook.md"
        case .snapshotDiffers(let version):
            "the snapshot of event \(version) does not say what the events say: answers may have been wrong. Delete the snapshots; see docs/runbook.md"
        case .cannotBackUp(let path, let reason): "no backup was made in \(path): \(reason)"
        case .headDiffers(let expected, let found): "the head is \(found), not the kept \(expected)"
        }
    }
}
