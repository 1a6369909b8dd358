// `steerco plan network`: dates, floats and the critical path of a network, its forecast, and its levelled plan.

import ArgumentParser
import Foundation
import JSONText
import PlanFiles
import Planning

struct Network: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network",
        abstract: "Compute a network: early and late dates, floats, critical path, forecast, levelled plan.")

    @Argument(help: "The network (docs/plan-files.md).")
    var file: String
    @Option(help: "Also forecast, with this many trials.")
    var simulate: Int?
    @Flag(help: "Also level the resources.")
    var level = false
    @Flag(help: "Also assess the schedule by the 14 points.")
    var health = false
    @Option(help: "The same seed gives the same result.")
    var seed: UInt64 = 1
    @Option(help: "How many generation passes levelling may use.")
    var schedules = 1000
    @Option(help: "How a task's correlation with the project is measured: pearson, spearman or kendall.")
    var cruciality = CrucialityMeasure.pearson
    @Flag(help: "End the trials once the 80th percentile is stable.")
    var untilStable = false
    @Option(help: "How many threads the trials use; all cores unless said. The result is the same.")
    var threads: Int?
    @Option(help: "Stop after this time with what there is: 500ms, 10s, 2m.")
    var time: String?
    @Option(help: "json or plain.")
    var format: PlanFormat?

    func validate() throws {
        guard simulate.map({ (1...ForecastInput.mostTrials).contains($0) }) ?? true else {
            throw ValidationError("--simulate: expected 1 to \(ForecastInput.mostTrials) trials")
        }
        guard (1...1_000_000_000).contains(schedules) else {
            throw ValidationError("--schedules: expected 1 to 1000000000")
        }
        guard threads.map({ (1...1024).contains($0) }) ?? true else {
            throw ValidationError("--threads: expected 1 to 1024")
        }
        guard time.map({ TimeLimit($0) != nil }) ?? true else {
            throw ValidationError("--time: expected a time such as 500ms, 10s or 2m")
        }
    }

    func run() throws {
        let zones = SystemZones()
        try withPlanFile(file) { bytes in
            let plan = try NetworkFile(bytes, zones: { zones.rules($0) })
            let network = try plan.network()
            var members = plan.report(network)
            let limit = time.flatMap { TimeLimit($0)?.duration }
            if let simulate {
                let run = LongRun("trials", limit: limit)
                let forecast = try plan.forecast(
                    network, trials: simulate, seed: seed, cruciality: cruciality,
                    threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, stopsWhenStable: untilStable,
                    shouldStop: { run.shouldStop() }, progress: { run.show($0) })
                run.finish()
                members.append(JSON.Member("forecast", plan.report(forecast, network, wasStopped: run.wasStopped)))
            }
            if level {
                let run = LongRun("schedules", limit: limit)
                let levelled = try plan.levelled(
                    network, limits: SearchLimits(schedules: schedules, shouldStop: run.shouldStop, progress: run.show),
                    seed: seed)
                run.finish()
                members.append(JSON.Member("levelled", plan.report(levelled, wasStopped: run.wasStopped)))
            }
            if health { members.append(JSON.Member("health", plan.report(plan.health(network)))) }
            let report = JSON.object(members)
            return PlanFormat.chosen(format) == .plain ? NetworkPage.text(report) : PlanFormat.json(report)
        }
    }
}

extension CrucialityMeasure: ExpressibleByArgument {}
