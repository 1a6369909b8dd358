// A connection without a socket, on the test's own thread.

import ChatPlatforms
import Conversation
import Logging
import NIOCore
import NIOEmbedded
import Quantities
import TestSupport

@testable import WebhookServer

/// Takes every request as a risk to log, answered in the response.
private struct TrialPlatform: PlatformAdapter {
    let name = "trial"
    let methods = ["POST"]
    let renderer: any ReplyRenderer = JSONRenderer()
    let invocation: Invocation
    func receive(_ request: InboundRequest, now: Instant) throws(InboundRefusal) -> Inbound { .message(invocation) }
}

enum TrialConnection {
    /// Logs a risk.
    static let request = "POST /hooks/trial HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"

    /// Opens a connection and does something with it, all on this thread.
    static func open(
        _ trial: TrialDesk, _ body: (EmbeddedChannel) throws -> Void
    ) throws {
        let platform = TrialPlatform(invocation: trial.invocation("/risk Vendor slips on NET"))
        let server = WebhookServer(
            desk: trial.desk, adapters: [platform], clock: { trial.now }, logger: Logger(label: "test"),
            outbox: { try? trial.log.outbox() }, health: { trial.log.health() })
        let channel = EmbeddedChannel()
        try Connections(server: server).prepare(channel.pipeline.syncOperations)
        try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try body(channel)
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }

    /// What the server has written since the last time.
    static func written(_ channel: EmbeddedChannel) throws -> String {
        var text = ""
        while let part = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: part) }
        return text
    }
}
