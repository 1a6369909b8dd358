// What reaches a person unasked, and when.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/notify`: the settings of whoever asks.
package enum ShowNotify: ReadCommand {
    package static let handler = "notify.show"
    package static func work(_ bound: BoundCommand) -> ReadWork { .small }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let notifications = view.notifications
        let reminders = ListReminders.own(view).count
        let subscriptions = ListSubscriptions.own(view).count
        return Reply(
            notifications.isOff ? "You are told nothing that you did not ask for." : "What reaches you unasked",
            blocks: [
                .facts([
                    .init(
                        "What",
                        notifications.isOff
                            ? "nothing"
                            : "what you are given, asked and mentioned in; dates of yours that others move; what is late"
                    ),
                    .init("Quiet hours", "\(notifications.quietHours?.text ?? "none")"),
                    .init("Zone", "\(view.zone.name)"),
                    .init("Reminders", "\(reminders)"),
                    .init("Subscriptions", "\(subscriptions)"),
                ])
            ],
            suggestions: [
                .init(notifications.isOff ? "/notify on" : "/notify off"), .init("/notify quiet 18:00-08:00"),
            ])
    }
}

/// `/notify off`, `/notify on`, `/notify quiet 18:00-08:00`.
package enum SetNotify: WriteCommand {
    package static let handler = "notify.set"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let scope = SlotScope.person(view.person)
        if let choice = request.choice("what") {
            let setting = Setting(Notifications.place, of: scope, value: choice == "off" ? "none" : "direct")
            return Decision([try view.put(setting)]) { _ in
                Reply(
                    choice == "off"
                        ? "You are told nothing any more that you did not ask for; reminders and subscriptions stay silent too."
                        : "You hear again of what concerns you.", suggestions: [.init("/undo")])
            }
        }
        let said = try request.need(text: "quiet").lowercased()
        let hours = QuietHours(said)
        guard hours != nil || said == "off" || said == "none" else {
            throw Refusal.badField("quiet", expected: "hours such as 18:00-08:00, or off")
        }
        let setting = Setting(Notifications.quiet, of: scope, value: hours?.text ?? "off")
        return Decision([try view.put(setting)]) { _ in
            Reply(
                hours.map { "Nothing reaches you from \($0.from.text) to \($0.until.text); it waits." as RichText }
                    ?? "You have no quiet hours now.", suggestions: [.init("/undo")])
        }
    }
}

/// `/notify nudges NET off`.
package enum SetNudges: WriteCommand {
    package static let handler = "notify.nudges"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let project = try view.existing(project: try request.project("project", in: view))
        guard let what = request.choice("what") else { throw request.missing("what", .choice) }
        let setting = Setting(Nudges.setting, of: .project(project.key), value: what)
        return Decision([try view.put(setting)]) { _ in
            Reply(
                "Owners on \(project.key) are \(what == "off" ? "not " : "")asked of what is late.",
                suggestions: [.init("/undo")])
        }
    }
}
