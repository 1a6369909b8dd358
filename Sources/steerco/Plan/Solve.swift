// `steerco plan solve`: a short schedule for a published instance.

import ArgumentParser
import Foundation
import PlanFiles
import Planning

struct Solve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Search a short schedule of a .sm or .rcp instance (resource-constrained project scheduling).")

    @Argument(help: "The instance: PSPLIB .sm, or Patterson .rcp.")
    var file: String
    @Option(help: "How many generation passes at most; each counts one.")
    var schedules = 5000
    @Option(help: "The same seed gives the same schedule.")
    var seed: UInt64 = 1
    @Option(help: "Stop after this time with the best found: 500ms, 10s, 2m.")
    var time: String?
    @Option(help: "json or plain.")
    var format: PlanFormat?

    func validate() throws {
        guard (1...1_000_000_000).contains(schedules) else {
            throw ValidationError("--schedules: expected 1 to 1000000000")
        }
        guard time.map({ TimeLimit($0) != nil }) ?? true else {
            throw ValidationError("--time: expected a time such as 500ms, 10s or 2m")
        }
    }

    func run() throws {
        try withPlanFile(file) { bytes in
            let isSM = file.lowercased().hasSuffix(".sm")
            guard isSM || file.lowercased().hasSuffix(".rcp") else {
                throw PlanFileProblem(line: nil, reason: "expected a file that ends in .sm or .rcp")
            }
            let project = try isSM ? InstanceFile.sm(bytes) : InstanceFile.rcp(bytes)
            let run = LongRun("schedules", limit: time.flatMap { TimeLimit($0)?.duration })
            let limits = SearchLimits(schedules: schedules, shouldStop: run.shouldStop, progress: run.show)
            let schedule = project.searched(limits: limits, seed: seed)
            run.finish()
            let report = SolveReport.json(schedule, project, seed: seed, wasStopped: run.wasStopped)
            guard PlanFormat.chosen(format) == .plain else { return PlanFormat.json(report) }
            let bound = project.lowerBound
            return """
                makespan \(schedule.makespan) periods, critical path \(project.resourceFreeTimes().criticalPath), \
                lower bound \(bound)\(bound == schedule.makespan ? " (optimal)" : "")
                \(schedule.schedules) \(schedule.schedules == 1 ? "schedule" : "schedules") tried, seed \(seed)\(run.wasStopped ? ", interrupted" : "")
                activity\tstart
                \(schedule.starts.enumerated().map { "\($0 + 1)\t\($1)" }.joined(separator: "\n"))
                """
        }
    }
}
