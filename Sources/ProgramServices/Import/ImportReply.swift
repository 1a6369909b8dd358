// What an import says: how much it makes and changes, and everything of the file that it does not.

import Conversation
import JSONText
import ProgramFiles
import ProgramModel

/// The preview of an import, and the answer to one that was done.
struct ImportReply {
    private let plan: ImportPlan
    private let makesProject: Bool
    private let view: ProgramView
    private var records: FileRecords { plan.file.records }

    init(_ plan: ImportPlan, makesProject: Bool, _ view: ProgramView) {
        self.plan = plan
        self.makesProject = makesProject
        self.view = view
    }

    var reply: Reply {
        let counts = [("made", plan.made.count), ("changed", plan.changed.count), ("the same", plan.same.count)]
        let said = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        var reply = Reply(
            "\(plan.file.name) into \(plan.project): \(said.isEmpty ? "nothing to take" : said.joined(separator: ", ")).",
            touched: plan.made + plan.changed, data: data)
        if makesProject { reply.add("\(plan.project) is a new project.") }
        addMapping(&reply)
        if !plan.people.named.isEmpty {
            let people = plan.people.named.prefix(10).map { "\(view.mention($0))" as RichText }
            let more = plan.people.named.count - people.count
            reply.add("New people: " + people.joined() + (more > 0 ? " and \(more) more." : "."))
        }
        add("Not taken", records.skipped.map(\.description), &reply)
        add("Beside the records", records.named, &reply)
        add("Could not be read", plan.problems.map(\.description), &reply)
        let moved = records.plan.filter { $0.why != nil }
        add(
            "Our plan has other dates",
            moved.map { task in
                "\(task.name): \(task.start ?? "") to \(task.finish ?? ""), stored "
                    + "\(task.storedStart ?? "?") to \(task.storedFinish ?? "?"): \(task.why ?? "")"
            }, &reply)
        return reply
    }

    private func addMapping(_ reply: inout Reply) {
        guard !records.mapping.isEmpty else { return }
        reply.blocks.append(
            .table(
                header: ["Column", "Read as"],
                rows: records.mapping.map { ["\($0.head)", "\($0.field ?? "—")"] }))
    }

    private func add(_ head: String, _ lines: [String], _ reply: inout Reply) {
        guard !lines.isEmpty else { return }
        reply.add("\(head) (\(lines.count)):")
        reply.blocks.append(.list(lines.prefix(ImportReply.mostLines).map { Reply.Line(.none, RichText($0)) }))
        if lines.count > ImportReply.mostLines { reply.add("and \(lines.count - ImportReply.mostLines) more") }
    }
    private static let mostLines = 20

    /// For programs: `make`, `change`, `same` as numbers, the rest as lists.
    private var data: [JSON.Member] {
        [
            .init("source", .string(records.source)), .init("make", .int(Int64(plan.made.count))),
            .init("change", .int(Int64(plan.changed.count))), .init("same", .int(Int64(plan.same.count))),
            .init("skip", .array(records.skipped.map(\.json))),
            .init("named", .array(records.named.map { .string($0) })),
            .init("tasks", .array(records.plan.map(\.json))), .init("problems", .array(plan.problems.map(\.json))),
            .init(
                "mapping",
                .array(
                    records.mapping.map {
                        .members(["head": .string($0.head), "field": $0.field.map { .string($0) }])
                    })),
        ]
    }
}
