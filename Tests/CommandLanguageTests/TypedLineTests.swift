// How people really type: each line, and the command it is read as.

import CatalogueFiles
import Quantities
import TestSupport
import Testing

@testable import CommandLanguage

/// Reads lines against the shipped catalogue, on Monday 23 November 2026, with the projects NET and CRM.
enum Reading {
    static let today = CalendarDate(iso: "2026-11-23") ?? CalendarDate(dayNumber: 0)
    static let catalogue = try? Catalogue.load(directory: nil)
    static let context = ReadingContext(
        today: today, isKey: { ["NET", "CRM", "CORE"].contains($0.text) }, keys: { ["CORE", "CRM", "NET"] },
        isHandle: { ["ana", "bo", "kim"].contains($0) },
        kinds: { ["task", "risk", "milestone", "blocker", "decision", "action"] })

    static func split(_ message: MessageText) -> [CommandWords] {
        CommandSplitter.split(
            message, umbrella: "pm", botNames: ["steerco"],
            takesScript: { word in
                catalogue?.command(word)?.bareVerb?.arguments.contains { $0.type == .script } ?? false
            })
    }

    /// The line as `command.verb name=value ...`, names in alphabetical order; or `?` and the problem.
    static func read(_ message: MessageText) -> String {
        guard let catalogue, let command = split(message).first else { return "nothing" }
        do {
            return describe(try CommandReader(catalogue: catalogue).read(command, context: context))
        } catch {
            return "? " + problem(error.fact)
        }
    }

    static func describe(_ bound: BoundCommand) -> String {
        var parts = ["\(bound.command.word).\(bound.verb.verb)"]
        for name in bound.verb.arguments.map(\.name).sorted() where name != "filter" {
            guard let values = bound.values[name] else { continue }
            parts.append("\(name)=" + values.map(describe).joined(separator: ","))
        }
        if case .filter(let filter)? = bound.values["filter"]?.first {
            parts.append(filter == .all ? "filter" : "filter=\(Filters.describe(filter))")
        }
        if let at = bound.flags.at { parts.append("at:\(at.iso)") }
        if let since = bound.flags.since { parts.append("since:\(since.iso)") }
        if bound.flags.isDry { parts.append("--dry") }
        if bound.flags.isYes { parts.append("--yes") }
        if let isPublic = bound.flags.isPublic { parts.append(isPublic ? "--public" : "--private") }
        return parts.joined(separator: " ")
    }

    private static func describe(_ value: ArgumentValue) -> String {
        switch value {
        case .text(let text), .script(let text), .choice(let text): text.contains(" ") ? "'\(text)'" : text
        case .id(let id): id.description
        case .person(let person): "@" + (person.user.map { "<\($0)>" } ?? person.name ?? "")
        case .project(let key): key.text
        case .date(let date): date.iso
        case .days(let days):
            "\(days.lowerBound.iso)" + (days.lowerBound == days.upperBound ? "" : "..\(days.upperBound.iso)")
        case .span(let span): span.text
        case .money(let money): money.text
        case .level(let level): level.percent.map { "\(level.level)(\($0)%)" } ?? "\(level.level)"
        case .percent(let percent): "\(percent)%"
        case .number(let number): "\(number)"
        case .filter: "filter"
        }
    }

    static func problem(_ fact: UsageProblem.Fact) -> String {
        switch fact {
        case .unknownCommand(let word, let nearest): "command \(word) ~ \(nearest.joined(separator: " "))"
        case .fieldNotHere(let word): "field \(word)"
        case .unknownVerb(_, let word, let nearest, _): "verb \(word) ~ \(nearest.joined(separator: " "))"
        case .ambiguousVerb(_, let word, let verbs): "which \(word): \(verbs.joined(separator: " "))"
        case .verbOrText(_, let verb, let bare, _): "verb \(verb) or \(bare)"
        case .missing(let argument, _): "missing \(argument)"
        case .unexpected(let word): "unexpected \(word)"
        case .badValue(let argument, let value, _, _): "\(argument) not \(value)"
        case .nobody(let name): "nobody \(name)"
        case .noSuchDay(let value, _): "no day \(value)"
        case .dayOfDoing(let day): "done as of \(day)"
        case .oneAtATime: "one at a time"
        case .severalPlainLines: "several lines"
        case .ambiguousDate(_, let one, let other): "date \(one.iso) or \(other.iso)"
        case .ambiguousMoney(_, let one, let other): "money \(one.text) or \(other.text)"
        case .nearMissKey(let word, let key): "key \(word) ~ \(key)"
        case .repeatedKey(let key): "twice \(key)"
        case .unknownProject(let word, let nearest): "project \(word) ~ \(nearest.joined(separator: " "))"
        case .keyNotHere(let key, _): "not here \(key)"
        case .pastOfWrite: "past of write"
        case .badFilter(let word, _): "filter \(word)"
        case .unknownPerson(let name, _): "person \(name)"
        case .ambiguousPerson(let name, _): "which @\(name)"
        case .noProject: "which project"
        case .empty: "empty"
        }
    }
}

struct TypedLines {
    /// Titles that hold what looks like levels, dates, keys or verbs, and must survive whole.
    static let titles: [(String, String)] = [
        ("/risk M365 licence", "risk.add title='M365 licence'"),
        ("/risk Windows 2012 R2", "risk.add title='Windows 2012 R2'"),
        ("/risk P1 incidents", "risk.add title='P1 incidents'"),
        ("/risk i5 laptops", "risk.add title='i5 laptops'"),
        ("/risk Q1 freeze", "risk.add title='Q1 freeze'"),
        ("/risk High latency", "risk.add title='High latency'"),
        ("/risk No failover for SAP", "risk.add title='No failover for SAP'"),
        ("/risk New data centre late", "risk.add title='New data centre late'"),
        ("/risk Review of contract overdue", "risk.add title='Review of contract overdue'"),
        ("/risk Upgrade at 12:30 fails", "risk.add title='Upgrade at 12:30 fails'"),
        (
            "/risk See https://wiki.example.com/net before cutover",
            "risk.add title='See https://wiki.example.com/net before cutover'"
        ),
        ("/risk Note: this may slip", "risk.add title='Note: this may slip'"),
        ("/risk Friday deploys break things", "risk.add title='Friday deploys break things'"),
        ("/risk Net effect of the delay", "risk.add title='Net effect of the delay'"),
        ("/risk \"due fri p4\"", "risk.add title='due fri p4'"),
        ("/risk Friday", "risk.add title=Friday"),
        ("/risk Vendor (EU) — maybe 3–5 days", "risk.add title='Vendor (EU) — maybe 3–5 days'"),
        ("/risk don't panic", "risk.add title='don't panic'"),
        ("/risk Room 3d printer", "risk.add title='Room 3d printer'"),
        ("/risk T-3 may not finish", "risk.add title='T-3 may not finish'"),
        ("/risk Outage on Friday nights", "risk.add title='Outage on Friday nights'"),
        ("/risk The “new” firewall drops packets", "risk.add title='The “new” firewall drops packets'"),
        ("/risk C++ build breaks", "risk.add title='C++ build breaks'"),
        ("/risk Budget 1.2m USD overrun", "risk.add title='Budget 1.2m USD overrun'"),
    ]

    @Test(arguments: titles) func `a title survives`(_ line: String, _ read: String) {
        #expect(Reading.read(MessageText(line)) == read)
    }

    static let lines: [(String, String)] = [
        // Risks
        (
            "/risk Vendor may slip the racks p4 i5 @bo due:fri",
            "risk.add due=2026-11-27 impact=5 owner=@bo probability=4 title='Vendor may slip the racks'"
        ),
        ("/risk Vendor slips, p4 i5, due fri", "risk.add due=2026-11-27 impact=5 probability=4 title='Vendor slips'"),
        ("/risk Racks, cables, p4 i5", "risk.add impact=5 probability=4 title='Racks, cables'"),
        ("/risk \"Racks,\" p4 i5", "risk.add impact=5 probability=4 title=Racks,"),
        ("/risk Vendor slips p:40% i3", "risk.add impact=3 probability=3(40%) title='Vendor slips'"),
        ("/risk Vendor slips high low", "risk.add impact=2 probability=4 title='Vendor slips'"),
        ("/risk Vendor slips p4 i5 on CRM", "risk.add impact=5 probability=4 project=CRM title='Vendor slips'"),
        ("/risk NET vendor slips p2 i2", "risk.add impact=2 probability=2 project=NET title='vendor slips'"),
        ("/risk add Vendor slips --owner bob", "risk.add owner=@bob title='Vendor slips'"),
        ("/risk add Vendor slips ——owner bob", "risk.add owner=@bob title='Vendor slips'"),
        ("/risk add Vendor slips —owner bob", "risk.add owner=@bob title='Vendor slips'"),
        ("/risk Vendor slips --owner=@bo --impact 4", "risk.add impact=4 owner=@bo title='Vendor slips'"),
        ("/risk Vendor slips owner: @bo", "risk.add owner=@bo title='Vendor slips'"),
        ("/risk log Vendor slips", "risk.add title='Vendor slips'"),
        ("/RISK Vendor slips P4 I5", "risk.add impact=5 probability=4 title='Vendor slips'"),
        ("/risk Vendor slips tomorrow", "risk.add due=2026-11-24 title='Vendor slips'"),
        ("/risk Vendor slips by next fri", "risk.add due=2026-12-04 title='Vendor slips'"),
        ("/risk Vendor slips by end of month", "risk.add due=2026-11-30 title='Vendor slips'"),
        ("/task Order the racks by the end of the month", "task.add due=2026-11-30 title='Order the racks'"),
        ("/task Order the racks end of next week", "task.add due=2026-12-04 title='Order the racks'"),
        ("/task Report on the end of year", "task.add title='Report on the end of year'"),
        ("/task Order racks due:end of month", "task.add due=2026-11-30 title='Order racks'"),
        ("/task Order racks due end of june", "task.add due=2027-06-30 title='Order racks'"),
        ("/task Order racks on the 24 dec", "task.add due=2026-12-24 title='Order racks'"),
        ("/task Order racks by the 24dec", "task.add due=2026-12-24 title='Order racks'"),
        ("/task Call the end of month team", "task.add title='Call the end of month team'"),
        ("/task Order racks by 31 feb", "? no day 31 feb"),
        ("/task Order racks due:31feb", "? no day 31feb"),
        ("/task list due before end of month", "task.list filter=due<2026-11-30"),
        ("/task list due:end of next month", "task.list filter=due:2026-12-31"),
        ("/set T-1 due:end of week", "set.set item=T-1 values='due:end of week'"),
        ("T-1 slips to end of month", "task.reschedule due=2026-11-30 item=T-1"),
        ("/task Order racks \"31 feb\"", "task.add title='Order racks \"31 feb\"'"),
        ("/task list due:31feb", "? no day 31feb"),
        ("/changes since 31 nov", "? no day 31 nov"),
        ("/task Tidy up by the end", "task.add title='Tidy up by the end'"),
        ("move T-1 to the end of the month", "task.reschedule due=2026-11-30 item=T-1"),
        ("B-1 blocks T-1 and M-1", "depends.add blocks=T-1,M-1 item=B-1"),
        ("T-1 blocks T-2, M-1", "depends.add blocks=T-2,M-1 item=T-1"),
        ("B-1 blocks T-1 T-2", "depends.add blocks=T-1,T-2 item=B-1"),
        ("T-3 waits for T-1, T-2 and B-1", "depends.add item=T-3 on=T-1,T-2,B-1"),
        ("depends T-1 on T-2 blocks T-3 and T-4", "depends.add blocks=T-3,T-4 item=T-1 on=T-2"),
        ("/task Order racks by fri next week", "task.add due=2026-12-04 title='Order racks'"),
        ("/task Order racks next week friday", "task.add due=2026-12-04 title='Order racks'"),
        ("/task Order racks 2 weeks from now", "task.add due=2026-12-07 title='Order racks'"),
        ("/task Start a week from monday", "task.add title='Start a week from monday'"),
        ("/task Report by last friday", "task.add title='Report by last friday'"),
        ("/task Open not before 1 dec", "task.add title='Open not before 1 dec'"),
        ("/task Order racks by 5 dec 27", "task.add due=2027-12-05 title='Order racks'"),
        ("/task by fri", "? missing title"),
        ("/task @bo by fri", "? missing title"),
        ("what is blocking T-2?", "why.show item=T-2"),
        ("what's blocked on NET", "blocker.list filter=project:net"),
        ("T1 done", "task.done item=T-1"),
        ("/task From", "? missing title"),
        ("/today @bo", "today.list person=@bo filter"),
        ("/today of bo", "today.list person=@bo filter"),
        ("close T-1 and start T-2", "? unexpected and"),
        ("done T-1 to T-3", "? unexpected to"),
        ("T-1 done\nT-2 start", "? several lines"), ("T-1 done, T-2 too", "? verb done, ~ done"),
        ("T-1 done and T-2", "task.done item=T-1,T-2"),
        ("T-1 done and T-2 can start", "? unexpected and"),
        ("close T-1, T-2 and T-3", "close.close item=T-1,T-2,T-3"),
        ("T-1 done shipped and paid", "task.done because='shipped and paid' item=T-1"),
        ("close T-1 but keep T-3 open", "? unexpected but"),
        ("risks on NET?", "risk.list filter=project:net"),
        ("tasks on NET and CRM", "task.list filter=(project:net or project:crm)"),
        ("tasks on NET and late", "task.list filter=(project:net and due<2026-11-23)"),
        ("tasks late?", "task.list filter=due<2026-11-23"),
        ("B-1 resolved because T-2 is done", "blocker.resolve item=B-1 solution='T-2 is done'"),
        ("T-1 done because shipped to T-2", "task.done because='shipped to T-2' item=T-1"),
        ("/risk Vendor slips in 3 days", "risk.add due=2026-11-26 title='Vendor slips'"),
        ("/risk Vendor slips cost:12k€ due:24dec", "risk.add cost=€12,000 due=2026-12-24 title='Vendor slips'"),
        ("/risk Vendor slips type:opportunity", "risk.add title='Vendor slips' type=opportunity"),
        ("/risk score R-4 p4 i5", "risk.score impact=5 item=R-4 probability=4"),
        ("/risk score r4 p4", "risk.score item=R-4 probability=4"),
        ("/risk score #R-4 i2", "risk.score impact=2 item=R-4"),
        ("/risk treat R-4 mitigate \"two vendors\"", "risk.treat item=R-4 plan='two vendors' response=mitigate"),
        ("/risk treat R-4 mit by two vendors", "? response not mit"),
        ("/risk accept R-4 because we are insured", "risk.accept because='we are insured' item=R-4"),
        ("/risk realize R-4", "risk.realize item=R-4"),
        ("/risk happened R-4", "risk.realize item=R-4"),
        ("/risk review R-4 15dec", "risk.review item=R-4 review=2026-12-15"),
        ("/risk R-4", "risk.show item=R-4"),
        ("/risk", "risk.list filter"),
        ("/risks", "risk.list filter"),
        ("/risks vendor", "risk.list filter='vendor'"),
        ("/risks R-4", "risk.show item=R-4"),
        ("/tasks overdue", "task.list filter=due<2026-11-23"),
        ("/tasks done T-1", "task.done item=T-1"),
        ("/task list due before friday", "task.list filter=due<2026-11-27"),
        // Sentences that begin with an id
        ("T-1 60%", "task.progress item=T-1 progress=60%"),
        ("T-1 due friday", "set.set item=T-1 values=due:friday"),
        ("T-1 due next fri", "set.set item=T-1 values='due:next fri'"),
        ("T-1 @kim", "assign.assign item=T-1 owner=@kim"), ("T-1 to @kim", "assign.assign item=T-1 owner=@kim"),
        ("T-1 blocked by B-1", "depends.add item=T-1 on=B-1"),
        ("T-1 comes before M-1", "depends.add blocks=M-1 item=T-1"),
        ("T-1 is blocked by missing licences", "blocker.add blocks=T-1 title='missing licences'"),
        ("T-1 waits for the key", "blocker.add blocks=T-1 title='the key'"), ("T-3 done!", "task.done item=T-3"),
        ("R-1 p3 i3", "risk.score impact=3 item=R-1 probability=3"),
        ("/risk R-1 p5", "risk.score item=R-1 probability=5"), ("R-1 at:yesterday", "show.show item=R-1 at:2026-11-22"),
        ("T-1 priority:high", "set.set item=T-1 values=priority:high"),
        ("/task T-1 follow-up call", "task.add title='T-1 follow-up call'"),
        ("/assign T-1 and T-2 to @kim", "assign.assign item=T-1,T-2 owner=@kim"),
        ("/assign T-1, T-2 and T-3 to @bo and @kim", "assign.assign helper=@kim item=T-1,T-2,T-3 owner=@bo"),
        // Values of several words after their key
        ("/task Buy due: next friday", "task.add due=2026-12-04 title=Buy"),
        ("/task Buy due:\"24 Dec\"", "task.add due=2026-12-24 title=Buy"),
        ("/task Buy estimate:\"2 days\"", "task.add estimate=2d title=Buy"),
        ("/risk Over cost:1.2m USD", "risk.add cost=$1,200,000 title=Over"),
        ("/status at: 20 nov", "status.show at:2026-11-20"), ("/status --at \"20 nov\"", "status.show at:2026-11-20"),
        ("/task Send report to: finance", "task.add title='Send report to: finance'"),
        ("/task Survey site due:next mon", "task.add due=2026-11-30 title='Survey site'"),
        ("/task Survey site due:in 3 days @bo", "task.add due=2026-11-26 owner=@bo title='Survey site'"),
        ("/task Sign off due:24 dec 2027", "task.add due=2027-12-24 title='Sign off'"),
        (
            "/task Close books --due next fri --estimate 3 days",
            "task.add due=2026-12-04 estimate=3d title='Close books'"
        ),
        ("/task Sign off by:24 dec", "task.add due=2026-12-24 title='Sign off'"),
        ("/task Brief team for:@bo on:NET by:fri", "task.add due=2026-11-27 owner=@bo project=NET title='Brief team'"),
        ("/task Agree on:Monday plan", "task.add title='Agree on:Monday plan'"),
        ("/task due:fri 27 racks", "task.add due=2026-11-27 title='27 racks'"),
        ("/risk list score>=12 sort:due top:5", "risk.list filter=score>=12"),
        ("/risk matrix", "risk.matrix filter"),
        ("/risk mat", "risk.matrix filter"),
        ("/risk close R-4", "risk.close item=R-4"),
        ("R-4", "risk.show item=R-4"),
        ("R-4 close", "risk.close item=R-4"),
        // Blockers
        (
            "/blocker T-31 waits for firewall rule from @secops",
            "blocker.add blocks=T-31 needs=@secops title='firewall rule'"
        ),
        (
            "/blocker Test lab has no power severity:critical",
            "blocker.add severity=critical title='Test lab has no power'"
        ),
        ("/blocker Firewall rule is late, blocks M-1", "blocker.add blocks=M-1 title='Firewall rule is late'"),
        ("/blocker No power blocking T-1, T-2 and M-1", "blocker.add blocks=T-1,T-2,M-1 title='No power'"),
        ("/blocker Crane broken, stops T-1, from @kim", "blocker.add blocks=T-1 needs=@kim title='Crane broken'"),
        ("/blocker Rule blocks everything", "blocker.add title='Rule blocks everything'"),
        ("/blocker Delivery stops short of M-1", "blocker.add title='Delivery stops short of M-1'"),
        ("/blocker T-3 and T-4 wait for power", "blocker.add blocks=T-3,T-4 title='wait for power'"),
        ("/blocker ack B-7", "blocker.ack item=B-7"),
        ("/blocker ack b7 by fri", "blocker.ack due=2026-11-27 item=B-7"),
        ("/blocker escalate B-7 to @kim", "blocker.escalate item=B-7 to=@kim"),
        ("/blocker resolve B-7 because rule is live", "blocker.resolve item=B-7 solution='rule is live'"),
        ("/blocker fixed B-7", "blocker.resolve item=B-7"),
        ("/blockers", "blocker.list filter"),
        ("B-7 resolved", "blocker.resolve item=B-7"),
        ("/blocked No badge for the vendor since:fri", "blocker.add since=2026-11-20 title='No badge for the vendor'"),
        // Tasks
        (
            "/task Order the racks 3d @bo due:fri",
            "task.add due=2026-11-27 estimate=3d owner=@bo title='Order the racks'"
        ),
        ("/task Order the racks by fri for @bo", "task.add due=2026-11-27 owner=@bo title='Order the racks'"),
        ("/task new Order the racks", "task.add title='Order the racks'"),
        ("/task done T-3", "task.done item=T-3"),
        ("/task done T-3 T-4, T-5", "task.done item=T-3,T-4,T-5"),
        ("/task T-3 done", "task.done item=T-3"),
        ("T-3 done", "task.done item=T-3"),
        ("/task progress T-3 60%", "task.progress item=T-3 progress=60%"),
        ("/task progress T-3 to 60%", "task.progress item=T-3 progress=60%"),
        ("/task estimate T-3 2w", "task.estimate estimate=2w item=T-3"),
        ("/task split T-2 into Pull cables; Mount racks", "task.split item=T-2 titles='Pull cables; Mount racks'"),
        ("/task start t3", "task.start item=T-3"),
        ("task Order the racks", "task.add title='Order the racks'"),
        ("!task Order the racks", "task.add title='Order the racks'"),
        ("/pm task Order the racks", "task.add title='Order the racks'"),
        ("/pm /task Order the racks", "task.add title='Order the racks'"),
        ("@steerco task Order the racks", "task.add title='Order the racks'"),
        ("@steerco: task Order the racks", "task.add title='Order the racks'"),
        // Milestones
        ("/milestone Cutover 4dec", "milestone.add due=2026-12-04 title=Cutover"),
        ("/milestone Cutover 4 dec", "milestone.add due=2026-12-04 title=Cutover"),
        ("/milestone Go-live on 2026-12-18", "milestone.add due=2026-12-18 title=Go-live"),
        (
            "/milestone move M-1 to 18dec because racks late",
            "milestone.move because='racks late' due=2026-12-18 item=M-1"
        ),
        ("/milestone slip M-1 18.12.", "milestone.move due=2026-12-18 item=M-1"),
        ("/milestone done M-1", "milestone.done item=M-1"),
        // Links
        ("/depends T-3 on B-2|T-1 fs lag:2d", "depends.add item=T-3 lag=2d on=B-2,T-1 type=fs"),
        ("/depends T-3 on T-1", "depends.add item=T-3 on=T-1"),
        ("/depends T-3 on T-1 ss lag:2d", "depends.add item=T-3 lag=2d on=T-1 type=ss"),
        ("T-3 waits for B-2", "depends.add item=T-3 on=B-2"),
        ("B-2 blocks T-3", "depends.add blocks=T-3 item=B-2"),
        ("T-3 needs T-1", "depends.add item=T-3 on=T-1"),
        ("/link R-1 to T-2", "link.link item=R-1 to=T-2"),
        // Assignments
        ("/assign T-3 @bo", "assign.assign item=T-3 owner=@bo"),
        ("/assign T-3 to @bo and @kim due:fri", "assign.assign due=2026-11-27 helper=@kim item=T-3 owner=@bo"),
        ("/assign @bo T-3", "assign.assign item=T-3 owner=@bo"),
        ("/assign T-3 @me", "assign.assign item=T-3 owner=@me"),
        ("/unassign T-3", "unassign.unassign item=T-3"),
        ("/mine", "mine.list filter"),
        ("/mine @bo", "mine.list person=@bo filter"),
        ("/today", "today.list filter"),
        // Status
        ("/status", "status.show"),
        ("/status NET", "status.show project=NET"),
        ("/status net", "status.show project=NET"),
        ("/status of NET", "status.show project=NET"),
        ("/status M-4", "status.show item=M-4"),
        ("/status NET at:yesterday", "status.show project=NET at:2026-11-22"),
        ("/status NET --public", "status.show project=NET --public"),
        ("/status set amber because \"racks are late\"", "status.set because='racks are late' colour=amber"),
        ("/status set CRM red", "status.set colour=red project=CRM"),
        ("/stat", "status.show"),
        ("/why NET", "why.show project=NET"),
        ("/why R-4", "why.show item=R-4"),
        ("/brief exec", "brief.exec"),
        ("/changes since:mon NET", "changes.list project=NET filter since:2026-11-16"),
        ("/changes since fri", "changes.list from=2026-11-20 filter"),
        ("/changes owner:@bo since last week on NET", "changes.list from=2026-11-16 project=NET filter=owner:@bo"),
        (
            "/changes NET by @bo kind:risk since:mon",
            "changes.list by=@bo project=NET filter=kind:risk since:2026-11-16"
        ),
        ("/changes from:mon project:NET not @bo", "changes.list from=2026-11-16 project=NET filter=not owner:@bo"),
        ("/changes due before fri (racks or @kim)", "changes.list filter=(due<2026-11-27 and ('racks' or owner:@kim))"),
        ("/changes racks NET", "changes.list project=NET filter='racks'"),
        ("/mine not @bo", "mine.list filter=not owner:@bo"),
        ("/mine of @bo kind:task", "mine.list person=@bo filter=kind:task"),
        ("/changes last month", "changes.list during=2026-10-01..2026-10-31 filter"),
        ("/task move T-1 +2d", "task.reschedule due=2026-11-25 item=T-1"),
        ("move T-1 to tuesday", "task.reschedule due=2026-11-24 item=T-1"),
        ("T-1 slips to 2dec", "task.reschedule due=2026-12-02 item=T-1"),
        ("T-1 +3d", "task.reschedule due=2026-11-26 item=T-1"),
        ("T-1 moved to fri because late", "task.reschedule because=late due=2026-11-27 item=T-1"),
        ("/risk move R-1 to fri", "risk.reschedule due=2026-11-27 item=R-1"),
        ("/milestone postpone M-1 to 20dec", "milestone.move due=2026-12-20 item=M-1"),
        ("/rename T-1 Cable the lab", "rename.rename item=T-1 title='Cable the lab'"),
        ("/task rename T-1 Cable the lab", "task.rename item=T-1 title='Cable the lab'"),
        ("/task Cable floor 3 3d @bo after T-1", "task.add after=T-1 estimate=3d owner=@bo title='Cable floor 3'"),
        (
            "/task Test network 2d @kim depends on T-1, T-2",
            "task.add after=T-1,T-2 estimate=2d owner=@kim title='Test network'"
        ),
        ("/task Urgent thing #urgent #sec", "task.add tags='urgent, sec' title='Urgent thing'"),
        ("/task Fix issue #42", "task.add title='Fix issue #42'"),
        ("/task Call vendor est:3d prio:high @bo", "task.add estimate=3d owner=@bo priority=high title='Call vendor'"),
        ("/risk Budget overrun prob:30% impact:4", "risk.add impact=4 probability=2(30%) title='Budget overrun'"),
        ("/risk Supplier bankrupt p4,i5 @bo", "risk.add impact=5 owner=@bo probability=4 title='Supplier bankrupt'"),
        ("/risk Supplier bankrupt P4I5", "risk.add impact=5 probability=4 title='Supplier bankrupt'"),
        ("add task Order racks fri", "task.add due=2026-11-27 title='Order racks'"),
        ("log a risk: Vendor slips p4 i5", "risk.add impact=5 probability=4 title='Vendor slips'"),
        ("add a blocker T-1 waits for customs", "blocker.add blocks=T-1 title=customs"),
        ("what happened to R-1", "history.history item=R-1"),
        ("what's blocked", "blocker.list filter"),
        ("who owns T-1?", "show.show item=T-1"),
        ("who changed T-3", "history.history item=T-3"),
        ("who is late", "list.list filter=due<2026-11-23"),
        ("when is M-1", "show.show item=M-1"),
        ("how is NET doing", "status.show project=NET"),
        ("next milestone", "milestone.list filter"),
        ("top 3 risks", "risk.list filter"),
        ("overdue tasks", "list.list filter=(due<2026-11-23 and kind:task)"),
        ("late", "list.list filter=due<2026-11-23"),
        ("/tasks of bo", "task.list filter=owner:@bo"),
        ("/tasks bo", "task.list filter=(owner:@bo or 'bo')"),
        ("/list no owner", "list.list filter=owner:@none"),
        ("/list without due date", "list.list filter=not due>=-768-02-04"),
        ("/list blocked", "list.list filter=state:blocked"),
        ("my stuff", "mine.list filter"),
        ("show me all tasks of bo", "list.list filter=(kind:task and owner:@bo)"),
        ("risks by @bo next week", "risk.list filter=(owner:@bo and 'next' and 'week')"),
        (
            "/blocker M-1 waits for permit from @city sev:critical",
            "blocker.add blocks=M-1 needs=@city severity=critical title=permit"
        ),
        ("T-1 in progress", "task.start item=T-1"),
        ("/milestone delay M-1 by 1 week", "milestone.move due=2026-11-30 item=M-1"),
        ("log a risk that the vendor slips p4 i5", "risk.add impact=5 probability=4 title='the vendor slips'"),
        (
            "/decision Use B because cost:benefit was better",
            "decision.add because='cost:benefit was better' title='Use B'"
        ),
        (
            "/action Send agenda @kim #weekly fri",
            "action.add due=2026-11-27 owner=@kim tags=weekly title='Send agenda'"
        ),
        ("/dry move T-1 to 20dec", "dry.run command='move T-1 to 20dec'"),
        (
            "/decision Postpone M-1 to 18dec because vendor late",
            "decision.add because='vendor late' title='Postpone M-1 to 18dec'"
        ),
        ("/can move T-1 to 22dec", "can.show verb='move T-1 to 22dec'"),
        ("/search delayed T-1 to 23dec", "search.words words='delayed T-1 to 23dec' filter"),
        ("/task Move T-1 data to new lab", "task.add title='Move T-1 data to new lab'"),
        ("/risk P1/P2 tickets exceed SLA p4 i4", "risk.add impact=4 probability=4 title='P1/P2 tickets exceed SLA'"),
        ("/blocker Needs: firewall rule", "blocker.add title='Needs: firewall rule'"),
        ("/task Pro: buy the racks", "task.add title='Pro: buy the racks'"),
        ("/task Six after T-1, T-2, T-3 and T-4", "task.add after=T-1,T-2,T-3,T-4 title=Six"),
        ("/task Seven waits for T-1, T-2 and T-3", "task.add after=T-1,T-2,T-3 title=Seven"),
        ("/task Order racks after:T-1, T-2", "task.add after=T-1,T-2 title='Order racks'"),
        ("/task Post the update in #general", "task.add title='Post the update in #general'"),
        ("/task Update the #changelog", "task.add title='Update the #changelog'"),
        ("/task Fix login #urgent.", "task.add tags=urgent title='Fix login'"),
        ("/reschedule T-1 due:+2d", "reschedule.reschedule due=2026-11-25 item=T-1"),
        (
            "/reschedule T-1 to 25nov because +2d would be too late",
            "reschedule.reschedule because='+2d would be too late' due=2026-11-25 item=T-1"
        ),
        ("/changes of @bo", "changes.list filter=owner:@bo"),
        ("/changes of NET", "changes.list project=NET filter"),
        ("T-1 slips by 2 days", "task.reschedule due=2026-11-25 item=T-1"),
        ("delay T-1 by 1w", "task.reschedule due=2026-11-30 item=T-1"),
        ("T-1 slips 2d", "task.reschedule due=2026-11-25 item=T-1"),
        ("/milestone Slip M-1 by a week", "milestone.move due=2026-11-30 item=M-1"),
        ("/blocker res B-1", "blocker.resolve item=B-1"),
        ("new program CORE Core", "program.new key=CORE name=Core"),
        ("blocked tasks", "list.list filter=(state:blocked and kind:task)"),
        ("/task due order racks", "task.add title='due order racks'"),
        ("/changes yesterday", "changes.list during=2026-11-22 filter"),
        ("/changes on monday on NET", "changes.list during=2026-11-16 project=NET filter"),
        ("/changes NET 17nov by @bo", "changes.list by=@bo during=2026-11-17 project=NET filter"),
        ("/changes from 17nov to 20nov", "changes.list from=2026-11-17 to=2026-11-20 filter"),
        ("/changes between mon and fri kind:risk", "changes.list from=2026-11-16 to=2026-11-20 filter=kind:risk"),
        ("/changes kind:risk until last fri", "changes.list to=2026-11-20 filter=kind:risk"),
        ("/changes not done and owner:@bo", "changes.list filter=(not 'done' and owner:@bo)"),
        ("/changes -3d", "changes.list from=2026-11-20 filter"),
        ("what changed yesterday", "changes.list during=2026-11-22 filter"),
        ("what changed on NET last week", "changes.list during=2026-11-16..2026-11-22 project=NET filter"),
        ("/status at:last week", "status.show at:2026-11-22"),
        ("/project NET", "project.show project=NET"),
        ("/project list open lead:@ana", "project.list filter=(state:open and lead:@ana)"),
        ("/projects mine", "project.list filter=owner:@me"), ("/project network", "project.list filter='network'"),
        ("/program CORE", "program.list filter=project:core"), ("/person @bo", "person.show person=@bo"),
        ("/person list role:admin", "person.list filter=role:admin"),
        ("/people", "person.list filter"),
        ("what changed since monday", "changes.list from=2026-11-16 filter"),
        ("what's late?", "list.list filter=due<2026-11-23"), ("what is ready", "ready.list filter"),
        ("whats next", "today.list filter"),
        ("what tasks are overdue", "list.list filter=(kind:task and due<2026-11-23)"),
        ("ack B-1", "blocker.ack item=B-1"), ("resolve B-1 because fixed", "blocker.resolve item=B-1 solution=fixed"),
        ("/changes due:fri NET", "changes.list project=NET filter=due:2026-11-27"),
        ("/changes due<24dec since yesterday", "changes.list from=2026-11-22 filter=due<2026-12-24"),
        ("/mine due<fri of @bo", "mine.list person=@bo filter=due<2026-11-27"),
        ("/changes since 3 days ago", "changes.list from=2026-11-20 filter"),
        ("/changes since last tuesday", "changes.list from=2026-11-17 filter"),
        ("/changes in the last 7 days", "changes.list during=2026-11-16..2026-11-23 filter"),
        ("/changes kind:risk or project:CRM", "changes.list filter=(kind:risk or project:crm)"),
        ("/changes @bo or @kim", "changes.list filter=(owner:@bo or owner:@kim)"),
        ("/changes not project:NET", "changes.list filter=not project:net"),
        ("/changes (project:NET or project:CRM)", "changes.list filter=(project:net or project:crm)"),
        ("/changes kind:risk OR kind:task", "changes.list filter=(kind:risk or kind:task)"),
        ("/changes NET SAP", "changes.list project=NET filter='sap'"), ("/list sort:score desc", "list.list filter"),
        ("/project data centre", "project.list filter=('data' and 'centre')"),
        ("/people @bo", "person.list filter=person:@bo"), ("/status? ", "status.show"),
        (
            "/task Order switches on CRM @kim 3d tagged urgent",
            "task.add estimate=3d owner=@kim project=CRM tags=urgent title='Order switches'"
        ), ("/task Order switches @kim 3 days", "task.add estimate=3d owner=@kim title='Order switches'"),
        (
            "/risk Vendor slips p4 i5 @kim on CRM triggered by late mail",
            "risk.add impact=5 owner=@kim probability=4 project=CRM title='Vendor slips' trigger='late mail'"
        ),
        ("/decision Use A on CRM because cheap", "decision.add because=cheap project=CRM title='Use A'"),
        ("/decision Use A because cheap on CRM", "decision.add because=cheap project=CRM title='Use A'"),
        ("/project new WEB \"Web shop\" in CORE", "project.new key=WEB name='Web shop' program=CORE"),
        ("/task lift the floor", "task.add title='lift the floor'"),
        ("/risk X p4 i5 because late on CRM", "risk.add impact=5 probability=4 project=CRM title='X because late'"),
        ("/task Call Acme 3d @bo please", "task.add estimate=3d owner=@bo title='Call Acme'"),
        ("/task Say please", "task.add title='Say please'"),
        ("/task Keep logs at least 3 days", "task.add title='Keep logs at least 3 days'"),
        ("/task Every 2 weeks", "task.add title='Every 2 weeks'"),
        ("/list risks sort:score desc top:2", "list.list filter=kind:risk"),
        ("/list risks sort:score asc top:2", "list.list filter=kind:risk"),
        ("/list closed since monday", "list.list filter=(state:closed and closed>=2026-11-16)"),
        ("/list due within 3 days", "list.list filter=(due>=2026-11-23 and due<=2026-11-26)"),
        ("/list due in the next 30 days", "list.list filter=(due>=2026-11-23 and due<=2026-12-23)"),
        ("/list #urgent", "list.list filter=tag:urgent"),
        ("/list tagged urgent", "list.list filter=tag:urgent"),
        ("/search switches on CRM", "search.words words=switches filter=project:crm"),
        ("status NET?", "status.show project=NET"),
        ("hey steerco, status", "status.show"), ("please task Call Bob 3d", "task.add estimate=3d title='Call Bob'"),
        ("/task Check the flag --dry", "task.add title='Check the flag' --dry"),
        ("show me the overdue tasks", "list.list filter=(due<2026-11-23 and kind:task)"),
        ("show my open risks", "list.list filter=(owner:@me and (state:open and kind:risk))"), ("hello", "help.show"),
        ("/show R-1", "show.show item=R-1"),
        ("list risks", "list.list filter=kind:risk"),
        // Decisions, actions, registers
        ("/decision Use vendor X because cheaper by @kim", "decision.add because=cheaper by=@kim title='Use vendor X'"),
        ("/decision supersede DEC-1 with DEC-2", "decision.supersede item=DEC-1 with=DEC-2"),
        ("/action @bo Send the list due:fri", "action.add due=2026-11-27 owner=@bo title='Send the list'"),
        (
            "/action Send the list to finance @bo fri",
            "action.add due=2026-11-27 owner=@bo title='Send the list to finance'"
        ),
        ("/assumption Racks fit the room i4", "assumption.add impact=4 title='Racks fit the room'"),
        ("/lesson Test the UPS first category:process", "lesson.add category=process title='Test the UPS first'"),
        // Records
        ("/note B-7 vendor called back", "note.note item=B-7 text='vendor called back'"),
        ("/note b7 due:fri is wrong", "note.note item=B-7 text='due:fri is wrong'"),
        ("/close B-7 because fixed", "close.close because=fixed item=B-7"),
        ("/close B-7", "close.close item=B-7"),
        ("/reopen B-7", "reopen.reopen item=B-7"),
        ("/history R-12", "history.history item=R-12"),
        ("/set R-4 p:3 due:fri", "set.set item=R-4 values='p:3 due:fri'"),
        ("/search firewall rule", "search.words words='firewall rule' filter"),
        ("/list owner:@ana (state:open or tag:audit)", "list.list filter=(owner:@ana and (state:open or tag:audit))"),
        // People and the bot
        ("/role grant @ana manager NET", "role.grant person=@ana project=NET role=manager"),
        ("/role grant @ana manager on NET", "role.grant person=@ana project=NET role=manager"),
        ("/person @bo", "person.show person=@bo"),
        ("/here NET announce:net", "here.bind announce=net project=NET"),
        ("/project new NET2 \"Network refresh\"", "project.new key=NET2 name='Network refresh'"),
        ("/project new SSO Single sign-on method:agile", "project.new key=SSO method=agile name='Single sign-on'"),
        ("/project edit NET budget to 150k€", "project.edit budget=€150,000 project=NET"),
        ("/project edit NET lead @kim", "project.edit lead=@kim project=NET"),
        ("/project edit NET end 22dec", "project.edit end=2026-12-22 project=NET"),
        ("/project edit NET method agile", "project.edit method=agile project=NET"),
        ("/project edit NET budget:120k EUR because scope", "? project because ~ "),
        ("/project edit NET Customer portal", "? project Customer ~ "),
        ("/project edit NET called Customer portal", "project.edit name='Customer portal' project=NET"),
        ("/project new NEU Network lead @kim end 22dec", "project.new end=2026-12-22 key=NEU lead=@kim name=Network"),
        (
            "/project new CUS \"Customers\" end 22dec budget 100k€",
            "project.new budget=€100,000 end=2026-12-22 key=CUS name=Customers"
        ),
        ("/project new APP \"Customer app\" agile", "project.new key=APP method=agile name='Customer app'"),
        ("/project new APP Customer app agile", "project.new key=APP name='Customer app agile'"),
        ("/status set red because \"vendor late\" on CRM", "status.set because='vendor late' colour=red project=CRM"),
        (
            "/status set red on CRM because \"vendor late\" is true",
            "status.set because='\"vendor late\" is true' colour=red project=CRM"
        ),
        ("/risk accept R-1 because \"price agreed\" on CRM", "risk.accept because='\"price agreed\" on CRM' item=R-1"),
        ("/task \"Order racks\" due:fri @bo", "task.add due=2026-11-27 owner=@bo title='Order racks'"),
        ("/task \"Order\" is what they said", "task.add title='\"Order\" is what they said'"),
        ("/task \"Order racks\" 3d on CRM", "task.add estimate=3d project=CRM title='Order racks'"),
        ("/depends T-1, T-2 on T-3", "? one at a time"),
        ("/depends T-1 and T-2 on T-4", "? one at a time"),
        ("/depends T-1 on T-2 and T-3", "depends.add item=T-1 on=T-2,T-3"),
        ("/depends T-1 on T-2, T-3", "depends.add item=T-1 on=T-2,T-3"),
        ("/list late at:1nov", "list.list filter=due<2026-11-01 at:2026-11-01"),
        ("/list due<today at:yesterday", "list.list filter=due<2026-11-22 at:2026-11-22"),
        ("/list due:18nov", "list.list filter=due:2026-11-18"),
        ("/list due<=18nov", "list.list filter=due<=2026-11-18"),
        ("/list due after 18nov", "list.list filter=due>2026-11-18"),
        ("/list due before 20dec", "list.list filter=due<2026-12-20"),
        ("/list due:18jan", "list.list filter=due:2027-01-18"),
        ("/task x due:20nov", "? date 2026-11-20 or 2027-11-20"),
        ("/task Order racks 20nov", "? date 2026-11-20 or 2027-11-20"),
        ("/milestone move M-1 to 20nov", "? date 2026-11-20 or 2027-11-20"),
        ("/task x due:20aug", "task.add due=2027-08-20 title=x"),
        ("/task x due:2027-11-20", "task.add due=2027-11-20 title=x"),
        ("/project new ABC Abc from 2nov", "project.new key=ABC name=Abc start=2026-11-02"),
        ("/project edit NET start 2nov", "project.edit project=NET start=2026-11-02"),
        ("how was NET yesterday", "status.show project=NET at:2026-11-22"),
        ("how was NET on 17 nov", "status.show project=NET at:2026-11-17"),
        ("how did NET look last week", "status.show project=NET at:2026-11-22"),
        ("how is NET?", "status.show project=NET"),
        ("how is NET doing", "status.show project=NET"),
        ("how is NET going to end", "status.show project=NET"),
        ("T-3 done on friday", "? done as of friday"),
        ("/task done T-1 yesterday", "? done as of yesterday"),
        ("/task done T-1 20nov", "? done as of 20nov"),
        ("/task done T-1 last friday", "? done as of last friday"),
        ("/blocker resolve B-1 yesterday", "? done as of yesterday"),
        ("/task done T-1 \"yesterday\"", "task.done because=yesterday item=T-1"),
        ("/task done T-1 racks came yesterday", "task.done because='racks came yesterday' item=T-1"),
        ("/blocker resolve B-1 rule is live", "blocker.resolve item=B-1 solution='rule is live'"),
        ("/status NET yesterday", "status.show project=NET at:2026-11-22"),
        ("/status NET as of 17nov", "status.show project=NET at:2026-11-17"),
        ("/status as of last friday", "status.show at:2026-11-20"),
        ("/brief last month", "brief.exec at:2026-10-31"),
        ("/brief exec NET as of 17nov", "brief.exec project=NET at:2026-11-17"),
        ("/list late yesterday", "list.list filter=due<2026-11-22 at:2026-11-22"),
        ("/list late on 20nov", "list.list filter=due<2026-11-20 at:2026-11-20"),
        ("/list late as of 20nov", "list.list filter=due<2026-11-20 at:2026-11-20"),
        ("/list changed yesterday", "list.list filter=changed:2026-11-22"),
        ("/list created last week", "list.list filter=(created>=2026-11-16 and created<=2026-11-22)"),
        ("/mine late yesterday", "mine.list filter=due<2026-11-22 at:2026-11-22"),
        ("/why NET yesterday", "why.show project=NET at:2026-11-22"),
        ("/show T-1 as of friday", "show.show item=T-1 at:2026-11-20"),
        ("/task Report as of friday", "task.add due=2026-11-27 title='Report as of'"),
        ("/project show NET yesterday", "project.show project=NET at:2026-11-22"),
        ("/person list", "person.list filter"),
        ("/ready yesterday", "ready.list filter at:2026-11-22"),
        ("T-1 yesterday", "task.reschedule due=2026-11-22 item=T-1"),
        ("NET is amber because the racks are late", "status.set because='the racks are late' colour=amber project=NET"),
        ("NET is green", "status.set colour=green project=NET"),
        ("CRM is red", "status.set colour=red project=CRM"),
        ("NET is late", "? command NET ~ today set list"),
        ("T-3 takes 4 days", "task.estimate estimate=4d item=T-3"),
        ("T-3 takes 4d", "task.estimate estimate=4d item=T-3"),
        ("T-3 needs 2 more days", "? due not 2 more days"),
        ("T-3 needs 3 days", "? due not 3 days"),
        ("T-3 needs @kim", "? missing title"),
        ("T-3 needs firewall rule", "blocker.add blocks=T-3 title='firewall rule'"),
        ("T-3 needs T-2", "depends.add item=T-3 on=T-2"),
        ("T-1 is 50% done", "task.progress item=T-1 progress=50%"),
        ("T-1 50%", "task.progress item=T-1 progress=50%"),
        ("/milestone Go-live due 18dec owner @kim", "milestone.add due=2026-12-18 owner=@kim title=Go-live"),
        ("/task Find a new owner @kim", "task.add owner=@kim title='Find a new owner'"),
        ("/task Call the owner", "task.add title='Call the owner'"),
        ("/risk Vendor late p4 i5 owner bo", "risk.add title='Vendor late p4 i5 owner bo'"),
        ("/task Rack 2.5d", "task.add estimate=20h title=Rack"),
        ("/task Rack 1,5d", "task.add estimate=12h title=Rack"),
        ("/task Rack est:0.5w", "task.add estimate=20h title=Rack"),
        ("/project list open yesterday", "project.list filter=state:open at:2026-11-22"),
        ("/status yesterday", "status.show at:2026-11-22"),
        ("/list due last week", "list.list filter=(due>=2026-11-16 and due<=2026-11-22)"),
        ("/list changed since yesterday", "list.list filter=changed>=2026-11-22"),
        ("/list yesterday", "list.list filter at:2026-11-22"),
        ("/search racks yesterday", "search.words words='racks yesterday' filter"),
        ("/changes yesterday", "changes.list during=2026-11-22 filter"),
        ("/mine due yesterday", "mine.list filter=due:2026-11-22"),
        ("/status on CRM yesterday", "status.show project=CRM at:2026-11-22"),
        ("/status CRM on 20nov", "status.show project=CRM at:2026-11-20"),
        ("/list open on CRM yesterday", "list.list filter=(state:open and project:crm) at:2026-11-22"),
        ("/rename T-1 Pull cables due:fri", "? field due:fri"),
        ("/rename T-1 Pull cables", "rename.rename item=T-1 title='Pull cables'"),
        ("/note T-1 see due:fri", "note.note item=T-1 text='see due:fri'"),
        ("M-1 today not possible", "? verb today ~ "),
        ("M-1 tomorrow or 18 dec", "? verb tomorrow ~ "),
        ("T-1 now 50%", "task.progress item=T-1 progress=50%"),
        ("T-1 fri not thu", "? verb fri ~ "),
        ("R-1 now p2 i2", "risk.score impact=2 item=R-1 probability=2"),
        ("M-1 is now 18 dec", "milestone.move due=2026-12-18 item=M-1"),
        ("M-1 18 dec because vendor late", "milestone.move because='vendor late' due=2026-12-18 item=M-1"),
        ("M-1 slips to 18 dec, vendor late", "milestone.move because='vendor late' due=2026-12-18 item=M-1"),
        ("task alpha by fri\ntask beta by mon", "? several lines"),
        ("task alpha @kim by fri; task beta @bo by mon", "? several lines"),
        ("task order cables; T-2 after T-3", "? several lines"),
        ("task C5\n- with photo", "task.add title='C5\n- with photo'"),
        ("note T-1 first line\nsecond line", "note.note item=T-1 text='first line\nsecond line'"),
        ("task Review; test", "task.add title='Review; test'"),
        ("task T-1 finished", "? verb finished ~ finish"),
        ("task T-1 50%", "task.progress item=T-1 progress=50%"),
        ("task T-1 is late", "? verb late ~ "),
        ("task T-1 blocked", "? missing title"),
        ("task T-1 to bo", "assign.assign item=T-1 owner=@bo"),
        ("milestone M-1 slips to 11 dec", "milestone.move due=2026-12-11 item=M-1"),
        ("milestone M-1 to 4 dec", "milestone.move due=2026-12-04 item=M-1"),
        ("M-1 to 18 dec", "milestone.move due=2026-12-18 item=M-1"), ("M-1 to bo", "assign.assign item=M-1 owner=@bo"),
        ("risk R-1 closed", "? verb closed ~ close"),
        ("risk R-1 accepted", "? verb accepted ~ accept"),
        ("risk R-1 mitigate second vendor", "? verb mitigate ~ "),
        ("decision DEC-1 reversed", "? verb reversed ~ "),
        ("action A-1 moved to bo", "? verb moved ~ "),
        ("decision cutover on 12 dec", "decision.add title='cutover on 12 dec'"),
        ("decision no changes until 4 jan", "decision.add title='no changes until 4 jan'"),
        ("decision Freeze changes review 4 jan", "decision.add review=2027-01-04 title='Freeze changes'"),
        ("decision Freeze review:4jan", "decision.add review=2027-01-04 title=Freeze"),
        ("task Delta by friday eod", "task.add due=2026-11-27 title=Delta"),
        ("milestone Freeze fri eod", "milestone.add due=2026-11-27 title=Freeze"),
        ("task X due friday 4 dec", "task.add due=2026-12-04 title=X"),
        ("task X due thursday 4 dec", "? no day thursday 4 dec"),
        ("task X by fri, 4 dec", "task.add due=2026-12-04 title=X"),
        ("task X by friday morning", "task.add due=2026-11-27 title=X"),
        ("task X by 5th of december", "task.add due=2026-12-05 title=X"),
        ("task X by Dec. 4", "task.add due=2026-12-04 title=X"),
        ("task X by dec 4, 2026", "task.add due=2026-12-04 title=X"),
        ("task Fri night deploy", "task.add title='Fri night deploy'"),
        ("task Fri 4 pm call", "task.add title='Fri 4 pm call'"),
        ("action call acme @bo tmr", "action.add due=2026-11-24 owner=@bo title='call acme'"),
        ("risk foo 4/4", "risk.add impact=4 probability=4 title=foo"),
        ("risk foo 4x5", "risk.add impact=5 probability=4 title=foo"),
        ("risk foo 6/4", "? date 2027-04-06 or 2027-06-04"),
        ("blocker T-1: no power", "blocker.add blocks=T-1 title='no power'"),
        ("T-1: done", "task.done item=T-1"),
        ("note T-1: landlord called", "note.note item=T-1 text='landlord called'"),
        ("project new NE5 \"Network\" in CORE budget 400k", "? unexpected budget"),
        ("project new NE6 \"Network\" program CORE", "project.new key=NE6 name=Network program=CORE"),
        ("project new NE8 Network led by @bo agile", "project.new key=NE8 name='Network led by @bo agile'"),
        ("project new NE9 \"Network\" what else", "? project what ~ "),
        ("risk register", "risk.list filter"),
        ("task board", "task.list filter"),
        ("risk status", "risk.list filter"),
        ("risk Status unclear", "risk.add title='Status unclear'"),
        ("list projects", "project.list filter"),
        ("list people", "person.list filter"),
        ("status amber", "status.set colour=amber"),
        ("status red because late", "status.set because=late colour=red"),
        ("status NET red", "status.set colour=red project=NET"),
        ("status NET red because late", "status.set because=late colour=red project=NET"),
        ("status NET", "status.show project=NET"),
        ("move milestone M-1 to 11 dec", "milestone.move due=2026-12-11 item=M-1"),
        ("close project NET", "project.close project=NET"),
        ("close task T-1", "close.close item=T-1"),
        ("why is T-1 blocked", "why.show item=T-1"),
        ("who am i", "whoami.show"),
        ("who can close milestones", "whocan.show verb='close milestones'"),
        ("how do i add a task", "help.show about='add a task'"),
        ("what is the next milestone", "milestone.list filter"),
        ("undo that", "undo.last"),
        ("undo pls", "undo.last"),
        ("status pls", "status.show"),
        ("open tasks", "list.list filter=(state:open and kind:task)"),
        ("closed tasks", "list.list filter=(state:closed and kind:task)"),
        ("T-3 and T-5 done", "task.done item=T-3,T-5"),
        ("T-3, T-5 done", "task.done item=T-3,T-5"),
        ("T-1 to kim", "assign.assign item=T-1 owner=@kim"),
        ("T-1 priority high", "? verb priority ~ "),
        ("T-1 owner bo", "? verb owner ~ "),
        ("tasks owned by bo", "task.list filter=owner:@bo"),
        ("tasks assigned to kim", "task.list filter=owner:@kim"),
        ("tasks with no due date", "task.list filter=not due>=-768-02-04"),
        ("risks without response", "risk.list filter=response:none"),
        ("list done since mon", "list.list filter='done' since:2026-11-16"),
        ("tasks not started", "task.list filter=not 'started'"),
        ("changes past week", "changes.list during=2026-11-16..2026-11-22 filter"),
        ("done T-1 today", "done.close item=T-1"),
        ("blocker resolve B-1 by friday", "? done as of friday"),
        ("done T-1 1/2", "done.close because=1/2 item=T-1"),
        ("how is NET looking", "status.show project=NET"),
        ("how will NET look on friday", "? command how ~ show admin status"),
        ("assign T-1 to bo and kim", "assign.assign helper=@kim item=T-1 owner=@bo"),
        ("assign bo to T-1", "assign.assign item=T-1 owner=@bo"),
        ("i'll take T-1", "assign.assign item=T-1 owner=@me"),
        ("what is bo working on", "mine.list person=@bo filter"),
        ("can you add a task order racks by fri", "task.add due=2026-11-27 title='order racks'"),
        ("can you please log a risk that vendor slips", "risk.add title='vendor slips'"),
        ("changes of T-1", "changes.list filter='t-1'"),
        ("can i close a milestone", "can.show verb='i close a milestone'"),
        ("list tasks for bo", "list.list filter=(kind:task and owner:@bo)"),
        ("postpone M-1 to wed", "milestone.move due=2026-11-25 item=M-1"),
        ("close M-1 as missed", "close.close because=missed item=M-1"),
        ("T-1 slips by 3 days", "task.reschedule due=2026-11-26 item=T-1"),
        ("can bo close M-1", "can.show verb='bo close M-1'"),
        ("status of T-1", "status.show item=T-1"),
        ("history of T-1", "history.history item=T-1"),
        ("kim's tasks", "task.list filter=owner:@kim"),
        ("bo's risks", "risk.list filter=owner:@bo"),
        ("tasks of bo and kim", "task.list filter=(owner:@bo or owner:@kim)"),
        ("tasks of bo and firewall", "task.list filter=(owner:@bo and 'firewall')"),
        ("milestones in december", "milestone.list filter=(due>=2026-12-01 and due<=2026-12-31)"),
        ("tasks in november", "task.list filter=(due>=2026-11-01 and due<=2026-11-30)"),
        ("tasks in may", "task.list filter=(due>=2027-05-01 and due<=2027-05-31)"),
        ("tasks in scope", "task.list filter=('in' and 'scope')"),
        ("list in december of kim", "list.list filter=((due>=2026-12-01 and due<=2026-12-31) and owner:@kim)"),
        ("status all", "status.show all=all"),
        ("status of all projects", "status.show all=all"),
        ("status for all our projects", "status.show all=all"),
        ("/status all projects?", "status.show all=all"),
        ("status everything", "status.show all=all"),
        ("status of all", "status.show all=all"),
        ("list milestones all projects", "list.list filter=(kind:milestone and project:*)"),
        ("list milestones in all the projects", "list.list filter=(kind:milestone and project:*)"),
        ("list all projects", "project.list filter"),
        ("show all projects", "project.list filter"),
        ("show me the projects", "project.list filter"),
        ("list everything everywhere", "list.list filter=(state:any and project:*)"),
        ("what is late in all projects", "list.list filter=(due<2026-11-23 and project:*)"),
        ("/changes in all projects", "changes.list filter=project:*"),
        ("/changes across projects since mon", "changes.list from=2026-11-16 filter=project:*"),
        ("/list project:any kind:milestone", "list.list filter=(project:* and kind:milestone)"),
        ("/changes project:any", "changes.list filter=project:*"),
        ("/risk matrix all projects", "risk.matrix filter=project:*"),
        ("/ready everywhere", "ready.list filter=project:*"),
        ("brief all projects", "brief.exec all=all"),
        ("task Review contracts in all projects", "task.add title='Review contracts in all projects'"),
        ("/milestone list any project", "milestone.list filter=project:*"),
        ("/risk list not project:any", "risk.list filter=not project:*"),
        ("/task Call them everywhere", "task.add title='Call them everywhere'"),
        (
            "list tasks of every project due:this week",
            "list.list filter=(kind:task and project:* and (due>=2026-11-23 and due<=2026-11-29))"
        ),
        ("/undo", "undo.last"),
        ("/undo R-12", "undo.last item=R-12"),
        ("/undo r12", "undo.last item=R-12"),
        ("/yes ASK-7", "yes.accept proposal=ASK-7"),
        ("/can I close a milestone", "can.show verb='I close a milestone'"),
        ("/help", "help.show"),
        ("/help risk", "help.show about=risk"),
        ("/alias oops undo", "alias.set meaning=undo word=oops"),
        ("/batch task done T-1; note M-1 racks are in", "batch.run commands='task done T-1; note M-1 racks are in'"),
        ("/batch task done T-1; /note M-1 racks are in", "batch.run commands='task done T-1; /note M-1 racks are in'"),
        ("/dry close B-7", "dry.run command='close B-7'"),
        ("/risk close R-4 --dry", "risk.close item=R-4 --dry"),
    ]

    @Test(arguments: lines) func `a line is read as meant`(_ line: String, _ read: String) {
        #expect(Reading.read(MessageText(line)) == read)
    }

    static let problems: [(String, String)] = [
        ("/hlep", "? command hlep ~ help"), ("/statsu NET", "? command statsu ~ status"),
        ("/impediments", "? command impediments ~ blocker"),
        ("/risk review of contract overdue", "? verb review or add"),
        ("/risk close", "? missing item"), ("/risk Vendor slips onwer:@bo", "? key onwer:@bo ~ owner"),
        ("/risk Vendor slips due:whenever", "? due not whenever"),
        ("/task due:next Review the firewall", "? due not next"),
        ("/risk Vendor slips due:03/04/2027", "? date 2027-04-03 or 2027-03-04"),
        ("/risk Vendor slips cost:1.200€", "? money €1,200 or €1.20"),
        ("/risk Vendor slips owner:@bo owner:@kim", "? twice owner"),
        ("/risk Vendor slips project:NTE", "? project NTE ~ NET"),
        ("/status NTE", "? project NTE ~ NET"), ("/status set purple", "? colour not purple"),
        ("/task progress T-3 lots", "? progress not lots"), ("/task estimate T-3 3m", "? estimate not 3m"),
        ("/assign T-3", "? missing owner"), ("/assign T-3 @bo whatever", "? unexpected whatever"),
        ("/note", "? missing item"), ("/note B-7", "? missing text"),
        ("/task Dnoe T-1", "? verb Dnoe ~ done"), ("/list on XYZ", "? project XYZ ~ "),
        ("/list owner:@bo and and owner:@kim", "? filter and"),
        ("/milestone mvoe M-1 to 18dec", "? verb mvoe ~ move"), ("/risk lits", "? verb lits ~ list"),
        ("/risk asign R-1 @bo", "? verb asign ~ assign"),
        ("/blocker esclate B-1 to @bo", "? verb esclate ~ escalate"), ("/role gant @bo admin", "? verb gant ~ grant"),
        ("/project colse NET", "? verb colse ~ close"),
        ("/project delete NET", "? verb delete ~ "), ("/project nwe OPS", "? verb nwe ~ new"),
        ("/task escalate T-1 to @kim", "? verb escalate ~ "),
        ("/risk mitigate R-1 second vendor", "? verb mitigate ~ "),
        ("/milestone mark M-1 reached", "? verb mark ~ "),
        ("/task call T-2 vendor @bo", "? verb call ~ all"),
        ("/risk treat R-1 mitigate second vendor due:1dec", "? field due:1dec"),
        ("/risk p5 i5", "? missing title"),
        ("/task @bo", "? missing title"),
        ("/list at:+3d", "? at not +3d"),
        ("/task push T-1 changes to prod", "? verb push ~ "),
        ("/task retest T-1", "? verb retest ~ "),
        ("/changes since tomorrow", "? from not tomorrow"),
        ("/changes on FOO", "? project FOO ~ "), ("/changes since 2 hours ago", "? from not 2"),
        ("/changes since:next fri", "? since not next"),
        ("/risk list colour:red", "? filter colour:red"), ("/risk list (owner:@bo", "? filter ("),
        ("/risk list due<soon", "? due not soon"),
        ("/risk re R-4", "? which re: treat review realize"),
        ("/undo everything", "? item not everything"), ("T-1 frobnicate", "? verb frobnicate ~ "),
        ("T-1 is blocked", "? missing title"), ("T-1 likely slips", "? verb likely ~ "),
    ]

    @Test(arguments: problems) func `what does not bind is refused, not guessed`(_ line: String, _ read: String) {
        #expect(Reading.read(MessageText(line)) == read)
    }
}
