// Hearing of what a filter finds, again and again.

package import CommandLanguage
package import Conversation
import FieldTypes
import ProgramModel
import Quantities

/// `/subscribe project:NET daily 08:30`, `/subscribe late tasks weekly mon 9:00 here`.
package enum Subscribe: WriteCommand {
    package static let handler = "subscribe.add"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        guard let often = request.bound.rhythm("often") else { throw request.missing("often", .rhythm) }
        guard let filter = request.bound.filter("filter"), filter != .all else {
            throw request.missing("filter", .filter)
        }
        let subscription = Subscription(
            view.version + 1, to: request.receiver(view), line: request.bound.line, project: nil, often: often,
            since: view.now, setBy: view.person)
        return try decide(subscription, view)
    }

    /// The decision that puts a subscription, and says when it comes first.
    static func decide(_ subscription: Subscription, _ view: ProgramView) throws -> Decision {
        let same = view.rules(Subscription.self).first {
            $0.receiver == subscription.receiver && $0.said == subscription.said && $0.project == subscription.project
                && $0.often == subscription.often
        }
        if same != nil {
            throw Refusal.other(
                code: "subscribed-already",
                text: "That comes already: /subscribe list shows it.")
        }
        return Decision([try view.put(subscription)]) { after in
            let next = subscription.next(after: after.now, in: after.zone)
            let when: RichText = next.map { ", first \(after.moment($0))" } ?? ""
            return Reply(
                after.named(subscription.receiver).capitalised
                    + " get\(after.isOne(subscription.receiver) ? "s" : "") \(subscription.said)" + when + ".",
                suggestions: [.init("/subscribe list"), .init("/undo")])
        }
    }

}

/// `/subscribe list`.
package enum ListSubscriptions: ReadCommand {
    package static let handler = "subscribe.list"
    package static func work(_ bound: BoundCommand) -> ReadWork { .small }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let own = own(view)
        guard !own.isEmpty else {
            return Reply("No subscriptions of yours: /subscribe project:NET daily 08:30, or /digest daily 08:30.")
        }
        let lines = own.enumerated().map { number, subscription -> Reply.Line in
            let next = subscription.next(after: view.now, in: view.zone).map { ", next \(view.moment($0))" } ?? ""
            return .init(
                .bullet,
                "\(number + 1). " + view.named(subscription.receiver) + ": \(subscription.said)\(next)")
        }
        return Reply(
            "\(counted(own.count, "subscription"))", blocks: [.list(lines)], suggestions: [.init("/subscribe off 1")])
    }

    static func own(_ view: ProgramView) -> [Subscription] {
        view.rules(Subscription.self).sorted { $0.number < $1.number }
    }
}

/// `/subscribe off`, `/subscribe off 2`.
package enum Unsubscribe: WriteCommand {
    package static let handler = "subscribe.off"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let subscription = try request.chosen(of: ListSubscriptions.own(view), noun: "subscription", "/subscribe list")
        return Decision([try view.remove(subscription)]) { _ in
            Reply("\(subscription.said) comes no more.", suggestions: [.init("/undo")])
        }
    }
}

/// `/digest`, `/digest NET`: what a digest would say now, of the last day.
package enum ShowDigest: ReadCommand {
    package static let handler = "digest.show"
    package static func work(_ bound: BoundCommand) -> ReadWork { .log }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let subscription = DigestEvery.subscription(request, often: .atOnce, view)
        let since = view.now + -Instant.day
        return try DigestText(of: subscription, view, log).digest(since: since)
            ?? Reply(
                "Nothing new since \(view.moment(since)), and nothing that needs you.",
                suggestions: [.init("/digest daily 08:30")])
    }
}

/// `/digest daily 08:30`, `/digest NET weekly mon 9:00 here`.
package enum DigestEvery: WriteCommand {
    package static let handler = "digest.every"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        guard let often = request.bound.rhythm("often") else { throw request.missing("often", .rhythm) }
        guard often.unit != nil else {
            throw Refusal.badField("often", expected: "a rhythm such as daily 08:30: a digest sums up what has been")
        }
        if let key = request.project("project"), !view.exists(project: key) { throw Refusal.noSuchProject(key) }
        return try Subscribe.decide(subscription(request, often: often, view), view)
    }

    static func subscription(_ request: Request, often: Rhythm, _ view: ProgramView) -> Subscription {
        let project = request.project("project")
        return Subscription(
            view.version + 1, to: request.receiver(view), line: nil, project: project, often: often, since: view.now,
            setBy: view.person)
    }
}
