// A team's day, said over standard input, over signed Slack requests and over Mattermost: the same answers, the same state.

import ChatPlatforms
import Conversation
import Foundation
import ProgramModel
import Quantities
import TestSupport
import Testing

struct TeamDay {
    struct Message: Sendable {
        var user: String
        var channel: String
        var text: String
    }

    /// What one project's team says; `KEY` is its key, ids are filled in from what the project made.
    private static let project: [(String, String)] = [
        ("ana", "/project new KEY \"Project KEY\" program:CORE start:2026-11-02 end:2026-12-18 budget:120k€"),
        ("ana", "/here KEY"),
        ("ana", "/milestone Design done 27nov"), ("ana", "/milestone Cutover 11dec"),
        ("ana", "/milestone Handover by 18dec"),
        ("bo", "/task Order the racks 3d @bo due:fri"), ("bo", "/task Mount the racks 2d @bo by 4dec"),
        ("kim", "/task Cable the lab 1d @kim due:2dec"),
        ("kim", "/task Write the cutover plan 2d for @kim"), ("lee", "/task Test failover 2d @lee due:9dec"),
        ("lee", "/task new Train the service desk 4h"),
        ("bo", "/depends TASK2 on TASK1"), ("kim", "TASK3 waits for TASK2"), ("lee", "TASK5 needs TASK3"),
        ("ana", "/depends MILE2 on TASK5 lag:1d"),
        ("ana", "/depends MILE3 on MILE2"), ("bo", "/risk Vendor may slip the racks p4 i5 @bo due:fri"),
        ("kim", "/risk M365 licence price rises p:40% i3 cost:12k€"),
        ("lee", "/risk No failover for SAP"), ("mia", "/risk Earlier delivery possible type:opportunity p2 i3"),
        ("lee", "/risk score RISK3 p3 i4"),
        ("ana", "/risk treat RISK1 mitigate \"second vendor on call\" review:1dec"),
        ("mia", "/risk treat RISK1 exploit"), ("ana", "/risk review RISK1 +7d"),
        ("bo", "/blocker TASK1 waits for customs papers from @omar"), ("omar", "/blocker ack BLOCK1 by wed"),
        ("omar", "/note BLOCK1 broker called, papers “nearly” ready"),
        ("ana", "/status"), ("ana", "/why KEY"), ("bo", "/task start TASK1"), ("bo", "/task progress TASK1 60%"),
        ("bo", "TASK1 done"), ("omar", "/blocker resolve BLOCK1 because papers are in"),
        ("bo", "/task done TASK1"), ("mia", "/decision Buy switches from Acme because they deliver in time by @ana"),
        ("mia", "/decision Two uplinks for the switches"),
        ("kim", "/action @mia Send the asset list due:tue"), ("mia", "/assumption The old racks can be reused i4"),
        ("lee", "/lesson Customs took two weeks so order abroad earlier"),
        ("ana", "/assign TASK6 @lee and @kim due:8dec"), ("lee", "/set TASK6 estimate:1d tags:training"),
        ("lee", "/undo"), ("lee", "/redo"), ("kim", "/unassign TASK4"),
        ("ana", "/milestone move MILE2 to 14dec because racks were late"),
        ("ana", "/status set amber because \"cutover moved\""), ("bo", "/risk realize RISK3"),
        ("mia", "/mine"), ("mia", "/today"), ("kim", "/ready"), ("lee", "/risk matrix"),
        ("lee", "/task list owner:@bo"), ("omar", "/list due<+10d not owner:@bo sort:due"),
        ("omar", "/search racks"), ("kim", "/history TASK1"), ("ana", "/brief exec"),
        ("bo", "/milestone move MILE1 1dec"), ("kim", "/task fly TASK1"), ("lee", "/statsu"),
        ("mia", "/risk Vendor slips onwer:@bo"), ("ana", "/batch note TASK2 racks on site; set TASK2 due:7dec"),
        ("ana", "/dry close TASK2"), ("ana", "/project close KEY"), ("ana", "/no"),
    ]

    static var script: [Message] {
        var messages = [Message(user: "ana", channel: "core", text: "/program new CORE \"Core renewal\"")]
        // Ids count over the whole workspace: the second project's begin after the first's.
        let made = ["TASK": ("T", 6), "MILE": ("M", 3), "RISK": ("R", 4), "BLOCK": ("B", 2)]
        for (index, key) in ["NET", "CRM"].enumerated() {
            for (user, text) in project {
                var line = text.replacingOccurrences(of: "KEY", with: key)
                for (word, (prefix, count)) in made {
                    for number in 1...6 {
                        line = line.replacingOccurrences(
                            of: "\(word)\(number)", with: "\(prefix)-\(number + index * count)")
                    }
                }
                messages.append(Message(user: user, channel: key.lowercased(), text: line))
            }
        }
        return messages
    }

    enum Way: String, CaseIterable { case stdin, slack, mattermost }

    private static func invocation(_ message: Message, number: Int, _ way: Way, _ trial: TrialDesk) throws -> Invocation
    {
        let slack = SlackAdapter(
            secrets: try #require(try Secrets(Signers.slackSecret)), hosts: ReplyHosts([]), canPost: true,
            umbrella: "pm")
        let mattermost = MattermostAdapter(
            tokens: try MattermostTokens(Signers.mattermostToken), hosts: ReplyHosts([]), publicURL: nil,
            umbrella: "pm")
        let text = message.text.hasPrefix("/") ? message.text : "/pm " + message.text
        let inbound: Inbound
        switch way {
        case .stdin: return trial.invocation(message.text, as: message.user, in: message.channel, id: "m\(number)")
        case .slack:
            let body = Signers.slackSlash(
                text, user: message.user.uppercased(), trigger: "t\(number)", channel: "C" + message.channel)
            let headers = Signers.slack(body, timestamp: Int(trial.now.seconds)).map { ($0.0, $0.1) }
            inbound = try slack.receive(InboundRequest(method: "POST", headers: headers, body: body), now: trial.now)
        case .mattermost:
            let words = text.split(separator: " ", maxSplits: 1)
            let body = Signers.form([
                ("token", Signers.mattermostToken), ("team_id", "T1"), ("channel_id", message.channel),
                ("user_id", "id-" + message.user),
                ("user_name", message.user), ("command", String(words[0])),
                ("text", words.count > 1 ? String(words[1]) : ""), ("trigger_id", "t\(number)"),
            ])
            inbound = try mattermost.receive(
                InboundRequest(
                    method: "POST", headers: [("Content-Type", "application/x-www-form-urlencoded")], body: body),
                now: trial.now)
        }
        guard case .message(var invocation) = inbound else { throw InboundRefusal(0, "no message") }
        invocation.isDirect = true
        return invocation
    }

    private static func day(_ way: Way) async throws -> (replies: [String], trial: TrialDesk) {
        var policy = Policy()
        policy.direct = ["slack", "mattermost"]
        switch way {
        case .stdin: break
        case .slack: policy.admin = Identity(platform: "slack", team: "T1", user: "ANA")
        case .mattermost: policy.admin = Identity(platform: "mattermost", team: "T1", user: "id-ana")
        }
        let trial = try await TrialDesk(now: "2026-11-23T08:00:00Z", policy: policy)
        var replies: [String] = []
        for (number, message) in script.enumerated() {
            trial.advance(3 * Instant.minute)
            let handled = await trial.handle(try invocation(message, number: number, way, trial))
            for result in handled.answer?.results ?? [] {
                replies.append("\(result.outcome.rawValue) \(result.isPrivate) " + TerminalRenderer.text(result.reply))
            }
        }
        return (replies, trial)
    }

    /// Records and projects, less the numbers of commands: over a platform the team's own first event comes before.
    private static func state(_ workspace: Workspace) -> [String] {
        let items = workspace.allItems.sorted { $0.id < $1.id }.map { "\($0)" }
        let projects = workspace.projects.values.sorted { $0.key < $1.key }.map { "\($0)" }
        return (items + projects).map { $0.replacing(/command: \d+/, with: "command") }
    }

    @Test func `the same day gives the same answers and state over every way in`() async throws {
        #expect(TeamDay.script.count >= 120)
        #expect(Set(TeamDay.script.map(\.user)).count == 6)
        let (replies, trial) = try await TeamDay.day(.stdin)
        #expect(replies.count { $0.hasPrefix("done") } > 80)
        #expect(replies.count { $0.hasPrefix("fault") } == 0)
        for way in [Way.slack, .mattermost] {
            let (others, other) = try await TeamDay.day(way)
            for (one, another) in zip(replies, others) where one != another {
                Issue.record("\(way): \(one)\nis not\n\(another)")
            }
            #expect(others.count == replies.count)
            #expect(TeamDay.state(other.workspace) == TeamDay.state(trial.workspace))
        }
    }

    @Test(arguments: Way.allCases) func `replaying the log gives the day again, byte for byte`(_ way: Way) async throws
    {
        let (_, trial) = try await TeamDay.day(way)
        #expect(try trial.log.load().snapshot == trial.workspace.snapshot)
        #expect(Workspace(snapshot: trial.workspace.snapshot)?.snapshot == trial.workspace.snapshot)
    }
}

struct ReadmeConversation {
    @Test func `the conversation in the README is what is answered`() async throws {
        let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        let start = try #require(text.range(of: "```console\n"))
        let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
        let blocks = text[start.upperBound..<end.lowerBound].components(separatedBy: "> /").dropFirst()
        #expect(blocks.count > 5)
        let trial = try await TrialDesk()
        for block in blocks {
            let lines = block.split(separator: "\n", omittingEmptySubsequences: true)
            let said = "/" + (lines.first ?? "")
            let expected = lines.dropFirst().joined(separator: "\n")
            #expect(await trial.text(said) == expected, "said \(said)")
        }
    }
}
