// Every control with its evidence, gaps first.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/audit`, `/audit NET`: what an auditor asks first.
package enum Audit: ReadCommand {
    package static let handler = "audit.show"

    /// What the controls' register calls them and what shows that they are kept.
    private static let control = "control"
    private static let evidence = "evidence"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let scope = ItemScope(.all, view, project: request.project("project"))
        let controls = scope.items(kind: control, open: true)
        guard !controls.isEmpty else {
            return Reply("No open control\(scope.text).", suggestions: [.init("/control TITLE")])
        }
        let looked = controls.map { item -> (isGap: Bool, line: Reply.Line) in
            let records = view.facts(item).records(evidence)
            let valid = records.filter { record in
                record.isOpen && (view.deadline(record).map { $0 >= view.today } ?? true)
            }
            let named = records.map { record -> RichText in
                let until = view.deadline(record).map { " until \(view.short($0))" } ?? ""
                let isValid = valid.contains { $0.id == record.id }
                return "\(record.id) \(record.title)\(until)\(isValid ? "" : ", no longer valid")"
            }
            let owner: RichText = item.owner.map { " · \(view.mention($0))" } ?? " · nobody owns it"
            let shown: RichText = named.isEmpty ? "no evidence" : named.joined("; ")
            return (
                valid.isEmpty, .init(valid.isEmpty ? .bad : .good, "\(item.id) \(item.title) · " + shown + owner)
            )
        }
        let gaps = looked.filter(\.isGap)
        return Reply(
            "\(counted(controls.count, "open control"))\(scope.text), "
                + "\(gaps.isEmpty ? "each with valid evidence" : "\(gaps.count) without valid evidence")",
            blocks: [.list(gaps.map(\.line) + looked.filter { !$0.isGap }.map(\.line))], touched: controls.map(\.id))
    }
}
