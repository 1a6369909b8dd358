// A digest: what changed colour, then what needs its reader, then the rest by number.

import Conversation
import FieldTypes
import ProgramModel
import Quantities

/// What a subscription says at its moment; nothing where there is nothing to say.
struct DigestText {
    let subscription: Subscription
    let view: ProgramView
    let log: any LogReader
    private static let mostLines = 10
    private static let mostEvents = 20_000

    init(of subscription: Subscription, _ view: ProgramView, _ log: any LogReader) {
        self.subscription = subscription
        self.view = view
        self.log = log
    }

    /// What is said at a moment, of the time since the one before.
    ///
    /// - Parameter filter: what the subscription looks for, as it reads now; nil for a digest.
    func reply(_ filter: Filter?) throws -> Reply? {
        let now = subscription.last(upTo: view.now, in: view.zone) ?? view.now
        let since = subscription.last(upTo: now + -1, in: view.zone) ?? subscription.since
        if let filter { return matching(filter, since: since) }
        return try digest(since: since)
    }

    /// The records that a filter finds, those first that changed since the last time.
    private func matching(_ filter: Filter, since: Instant) -> Reply? {
        let tester = ItemFilter(view: view)
        let isOpenAlone = !filter.looksAtClosed
        let found = view.allItems.filter {
            $0.state != Item.withdrawn && (!isOpenAlone || $0.isOpen) && tester.matches($0, filter)
        }
        guard !found.isEmpty else { return nil }
        let changed = found.filter { $0.changed.time > since }
        let ids = Set(changed.map(\.id))
        let rest = found.filter { !ids.contains($0.id) }.sorted(by: RecordOrder.due.precedes)
        let shown = (changed.sorted(by: RecordOrder.due.precedes) + rest).prefix(DigestText.mostLines)
        let more = found.count > shown.count ? ", first \(shown.count)" : ""
        let lines = shown.map { item in
            Reply.Line(
                view.mark(item), view.line(item, withProject: true) + (ids.contains(item.id) ? " · changed" : ""))
        }
        return Reply(
            "\(subscription.said): \(counted(found.count, "record")), \(changed.count) changed since \(view.moment(since))\(more)",
            blocks: [.list(lines)], suggestions: [.init("/subscribe list")], touched: shown.map(\.id))
    }

    func digest(since: Instant) throws -> Reply? {
        let keys = subscription.project.map { view.projects(under: $0) }
        func isIn(_ key: ProjectKey?) -> Bool { keys.map { $0.contains { $0 == key } } ?? true }
        let trail = EventTrail(view, log)
        let events = try log.events(from: since + 1, to: view.now, limit: DigestText.mostEvents).filter { logged in
            // What is somebody's own alone, such as a reminder, is no news.
            if let change = logged.event.slotChange, (change.slot ?? change.was)?.slot.right.role == nil {
                return false
            }
            guard let (subject, _) = try trail.sentence(logged) else { return false }
            return isIn(subject.project)
        }
        let changes = try ChangeDigest(events, trail, view)
        var lines = changes.colours
        if subscription.receiver.person != nil, subscription.project == nil {
            let pressing = Pressing(on: view.person, most: DigestText.mostLines, view)
            lines += pressing.lines
            if pressing.count > pressing.lines.count {
                lines.append(
                    .init(.bullet, "\(pressing.count - pressing.lines.count) more: /today top:\(pressing.count)"))
            }
        } else {
            for project in view.projects where project.isOpen && isIn(project.key) {
                let standing = Standing(project, view)
                guard standing.colour > .green, let reason = standing.evidence.reasons.first else { continue }
                lines.append(
                    .init(
                        StatusText.mark(standing.colour),
                        "\(project.key) \(standing.colour.shout): " + StatusText.sentence(reason, view)))
            }
        }
        let rest = changes.rest
        guard !lines.isEmpty || !rest.isEmpty else { return nil }
        let scope = subscription.project.map { " of \($0.text)" } ?? ""
        return Reply(
            "Digest\(scope), since \(view.moment(since))", blocks: [.list(lines + rest)],
            suggestions: [.init("/changes")])
    }
}
