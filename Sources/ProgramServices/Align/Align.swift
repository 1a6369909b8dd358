// Which project serves which objective, and which serves none.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/align`: every open objective with the projects that serve it, those without any first.
package enum Align: ReadCommand {
    package static let handler = "align.show"

    /// What the objectives' register calls them, and the records that serve them.
    private static let objective = "objective"
    private static let servedBy = "served-by"
    private static let criteria = "criteria"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let scope = ItemScope(.all, view, project: request.project("project"))
        let objectives = scope.items(kind: objective, open: true)
        guard !objectives.isEmpty else {
            return Reply("No open objective\(scope.text).", suggestions: [.init("/objective TITLE")])
        }
        var serving: Set<ProjectKey> = []
        let lines = objectives.map { item -> (isServed: Bool, line: Reply.Line) in
            let facts = view.facts(item)
            let records = facts.records(servedBy) + facts.records(criteria)
            let projects = Set(records.compactMap(\.project) + [item.project].compactMap(\.self)).sorted()
            serving.formUnion(projects)
            let named: RichText =
                projects.isEmpty
                ? "served by no project: /link \(item.id) to a deliverable, milestone or benefit"
                : "served by \(projects.map(\.text).joined(separator: ", "))"
                    + (records.isEmpty ? "" : " through " + records.prefix(5).map { "\($0.id)" as RichText }.joined())
            return (
                !projects.isEmpty, .init(projects.isEmpty ? .warning : .good, "\(item.id) \(item.title) · " + named)
            )
        }
        let idle = view.projects.filter { $0.isOpen && !serving.contains($0.key) }
        var reply = Reply(
            "\(counted(objectives.count, "open objective"))\(scope.text)",
            blocks: [.list(lines.filter { !$0.isServed }.map(\.line) + lines.filter(\.isServed).map(\.line))],
            touched: objectives.map(\.id))
        if !idle.isEmpty {
            reply.add("Serving none: \(idle.map { "\($0.key) \($0.name)" }.joined(separator: ", ")).")
        }
        return reply
    }
}
