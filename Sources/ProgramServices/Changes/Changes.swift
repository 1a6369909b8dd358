// What changed between two moments.

package import CommandLanguage
package import Conversation
import FieldTypes
import ProgramModel
import Quantities

/// `/changes since:mon NET`, `/changes by @bo kind:risk`, `/changes yesterday`, `/changes from mon to wed`.
package enum Changes: ReadCommand {
    package static let handler = "changes.list"
    package static func work(_ bound: BoundCommand) -> ReadWork { .log }
    package static let keys: Set<ReadKey> = [.since, .top]
    /// Events looked at, the newest; and changes shown unless `top:` says how many.
    private static let (mostEvents, mostShown) = (20_000, 200)
    /// Changes that are shown as they are, without a digest of them.
    private static let fewLines = 8

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let days = try Changes.days(request, view)
        let scope = ChangeScope(request, view)
        let events = try log.events(
            from: view.zone.instant(of: days.lowerBound), to: view.zone.end(of: days.upperBound), limit: mostEvents)
        let trail = EventTrail(view, log)
        let told = try events.filter { logged in
            guard let (subject, phrase) = try trail.sentence(logged) else { return false }
            return scope.holds(subject, phrase, by: logged.stamp.person)
        }
        let newest = told.suffix(request.flags.top ?? mostShown)
        let lines = try newest.map { logged -> Reply.Line in
            let day = view.short(view.day(of: logged.stamp.time))
            return .init(
                .bullet, "\(day) \(view.mention(logged.stamp.person)): " + (try trail.fullSentence(logged) ?? ""))
        }
        let cut = events.count == mostEvents ? ", among the last \(mostEvents) events" : ""
        let shown = cut + (newest.count < told.count ? ", newest \(newest.count)" : "")
        let count = told.isEmpty ? "No \(scope.noun)" : counted(told.count, scope.noun)
        var reply = Reply(
            "\(count)\(scope.text) \(Changes.text(days, view))\(shown)\(told.isEmpty ? scope.searchedWords : "")")
        if !lines.isEmpty { reply.blocks = [.list(lines)] }
        // A few are read at a glance; of many the sum comes first. Who says how many to see sees these.
        guard told.count > fewLines, request.flags.top == nil else { return reply }
        reply.details = reply.blocks
        reply.blocks = [.list(try ChangeDigest(told, trail, view).lines)]
        reply.suggestions.append(.init("each of them", "/more"))
        return reply
    }

    /// The days looked at: all that is said of them holds.
    private static func days(_ request: Request, _ view: ProgramView) throws(Refusal) -> ClosedRange<CalendarDate> {
        let said = request.days("during")
        let last = [said?.upperBound, request.date("to"), request.flags.at].compactMap(\.self).min() ?? view.today
        let first =
            [said?.lowerBound, request.date("from"), request.flags.since].compactMap(\.self).max() ?? last - 7
        guard first <= last else { throw .datesReversed(first, last) }
        return first...min(last, max(first, view.today))
    }

    private static func text(_ days: ClosedRange<CalendarDate>, _ view: ProgramView) -> String {
        let first = view.short(days.lowerBound)
        if days.lowerBound == days.upperBound { return "on \(first)" }
        return days.upperBound == view.today ? "since \(first)" : "from \(first) to \(view.short(days.upperBound))"
    }
}

/// Which changes are looked at: of a project, by somebody, of records that a filter holds for.
private struct ChangeScope {
    private let view: ProgramView
    private let project: ProjectKey?
    private let projects: Set<ProjectKey>
    private let person: PersonID?
    private let filter: Filter
    private let tester: ItemFilter

    init(_ request: Request, _ view: ProgramView) {
        self.view = view
        filter = request.bound.filter("filter") ?? .all
        person = request.person("by")
        // A filter that names a project or a program looks beyond the room's.
        let isWide = filter.names("project") || filter.names("program")
        project = request.project("project") ?? (isWide ? nil : view.channelProject)
        projects = project.map { Set(view.projects(under: $0) + [$0]) } ?? []
        tester = ItemFilter(view: view)
    }

    var searchedWords: RichText {
        let said = filter.searchedWords
        return said.plain.isEmpty ? "" : "." + said
    }
    private var isAnywhere: Bool { filter == .compare(field: "project", .equal, value: Filter.anyProject) }
    var noun: String { filter == .all || isAnywhere ? "change" : "matching change" }
    var text: RichText {
        (project.map { " on \($0)" } ?? (isAnywhere ? " in all projects" : ""))
            + (person.map { " by \(view.mention($0))" } ?? "")
    }

    func holds(_ subject: EventText.Subject, _ phrase: RichText, by author: PersonID) -> Bool {
        if project != nil, !(subject.project.map(projects.contains) ?? false) { return false }
        if let person, author != person { return false }
        guard filter != .all else { return true }
        // What is no record has words and a project, and no other field.
        return filter.holds { word in
            phrase.plain.lowercased().contains(word) || subject.item.map { tester.has(word, $0) } == true
        } _: { field, comparison, value in
            if let item = subject.item { return tester.compare(item, field, comparison, value) }
            guard let key = subject.key, case .project(let named) = value else { return false }
            return (field == "project" || field == "program")
                && (named == key || view.projects(under: named).contains(key))
        }
    }
}
