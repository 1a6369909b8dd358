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

/// Takes every request as a risk to log, answered in the response.
private struct TrialPlatform: PlatformAdapter {
    let name = "trial"
    let methods = ["POST"]
    let renderer: any ReplyRenderer = JSONRenderer()
    let invocation: Invocation
    func receive(_ request: InboundRequest, now: Instant) throws(InboundRefusal) -> Inbound { .message(invocation) }
}

struct IdleConnections {
    private static let request = "POST /hooks/trial HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"

    /// Opens a connection and does something with it, all on this thread.
    private static func connect(
        _ trial: TrialDesk, _ body: (EmbeddedChannel) throws -> Void
    ) throws {
        let platform = TrialPlatform(invocation: trial.invocation("/risk Vendor slips on NET"))
        let server = WebhookServer(
            desk: trial.desk, adapters: [platform], clock: { trial.now }, logger: Logger(label: "test"))
        let channel = EmbeddedChannel()
        try Connections(server: server).prepare(channel.pipeline.syncOperations)
        try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try body(channel)
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }

    /// What the server has written since the last time.
    private static func written(_ channel: EmbeddedChannel) throws -> String {
        var text = ""
        while let part = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: part) }
        return text
    }

    /// What the idle handler says once nothing went either way for its time.
    private static func idle(_ channel: EmbeddedChannel) {
        channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.all)
        channel.embeddedEventLoop.run()
    }

    @Test func `idle is 75 seconds without a byte either way`() async throws {
        try IdleConnections.connect(try await TrialDesk()) { channel in
            let handler = try channel.pipeline.syncOperations.handler(type: IdleStateHandler.self)
            #expect(handler.allTimeout == .seconds(75))
        }
    }

    @Test(arguments: ["", "POST /hooks/trial HTTP/1.1\r\nHost: x\r\n", "\(request.dropLast())"])
    func `an idle connection is closed wherever its request stands`(_ said: String) async throws {
        try IdleConnections.connect(try await TrialDesk()) { channel in
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
        try IdleConnections.connect(trial) { channel in
            try channel.writeInbound(ByteBuffer(string: IdleConnections.request))
            IdleConnections.idle(channel)
            #expect(channel.isActive)
            #expect(try IdleConnections.written(channel) == "")
            queue.letGo()
            channel.embeddedEventLoop.run()
            #expect(try IdleConnections.written(channel).contains("R-1 logged on NET"))
            #expect(channel.isActive)
            IdleConnections.idle(channel)
            #expect(!channel.isActive)
        }
    }
}
