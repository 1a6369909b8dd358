// A pseudo-terminal with the built executable on it, typed at and read from.

import Foundation

/// The prompt as somebody sits before it.
package final class Terminal {
    private let process = Process()
    private let master: Int32
    private var unread: [UInt8] = []

    package struct Silent: Error, CustomStringConvertible {
        package var awaited: String
        package var seen: String
        package var description: String { "waited for \(awaited), saw: \(seen)" }
    }

    package init(_ arguments: [String], environment: [String: String] = [:]) throws {
        var (master, slave): (Int32, Int32) = (0, 0)
        guard openpty(&master, &slave, nil, nil, nil) == 0 else { throw POSIXError(.ENOTTY) }
        self.master = master
        let side = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
        process.executableURL = BuiltBinary.url
        process.arguments = arguments
        process.environment = ["HOME": NSTemporaryDirectory(), "PATH": "/usr/bin:/bin", "TERM": "dumb"].merging(
            environment
        ) { $1 }
        process.standardInput = side
        process.standardOutput = side
        process.standardError = side
        try process.run()
    }

    deinit {
        if process.isRunning { process.terminate() }
        close(master)
    }

    package func type(_ text: String) { type(Array(text.utf8)) }

    package func type(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    /// What Ctrl-C does.
    package func interrupt() { process.interrupt() }

    /// Everything shown until `text` is; what follows it is left for the next call.
    ///
    /// - Throws: ``Silent`` when it is not shown within 20 seconds.
    @discardableResult
    package func read(until text: String) throws -> String {
        let end = ContinuousClock.now + .seconds(20)
        let wanted = Array(text.utf8)
        while true {
            if let range = unread.firstRange(of: wanted) {
                let shown = String(decoding: unread[..<range.upperBound], as: UTF8.self)
                unread.removeSubrange(..<range.upperBound)
                return shown
            }
            var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard ContinuousClock.now < end, poll(&ready, 1, 1000) >= 0 else { throw silent(text) }
            guard ready.revents != 0 else { continue }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = Foundation.read(master, &buffer, buffer.count)
            guard count > 0 else { throw silent(text) }
            unread += buffer[..<count]
        }
    }

    private func silent(_ awaited: String) -> Silent {
        Silent(awaited: awaited, seen: String(decoding: unread, as: UTF8.self))
    }

    /// Says a line when the prompt is there, and gives what is shown until the next prompt.
    @discardableResult
    package func say(_ line: String) throws -> String {
        type(line + "\n")
        return try read(until: "\nsteerco> ")
    }

    /// Leaves the prompt; the exit code. In words: a Ctrl-D that comes before the terminal reads key by key is lost.
    package func end() throws -> Int32 {
        type("exit\n")
        try read(until: "\n")
        process.waitUntilExit()
        return process.terminationStatus
    }
}
