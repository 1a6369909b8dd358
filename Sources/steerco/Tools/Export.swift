// `steerco export`: writes records as a file that another program reads.

import ArgumentParser
import Conversation
import Foundation
import ProgramFiles
import ProgramServices
import Quantities

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write records as a file that another program reads.")

    @Argument(help: "\(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var form: ExportFormat
    @Option(help: "The store.")
    var data: String?
    @Option(help: "The project; all that there are unless said.")
    var project: String?
    @Option(name: .customLong("as"), help: "Who asks: the file holds what they may see.")
    var speaker: String?
    @Option(help: "The file to write.")
    var out: String

    func run() throws {
        do {
            let settings = try Settings()
            let path = try storePath(data, settings)
            guard path == ":memory:" || FileManager.default.fileExists(atPath: path) else {
                throw FileProblem("there is no store at \(path)")
            }
            let bot = try OneShot.bot(settings, store: path, readsOnly: true)
            guard let view = bot.desk.view(for: OneShot.invocation(as: speaker, "")) else {
                throw FileProblem("nobody of that name has spoken here: say who asks with --as")
            }
            let key = try project.map { text in
                guard let key = ProjectKey(text) else { throw FileProblem("\(text) is no project's key") }
                return key
            }
            let bytes = try Exporting.bytes(form, of: key, view)
            try PrivateFile.write(bytes, to: out)
            try bot.log.close()
        } catch let refusal as Refusal {
            complain("steerco: \(RefusalText.sentence(refusal))")
            throw ExitCode(1)
        } catch let problem as FileProblem {
            complain("steerco: \(problem)")
            throw ExitCode(1)
        } catch {
            complain("steerco: \(error)")
            throw ExitCode(ending: error)
        }
        end(0)
    }
}

extension ExportFormat: ExpressibleByArgument {}

/// Writes a file that its owner alone reads: whole, or not at all.
enum PrivateFile {
    static func write(_ bytes: [UInt8], to path: String) throws {
        let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier).part"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else { throw FileProblem("\(path) cannot be written: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else {
                unlink(draft)
                throw FileProblem("\(path) cannot be written: \(String(cString: strerror(errno)))")
            }
            written += count
        }
        guard fsync(file) == 0, rename(draft, path) == 0 else {
            unlink(draft)
            throw FileProblem("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }
}
