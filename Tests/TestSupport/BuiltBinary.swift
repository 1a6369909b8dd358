// The built executable, driven as its users drive it.

package import Foundation
import Synchronization

package enum BuiltBinary {
    /// Beside the test bundle, or what STEERCO_BINARY names: the program as it is shipped.
    package static var url: URL {
        if let path = ProcessInfo.processInfo.environment["STEERCO_BINARY"] { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("steerco")
    }

    package struct Run: Sendable {
        package var output: String
        package var errors: String
        package var code: Int32
        package var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Runs the binary with text on its standard input.
    ///
    /// - Parameter output: the file that its standard output is; nil: one of its own, which is read.
    package static func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], output: String? = nil
    ) throws -> Run {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.environment = ["HOME": NSTemporaryDirectory(), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(
            environment
        ) { $1 }
        let directory = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: directory) }
        // Files and not pipes: no output is too long, and nobody has to read while the process writes.
        let inputFile = directory.appendingPathComponent("in")
        try Data(input).write(to: inputFile)
        let ownOutput = directory.appendingPathComponent("out")
        let outputFile = output.map { URL(fileURLWithPath: $0) } ?? ownOutput
        let errorFile = directory.appendingPathComponent("err")
        for file in [ownOutput, errorFile] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
        process.waitUntilExit()
        return Run(
            output: String(decoding: try Data(contentsOf: ownOutput), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self), code: process.terminationStatus)
    }

    package static func run(
        _ arguments: [String], lines: [String], environment: [String: String] = [:], output: String? = nil
    ) throws -> Run {
        try run(
            arguments, input: Array((lines.joined(separator: "\n") + "\n").utf8), environment: environment,
            output: output)
    }

    package static func temporaryDirectory() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("steerco-test-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }
}

/// A running `steerco serve`, ended with the test.
package final class RunningServer {
    package let port: Int
    package let process: Process
    package struct DidNotStart: Error { package var errors: String }

    /// What it has said on standard error so far.
    package var errors: String { said.withLock { $0 } }
    private let said: Said

    /// - Parameter openFiles: the most files and connections it may have open; nil: as many as this process.
    package init(
        data: URL, environment: [String: String], arguments: [String] = [], openFiles: Int? = nil
    ) throws {
        process = Process()
        process.executableURL = BuiltBinary.url
        process.arguments = ["serve", "--listen", "127.0.0.1:0", "--data", data.path] + arguments
        if let openFiles {
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            let command = ["-c", "ulimit -n \(openFiles); exec \"$0\" \"$@\"", BuiltBinary.url.path]
            process.arguments = command + (process.arguments ?? [])
        }
        process.environment = ["HOME": NSTemporaryDirectory(), "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var text = ""
        // Reading waits for the line that says it is ready; no line means the process ended.
        while !text.contains("listening on http://") || !text.hasSuffix("\n") {
            let data = errors.fileHandleForReading.availableData
            guard !data.isEmpty else { throw DidNotStart(errors: text) }
            text += String(decoding: data, as: UTF8.self)
        }
        let line = text.split(separator: "\n").last { $0.contains("listening on") } ?? ""
        port = Int(line.split(separator: ":").last ?? "") ?? 0
        let said = Said(text)
        self.said = said
        // The pipe is emptied for as long as the process lives, so that it never waits to complain.
        Thread {
            while case let data = errors.fileHandleForReading.availableData, !data.isEmpty {
                said.withLock { $0 += String(decoding: data, as: UTF8.self) }
            }
        }.start()
    }

    /// Text that one thread writes and another reads.
    private final class Said: Sendable {
        private let text: Mutex<String>
        init(_ text: String) { self.text = Mutex(text) }
        func withLock<Result>(_ body: (inout sending String) -> sending Result) -> Result { text.withLock(body) }
    }

    /// How much memory it has in use, in KiB.
    package var memory: Int {
        let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return Int(line.filter(\.isNumber)) ?? 0
    }

    /// How long its threads have been working, in hundredths of a second.
    package var work: Int {
        let stat = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)) ?? ""
        // The name, in brackets, may hold anything.
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
    }

    /// As the power fails.
    package func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    package func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    deinit { if process.isRunning { kill() } }
}
