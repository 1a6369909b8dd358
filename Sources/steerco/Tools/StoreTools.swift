// `steerco verify` and `steerco backup`: beside a running server, read-only.

import ArgumentParser
import EventStorage
import Foundation

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the hash chain of the store.")

    @Option(help: "The store.")
    var data: String?
    @Option(help: "A head printed earlier: it must still be in the chain.")
    var head: String?

    func run() throws {
        try withStore(data) { log in
            let verified = try log.verify(keptHead: head)
            print("\(verified.events) events, chain whole, head \(verified.head)")
        }
    }
}

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the store to a new file, consistently.")

    @Argument(help: "The new file.")
    var file: String
    @Option(help: "The store.")
    var data: String?

    func run() throws {
        try withStore(data) { log in
            try log.backup(to: file)
            let copy = try SQLiteEventLog(path: file, access: .readOnly).verify(keptHead: nil)
            print("\(file): \(copy.events) events, head \(copy.head)")
        }
    }
}

/// Runs something on the store, read-only; a problem is one line and exit code 1.
private func withStore(_ flag: String?, _ body: (SQLiteEventLog) throws -> Void) throws {
    do {
        let settings = try Settings()
        let path = flag ?? settings.data ?? defaultStore(ProcessInfo.processInfo.environment)
        try body(try SQLiteEventLog(path: path, access: .readOnly))
    } catch {
        complain("steerco: \(error)")
        throw ExitCode(error is SettingsProblem ? 2 : 1)
    }
}
