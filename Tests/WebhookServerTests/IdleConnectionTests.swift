// Connections that say nothing: the idle handler keeps the time, the connection decides what follows.

import ChatPlatforms
import Conversation
import Logging
import NIOCore
import NIOEmbedded
import Quantities
import TestSupport
import Testing

@testable import WebhookServer

struct IdleConnections {
    /// What the idle handler says once nothing came for its time.
    private static func idle(_ channel: EmbeddedChannel) {
        channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.read)
        channel.embeddedEventLoop.run()
    }

    @Test func `idle is 75 seconds without a byte received`() async throws {
        try TrialConnection.open(try await TrialDesk()) { channel in
            let handler = try channel.pipeline.syncOperations.handler(type: IdleStateHandler.self)
            #expect(handler.readTimeout == .seconds(75))
        }
    }

    @Test(arguments: ["", "POST /hooks/trial HTTP/1.1\r\nHost: x\r\n", "\(TrialConnection.request.dropLast())"])
    func `an idle connection is closed wherever its request stands`(_ said: String) async throws {
        try TrialConnection.open(try await TrialDesk()) { channel in
            try channel.writeInbound(ByteBuffer(string: said))
            #expect(channel.isActive)
            IdleConnections.idle(channel)
            #expect(!channel.isActive)
        }
    }

    @Test func `an idle connection is closed after its answers, not before`() async throws {
        let queue = HeldQueue()
        let trial = try await TrialDesk(script: "2026-11-20T09:00:00Z ana /project new NET", queue: queue)
        queue.hold()
        try TrialConnection.open(trial) { channel in
            try channel.writeInbound(ByteBuffer(string: TrialConnection.request))
            IdleConnections.idle(channel)
            #expect(channel.isActive)
            #expect(try TrialConnection.written(channel) == "")
            queue.letGo()
            channel.embeddedEventLoop.run()
            #expect(try TrialConnection.written(channel).contains("R-1 logged on NET"))
            #expect(channel.isActive)
            IdleConnections.idle(channel)
            #expect(!channel.isActive)
        }
    }
}
