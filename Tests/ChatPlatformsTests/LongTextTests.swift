// Texts of a platform made to be dear to read: each is read for about what its length is worth.

import CommandLanguage
import Foundation
import JSONText
import Quantities
import TestSupport
import Testing

@testable import ChatPlatforms

struct LongTexts {
    private static let length = 64 * 1024

    static func text(_ again: String) -> String {
        String(repeating: again, count: length / again.utf8.count)
    }

    private static func mattermost(_ text: String) throws {
        let fields = [
            ("token", Signers.mattermostToken), ("team_id", "t"), ("channel_id", "c"), ("user_id", "u"),
            ("user_name", "ana"), ("command", "/pm"), ("text", text), ("user_mentions", "bo"),
            ("user_mentions_ids", "u2"),
        ]
        _ = try Mattermost.adapter().receive(
            InboundRequest(
                method: "POST", headers: [("Content-Type", "application/x-www-form-urlencoded")],
                body: Signers.form(fields)), now: Mattermost.now)
    }

    @Test func `a text costs what its length is worth, whatever it says`() throws {
        for read in [{ _ = SlackText.read($0) }, { try Self.mattermost($0) }] as [(String) throws -> Void] {
            let worth = try ThreadWork.seconds { try read(Self.text("the racks are late ")) }
            for again in [
                "<", "<@", "<@U1>", "<!", "<a|", ">", "&", "&lt;", "&amp", "@", "@.", "@bo.", "@b", ".", "|", "<\n",
            ] {
                let took = try ThreadWork.seconds { try read(Self.text(again)) }
                #expect(took < 30 * worth, "\(again)")
            }
            let took = try ThreadWork.seconds { try read("@" + Self.text(".")) }
            #expect(took < 30 * worth)
        }
    }
}
