// A bot for one command of this process: what tools that speak for a person stand on.

import ChatPlatforms
import CommandLanguage
import Conversation
import Foundation
import Logging
import ProgramModel

enum OneShot {
    /// A bot on a store, for one speaker on this machine.
    ///
    /// - Parameter readsOnly: beside whoever has the store open, for what writes nothing.
    static func bot(_ settings: Settings, store: String, readsOnly: Bool = false) throws -> Bot {
        var options = Bot.Options(
            dataPath: store, now: nil, terminal: TerminalRenderer(isColoured: false), queue: InlineCommitQueue())
        options.servesMany = false
        options.readsOnly = readsOnly
        return try Bot(settings: settings, options: options, logger: Logger(label: "steerco") { _ in QuietLog() })
    }

    /// What somebody says on this machine, to the bot alone.
    static func invocation(as speaker: String?, _ text: String) -> Invocation {
        let identity = PipeConversation.identity(speaker ?? ProcessInfo.processInfo.environment["USER"] ?? "me")
        return PipeConversation.invocation(text, by: identity, in: nil, now: nil)
    }
}
