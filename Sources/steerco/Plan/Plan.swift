// `steerco plan`: the planning library from outside, on files.

import ArgumentParser
import Foundation
import JSONText
import PlanFiles

struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Compute schedules, networks and earned value from files.",
        discussion: "The files are described in docs/plan-files.md.",
        subcommands: [Solve.self, Network.self, EarnedValueCommand.self])
}

/// json or plain; plain on a terminal and JSON elsewhere unless said.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
    case json, plain

    static func chosen(_ flag: PlanFormat?) -> PlanFormat { flag ?? (isatty(STDOUT_FILENO) != 0 ? .plain : .json) }

    /// JSON with every character of names spelled out that would steer a terminal.
    static func json(_ report: JSON) -> String { printable(report.text) }
}

/// Runs something on a file's bytes; what is wrong with the file is one line and exit code 2, and nothing else is printed.
func withPlanFile(_ file: String, _ body: ([UInt8]) throws -> String) throws {
    do {
        print(try body(try planBytes(file)))
    } catch let problem as PlanFileProblem {
        complain("steerco: " + problem.text(file: file))
        throw ExitCode(2)
    }
}

private func planBytes(_ file: String) throws(PlanFileProblem) -> [UInt8] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory), !isDirectory.boolValue,
        let handle = FileHandle(forReadingAtPath: file)
    else { throw PlanFileProblem(line: nil, reason: "there is no such file, or it cannot be read") }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: PlanFileLimit.bytes + 1) else {
        return []
    }
    guard data.count <= PlanFileLimit.bytes else {
        throw PlanFileProblem(line: nil, reason: "the file is larger than \(PlanFileLimit.bytes >> 20) MiB")
    }
    return [UInt8](data)
}
