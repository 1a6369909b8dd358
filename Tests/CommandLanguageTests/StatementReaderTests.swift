// Statements read by phrases of the catalogue, beside the reading by passes: what composes, and how many lines agree.

import CatalogueFiles
import TestSupport
import Testing

@testable import CommandLanguage

/// What phrases read, written as the table of typed lines writes it.
enum Statements {
    /// What a running bot knows beside the table's facts: every kind with its fields, states and choices.
    private static let context: ReadingContext = {
        let (table, catalogue) = (Reading.context, Reading.catalogue)
        return ReadingContext(
            today: table.today, isKey: table.isKey, keys: table.keys, keyNamed: table.keyNamed,
            isHandle: table.isHandle,
            fields: { catalogue?.kinds.fieldNames ?? [] }, kinds: { Set(catalogue?.kinds.all.map(\.kind) ?? []) },
            states: { kind in
                let kinds = catalogue?.kinds.all.filter { kind == nil || $0.kind == kind } ?? []
                return Set(kinds.flatMap { $0.states.map(\.name) } + ["withdrawn"])
            },
            choices: { field in
                field == "score" ? ["low", "medium", "high", "very high"] : catalogue?.kinds.choices(of: field) ?? []
            },
            types: { name in
                (catalogue?.kinds.fields(name) ?? []).map { DeclaredType($0.type, choices: $0.choices) }
            },
            dayFields: { catalogue?.kinds.dayFields ?? [] })
    }()

    static func read(_ line: String) -> String {
        guard let catalogue = Reading.catalogue, let command = Reading.split(MessageText(line)).first else {
            return "nothing"
        }
        let reader = StatementReader(catalogue: catalogue)
        return reader.statements(command, context: context).map { statement in
            do throws(UsageProblem) {
                return Reading.describe(try reader.read(statement, context: context))
            } catch {
                return "? " + Reading.problem(error.fact)
            }
        }.joined(separator: "; ")
    }
}

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
        #expect(Statements.read(line) == read)
    }

    /// The rest is told apart in the page on the language as data.
    @Test func `most lines of the table are read alike by phrases and by passes`() {
        let rows = TypedLines.titles + TypedLines.lines + TypedLines.problems
        let alike = rows.count { line, read in
            let said = Statements.read(line)
            return said == read || said.hasPrefix("?") && read.hasPrefix("?")
        }
        #expect(alike * 100 >= rows.count * 84, "\(alike) of \(rows.count) lines")
    }
}
