// Lists records of one kind, or of all kinds, by a filter.

package import CommandLanguage
package import Conversation
import FieldTypes
import ProgramModel
import Quantities

/// `/risk list score>=12 sort:due top:5`, `/list owner:@ana`.
package enum ListItems: ReadCommand {
    package static let handler = "item.list"
    package static let keys = Set(ReadKey.allCases)

    /// The first few of an order that is kept are found without looking at the others.
    package static func work(_ bound: BoundCommand) -> ReadWork {
        let isOfAll = bound.filter("filter") ?? .all == .all && bound.flags.since == nil
        let isFew = bound.flags.top.map { $0 <= 50 } ?? false
        return isOfAll && isFew
            && order(bound.flags.sort, KindDeclaration.core.first { $0.kind == bound.command.kind }) != nil
            ? .small : .records
    }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let filter = request.conditions.openUnlessNamed
        let kind = request.bound.command.kind
        let declared = (kind ?? filter.onlyKind).flatMap { view.kinds[$0] }
        let tester = ItemFilter(view: view)
        let namesState = filter.looksAtClosed
        let scope = ItemScope(filter, view)
        if filter == .all, let top = request.flags.top, let order = order(request.flags.sort, declared) {
            let first =
                switch order {
                case .kept(let order): scope.first(top, in: order, kind: kind)
                case .asFound: scope.first(top, kind: kind)
                }
            return reply(first, of: scope.count(.open, kind: kind), "open ", filter, scope, kind)
        }
        var found = scope.items(kind: kind, open: true)
        if namesState { found += scope.items(kind: kind, open: false) }
        found = found.filter {
            tester.matches($0, filter) && ($0.state != Item.withdrawn || filter.asks(forState: Item.withdrawn))
        }
        found = ListOrder.sorted(found, by: try request.order(else: declared?.order, kind: declared), view)
        let total = found.count
        return reply(
            request.first(of: found), of: total, namesState ? "" : "open ", filter, scope, kind,
            instead: newRecord(request, kind))
    }

    /// An order that needs no sorting.
    private enum Order {
        case kept(RecordOrder)
        /// Project after project, kind after kind.
        case asFound
    }

    /// The order a list is wanted in; nil when it has to be sorted.
    private static func order(_ said: String?, _ kind: KindDeclaration?) -> Order? {
        let sort = said ?? kind?.order
        if let kept = sort.flatMap({ kind?.keptOrders[$0] }) { return .kept(kept) }
        return switch sort {
        case nil: .asFound
        case "id": .kept(.open)
        case KindDeclaration.due: .kept(.due)
        default: nil
        }
    }

    private static func reply(
        _ found: [Item], of total: Int, _ state: String, _ filter: Filter, _ scope: ItemScope, _ kind: String?,
        instead: String? = nil
    ) -> Reply {
        let view = scope.view
        // What is decided is not open.
        let state = kind == KindDeclaration.decision.kind && state == "open " ? "" : state
        let noun =
            (kind ?? filter.onlyKind).flatMap { view.kinds[$0] }.map { total == 1 ? $0.kind : $0.plural }
            ?? (total == 1 ? "record" : "records")
        guard !found.isEmpty else {
            // What was no condition says itself that it was looked for: "none" alone would be an answer to more.
            let isSearch = !(filter.words + filter.excludedWords).isEmpty
            let matched: RichText =
                isSearch
                ? filter.wordsInHeadline + " in the text" : filter == .all || scope.isOnlyProject ? "" : " match"
            var reply = Reply("No \(state)\(noun)\(scope.text)" + matched + ".")
            if isSearch { reply.suggest("/help list") }
            if isSearch, let instead { reply.suggest(instead) }
            if kind == KindDeclaration.blocker.kind, scope.isOnlyProject || filter == .all, let key = scope.project {
                for reason in view.evidence(of: key).reasons {
                    if case .blockedElsewhere = reason.fact { reply.add(StatusText.sentence(reason, view) + ".") }
                }
            }
            return reply
        }
        let shown = found.count < total ? ", first \(found.count)" : ""
        let lines = found.map { Reply.Line(view.mark($0), view.line($0, withProject: scope.namesProjects)) }
        return Reply(
            "\(total) \(state)\(noun)\(scope.text)\(filter.wordsInHeadline)\(shown)", blocks: [.list(lines)],
            touched: found.map(\.id))
    }

    /// `/task all switches patched` may have been a title: the command that makes it one.
    private static func newRecord(_ request: Request, _ kind: String?) -> String? {
        let words = WordReader.words(request.bound.line)
        guard let kind, words.count > 3, let first = words.first, first.text.drop(while: { $0 == "/" }) == kind,
            !["list", "ls"].contains(words[1].text.lowercased())
        else { return nil }
        return "/\(kind) add " + Array(words.dropFirst()).typed
    }
}

/// Which projects a list looks at: the one the filter names, or the program's, else the room's, else all.
struct ItemScope {
    let view: ProgramView
    let project: ProjectKey?
    /// Nothing but the project is asked for.
    let isOnlyProject: Bool
    /// The room has a project, and the filter looks beyond it.
    private let isBeyondRoom: Bool

    /// - Parameter project: the one that was said outside the filter.
    init(_ filter: Filter, _ view: ProgramView, project said: ProjectKey? = nil) {
        self.view = view
        var named = said
        var isWide = false
        func look(_ filter: Filter, _ isSure: Bool) {
            switch filter {
            case .compare("project", .equal, Filter.anyProject): isWide = true
            case .compare("project", .equal, .project(let key)):
                if isSure { named = key }
                isWide = true
            case .compare("program", _, _): isWide = true
            case .compare("owner", _, _): isWide = true
            case .and(let parts): for part in parts { look(part, isSure) }
            case .or(let parts): for part in parts { look(part, false) }
            case .not(let inner):
                // Leaving somebody out looks no further than the room.
                if inner.names("project") || inner.names("program") { isWide = true }
            default: break
            }
        }
        look(filter, true)
        isOnlyProject = if case .compare("project", .equal, _) = filter { true } else { false }
        project = named ?? (isWide ? nil : view.channelProject)
        isBeyondRoom = project == nil && view.channelProject != nil
    }

    var text: String { project.map { " on \($0)" } ?? (isBeyondRoom ? " in all projects" : "") }

    /// Whether a line says which project its record is of.
    var namesProjects: Bool { project.map { view.project($0) == nil } ?? true }

    func items(kind: String?, open: Bool) -> [Item] {
        shelves(kind).flatMap { view.items(open ? .open : .closed, of: $0) }
    }

    func count(_ order: RecordOrder, kind: String?, ranks: Range<Int> = .min..<(.max)) -> Int {
        shelves(kind).reduce(0) { $0 + view.count(order, of: $1, ranks: ranks) }
    }

    /// The first records in an order, over all shelves that the scope looks at.
    func first(_ count: Int, in order: RecordOrder, kind: String?) -> [Item] {
        let firsts = shelves(kind).map { view.items(order, of: $0, limit: count) }
        let all = firsts.count == 1 ? firsts[0] : firsts.joined().sorted { order.precedes($0, $1) }
        return Array(all.prefix(count))
    }

    /// The first records as they are found: project after project, kind after kind, by id.
    func first(_ count: Int, kind: String?) -> [Item] {
        var found: [Item] = []
        for shelf in shelves(kind) where found.count < count {
            found += view.items(.open, of: shelf, limit: count - found.count)
        }
        return found
    }

    private func shelves(_ kind: String?) -> [Shelf] {
        if let kind, let project, view.project(project) != nil { return [.records(project, kind: kind)] }
        let kinds = kind.map { [$0] } ?? view.kinds.words
        let keys: [ProjectKey?] = project.map { view.projects(under: $0) } ?? ([nil] + view.projects.map(\.key))
        return keys.flatMap { key in kinds.map { .records(key, kind: $0) } }
    }
}
