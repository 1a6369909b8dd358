// What the records cannot tell of somebody's own: whether what is late is done, a risk still stands, a paper is renewed.

import Conversation
import ProgramModel
import Quantities

/// The nudges for whoever looks.
struct Nudges {
    private let view: ProgramView
    private(set) var all: [Nudge] = []
    /// Days before something expires that its owner is asked.
    private static let notice = 30
    /// The setting that turns them off, of a project or everywhere.
    static let setting = "nudges"

    init(_ view: ProgramView) {
        self.view = view
        for item in view.openItems(ledBy: view.person) where isOn(item.project) {
            if let expiry = view.expiry(item) {
                addExpiry(item, expiry)
            } else if let deadline = view.deadline(item), deadline < view.today {
                addLate(item, deadline)
            }
            if let review = item.date("review"), review <= view.today { addReview(item, review) }
        }
    }

    private func isOn(_ project: ProjectKey?) -> Bool {
        let own = project.flatMap { view.slot(Setting.self, Setting.key(Nudges.setting, of: .project($0)))?.value }
        return (own ?? view.setting(Nudges.setting)) != "off"
    }

    private mutating func addLate(_ item: Item, _ deadline: CalendarDate) {
        let id = item.id
        all.append(
            Nudge(
                key: "late \(id)", since: view.zone.end(of: deadline), item: id,
                line: .init(
                    .bad,
                    "\(id) \(item.title) was due \(view.short(deadline)): is it done, when will it be, or what stops it?"
                ),
                suggestions: [
                    .init("Done", "/close \(id)", isButton: true),
                    .init("A week more", "/reschedule \(id) to \((view.today + 7).iso)", isButton: true),
                    .init("Blocked", "/blocker \(id) cannot go on", isButton: true),
                ]))
    }

    private mutating func addReview(_ item: Item, _ review: CalendarDate) {
        let id = item.id
        all.append(
            Nudge(
                key: "review \(id)", since: view.zone.instant(of: review), item: id,
                line: .init(
                    .warning, "\(id) \(item.title) was to be reviewed \(view.short(review)): does it stand as it is?"),
                suggestions: [.init("Reviewed", "/\(item.kind) review \(id)", isButton: true), .init("/show \(id)")]))
    }

    private mutating func addExpiry(_ item: Item, _ expiry: CalendarDate) {
        let id = item.id
        let since = view.zone.instant(of: expiry - Nudges.notice)
        guard since <= view.now else { return }
        let days = expiry.days(since: view.today)
        let when = days < 0 ? "expired \(view.short(expiry))" : "expires \(view.short(expiry)), in \(view.days(days))"
        all.append(
            Nudge(
                key: "expiry \(id)", since: since, item: id,
                line: .init(days < 0 ? .bad : .warning, "\(id) \(item.title) \(when): is it renewed?"),
                suggestions: [.init("/show \(id)")]))
    }
}
