// Short conversations, and what the last answer must say: or must not.

import ProgramModel
import Quantities
import TestSupport
import Testing

struct Conversations {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Said on the day before, and on the day.
        var yesterday: [String] = []
        var said: [String]
        var holds: [String] = []
        var lacks: [String] = []
    }

    private static let cases: [Case] = [
        .init(
            testDescription: "two decisions never take each other's place",
            said: [
                "/decision Use Acme", "/decision Use Globex instead of it", "/decision supersede DEC-1 with DEC-2",
                "/decision supersede DEC-2 with DEC-1",
            ], holds: ["DEC-1 is superseded itself"]),
        .init(
            testDescription: "a decision is not just closed",
            said: ["/decision Use Acme", "/close DEC-1"], holds: ["/decision supersede DEC-1 with"]),
        .init(
            testDescription: "a decision that stands again has nothing in its place",
            said: [
                "/decision Use Acme", "/decision Use Globex supersedes DEC-1", "/reopen DEC-1", "DEC-1",
            ], holds: ["State: decided"], lacks: ["Superseded"]),
        .init(
            testDescription: "a done task that is started is said to be open again",
            said: ["/task One", "T-1 done", "/task start T-1"], holds: ["T-1 was done, and is open again."]),
        .init(
            testDescription: "a task of which no progress was said has made none",
            said: ["/task One", "/task Two", "T-2 60%", "/tasks progress<50%"], holds: ["T-1 One"], lacks: ["T-2"]),
        .init(
            testDescription: "the lead who escalates is told that somebody else is needed",
            said: ["/blocker Cable cut", "/blocker escalate B-1"],
            holds: ["You lead NET yourself. To whom? /blocker escalate B-1 to @somebody"]),
        .init(
            testDescription: "a program's colour is explained by its projects",
            said: [
                "/project new NET \"Network\"", "/program new CORE", "/program add NET to CORE",
                "/milestone Cut on NET due:yesterday", "/why CORE",
            ], holds: ["CORE CORE evidence RED", "NET nothing declared", "the colour of its worst project"]),
        .init(
            testDescription: "of several days none is the date, and the last is offered",
            said: ["/task Workshop mon and tue"],
            holds: ["Workshop mon and tue", "It has no date", "/set T-1 due:2026-11-24"]),
        .init(
            testDescription: "a stretch of days is no date either",
            said: ["/task Freeze config between 18 dec and 4 jan"], holds: ["/set T-1 due:2027-01-04"]),
        .init(
            testDescription: "a day that is spelt right is no misspelt other one",
            said: ["/task retro every 2 weeks on thursday"], lacks: ["tuesday", "2026-12-01"]),
        .init(
            testDescription: "since when it stands in the way may be set",
            said: ["/blocker No power", "/set B-1 since:20nov", "B-1"], holds: ["Since: Fri 20 Nov"]),
        .init(
            testDescription: "a milestone may be dropped",
            said: ["/milestone Pilot 4dec", "drop M-1"], holds: ["M-1 dropped: Pilot"]),
        .init(
            testDescription: "a link is taken away, and the task stays",
            said: ["/task One", "/task Two", "T-2 waits for T-1", "remove T-2 depends on T-1", "T-2"],
            holds: ["State: open"], lacks: ["Waits for"]),
        .init(
            testDescription: "a day that has been is answered by that day's clock",
            yesterday: ["/blocker Cable cut", "/task Order racks due:yesterday"],
            said: ["/status at:yesterday"], holds: ["open 0 days", "as of the end of Sun 22 Nov"], lacks: ["open 1 day"]
        ),
        .init(
            testDescription: "a level of a risk takes its chance in percent away",
            said: ["/risk Price rises p:80% i3", "/risk score R-1 p1", "R-1"], holds: ["Probability: 1 of 5"],
            lacks: ["80%"]),
        .init(
            testDescription: "a field of a risk takes its chance in percent away",
            said: ["/risk Price rises p:80% i3", "/set R-1 probability:1", "R-1"], holds: ["Probability: 1 of 5"],
            lacks: ["80%"]),
        .init(
            testDescription: "a blocker blocks every record of a list",
            said: ["/task One", "/task Two", "/blocker Cable cut", "B-1 blocks T-1 and T-2", "/why B-1"],
            holds: ["Stops 2 tasks"]),
        .init(
            testDescription: "an opportunity that comes true blocks nothing",
            said: ["/risk Early discount type:opportunity p4 i5", "R-1 happened", "/status"], lacks: ["B-1", "RED"]),
        .init(
            testDescription: "an opportunity is no top risk",
            said: ["/risk Early discount type:opportunity p4 i5", "/risk Late racks p2 i2", "/status"],
            holds: ["Top risk: R-2 Late racks", "2 open risks"], lacks: ["R-1"]),
        .init(
            testDescription: "a room's project is no limit to who asks for all of them",
            said: [
                "/project new CRM", "/here NET", "/task Order racks", "/task Clean data on CRM",
                "list tasks in all projects",
            ],
            holds: ["2 open tasks in all projects", "Clean data (CRM)", "Order racks (NET)"]),
        .init(
            testDescription: "the status of all projects has a line for each",
            said: ["/project new CRM", "/here NET", "/task Order racks", "status of all projects"],
            holds: ["2 projects evidence", "CRM nothing declared", "NET nothing declared"]),
        .init(
            testDescription: "all projects are all of them, whichever is named beside",
            said: ["/project new CRM", "/here NET", "/task Order racks", "/brief NET all"],
            holds: ["All projects", "2 projects"]),
        .init(
            testDescription: "changes of all projects are of all",
            said: [
                "/project new CRM", "/here NET", "/task Order racks", "/task Clean data on CRM",
                "/changes in all projects",
            ],
            holds: ["changes in all projects since", "Clean data", "Order racks"]),
        .init(
            testDescription: "a record is no part of itself",
            said: ["/task One", "/task Two", "/set T-1 parent:T-2", "/set T-2 parent:T-1"],
            holds: ["That would make a loop: T-2 → T-1 → T-2"]),
        .init(
            testDescription: "a day that no month has is no due date", said: ["/task One", "T-1 due 31 feb"],
            holds: ["There is no 31 feb"]),
        .init(
            testDescription: "nobody is no new person", said: ["/task One", "/assign T-1 to nobody"],
            holds: ["Nobody is no person"]),
        .init(
            testDescription: "what presses somebody else is told of them",
            said: ["/task One @bo due:today", "/today @bo"], holds: ["1 thing for @bo", "T-1"], lacks: ["you"]),
        .init(
            testDescription: "a role that was not given cannot be taken away",
            said: ["/role revoke @ana NET"], holds: ["There is nothing to take on NET: @ana is"]),
        .init(
            testDescription: "what is done stops nothing any more",
            said: ["/task One", "/task Two after T-1", "/task done T-1", "/why T-1"], holds: ["is done"],
            lacks: ["Stops"]),
        .init(
            testDescription: "what blocks a record is told of that record",
            said: ["/task One", "/task Two", "/blocker Cable cut blocks T-1", "what is blocking T-2?"],
            holds: ["T-2 Two is open"], lacks: ["B-1"]),
        .init(
            testDescription: "a decision says when it is looked at again",
            said: ["/decision Freeze changes review fri"], holds: ["To be reviewed Fri 27 Nov"]),
        .init(
            testDescription: "what was taken back is told with what it was",
            said: ["/task One", "/task done T-1", "/undo", "/changes"],
            holds: ["T-1 One: added", "took back /task done (T-1 One: done → open)"]),
        .init(
            testDescription: "many changes begin with what they come to",
            said: [
                "/task One due:1dec", "/task Two", "/task Three", "/decision Use leased lines",
                "/milestone Launch 4dec",
                "/set T-1 due:8dec", "/task done T-2", "/task done T-3", "/undo", "/blocker Papers stops T-1",
                "/status set amber because late", "/changes",
            ],
            holds: [
                "NET declared AMBER: late", "1 closed: T-2 Two (done)", "1 slipped: T-1 One by 7 days to Tue 8 Dec",
                "1 blocked: T-1 One by B-1", "3 new tasks: T-1 One, T-2 Two, T-3 Three",
                "1 new decision: DEC-1 Use leased lines", "/more",
            ], lacks: ["took back"]),
        .init(
            testDescription: "each of many changes is shown by /more",
            said: [
                "/task One due:1dec", "/task Two", "/task Three", "/task Four", "/task Five", "/task Six",
                "/task Seven",
                "/set T-1 due:8dec", "/set T-1 due:15dec", "/undo", "/changes", "/more",
            ],
            holds: [
                "T-1 One: due Tue 1 Dec → Tue 8 Dec", "T-1 One: due Tue 8 Dec → Tue 15 Dec",
                "took back /reschedule (T-1 One: due Tue 15 Dec → Tue 8 Dec)",
            ]),
        .init(
            testDescription: "settings and roles are changes with what they were",
            said: [
                "/admin set rag.silence 21", "/admin set rag.silence 30", "/role grant @ana viewer NET", "/undo",
                "/changes in all projects",
            ],
            holds: ["rag.silence: 21 → 30", "took back /role grant (@ana on NET: viewer → no role)"]),
        .init(
            testDescription: "what was done again is a change",
            said: ["/task One", "/task done T-1", "/undo", "/redo", "/changes"], holds: ["T-1 One: done"]),
        .init(
            testDescription: "taking back something of before is a change", yesterday: ["/task One"],
            said: ["/undo", "/changes since:today"], holds: ["took back /task add (T-1 One: open → withdrawn)"]),
        .init(
            testDescription: "a history since a day leaves out what was before", yesterday: ["/task One"],
            said: ["T-1 @bo", "/history T-1 since:today"], holds: ["1 change", "assigned to @bo"], lacks: ["added"]),
        .init(
            testDescription: "a list since a day leaves out what did not change", yesterday: ["/task One"],
            said: ["/task Two", "/task list since:today"], holds: ["T-2 Two"], lacks: ["T-1"]),
        .init(
            testDescription: "changes are those of the records a filter holds for",
            said: ["/task One @bo", "/task Two @kim", "/changes owner:@bo"], holds: ["1 matching change", "T-1 One"],
            lacks: ["T-2"]),
        .init(
            testDescription: "changes by somebody leave out everybody else's",
            said: ["/task One", "/changes by @ana since last week", "/task Two @bo", "/changes by @bo"],
            holds: ["No change on NET by @bo"]),
        .init(
            testDescription: "changes of a day leave out those of the next", yesterday: ["/task One"],
            said: ["/task Two", "/changes yesterday"], holds: ["T-1 One"], lacks: ["T-2"]),
        .init(
            testDescription: "changes between two days leave out those before and after", yesterday: ["/task One"],
            said: ["/task Two", "/changes from -3d to yesterday"], holds: ["T-1 One"], lacks: ["T-2"]),
        .init(
            testDescription: "changes between days in the wrong order are refused",
            said: ["/task One", "/changes from today to yesterday"], holds: ["the start comes first"], lacks: ["T-1"]),
        .init(
            testDescription: "a milestone due before what it waits for cannot be met",
            said: ["/task Rack due:19dec", "/milestone Cutover due:27nov after T-1", "/status"],
            holds: [
                "evidence RED", "M-1 Cutover (Fri 27 Nov) cannot be met", "with T-1 Rack", "re-date it",
            ]),
        .init(
            testDescription: "a date that is after the milestone's is no float",
            said: ["/task Rack due:19dec", "/milestone Cutover due:27nov after T-1", "/why T-1"],
            holds: ["Already 15 days short of M-1's date, Fri 27 Nov"], lacks: ["Float"]),
        .init(
            testDescription: "a new date says what waits for it and is due before",
            said: [
                "/task Rack due:25nov", "/task Wire due:26nov after T-1", "/milestone Cutover due:27nov after T-2",
                "T-1 slips to 11.12.",
            ],
            holds: [
                "12 working days later than first promised (Wed 25 Nov)",
                "T-2 Wire, due Thu 26 Nov, and 1 more wait for it",
            ]),
        .init(
            testDescription: "due said of a record tells as much as a move",
            said: ["/task Rack due:19dec", "/milestone Cutover due:20dec after T-1", "M-1 due 4.12."],
            holds: ["earlier than Sun 20 Dec", "It waits for T-1 Rack, due Sat 19 Dec"]),
        .init(
            testDescription: "in 2 weeks is counted from today, by 2 weeks from the record's own date",
            said: [
                "/task One due:4dec", "/task Two due:4dec", "/task Three due:4dec", "/move T-1 in 2 weeks",
                "/move T-2 to 2 weeks from now", "/move T-3 by 2 weeks", "/list tasks",
            ],
            holds: ["T-1 One · due Mon 7 Dec", "T-2 Two · due Mon 7 Dec", "T-3 Three · due Fri 18 Dec"]),
        .init(
            testDescription: "a blocker of something done stops nothing, and names who is needed",
            said: ["/task Rack", "/blocker No key stops T-1 needs @kim", "T-1 done", "/today"],
            holds: ["B-1 No key", "needs @kim", "what it stopped is done"], lacks: ["stops work"]),
        .init(
            testDescription: "tasks in progress are those that were started",
            said: ["/task One", "/task Two", "T-1 started", "tasks in progress"], holds: ["T-1 One"], lacks: ["T-2"]),
        .init(
            testDescription: "somebody known at the end of a title owns it",
            said: ["/task One @bo", "/task Two for bo"],
            holds: ["T-2 logged on NET: Two. @bo"]),
        .init(
            testDescription: "somebody known at the beginning of a title is told",
            said: ["/task One @bo", "/task bo to check the list"],
            holds: ["bo is read as part of the title. /assign T-2 @bo"]),
        .init(
            testDescription: "high risks are the very high ones too",
            said: ["/risk Small p1 i2", "/risk Great p3 i5", "/risk Worst p5 i5", "high risks"],
            holds: ["R-2 Great", "R-3 Worst"], lacks: ["R-1"]),
        .init(
            testDescription: "weeks earlier are before the record's own date",
            said: ["/milestone Cutover due:4dec", "M-1 moved 1 week earlier"],
            holds: ["due Fri 27 Nov", "earlier than"]),
        .init(
            testDescription: "what slips is never earlier",
            said: ["/milestone Cutover due:18dec", "M-1 slips to next fri", "M-1 slips to 11.12.", "/show M-1"],
            holds: ["Fri 18 Dec"]),
        .init(
            testDescription: "a slip to a day before says how it is made earlier",
            said: ["/milestone Cutover due:18dec", "M-1 slips to 11.12."],
            holds: ["M-1 is due Fri 18 Dec, and slips to no day before", "/move M-1 to 2026-12-11"]),
        .init(
            testDescription: "a yes to a sentence about many does it",
            said: (1...6).map { "/task Number \($0)" } + ["T-1, T-2, T-3, T-4, T-5, T-6 done", "yes", "/tasks"],
            holds: ["No open tasks"]),
        .init(
            testDescription: "decisions by somebody are those they made",
            said: ["/decision Use Foo by @kim", "/decision Use Bar", "decisions by kim"], holds: ["Use Foo"],
            lacks: ["Use Bar"]),
        .init(
            testDescription: "a word of sentences is no project's key",
            said: ["/project new ALL \"All of it\"", "/projects"],
            holds: ["NET"], lacks: ["ALL"]),
        .init(
            testDescription: "the beginning of a kind's ids is no project's key",
            said: ["/project new DEC Decisions"], holds: ["\"DEC\" cannot be a key"]),
        .init(
            testDescription: "a date linked to what comes before it says nothing of itself while it holds",
            said: ["/milestone Cutover due:4dec", "/task Rack 5d due:fri", "/depends M-1 on T-1"],
            holds: ["M-1 Cutover waits for T-1 Rack."], lacks: ["forecast"]),
        .init(
            testDescription: "a reason keeps the days in it",
            said: ["/scope Branches part:out because they move next year"], holds: ["why they move next year"],
            lacks: ["due"]),
        .init(
            testDescription: "a heading says what was left out", said: ["/task Rack", "/task Wire", "tasks not rack"],
            holds: ["1 open task on NET without \"rack\"", "T-2 Wire"]),
        .init(
            testDescription: "levels joined by or are both meant, of one kind",
            said: [
                "/task Rack", "/task high load test", "/blocker One stops T-1 severity:high",
                "/blocker Two stops T-1 severity:critical", "/blocker Three stops T-1", "high or critical blockers",
            ], holds: ["B-1 One", "B-2 Two"], lacks: ["B-3", "load test"]),
        .init(
            testDescription: "levels before a kind and somebody's",
            said: ["/risk One p5 i5 @bo", "/risk Two p5 i5 @kim", "/risk Three p1 i1 @bo", "high risks of bo"],
            holds: ["R-1 One"], lacks: ["R-2", "R-3"]),
        .init(
            testDescription: "a later date is later than the record's own",
            said: ["/task One due:27nov", "T-1 slips +2d", "/show T-1"], holds: ["Sun 29 Nov"]),
        .init(
            testDescription: "a delay by so long is later than the record's own date",
            said: ["/milestone Cutover due:4dec", "/milestone delay M-1 by 1 week"], holds: ["due Fri 11 Dec"]),
        .init(
            testDescription: "a dry run of a move moves nothing",
            said: ["/task One due:27nov", "/dry move T-1 to 20dec", "/show T-1"], holds: ["27 Nov"], lacks: ["20 Dec"]),
        .init(
            testDescription: "a reason that speaks of +2d is no other date",
            said: ["/task One due:27nov", "/reschedule T-1 to 25nov because +2d would be too late"],
            holds: ["due Wed 25 Nov", "earlier"]),
        .init(
            testDescription: "due:+2d is later than the record's own date",
            said: ["/task One due:27nov", "/reschedule T-1 due:+2d"], holds: ["due Sun 29 Nov, 2 days later"]),
        .init(
            testDescription: "what a new record waits for stands before it",
            said: ["/task One", "/task Two 2d @bo after T-1", "/ready"], holds: ["T-1 One", "1 waiting"],
            lacks: ["T-2"]),
        .init(
            testDescription: "the next milestone is the first of those to come",
            said: ["/milestone Late 18dec", "/milestone Soon 4dec", "next milestone"], holds: ["M-2 Soon"],
            lacks: ["M-1 Late"]),
        .init(
            testDescription: "what is blocked has a blocker before it, what waits has anything open",
            said: ["/task One", "/task Two after T-1", "/blocker T-1 waits for parts", "/list blocked"],
            holds: ["T-1 One"], lacks: ["T-2"]),
        .init(
            testDescription: "what waits has anything open before it",
            said: ["/task One", "/task Two after T-1", "/list waiting"], holds: ["T-2 Two"], lacks: ["T-1 One ·"]),
        .init(
            testDescription: "a title of two lines becomes one",
            said: ["/task Order\nthe racks", "/task list"], holds: ["T-1 Order the racks"]),
        .init(
            testDescription: "lines below a title are its note",
            said: ["/task Order the racks @bo\nDetails: call the vendor first\nBudget 12k", "/task show T-1"],
            holds: ["T-1 Order the racks", "Owner: @bo", "Details: call the vendor first"]),
        .init(
            testDescription: "a field is set by its name and a value",
            said: ["/task Order the racks", "set T-1 priority to high"], holds: ["T-1 Order the racks: priority high."]),
        .init(
            testDescription: "a number after a kind is the record's",
            said: ["/task One", "task 1 done"], holds: ["T-1 done: One."]),
        .init(
            testDescription: "somebody named in the middle of a title is said to own nothing",
            said: ["/task Ask @bo about racks"], holds: ["Nobody owns it", "@bo"]),
        .init(
            testDescription: "an assignment that changes nothing is refused",
            said: ["/task One @bo", "/assign T-1 @bo"], holds: ["T-1 is already with @bo."]),
        .init(
            testDescription: "a dependency that is there is not made twice",
            said: ["/task One", "/task Two", "T-2 after T-1", "T-2 needs T-1"],
            holds: ["T-2 is already waiting for T-1."]
        ),
        .init(
            testDescription: "a program without projects is not shown with those of others",
            said: ["/project new CRM Crm", "/program new CORE Core", "/status CORE"],
            holds: ["CORE Core has no project yet", "/program add"], lacks: ["CRM nothing"]),
        .init(
            testDescription: "a project goes into a program whichever is named first",
            said: ["/program new CORE Core", "/program add CORE NET"], holds: ["NET belongs to CORE now."]),
        .init(
            testDescription: "a refusal about the past says which day was looked at",
            said: ["/status NET at:25dec"], holds: ["no project NET", "as of the end of", "25 Dec"]),
        .init(
            testDescription: "help all lists every command", said: ["/help all"],
            holds: ["/action  ", "commands; /help", "/more"]),
        .init(
            testDescription: "a project that joins a program says so in the changes",
            said: ["/program new CORE Core", "/program add NET to CORE", "/changes"],
            holds: ["project NET: part of CORE"]),
        .init(
            testDescription: "the newest changes are the last ones",
            said: ["/task One", "/task Two", "/changes top:1"], holds: ["newest 1", "T-2 Two"], lacks: ["T-1"]),
        .init(
            testDescription: "changes of a program are those of its projects and their records",
            said: [
                "/program new CORE Core", "/project new WEB Web program:CORE", "/task One on WEB", "/task Two on NET",
                "/changes program:CORE",
            ], holds: ["project WEB Web started", "T-1 One"], lacks: ["T-2"]),
        .init(
            testDescription: "a project's key shows it, other words list those that have them",
            said: ["/project new WEB Web", "/project NET"], holds: ["Method: hybrid"]),
        .init(
            testDescription: "projects are filtered by lead, end and state",
            said: [
                "/project new WEB Web lead:@bo end:24dec", "/project new APP App end:eoy", "/projects lead:@bo due<eoy",
            ], holds: ["1 matching project", "WEB"], lacks: ["APP", "NET"]),
        .init(
            testDescription: "programs are filtered by their projects",
            said: [
                "/program new CORE Core", "/program new EDGE Edge", "/project new WEB Web program:EDGE",
                "/program list project:WEB",
            ], holds: ["1 matching program", "EDGE"], lacks: ["CORE"]),
        .init(
            testDescription: "people are filtered by role", said: ["/task One @bo", "/people role:admin"],
            holds: ["1 person of 2", "@ana"], lacks: ["@bo"]),
        .init(
            testDescription: "a list of another project than the room's is of that project",
            said: ["/project new WEB Web", "/risk Data loss on WEB", "/task One", "/list risks on WEB"],
            holds: ["1 open risk on WEB", "R-1 Data loss"], lacks: ["T-1"]),
        .init(
            testDescription: "what is ready elsewhere is asked by its key",
            said: ["/project new WEB Web", "/task One on WEB", "/ready WEB"], holds: ["1 task ready on WEB"]),
        .init(
            testDescription: "a room of a program lists what its projects have",
            said: [
                "/program new CORE Core", "/project new WEB Web program:CORE", "/task One on WEB", "/task Two on NET",
                "/here CORE", "/list",
            ], holds: ["1 open record on CORE", "T-1 One (WEB)"], lacks: ["T-2"]),
        .init(
            testDescription: "a program is no project to log things on",
            said: ["/program new CORE Core", "/project new WEB Web program:CORE", "/here CORE", "/task One"],
            holds: ["CORE is a program: say on WEB."]),
        .init(
            testDescription: "changes of a program's room are those of its projects",
            said: [
                "/program new CORE Core", "/project new WEB Web program:CORE", "/task One on WEB", "/here CORE",
                "/changes",
            ], holds: ["T-1 One: added"]),
        .init(
            testDescription: "amounts are compared as amounts",
            said: ["/task A 1w", "/task B 3d", "/task C 2d", "/list estimate>=3d"],
            holds: ["2 open records", "T-1", "T-2"],
            lacks: ["T-3"]),
        .init(
            testDescription: "money is compared with money of its currency",
            said: ["/risk A cost:50k€", "/risk B cost:5k€", "/risk C cost:50k USD", "/risk list cost>10k€"],
            holds: ["1 open risk", "R-1"], lacks: ["R-2", "R-3"]),
        .init(
            testDescription: "a value that its field cannot have is refused with what is accepted",
            said: ["/risk A cost:50k€", "/risk list cost>abc", "/risk list cost>1.000€"],
            holds: ["\"1.000€\" may be €1,000 or €1: write it without the separator."], lacks: ["none"]),
        .init(
            testDescription: "levels of a choice compare by their order",
            said: ["/blocker A severity:low", "/blocker B severity:critical", "/blockers severity>=high"],
            holds: ["1 open blocker", "B-2"], lacks: ["B-1"]),
        .init(
            testDescription: "leaving somebody out looks no further than the room",
            said: ["/project new WEB Web", "/task One on WEB", "/task Two", "/list not owner:@ana"],
            holds: ["1 open record on NET", "T-2"], lacks: ["T-1"]),
        .init(
            testDescription: "a list that looks beyond the room says so",
            said: ["/project new WEB Web", "/task One on WEB @me", "/list mine"],
            holds: ["1 open record in all projects", "T-1 One (WEB)"]),
        .init(
            testDescription: "an order is turned round", said: ["/task B", "/task A", "/list sort:title desc top:1"],
            holds: ["first 1", "T-1 B"], lacks: ["T-2"]),
        .init(
            testDescription: "what cannot be cured is not promised GREEN",
            said: [
                "/milestone Cutover due:4dec", "/milestone move M-1 18dec", "/blocker Lab dark", "/status",
            ], holds: ["Towards GREEN: resolve B-1."], lacks: ["To be GREEN"]),
        .init(
            testDescription: "ways to GREEN that are not named are counted",
            said: ["/blocker A", "/blocker B", "/blocker C", "/blocker D", "/status"],
            holds: ["To be GREEN: resolve B-1, resolve B-2, resolve B-3 and 1 more."]),
        .init(
            testDescription: "what is acknowledged is to be resolved",
            said: ["/blocker Lab dark", "/blocker escalate B-1 to @ana", "/blocker ack B-1", "/today"],
            holds: ["waits for you: /blocker resolve B-1"]),
        .init(
            testDescription: "what was done while something stops it says so",
            said: ["/task One", "/blocker T-1 waits for parts", "/task done T-1"],
            holds: ["Still open before T-1: B-1 parts."]),
        .init(
            testDescription: "who may is asked for the project that is named",
            said: ["/project new WEB Web", "/whocan milestone move on WEB"], holds: ["needs manager on WEB"]),
        .init(
            testDescription: "a role in a project that adds nothing says so",
            said: ["/role grant @ana viewer NET"],
            holds: ["That changes nothing: everywhere @ana is admin, also on NET."]),
        .init(
            testDescription: "a history names what was undone",
            said: ["/task One", "/task done T-1", "/undo", "/history T-1"], holds: ["/task done was undone"]),
        .init(
            testDescription: "an undo of a room says what the room is about now",
            said: ["/project new WEB Web", "/here WEB", "/undo"], holds: [": WEB → NET"]),
        .init(
            testDescription: "a mistyped verb logs nothing",
            said: ["/milestone Cutover due:4dec", "/milestone mvoe M-1 18dec"],
            holds: ["/milestone has no verb", "Nearest: /milestone move"]),
        .init(
            testDescription: "help on a list says what a filter may be", said: ["/help list"],
            holds: ["A filter: project, owner, state", "sort: top: since: at:"]),
        .init(
            testDescription: "a batch that only reads offers no undo", said: ["/task One", "/batch /status; /tasks"],
            holds: ["2 answered together"], lacks: ["/undo"]),
        .init(
            testDescription: "scores fall, unscored last, whichever way round",
            said: ["/risk A p5 i5", "/risk B", "/risk C p1 i1", "/risk list sort:score asc top:2"],
            holds: ["R-3 C", "R-1 A"], lacks: ["R-2"]),
        .init(
            testDescription: "the highest score is first when that is said",
            said: ["/risk A p5 i5", "/risk B", "/risk C p1 i1", "/risk list sort:score desc top:1"],
            holds: ["R-1 A"], lacks: ["R-2", "R-3"]),
        .init(
            testDescription: "what was closed since a day is listed",
            yesterday: ["/task One", "/task done T-1"],
            said: ["/task Two", "/task done T-2", "/list closed since today"],
            holds: ["T-2 Two"], lacks: ["T-1"]),
        .init(
            testDescription: "a word of one's own stands for its command in a batch and in a dry run",
            said: ["/alias todo task", "/batch todo One; todo Two", "/dry todo Three"], holds: ["Would be: T-3 logged"]),
        .init(
            testDescription: "roles are filtered by role",
            said: ["/role grant @ana manager NET", "/role list role:viewer"],
            holds: ["Nobody matches on NET."]),
        .init(
            testDescription: "somebody known is shown without the @", said: ["/task One @bo", "/person bo"],
            holds: ["Owns 1 open record"]),
        .init(
            testDescription: "a field that projects do not have is refused", said: ["/project list score>3"],
            holds: ["does not filter", "project, program, lead"]),
        .init(
            testDescription: "a key that a read would ignore is refused", said: ["/status since:mon"],
            holds: ["since: says nothing to /status", "/changes"]),
        .init(
            testDescription: "an order that a write would ignore is refused", said: ["/task One sort:due"],
            holds: ["sort: is for lists, not for /task."]),
        .init(
            testDescription: "what is ready can be ordered and cut",
            said: ["/task B due:fri", "/task A due:mon", "/ready sort:title top:1"], holds: ["first 1", "T-2 A"],
            lacks: ["T-1"]),
        .init(
            testDescription: "what is mine can be ordered and cut",
            said: ["/task B due:fri @me", "/task A due:mon @me", "/mine sort:id top:1"],
            holds: ["first 1, by id", "T-1 B"],
            lacks: ["T-2"]),
        .init(
            testDescription: "six records at once are asked for first",
            said: ["/task A", "/task B", "/task C", "/task D", "/task E", "/task F", "/close T-1 T-2 T-3 T-4 T-5 T-6"],
            holds: ["/close on 6 records: T-1, T-2, T-3 and 3 more?", "/yes ASK-1"]),
        .init(
            testDescription: "an undo of many says how many there are",
            said: [
                "/task A", "/task B", "/task C", "/task D", "/task E", "/task F",
                "/close T-1 T-2 T-3 T-4 T-5 T-6 --yes", "/undo",
            ], holds: ["T-3 C", "and 3 more"], lacks: ["T-4"]),
        .init(
            testDescription: "the float counts the work of all that comes before",
            said: [
                "/milestone Cutover due:4dec", "/task Rack 5d", "/task Mount 3d", "/depends M-1 on T-2",
                "/depends T-2 on T-1",
            ], holds: ["Float 2 days to M-1's date, Fri 4 Dec"]),
        .init(
            testDescription: "what is late then is late by the day of then",
            yesterday: ["/task Old due:2026-11-20", "/task New due:2026-11-22"],
            said: ["/list late at:yesterday"], holds: ["T-1"], lacks: ["T-2"]),
        .init(
            testDescription: "records by the day they were closed are closed ones",
            said: ["/task One", "/task Two", "/task done T-1", "/list closed:today"], holds: ["T-1"], lacks: ["T-2"]),
        .init(
            testDescription: "an amount without a currency is that of each record",
            said: ["/risk Price rises cost:10k€", "/risk Fee cost:500€", "/list cost>1k"], holds: ["R-1"],
            lacks: ["R-2"]),
        .init(
            testDescription: "a milestone that is back at its first date has moved all the same",
            said: [
                "/milestone Cutover due:4dec", "/milestone move M-1 to 11dec", "/milestone move M-1 to 4dec",
                "/why M-1",
            ],
            holds: ["as first promised"], lacks: ["never moved"]),
        .init(
            testDescription: "a milestone moved earlier says so",
            said: ["/milestone Cutover due:18dec", "/milestone move M-1 to 11dec", "/why M-1"],
            holds: ["moved 5 working days earlier"]),
        .init(
            testDescription: "a blocker of what is done stops nothing",
            said: ["/task One", "/blocker T-1 waits for cables", "/task done T-1", "/status"], holds: ["B-1"],
            lacks: ["blocks T-1"]),
        .init(
            testDescription: "what is overdue is named as much as GREEN takes",
            said: (1...5).map { "/task Late \($0) due:2026-11-20" } + (1...5).map { "/task Later \($0) due:18dec" }
                + ["/status"],
            holds: ["To be GREEN: finish or re-date 5 of the 5 overdue tasks"]),
        .init(
            testDescription: "a late milestone is to be reached, moved it would be AMBER",
            said: ["/milestone Cutover due:2026-11-20", "/status"], holds: ["To be GREEN: reach M-1."]),
        .init(
            testDescription: "a key that reads as an id is none", said: ["/project new M2 \"Money\""],
            holds: ["M2"], lacks: ["started"]),
        .init(
            testDescription: "thresholds do not cross", said: ["/admin set rag.overdue-amber 50"],
            holds: ["at most rag.overdue-red, which is 25"]),
        .init(
            testDescription: "what presses and is not shown is said",
            said: (1...12).map { "/task Late \($0) due:today @ana" } + ["/today"],
            holds: ["12 things for you, the 10 most pressing; top:12 shows all"]),
        .init(
            testDescription: "the parts of a task have its work",
            said: [
                "/task Parent 8d due:11dec", "/milestone Gate due:11dec", "/depends M-1 on T-1",
                "/task split T-1 into Alpha; Beta", "/task estimate T-2 4d", "/task estimate T-3 4d", "/why T-2",
            ], holds: ["Float 11 days"]),
        .init(
            testDescription: "the parts of a task have estimates and owners of their own",
            said: [
                "/task Racks @bo", "/task split T-1 into Pull cables 2d; Mount 3 racks 1.5d @bo; Test 2", "/list",
            ], holds: ["T-2 Pull cables ·", "T-3 Mount 3 racks ·", "T-4 Test 2 ·"]),
        .init(
            testDescription: "what is due after what waits for it is told",
            said: [
                "/task Racks due:18dec", "/milestone Gate due:4dec", "/depends M-1 on T-1", "/status M-1",
            ], holds: ["waits for T-1 Racks", "due Fri 18 Dec · after M-1 is"]),
        .init(
            testDescription: "a closed project says so", said: ["/project close NET --yes", "/status NET"],
            holds: ["closed · nothing declared"]),
        .init(
            testDescription: "what may have been a value and is in the title is told",
            said: ["/action Call acme @bo in the morning"], holds: ["@ana owns it: @bo is read as part of the title"]),
        .init(
            testDescription: "a day that was not read is told", said: ["/task Order racks by fri at the latest"],
            holds: ["It has no date: \"by fri at\" is read as part of the title. /set T-1 due:2026-11-27"]),
        .init(
            testDescription: "a score that was not read is told",
            said: ["/risk Vendor late p4 mitigate: second one"],
            holds: ["It has no score: p4 is read as part of the title"]),
        .init(
            testDescription: "text that looks like no value is not told",
            said: ["/risk Supplied by Acme", "/task Stand by me", "/task Fix p1 incidents"], lacks: ["is read as part"]),
        .init(
            testDescription: "a resolved blocker stops nothing",
            said: [
                "/task One", "/task Two", "/blocker T-1 waits for x", "/blocker resolve B-1", "B-1 blocks T-2",
            ], holds: ["B-1 is resolved"], lacks: ["Stops"]),
        .init(
            testDescription: "what closing needs is that of the record's kind",
            said: ["/milestone Cut 4dec", "/can I close M-1"], holds: ["/milestone close needs manager"]),
        .init(
            testDescription: "states that are left out leave closed records out too",
            said: ["/task One", "/task Two", "/task done T-2", "/tasks not started"], holds: ["T-1"], lacks: ["T-2"]),
        .init(
            testDescription: "a list that finds nothing says which words it looked for", said: ["/tasks frobnicated"],
            holds: ["No open tasks on NET with \"frobnicated\" in the text"]),
        .init(
            testDescription: "what slips to a weekday slips to the one after its date",
            said: ["/milestone Cut due:4dec", "postpone M-1 to wed"], holds: ["due Wed 9 Dec, 3 working days later"]),
        .init(
            testDescription: "what is moved to a weekday may be earlier",
            said: ["/milestone Cut due:4dec", "move M-1 to wed"], holds: ["due Wed 25 Nov, 7 working days earlier"]),
        .init(
            testDescription: "what is closed as missed was not reached",
            said: ["/milestone Cut due:4dec", "close M-1 as missed", "M-1"], holds: ["State: dropped"]),
        .init(
            testDescription: "changes of one record", said: ["/task One", "T-1 50%", "changes of T-1"],
            holds: ["T-1 One: progress"]),
        .init(
            testDescription: "a level beside a kind is that level, and words that are looked for are said",
            said: ["/risk One p5 i2", "/risk high availability missing p1 i1", "list high risks"],
            holds: ["R-1"], lacks: ["R-2"]),
        .init(
            testDescription: "critical blockers are those of that severity",
            said: ["/blocker Power severity:critical", "/blocker Keys", "critical blockers"], holds: ["B-1"],
            lacks: ["B-2"]),
        .init(
            testDescription: "a list by words says the words",
            said: ["/risk high availability missing p1 i1", "/risk list availability"], holds: ["with \"availability\""]
        ),
        .init(
            testDescription: "a link shows its type and lag",
            said: ["/task One", "/task Two", "/depends T-2 on T-1 type:ss lag:2d", "/show T-2"],
            holds: ["T-1 One, ss, 2d between"]),
        .init(
            testDescription: "what waits for a start is ready once there was one",
            said: ["/task One", "/task Two", "/depends T-2 on T-1 type:ss", "/task start T-1", "/ready"],
            holds: ["T-2 Two"]),
        .init(
            testDescription: "half days are an estimate", said: ["/task Rack 2.5d", "T-1"], holds: ["Estimate: 20h"]),
        .init(
            testDescription: "two weeks more are counted from the milestone's own date",
            said: ["/milestone Cutover due:18dec", "/milestone move M-1 +2w"], holds: ["due Fri 1 Jan 2027"]),
        .init(
            testDescription: "a number in the reason moves no date",
            said: ["/milestone Cutover due:4dec", "/milestone move M-1 to 18dec because -3d of slack is left"],
            holds: ["due Fri 18 Dec"]),
        .init(
            testDescription: "a score is compared by its band",
            said: ["/risk One p4 i5", "/risk Two p3 i3", "/risk list score>=high"], holds: ["R-1"], lacks: ["R-2"]),
        .init(
            testDescription: "a state that there is not is refused",
            said: ["/task One", "/list state:opne"], holds: ["did you mean open"]),
        .init(
            testDescription: "a state of the kind is a condition",
            said: ["/task One", "/task Two", "/task done T-1", "/task list done"], holds: ["T-1"], lacks: ["T-2"]),
        .init(
            testDescription: "words are searched among records that conditions hold for",
            said: ["/task Fire drill", "/risk Fire in the rack room", "/search fire kind:task"],
            holds: ["1 matching record with \"fire\"", "T-1"], lacks: ["R-1"]),
        .init(
            testDescription: "what a person owns can be narrowed down",
            said: ["/task One due:fri @ana", "/task Two due:15dec @ana", "/mine due<next week"], holds: ["T-1"],
            lacks: ["T-2"]),
        .init(
            testDescription: "a day's work can be narrowed down",
            said: ["/task One due:today @ana", "/risk Two due:today p4 i5", "/today kind:task"], holds: ["T-1"],
            lacks: ["R-1"]),
        .init(
            testDescription: "a word of one's own is taken away again",
            said: ["/alias ship task done", "/alias remove ship", "/ship T-1"], holds: ["no command \"ship\""]),
        .init(
            testDescription: "a record that is not there says what is", said: ["/task One", "/task show T-9"],
            holds: ["There is no T-9; the newest is T-1."]),
        .init(
            testDescription: "words that say nothing of a record log none",
            said: ["/task One", "T-1 frobnicate", "/tasks"],
            holds: ["1 open task"]),
        .init(
            testDescription: "a room alone says what it is about", said: ["/here"],
            holds: ["This room is about NET."]),
        .init(
            testDescription: "a question about a record shows it and changes nothing",
            said: ["/task One", "T-1 done?", "/task show T-1"], holds: ["T-1 One\nState: open"]),
        .init(
            testDescription: "what is asked is recorded only when it is said with a slash",
            said: ["decision needed by friday?"],
            holds: ["A question changes nothing. To have it recorded say /decision needed by friday"]),
        .init(
            testDescription: "tags are put on and taken off, and the others stay",
            said: ["/task One #lab", "tag T-1 urgent", "T-1 #audit", "untag T-1 lab"],
            holds: ["T-1 One: #urgent #audit."]),
        .init(
            testDescription: "all that one person owns is handed over, and what is closed stays",
            said: [
                "/task One @bo", "/task Two @bo", "/risk Three @bo", "T-2 done", "give bo's stuff to @kim",
            ],
            holds: ["2 records of @bo are with @kim now.", "• T-1 One (NET) · @kim"], lacks: ["T-2"]),
        .init(
            testDescription: "one kind of what somebody owns is handed over",
            said: ["/task One @bo", "/risk Three @bo", "reassign all of bo's risks to @kim"],
            holds: ["1 risk of @bo is with @kim now."], lacks: ["T-1"]),
        .init(
            testDescription: "who helps goes on helping another owner, and one who helps is taken off alone",
            said: ["/task Order racks @bo and @kim", "/assign T-1 @sam", "/unassign T-1 @kim"],
            holds: ["T-1 Order racks is no longer with @kim."]),
        .init(
            testDescription: "several records are moved at once",
            said: [
                "/task One due:27nov", "/task Two due:30nov", "move T-1, T-2 by a week",
            ],
            holds: ["T-1 One: due Fri 4 Dec", "T-2 Two: due Mon 7 Dec"]),
        .init(
            testDescription: "days of a slip are working days",
            said: ["/task One due:27nov", "push T-1 by 2 days"], holds: ["T-1 One: due Tue 1 Dec, 2 working days later"]
        ),
        .init(
            testDescription: "what a response costs is not what the risk costs",
            said: ["/risk Pump fails p3 i4 cost 100k€", "/risk treat R-1 mitigate spare pump cost 5k€"],
            holds: ["€100,000 at stake", "The response costs €5,000."]),
        .init(
            testDescription: "a probability in percent keeps its percent",
            said: ["/risk Pump fails p:40% i4 cost 100k€", "R-1 probability 20%", "/R-1"], holds: ["Chance: 20%"]),
        .init(
            testDescription: "an accepted risk can be opened again",
            said: ["/risk Pump fails p3 i4", "/risk accept R-1", "/reopen R-1"], holds: ["R-1 open: Pump fails"]),
        .init(
            testDescription: "a risk that is transferred to somebody is a question",
            said: ["/task One @bo", "/risk Pump fails p3 i4", "R-1 transfer to bo"],
            holds: ["To give R-1 to somebody: /assign R-1 @bo."]),
        .init(
            testDescription: "what is not decided is no decision",
            said: ["/decision tbd: the vendor"], holds: ["A decision is recorded once it is made."]),
        .init(
            testDescription: "a closed record says since when, and why",
            said: ["/task One", "T-1 done because the racks are in", "why T-1"],
            holds: ["done on Mon 23 Nov by @ana, because the racks are in"]),
        .init(
            testDescription: "why a decision was made is told",
            said: ["/decision Buy racks because they are cheap", "why DEC-1"],
            holds: ["because they are cheap", "decided by @ana"]),
        .init(
            testDescription: "late or blocked leaves out what is done",
            said: ["/task One due:2026-11-20", "/task Two due:2026-11-20", "T-1 done", "late or blocked"],
            holds: ["1 open record on NET", "T-2 Two"]),
        .init(
            testDescription: "measures in words are conditions",
            said: [
                "/task One 5d high", "/task Two 2d critical", "/task Three 1d low", "tasks with estimate over 3d",
                "tasks with high priority and estimate under 4 days",
            ],
            holds: ["1 open task on NET", "• T-2 Two"]),
        .init(
            testDescription: "a list that finds nothing offers the title it may have been",
            said: ["/task all switches patched due fri"], holds: ["/task add all switches patched due fri"]),
        .init(
            testDescription: "a blocker is escalated to somebody else than its owner",
            said: ["/blocker No power", "/blocker escalate B-1"], holds: ["You lead NET yourself. To whom?"]),
        .init(
            testDescription: "it is the record that one changed last",
            said: ["/task One", "assign it to @kim", "make it friday", "it's done"], holds: ["T-1 done: One."]),
        .init(
            testDescription: "a day that a pronoun's record is given",
            said: ["/task One", "make that friday"], holds: ["T-1 One: due Fri 27 Nov."]),
        .init(
            testDescription: "of what was just made, it is what was made and not what it waits for",
            said: ["/task One", "/task Two after T-1", "assign it to @kim"], holds: ["T-2 Two is with @kim."]),
        .init(
            testDescription: "where several were changed, it is none of them",
            said: ["/task One", "/task Two", "T-1, T-2 due fri", "close it"], holds: ["\"it\" is no item"]),
        .init(
            testDescription: "a pronoun beside a record means nothing more",
            said: ["/task One", "/task Two", "close that T-1"], holds: ["\"that\" is no item"]),
        .init(
            testDescription: "it is what was shown last, and not what was changed before",
            said: ["/task One", "/task Two", "/show T-1", "close it"], holds: ["T-1 done: One."]),
        .init(
            testDescription: "after a list it is nothing", said: ["/task One", "/task Two", "/list", "close it"],
            holds: ["\"it\" is no item"]),
        .init(
            testDescription: "after an undo it is what was taken back, and no older record",
            said: ["/task One", "/task Two", "/undo", "close it"], holds: ["T-2 was withdrawn"]),
        .init(
            testDescription: "that task is no risk", said: ["/task One", "/risk Two", "close that task"],
            holds: ["\"that\" is no item"]),
        .init(
            testDescription: "this sprint is no record", said: ["/task One", "close this sprint"],
            holds: ["\"this\" is no item"]),
        .init(
            testDescription: "what each line says of another record is said of that one alone",
            said: ["/task One", "/task Two", "T-1: done\nT-2: open"],
            holds: ["These are several commands. Say /T-1 done;"]),
        .init(
            testDescription: "what has no date is not moved by days",
            said: ["/task One", "move T-1 by 2 days"], holds: ["T-1 has no date to move."]),
        .init(
            testDescription: "days in words are days",
            said: ["/task One due:27nov", "move T-1 by two days"], holds: ["T-1 One: due Tue 1 Dec"]),
        .init(
            testDescription: "an empty value empties nothing", said: ["/task One due:fri", "set T-1 due:"],
            holds: ["due: expected a value; due:none empties it"]),
        .init(
            testDescription: "more than a few records are handed over only when that was meant",
            said: [
                "/task A1 @bo", "/task A2 @bo", "/task A3 @bo", "/task A4 @bo", "/task A5 @bo", "/task A6 @bo",
                "give bo's tasks to @kim",
            ],
            holds: ["Give 6 tasks of @bo to @kim?"]),
        .init(
            testDescription: "a list below a new kind is a record for each line",
            said: ["add tasks:\n- One\n- Two", "/task list"], holds: ["2 open tasks on NET", "T-2 Two"]),
        .init(
            testDescription: "note that speaks of no record", said: ["/task One", "note that the vendor called"],
            holds: ["Item is missing"]),
        .init(
            testDescription: "a title may begin with a pronoun", said: ["/task One", "task it works on my machine"],
            holds: ["T-2 logged on NET: it works on my machine."]),
        .init(
            testDescription: "a list below a kind is a record for each line",
            said: ["task:\n- One fri\n- [ ] Two 2d\n3. Three", "/task list"],
            holds: ["3 open tasks on NET", "T-1 One · due Fri 27 Nov", "T-3 Three"]),
        .init(
            testDescription: "a list below a title is its note", said: ["/task One\n- two of them\n- grey"],
            holds: ["T-1 logged on NET: One.", "The 2 lines below it are its note."]),
        .init(
            testDescription: "the same said again below is a second one, and not part of the first",
            said: ["/task One due fri\ntask Two"],
            holds: ["T-1 logged on NET: One.", "T-2 logged on NET: Two."]),
        .init(
            testDescription: "a ticked box beside a record says that it is done",
            said: ["/task One", "- [x] T-1"], holds: ["T-1 done: One."]),
        .init(
            testDescription: "a misspelt day is told",
            said: ["/task Order racks by wendsday @bo"],
            holds: ["wendsday is read as part of the title. /set T-1 due:2026-11-25"]),
        .init(
            testDescription: "closed in a stretch of days is when they were closed",
            said: ["/task One", "/task Two", "T-1 done", "tasks done this week"], holds: ["1 task on NET", "T-1 One"]),
        .init(
            testDescription: "risks without a score are found",
            said: ["/risk One", "/risk Two p3 i3", "risks not scored"], holds: ["1 open risk on NET", "R-1 One"]),
        .init(
            testDescription: "records without a day are found",
            said: ["/task One", "/task Two due:fri", "list due:none"], holds: ["1 open record on NET", "T-1 One"]),
        .init(
            testDescription: "a range of records is each of them",
            said: ["/task One", "/task Two", "/task Three", "T-1..T-3 done"],
            holds: ["T-1 done: One; T-2 done: Two; T-3 done: Three."]),
        .init(
            testDescription: "what would be is tried when it is asked",
            said: ["/milestone Cutover 4dec", "what if M-1 moves to 18 dec?", "/M-1"], holds: ["Due: Fri 4 Dec"]),
        .init(
            testDescription: "of several those that are done hold up none of the others",
            said: ["/task One", "/task Two", "T-1 done", "close T-1 and T-2"],
            holds: ["T-2 done: Two.", "T-1 was done before."]),
        .init(
            testDescription: "what is still open is told before the record it is before",
            said: ["/task One", "/task Two", "/blocker T-2 waits for power", "close T-1 and T-2"],
            holds: ["Still open before T-2: B-1 power."]),
        .init(
            testDescription: "an assumption is not just closed", said: ["/assumption Power is there", "/close ASM-1"],
            holds: ["ASM-1 is not just closed: say ASM-1 confirmed or ASM-1 wrong."]),
        .init(
            testDescription: "a word is nobody", said: ["/task One", "assign T-1 to today"],
            holds: ["I know nobody called today. Somebody new is said with the sign, @today"]),
        .init(
            testDescription: "what is so already is no change", said: ["/task One due:fri", "/set T-1 due:fri"],
            holds: ["T-1 is already due Fri 27 Nov."]),
        .init(
            testDescription: "a date that has been is told", said: ["/task One due:2025-11-20"],
            holds: ["That day has been: Thu 20 Nov 2025 is 368 days ago."]),
        .init(
            testDescription: "a blocker of another project is a reason where it stops a milestone",
            said: [
                "/project new CRM", "/milestone Pilot on CRM due:11dec", "/task Racks on NET", "/depends M-1 on T-1",
                "/blocker T-1 waits for customs", "/status CRM",
            ], holds: ["evidence AMBER", "B-1 customs (NET) stops M-1 Pilot", "To be GREEN: resolve B-1"]),
        .init(
            testDescription: "blockers on a project name those elsewhere that stop its milestones",
            said: [
                "/project new CRM", "/milestone Pilot on CRM due:11dec", "/task Racks on NET", "/depends M-1 on T-1",
                "/blocker T-1 waits for customs", "whats blocking CRM",
            ], holds: ["No open blockers on CRM.", "B-1 customs (NET) stops M-1 Pilot."]),
        .init(
            testDescription: "a level alone after a kind lists, and is no title",
            said: ["/risk One p4 i4", "/risk Two p1 i1", "risk high"], holds: ["R-1 One"], lacks: ["R-2", "logged"]),
        .init(
            testDescription: "a task that cannot keep its date is told with the float",
            said: [
                "/task One 5d", "/task Two 5d after T-1 due:fri", "/milestone M due:18dec after T-2",
                "/blocker T-1 waits for x",
            ],
            holds: ["Already 5 days short of T-2's date, Fri 27 Nov"]),
        .init(
            testDescription: "projects that only happen to be here are counted by their colours",
            said: ["/project new CRM", "/task Late on CRM due:fri", "/status all"], holds: ["1 GREEN, 1 GREY"]),
        .init(
            testDescription: "a response to a risk may name who sees to it, and until when",
            said: ["/risk One p4 i5", "/task Two @bo", "R-1 mitigate with a second vendor owner bo due 30.11."],
            holds: ["mitigate: a second vendor", "@bo, due Mon 30 Nov"]),
        .init(
            testDescription: "what somebody else may do is answered of them",
            said: ["/task One @bo", "/can bo role grant"], holds: ["No: /role grant needs manager, and @bo is"]),
        .init(
            testDescription: "nobody becomes another by a slip",
            said: ["/task One @bo", "/person link @bo slack:T1/U7", "/task Two @kim", "/person link @kim slack:T1/U7"],
            holds: ["slack:T1/U7 is the only account of @bo", "Make @bo with 1 open record another name of @kim?"]),
        .init(
            testDescription: "who becomes another brings the work along",
            said: [
                "/task One @bo", "/person link @bo slack:T1/U7", "/task Two @kim",
                "/person link @kim slack:T1/U7 --yes", "/task show T-1",
            ], holds: ["Owner: @kim"]),
        .init(
            testDescription: "a weekday that is not that day's is asked back",
            said: ["/task One due fri 21 nov"], holds: ["21 nov is a Saturday: which of the two is meant?"]),
        .init(
            testDescription: "of several names before a title the first owns it and the others help",
            said: ["/task One @bo", "/task Two @kim", "action kim, bo: check the cabling"],
            holds: ["A-1 logged on NET: check the cabling. @kim, helped by @bo."]),
        .init(
            testDescription: "a dependency is no loop in itself",
            said: ["/task One", "/task Two", "/depends T-1 on T-2 blocks T-2"],
            holds: ["That would make a loop: T-2 → T-1 → T-2."]),
        .init(
            testDescription: "a batch holds as many commands as a message, with what their words stand for",
            said: [
                "/alias tens \"" + Array(repeating: "task a", count: 10).joined(separator: "; ") + "\"",
                "/batch " + Array(repeating: "tens", count: 6).joined(separator: "; "),
            ], holds: ["A message may hold at most 50 commands."]),
        .init(
            testDescription: "a word that stands for several commands is shown with all of them",
            said: ["/alias mor \"today ; /mine ; /task x ; /task done T-9\"", "/dry mor"],
            holds: ["Would be: 4 commands, one after the other", "T-1 logged on NET: x", "There is no T-9"]),
        .init(
            testDescription: "a yes is to what was asked",
            said: ["/task One", "/project close NET", "/task Two", "/yes ASK-1"],
            holds: ["Things have changed since that was asked", "2 records would stay open"]),
        .init(
            testDescription: "what one command made is taken back whole",
            said: ["/batch project new ABC; here ABC; task Hello", "/undo"],
            holds: ["T-1 Hello · withdrawn", "there is no project ABC"]),
        .init(
            testDescription: "a project that others use since is not taken back",
            said: ["/batch project new ABC; task Hello on ABC", "/task More on ABC", "/undo T-1"],
            holds: ["ABC was changed since"]),
        .init(
            testDescription: "a title is not emptied", said: ["/task One", "/set T-1 title:none"],
            holds: ["title: expected some words"]),
        .init(
            testDescription: "what follows from a date says whose it is",
            said: ["/task One due fri", "/task Two due 4 dec", "T-1, T-2 +1w", "T-1, T-2 +1w"],
            holds: ["T-1: 10 working days later", "T-2: 10 working days later"]),
        .init(
            testDescription: "what several commands would have done was not done",
            said: ["/alias mor \"/task x ; /task y\"", "/dry mor", "/list"], lacks: ["T-1"]),
        .init(
            testDescription: "joined people are not half taken apart again",
            said: [
                "/task One @bo", "/person link @bo slack:T1/U7", "/task Two @kim",
                "/person link @kim slack:T1/U7 --yes",
                "/undo",
            ], holds: ["/undo does not take back", "/person link does"]),
        .init(
            testDescription: "nobody's words look like a line of the bot's own",
            said: ["/project new CRM \"Rollout\n✗ NET declared RED\"", "/project list"],
            holds: ["Rollout ✗ NET declared RED"]),
        .init(
            testDescription: "projects are asked for by their colour",
            yesterday: ["/task One due:2026-11-01", "/project new CRM"], said: ["projects red"],
            holds: ["1 matching project", "NET"], lacks: ["CRM"]),
        .init(
            testDescription: "a critical blocker is RED wherever it is shown",
            said: ["/task One", "/blocker T-1 waits for parts", "raise B-1 to critical", "/why B-1"],
            holds: ["✗ open 0 days"]),
        .init(
            testDescription: "another response is another plan",
            said: ["/risk Late p4 i4", "R-1 transfer to insurance", "R-1 avoid"], holds: ["Late: avoid."],
            lacks: ["insurance"]),
        .init(
            testDescription: "who solved it is no solution",
            said: ["/task One @kim", "/blocker T-1 waits for parts", "B-1 resolved by kim"],
            holds: ["How was it solved?"]),
        .init(
            testDescription: "an amount of no currency is told", said: ["/risk Price rises p3 i3 cost 12k"],
            holds: ["\"12k\" is no cost", "12k€"], lacks: ["logged"]),
        .init(
            testDescription: "the middle of a week is its Wednesday", said: ["/task Demo by mid next week"],
            holds: ["T-1 logged on NET: Demo. Due Wed 2 Dec."]),
        .init(
            testDescription: "somebody known before a verb may be who does it",
            said: ["/task One @kim", "/action kim send the list"],
            holds: ["kim is read as part of the title"]),
        .init(
            testDescription: "blockers are old since when they stand", yesterday: ["/blocker No power since 1 nov"],
            said: ["blockers older than 3 days"], holds: ["B-1 No power"]),
        .init(
            testDescription: "whoever said that a task waits may take that back",
            said: ["/milestone Go-live 18dec", "/task One", "T-1 waits for M-1", "T-1 no longer waits for M-1"],
            holds: ["T-1 is no longer linked to M-1"]),
        .init(
            testDescription: "help is found by any of a verb's names", said: ["/help find postpone"],
            holds: ["/milestone move"]),
        .init(
            testDescription: "values may be set apart by commas",
            said: ["/task One", "/set T-1 due:26nov, estimate:5d, priority:high"],
            holds: ["due Thu 26 Nov, estimate 1w, priority high"]),
        .init(
            testDescription: "an assumption that nobody checked in time is late, as anything is",
            yesterday: ["/assumption Site has power check by 2026-11-20"], said: ["assumptions late"],
            holds: ["ASM-1 Site has power", "late"]),
        .init(
            testDescription: "open blockers of an age are found", yesterday: ["/blocker No power since 1 nov"],
            said: ["open blockers older than 3 days"], holds: ["B-1 No power"]),
        .init(
            testDescription: "so far later is so far later, with a full stop too",
            said: ["/task One due:4 dec", "T-1 +1w."], holds: ["due Fri 11 Dec"]),
        .init(
            testDescription: "a day after a key is read whole", said: ["/task One", "/set T-1 due:fri 11 dec"],
            holds: ["due Fri 11 Dec"]),
        .init(
            testDescription: "a decision that is needed is none that was made",
            said: ["decision needed: Buy or lease", "what did we decide"], lacks: ["DEC-1"]),
        .init(
            testDescription: "a record alone is no title", said: ["/task One", "/blocker blocked by T-1"],
            holds: ["Title is missing"], lacks: ["logged"]),
        .init(
            testDescription: "a title's own full stop is the reply's", said: ["/action Order the cable."],
            holds: ["A-1 logged on NET: Order the cable. @ana."], lacks: [".."]),
        .init(
            testDescription: "a question for a title ends its sentence",
            said: ["/decision \"Who pays?\""], holds: ["Who pays?"], lacks: ["?."]),
        .init(
            testDescription: "code keeps what stands beside it",
            said: ["/decision The `old-api`, once off, moves to `Closed`."],
            holds: ["The `old-api`, once off, moves to `Closed`."], lacks: ["` ,", ".."]),
        .init(
            testDescription: "quotes keep what stands beside them",
            said: ["/task Fix \"Save as\", \"Print\"; then ship", "T-1"],
            holds: ["Fix \"Save as\", \"Print\"; then ship"]),
        .init(
            testDescription: "a colour declared with a reason is the project's on the way up",
            said: ["/task One due:fri", "/status set red because the vendor is bankrupt", "/brief exec"],
            holds: ["NET declared RED: the vendor is bankrupt · evidence GREEN"]),
        .init(
            testDescription: "the worse of declared and evidence is counted and quoted",
            said: [
                "/task One due:fri", "/project new CRM \"Customers\"", "/task Two on CRM due:fri",
                "/status set CRM red because the vendor is bankrupt", "/brief exec all",
            ], holds: ["1 RED (CRM), 1 GREEN (NET)", "CRM declared RED: the vendor is bankrupt"]),
        .init(
            testDescription: "a reason that somebody gave is quoted where the records are as bad",
            said: [
                "/milestone Cut due:yesterday", "/status set red because the vendor is bankrupt",
                "/project new CRM \"Customers\"", "/task Two on CRM due:fri", "/brief exec all",
            ], holds: ["1 RED (NET)", "NET declared RED: the vendor is bankrupt"]),
        .init(
            testDescription: "a program's status quotes what was declared of its projects and itself",
            said: [
                "/program new CORE", "/program add NET to CORE", "/task One due:fri",
                "/status set amber because two people left", "/status set CORE red because the board stopped it",
                "/status CORE",
            ],
            holds: [
                "CORE declared RED: the board stopped it", "declared or evidence AMBER",
                "NET declared AMBER: two people left · evidence GREEN",
            ]),
        .init(
            testDescription: "a program's own warning is in the brief",
            said: [
                "/program new CORE", "/program add NET to CORE", "/task One due:fri",
                "/status set CORE red because the board stopped it", "/brief exec CORE",
            ], holds: ["CORE declared RED: the board stopped it"]),
        .init(
            testDescription: "a GREEN of no records counts for nothing",
            said: ["/status set green", "/brief exec"], holds: ["GREY"]),
        .init(
            testDescription: "a colour is explained", said: ["/why grey"], holds: ["NET evidence GREY"]),
    ]

    @Test(arguments: cases) func `a conversation ends as it should`(_ conversation: Case) async throws {
        let trial = try await TrialDesk()
        trial.advance(-Instant.day)
        _ = await trial.say("/project new NET \"Network refresh\"")
        _ = await trial.say("/here NET")
        for line in conversation.yesterday { _ = await trial.say(line) }
        trial.advance(Instant.day)
        var answer = ""
        for line in conversation.said { answer = await trial.text(line) }
        for part in conversation.holds { #expect(answer.contains(part), "got:\n\(answer)") }
        for part in conversation.lacks { #expect(!answer.contains(part), "got:\n\(answer)") }
    }
}
