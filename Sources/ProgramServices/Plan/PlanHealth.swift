// How sound a plan is: the fourteen points by which schedules are assessed.

package import Conversation
import JSONText
import Planning
import ProgramModel
import Quantities

/// `/plan health NET`.
package enum PlanHealth: ReadCommand {
    package static let handler = "plan.health"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let key = try request.project("project", in: view)
        let project = try view.existing(project: key)
        guard let plan = PlannedProject(key, view) else {
            throw Refusal.other(code: "no-work", text: "Nothing is open in \(key): there is no plan to assess.")
        }
        let cluster = plan.cluster
        let owned = cluster.records.indices.filter { cluster.records[$0].owner != nil }
        let points = HealthInput(input: cluster.input, network: cluster.network, loaded: Set(owned)).assessed()
        let lines = points.map { line($0, cluster) }
        let passed = points.count { $0.passes == true }
        let told = points.count { $0.passes != nil }
        let others = cluster.marks.count > 1 ? ", with the projects linked to it" : ""
        var reply = Reply(
            .strong("\(key) \(project.name)") + " plan health: \(passed) of \(told) points hold\(others)",
            blocks: [.list(lines)])
        reply.data = [.init("points", .array(points.map { json($0, cluster) }))]
        reply.suggest("/plan \(key)")
        return reply
    }

    private static func line(_ point: HealthPoint, _ cluster: PlanCluster) -> Reply.Line {
        guard let value = point.figure.value else {
            return .init(.bullet, "\(point.number) \(point.name): not known (\(reason(point.figure)))")
        }
        let (bound, limit) =
            switch point.bound {
            case .atMost(let limit): ("at most", limit)
            case .atLeast(let limit): ("at least", limit)
            }
        var text = "\(point.number) \(point.name): \(number(value)), \(bound) \(number(limit))"
        let named = point.tasks.prefix(3).map { cluster.records[$0].id.description }
        if point.passes == false, !named.isEmpty {
            text += ": \(named.joined(separator: ", "))\(point.tasks.count > 3 ? ", …" : "")"
        }
        return .init(point.passes == true ? .good : .bad, RichText(text))
    }

    private static func reason(_ figure: Figure) -> String {
        figure.reason.map { "\($0.rawValue)".replacing("_", with: " ") } ?? ""
    }

    private static func number(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    private static func json(_ point: HealthPoint, _ cluster: PlanCluster) -> JSON {
        let (bound, limit) =
            switch point.bound {
            case .atMost(let limit): ("at_most", limit)
            case .atLeast(let limit): ("at_least", limit)
            }
        return .object([
            .init("point", .int(Int64(point.number))), .init("name", .string(point.name)),
            .init("figure", point.figure.value.map { .double($0) } ?? .null), .init(bound, .double(limit)),
            .init("passes", point.passes.map { .bool($0) } ?? .null),
            .init("tasks", .array(point.tasks.map { PlanFigures.id(cluster.records[$0].id) })),
        ])
    }
}
