// What may be said around a phrase: what composes by itself.

import Testing

@testable import CommandLanguage

struct StatementsByPhrases {
    private static let composed: [(String, String)] = [
        ("T-2 is done.", "task.done item=T-2"), ("T-2 is done, thanks", "task.done item=T-2"),
        ("please mark T-2 as done", "task.done item=T-2"), ("T-2 and T-3 are done", "task.done item=T-2,T-3"),
        ("T-2 is done because the racks are in", "task.done because='the racks are in' item=T-2"),
        ("T-2 is mine.", "assign.assign item=T-2 owner=@me"),
        ("T-2 done. T-3 started.", "task.done item=T-2; task.start item=T-3"),
        ("T-1 done and reopen T-2", "task.done item=T-1; reopen.reopen item=T-2"),
        ("/task Order the racks by fri @bo", "task.add due=2026-11-27 owner=@bo title='Order the racks'"),
        ("/action Present the survey @bo / @kim", "action.add helper=@kim owner=@bo title='Present the survey'"),
        ("assign T-2 to bo / kim", "assign.assign helper=@kim item=T-2 owner=@bo"),
        ("T-2 is done?", "show.show item=T-2"),
        ("T-2 waits for T-1?", "? question: /T-2 waits for T-1"),
        ("risks over 12", "risk.list filter=score>12"),
        ("tasks of bo or kim", "task.list filter=(owner:@bo or owner:@kim)"),
        ("T-2 is critical", "set.set item=T-2 values=priority:critical"),
        ("B-2 is critical", "set.set item=B-2 values=severity:critical"),
        ("/status set yellow because parts are late", "status.set because='parts are late' colour=amber"),
    ]

    @Test(arguments: composed) func `what may stand around a phrase stands around every phrase`(
        _ line: String, _ read: String
    ) {
        #expect(Reading.read(line) == read)
    }
}
