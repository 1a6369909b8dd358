// What happened to one record.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/history R-12`.
package enum ItemHistory: ReadCommand {
    package static let handler = "item.history"
    package static func work(_ bound: BoundCommand) -> ReadWork { .log }
    package static let keys: Set<ReadKey> = [.since, .top]

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let item = try view.existing(try request.need(id: "item"))
        let events = try log.events(touching: item.id, limit: request.flags.top ?? 50)
        let since = request.flags.since.map { view.zone.instant(of: $0) } ?? Instant(milliseconds: 0)
        let asked = events.filter { $0.stamp.version <= view.version && $0.stamp.time >= since }
        let trail = EventTrail(view, log)
        let lines = try asked.reversed().map { logged in
            Reply.Line(
                .bullet,
                "\(view.moment(logged.stamp.time)) \(view.mention(logged.stamp.person)): "
                    + (try trail.phrase(logged, about: item.id)))
        }
        return Reply(
            "\(item.id) \(item.title): \(counted(lines.count, "change"))", blocks: [.list(lines)], touched: [item.id])
    }
}
