// `steerco plan evm`: earned value and earned schedule of a file.

import ArgumentParser
import PlanFiles

struct EarnedValueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evm", abstract: "Compute earned value and earned schedule, every estimate by its name.")

    @Argument(help: "Budgets, progress and actuals (docs/plan-files.md).")
    var file: String
    @Option(help: "json or plain.")
    var format: PlanFormat?

    func run() throws {
        try withPlanFile(file) { bytes in
            let report = try EarnedValueFile(bytes).report
            return PlanFormat.chosen(format) == .plain ? EarnedValuePage.text(report) : PlanFormat.json(report)
        }
    }
}
