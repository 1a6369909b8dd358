// Conditions on records, as people type them.

import FieldTypes
import Quantities
import Testing

@testable import CommandLanguage

struct Filters {
    private static let types: [String: [DeclaredType]] = [
        "estimate": [DeclaredType(.duration)], "cost": [DeclaredType(.money)], "progress": [DeclaredType(.percent)],
        "severity": [DeclaredType(.choice, choices: ["low", "high", "critical"])], "seats": [DeclaredType(.number)],
        "plan": [DeclaredType(.text)], "size": [DeclaredType(.number), DeclaredType(.duration)],
        "needs": [DeclaredType(.person)], "residual": [DeclaredType(.level)],
    ]
    private static let context = ReadingContext(
        // A Monday.
        today: CalendarDate(iso: "2026-11-23") ?? CalendarDate(dayNumber: 0), isKey: { $0.text == "NET" },
        keys: { ["NET"] }, isHandle: { ["ana", "bo", "kim"].contains($0) },
        fields: { Set(["category", "finish"] + types.keys) }, kinds: { ["risk", "task"] },
        choices: { ["score": ["low", "very high"], "severity": ["low", "high", "critical"]][$0] ?? [] },
        types: { types[$0] ?? [] },
        dayFields: { ["finish"] })

    private static func read(_ text: String, kind: String? = nil) -> String {
        do {
            return describe(try FilterReader.read(WordReader.words(text), context: context, kind: kind))
        } catch {
            return "? \(error.marked ?? "")"
        }
    }

    static func describe(_ filter: Filter) -> String {
        switch filter {
        case .all: return "all"
        case .word(let word): return "'\(word)'"
        case .not(let part): return "not \(describe(part))"
        case .and(let parts): return "(" + parts.map(describe).joined(separator: " and ") + ")"
        case .or(let parts): return "(" + parts.map(describe).joined(separator: " or ") + ")"
        case .compare(let field, let comparison, let value):
            let text =
                switch value {
                case .project(let key): key.text.lowercased()
                case .level(let level): "\(level.rank)"
                default: value.content.text
                }
            return field + comparison.rawValue + text
        }
    }

    private static let conditions: [(String, String)] = [
        ("", "all"), ("owner:@bo state:open", "(owner:@bo and state:open)"),
        ("not owner:@bo (tag:audit or racks)", "(not owner:@bo and (tag:audit or 'racks'))"),
        ("score>=12", "score>=12"), ("impact:high", "impact:4"), ("category:people", "category:people"),
        ("overdue", "due<2026-11-23"), ("mine", "owner:@me"), ("risks", "kind:risk"), ("vendor", "'vendor'"),
        // Days
        ("due<fri", "due<2026-11-27"), ("due:today", "due:2026-11-23"), ("due<next fri", "due<2026-12-04"),
        ("due<\"next fri\"", "due<2026-12-04"), ("due>=1 dec", "due>=2026-12-01"),
        ("due<in 3 days state:open", "(due<2026-11-26 and state:open)"),
        ("due<fri or due>next mon", "(due<2026-11-27 or due>2026-11-30)"),
        ("due:this week", "(due>=2026-11-23 and due<=2026-11-29)"),
        ("due<=next week racks", "(due<=2026-12-06 and 'racks')"), ("due<next month", "due<2026-12-01"),
        ("due:last month", "(due>=2026-10-01 and due<=2026-10-31)"),
        ("due this week", "(due>=2026-11-23 and due<=2026-11-29)"), ("due before friday", "due<2026-11-27"),
        ("due by 1 dec", "due<=2026-12-01"), ("due in 3 days", "due:2026-11-26"), ("due after fri", "due>2026-11-27"),
        ("changed since fri", "changed>=2026-11-20"), ("created>=yesterday", "created>=2026-11-22"),
        ("due racks", "('due' and 'racks')"), ("due before racks", "('due' and 'before' and 'racks')"),
        ("\"due fri\"", "'due fri'"), ("due", "'due'"), ("finish>fri", "finish>2026-11-27"),
        // Several, and who and where
        ("owner:@bo,@kim", "(owner:@bo or owner:@kim)"), ("risks and tasks", "(kind:risk or kind:task)"),
        ("risks tasks late", "(due<2026-11-23 and (kind:risk or kind:task))"),
        ("risks on NET", "(kind:risk and project:net)"),
        ("NET", "project:net"), ("net", "'net'"), ("\"NET\"", "'net'"), ("tasks of @kim", "(kind:task and owner:@kim)"),
        ("a AND b OR c", "(('a' and 'b') or 'c')"), ("score>=\"very high\"", "score>=very high"),
        ("severity:low", "severity:low"),
        ("severity:none", "severity:none"), ("estimate>=3 days late", "(estimate>=3d and due<2026-11-23)"),
        // By the type of the field
        ("cost>12k€", "cost>€12,000"), ("cost>1,000.50 USD racks", "(cost>$1,000.50 and 'racks')"),
        ("cost>10k", "cost>10000"),
        ("estimate>3d", "estimate>3d"), ("progress>50%", "progress>50%"), ("progress<5", "progress<5%"),
        ("severity>=high", "(severity:high or severity:critical)"), ("severity<high", "severity:low"),
        ("seats>=5", "seats>=5"), ("plan:mirror", "plan:mirror"), ("needs:@kim", "needs:@kim"),
        ("residual>=high", "residual>=4"), ("residual<40%", "residual<3"), ("size>3d", "size>3d"), ("size>3", "size>3"),
    ]

    @Test(arguments: conditions) func `a condition is read as meant`(_ text: String, _ read: String) {
        #expect(Filters.read(text) == read)
    }

    @Test(arguments: [
        ("due<soon", "? soon"), ("due:next", "? next"), ("due<03/04/2027", "? 03/04/2027"), ("owner:@zed", "? @zed"),
        ("severity:hgh", "? severity:hgh"), ("owner!=@bo", "? owner!=@bo"), ("risks or", "? or"), ("or risks", "? or"),
        ("(risks and)", "? and"),
        // A value that its field cannot have is refused, not never found.
        ("cost>1.000€", "? 1.000€"), ("cost>abc", "? abc"), ("cost>1.000", "? 1.000"), ("estimate>soon", "? soon"),
        ("progress>most", "? most"), ("seats:some", "? some"), ("plan>a", "? plan>a"),
        ("severity>=hgh", "? severity>=hgh"),
        ("residual>9", "? 9"), ("size>soon", "? soon"),
    ])
    func `what does not read is refused`(_ text: String, _ read: String) {
        #expect(Filters.read(text) == read)
    }

    @Test func `the name of a kind is a word to look for where only one kind is looked at`() {
        #expect(Filters.read("task", kind: "risk") == "'task'")
        #expect(Filters.read("late", kind: "risk") == "due<2026-11-23")
    }
}
