// The 5 × 5 heat map of open risks, as text.

package import CommandLanguage
package import Conversation
import FieldTypes
import ProgramModel
import Quantities

/// `/risk matrix`.
package enum RiskMatrix: ReadCommand {
    package static let handler = "risk.matrix"
    package static let keys: Set<ReadKey> = [.since]

    /// Without conditions each cell is counted, not looked through.
    package static func work(_ bound: BoundCommand) -> ReadWork {
        bound.filter("filter") ?? .all == .all && bound.flags.since == nil ? .small : .records
    }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let filter = request.conditions
        let scope = ItemScope(filter, view)
        let found = RiskCells(filter, scope)
        var lines = ["P5 is almost certain, I5 is worst"]
        for probability in stride(from: 5, through: 1, by: -1) {
            let cells = (1...5).map { impact -> String in
                let count = found.cells[10 * probability + impact] ?? 0
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
        let scored = found.cells.values.reduce(0, +)
        let unscored = found.count - scored
        var reply = Reply(
            "\(counted(scored, "scored risk"))\(scope.text)\(unscored > 0 ? ", \(unscored) not scored" : "")",
            blocks: [.code(lines.joined(separator: "\n"))], touched: found.worst.map(\.id))
        if !found.worst.isEmpty {
            reply.blocks.append(.list(found.worst.map { .init(view.mark($0), view.line($0)) }))
        }
        return reply
    }
}

/// How many risks stand in each cell of the matrix, ten times the probability and the impact.
private struct RiskCells {
    var count: Int
    var cells: [Int: Int] = [:]
    /// The five with the highest scores.
    var worst: [Item]

    init(_ filter: Filter, _ scope: ItemScope) {
        if filter == .all {
            count = scope.count(.open, kind: KindDeclaration.risk.kind)
            for probability in 1...5 {
                for impact in 1...5 {
                    let cell = 10 * probability + impact
                    cells[cell] = scope.count(.cell, kind: KindDeclaration.risk.kind, ranks: cell..<(cell + 1))
                }
            }
            worst = scope.first(5, in: .score, kind: KindDeclaration.risk.kind).filter { $0.riskScore != nil }
        } else {
            let tester = ItemFilter(view: scope.view)
            let risks = scope.items(kind: KindDeclaration.risk.kind, open: true).filter { tester.matches($0, filter) }
            count = risks.count
            for risk in risks {
                guard let probability = risk.level("probability"), let impact = risk.level("impact") else { continue }
                cells[10 * probability + impact, default: 0] += 1
            }
            let scored = risks.filter { $0.riskScore != nil }
            worst = Array(ListOrder.sorted(scored, by: "score", scope.view).prefix(5))
        }
    }
}
