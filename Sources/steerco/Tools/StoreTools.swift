// `steerco verify`, `steerco backup` beside a running server, read-only; `steerco store accept` for the one writer.

import ArgumentParser
import Conversation
import EventStorage
import Foundation
import ProgramModel
import Quantities

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that the store is what was written: chain, index, snapshots, schema, kept head.")

    @Option(help: "The store.")
    var data: String?
    @Option(help: "A head printed earlier: it must still be in the chain.")
    var head: String?

    func run() throws {
        try withStore(data) { log in
            let verified = try log.verify(keptHead: head)
            print("\(verified.events) events, chain whole, head \(verified.head)")
            if let kept = verified.kept {
                print("it goes on from the kept head of \(kept.events) events of store \(kept.store)")
            } else {
                print("no head file lies beside it: whether its end was cut off is not known")
            }
            for redaction in verified.redactions {
                print(
                    "event \(redaction.version) erased \(redaction.payloads) payloads of \(redaction.subject): \(redaction.reason)"
                )
            }
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

struct Store: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Tools for the store itself.", subcommands: [Accept.self])

    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept",
            abstract: "Take the store as it is, after a restore or to begin anew, and say so in its log.")

        @Option(help: "The store.")
        var data: String?

        func run() throws {
            do {
                let path = try prepareStore(data, try Settings())
                let log = try SQLiteEventLog(
                    path: path, access: .write(patience: 5000, readsBeside: false, accepts: true))
                for notice in log.notices { complain("steerco: \(notice)") }
                let accepted = try log.accept(at: Bot.wallClock())
                print(
                    "\(path) is taken as it is, with \(accepted.events) events; this stands in its log, head \(log.head)"
                )
                if let missed = accepted.missedEvents, let head = accepted.missedHead {
                    print("known of the store before it: events \(missed), head \(head)")
                }
                try log.close()
            } catch {
                complain("steerco: \(error)")
                throw ExitCode(error is SettingsProblem ? 2 : 1)
            }
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
