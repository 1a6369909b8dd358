// The executable's commands and their flags.

import ArgumentParser
import CatalogueFiles
import Foundation

@main
struct Main {
    static func main() async {
        holdStandardStreams()
        do {
            var command = try Steerco.parseAsRoot()
            if let waiting = command as? any WaitingCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            let code = Steerco.exitCode(for: error)
            if let exit = error as? ExitCode { end(exit.rawValue) }
            // Wrong flags are 2 here, as for other tools; ArgumentParser would say 64.
            let message = Steerco.fullMessage(for: error)
            let stream = code.isSuccess ? FileHandle.standardOutput : .standardError
            stream.put((message.isEmpty || code.isSuccess ? "" : "steerco: ") + message + "\n")
            end(code.isSuccess ? 0 : 2)
        }
        end(0)
    }
}

/// Keeps the numbers of closed standard streams from files opened later: what is written to one fails, as it should, and goes
/// into no other file.
private func holdStandardStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
        // The lowest number that is free is this one. Nothing is read from it, and nothing can be written to it.
        _ = open("/dev/null", O_RDONLY)
    }
}

/// Ends the process without the libraries' exit handlers: other threads may still use what these take apart.
func end(_ code: Int32) -> Never {
    fflush(nil)
    _exit(code)
}

/// A command that waits for things. It runs where it is called, on the main thread: one message needs no other thread.
protocol WaitingCommand: ParsableCommand {
    func run() async throws
}

struct Steerco: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steerco", abstract: "Steers IT programs from chat: status, risks, blockers, assignments.",
        version: "1.0.0",
        subcommands: [
            Chat.self, Serve.self, MCP.self, Check.self, Verify.self, Backup.self, Store.self, Manifest.self, Plan.self,
            Import.self, Export.self,
        ],
        defaultSubcommand: Chat.self)
}

/// Prints a line on standard error.
func complain(_ line: String) { FileHandle.standardError.put(line + "\n") }

extension FileHandle {
    /// Writes bytes.
    ///
    /// - Returns: whether they were written: a full disk or a closed pipe is no reason to end with a trap.
    @discardableResult func put(_ bytes: [UInt8]) -> Bool { (try? write(contentsOf: Data(bytes))) != nil }

    /// Writes text.
    @discardableResult func put(_ text: String) -> Bool { put(Array(text.utf8)) }
}

extension ExitCode {
    /// The exit code of what ended a process: 2 is for what a restart cannot mend, 70 for a fault.
    init(ending error: any Error) {
        self.init(error is SettingsProblem || error is CatalogueProblem ? 2 : 70)
    }
}

/// The default store: `$XDG_DATA_HOME/steerco/steerco.db`.
func defaultStore(_ environment: [String: String]) -> String {
    let base =
        environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? (environment["HOME"] ?? ".") + "/.local/share"
    return base + "/steerco/steerco.db"
}

/// The store to use, by the flag, the settings or the default.
func storePath(_ flag: String?, _ settings: Settings) throws -> String {
    let path = flag ?? settings.data ?? defaultStore(ProcessInfo.processInfo.environment)
    guard path.contains(where: { !$0.isWhitespace }) else {
        throw Placed(text: path, place: "--data").problem("a path")
    }
    return path
}

/// The store to use, its directory made and closed to others.
func prepareStore(_ flag: String?, _ settings: Settings) throws -> String {
    let path = try storePath(flag, settings)
    guard path != ":memory:" else { return path }
    let directory = (path as NSString).deletingLastPathComponent
    if !directory.isEmpty, !FileManager.default.fileExists(atPath: directory) {
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    return path
}
