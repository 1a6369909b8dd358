// The 5 × 5 heat map of open risks, as text.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/risk matrix`.
package enum RiskMatrix: ReadCommand {
    package static let handler = "risk.matrix"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let filter = request.bound.filter("filter") ?? .all
        let scope = ItemScope(filter, view)
        let tester = ItemFilter(view: view)
        let risks = scope.items(kind: "risk", open: true).filter { tester.matches($0, filter) }
        let scored = risks.filter { $0.riskScore != nil }
        var lines = ["P5 is almost certain, I5 is worst"]
        for probability in stride(from: 5, through: 1, by: -1) {
            let cells = (1...5).map { impact -> String in
                let count = scored.count { $0.level("probability") == probability && $0.level("impact") == impact }
                let mark =
                    switch RiskBand(score: probability * impact) {
                    case .low: "."
                    case .medium: "-"
                    case .high: "+"
                    case .veryHigh: "#"
                    }
                return count == 0 ? "  \(mark) " : " \(count < 10 ? " " : "")\(count)\(mark)"
            }
            lines.append("P\(probability) |" + cells.joined(separator: "|") + "|")
        }
        lines.append("     I1   I2   I3   I4   I5")
        lines.append(". low  - medium  + high  # very high")
        let unscored = risks.count - scored.count
        var reply = Reply(
            "\(counted(scored.count, "scored risk"))\(scope.text)\(unscored > 0 ? ", \(unscored) not scored" : "")",
            blocks: [.code(lines.joined(separator: "\n"))], touched: risks.map(\.id))
        let worst = ListItems.sorted(scored, by: "score", kind: "risk").prefix(5)
        if !worst.isEmpty { reply.blocks.append(.list(worst.map { .init(view.mark($0), view.line($0)) })) }
        return reply
    }
}
