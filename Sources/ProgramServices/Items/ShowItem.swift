// Shows one record whole.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/show R-12`, or just `R-12`.
package enum ShowItem: ReadCommand {
    package static let handler = "item.show"

    package static func work(_ bound: BoundCommand) -> ReadWork { .small }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let item = try view.existing(try request.need(id: "item"))
        let kind = view.kinds[item.kind]
        var facts: [Reply.Fact] = []
        func fact(_ name: String, _ value: RichText) { facts.append(.init(name, value)) }
        fact("State", item.closed.map { "\(item.state) since \(view.short(view.day(of: $0)))" } ?? "\(item.state)")
        if let project = item.project { fact("Project", "\(project) \(view.project(project)?.name ?? "")") }
        if let owner = item.owner { fact("Owner", "\(view.mention(owner))") }
        if !item.helpers.isEmpty { fact("With", item.helpers.map { "\(view.mention($0))" as RichText }.joined()) }
        if let due = item.due {
            let promised = item.firstDue.map { $0 != due ? " (first \(view.short($0)))" : "" } ?? ""
            fact("Due", "\(view.short(due))\(item.isOpen && due < view.today ? ", late" : "")\(promised)")
        }
        if let score = item.riskScore { fact("Score", "\(score) of 25 (\(RiskBand(score: score).rawValue))") }
        for field in kind?.fields ?? [] {
            // What was reported on the way says nothing of what is closed.
            if field.name == "progress", !item.isOpen { continue }
            if let value = item.fields[field.name] { fact(capitalised(field.name), view.text(value)) }
        }
        let seen = view.facts(item)
        for computed in kind?.computed ?? [] where computed.bands.isEmpty {
            fact(
                capitalised(computed.name), RecordText.text(seen.value(computed.name), unit: computed.unit, view))
        }
        for entry in item.fields where kind?.field(entry.name) == nil {
            fact(capitalised(entry.name), view.text(entry.value))
        }
        if !item.tags.isEmpty { fact("Tags", "\(item.tags.map { "#" + $0 }.joined(separator: " "))") }
        for link in item.links {
            let other = view.item(link.other)
            fact(
                phrase(link, view),
                "\(link.other) \(other?.title ?? "")\(other?.isOpen == false ? " (\(other?.state ?? ""))" : "")\(terms(link))"
            )
        }
        if let origin = view.slot(Origin.self, item.id) { fact("From", view.text(origin.text)) }
        for note in item.notes.suffix(3) {
            fact(
                "Note",
                "\(note.text) (\(view.mention(note.stamp.person)), \(view.short(view.day(of: note.stamp.time))))")
        }
        var reply = Reply(
            .strong("\(item.id) \(item.title)"), blocks: [.facts(facts)], touched: [item.id])
        reply.suggest("/history \(item.id)")
        return reply
    }

    private static func capitalised(_ name: String) -> String {
        var bytes = name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: " ") : $0 }
        guard let first = bytes.first, first &- 0x61 < 26 else { return name.prefix(1).uppercased() + name.dropFirst() }
        bytes[0] = first & 0xDF
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A link's type and lag, where they are not the usual.
    private static func terms(_ link: Link) -> String {
        let type = link.type.flatMap { $0 == "fs" ? nil : $0 }
        let lag = link.lag.map { "\($0.text) between" }
        let terms = [type, lag].compactMap(\.self)
        return terms.isEmpty ? "" : ", \(terms.joined(separator: ", "))"
    }

    private static func phrase(_ link: Link, _ view: ProgramView) -> String {
        switch (link.kind, link.isSource) {
        case (.blocks, true): "Blocks"
        case (.blocks, false): "Blocked by"
        case (.precedes, true): "Before"
        case (.precedes, false): "Waits for"
        case (.became, true): "Became"
        case (.became, false): "Came from"
        case (.supersedes, true): "Supersedes"
        case (.supersedes, false): "Superseded by"
        case (.relates, _): "Related"
        case (.declared, _):
            view.kinds.relation(link.kind).map { capitalised(link.isSource ? $0.phrase : $0.inversePhrase) }
                ?? "Related"
        }
    }
}
