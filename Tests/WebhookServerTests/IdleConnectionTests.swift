// Connections that say nothing, or take for ever to say it, and those that a shutdown finds.

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

struct SlowRequests {
    private static let halves = [
        "POST /hooks", "POST /hooks/slack HTTP/1.1\r\nHost: x\r\n",
        "POST /hooks/trial HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
        "POST /hooks/trial HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n{",
        "POST /hooks/trial HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{",
        "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nPOST /hoo",
    ]

    @Test(arguments: halves) func `a request that drips in is given up after its time, however steadily it drips`(
        _ half: String
    ) async throws {
        try TrialConnection.open(try await TrialDesk()) { channel in
            try channel.writeInbound(ByteBuffer(string: half))
            var seconds = 0
            while channel.isActive, seconds < 100 {
                channel.embeddedEventLoop.advanceTime(by: .seconds(1))
                seconds += 1
                if channel.isActive { try channel.writeInbound(ByteBuffer(string: "a")) }
            }
            // What came together with the request before it has its time from its next byte.
            #expect(seconds == (half.hasPrefix("GET") ? 21 : 20))
        }
    }

    @Test func `requests one after the other have their time each`() async throws {
        try TrialConnection.open(try await TrialDesk()) { channel in
            for _ in 0..<10 {
                try channel.writeInbound(ByteBuffer(string: "GET /healthz HTTP/1.1\r\n"))
                channel.embeddedEventLoop.advanceTime(by: .seconds(19))
                try channel.writeInbound(ByteBuffer(string: "Host: x\r\n\r\n"))
                #expect(try TrialConnection.written(channel).hasPrefix("HTTP/1.1 200 OK"))
            }
            #expect(channel.isActive)
        }
    }

    @Test func `what waits behind an answer that takes long is not late`() async throws {
        let queue = HeldQueue()
        let trial = try await TrialDesk(script: "2026-11-20T09:00:00Z ana /project new NET", queue: queue)
        queue.hold()
        try TrialConnection.open(trial) { channel in
            try channel.writeInbound(ByteBuffer(string: TrialConnection.request))
            try channel.writeInbound(ByteBuffer(string: "GET /healthz HTTP/1.1\r\nHost: x\r\n"))
            channel.embeddedEventLoop.advanceTime(by: .seconds(60))
            #expect(channel.isActive)
            queue.letGo()
            channel.embeddedEventLoop.run()
            #expect(try TrialConnection.written(channel).contains("R-1 logged on NET"))
            try channel.writeInbound(ByteBuffer(string: "\r\n"))
            #expect(try TrialConnection.written(channel).hasPrefix("HTTP/1.1 200 OK"))
        }
    }

    @Test func `the time of what waited behind an answer begins with the answer`() async throws {
        let queue = HeldQueue()
        let trial = try await TrialDesk(script: "2026-11-20T09:00:00Z ana /project new NET", queue: queue)
        queue.hold()
        try TrialConnection.open(trial) { channel in
            try channel.writeInbound(ByteBuffer(string: TrialConnection.request + "GET /healthz HTTP/1.1\r\n"))
            try channel.writeInbound(ByteBuffer(string: "Host: x\r\n"))
            channel.embeddedEventLoop.advanceTime(by: .seconds(19))
            queue.letGo()
            channel.embeddedEventLoop.run()
            channel.embeddedEventLoop.advanceTime(by: .seconds(19))
            #expect(channel.isActive)
            channel.embeddedEventLoop.advanceTime(by: .seconds(2))
            #expect(!channel.isActive)
        }
    }

    @Test(arguments: ["", "\(TrialConnection.request)"] + halves)
    func `a shutdown ends every connection within five seconds, wherever its request stands`(_ said: String)
        async throws
    {
        try TrialConnection.open(try await TrialDesk()) { channel in
            try channel.writeInbound(ByteBuffer(string: said))
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
            channel.embeddedEventLoop.advanceTime(by: .seconds(5))
            #expect(!channel.isActive)
        }
    }

    @Test func `a shutdown lets a request that is still arriving be answered`() async throws {
        let trial = try await TrialDesk(script: "2026-11-20T09:00:00Z ana /project new NET")
        try TrialConnection.open(trial) { channel in
            try channel.writeInbound(ByteBuffer(string: String(TrialConnection.request.dropLast())))
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
            channel.embeddedEventLoop.advanceTime(by: .seconds(4))
            try channel.writeInbound(ByteBuffer(string: String(TrialConnection.request.suffix(1))))
            channel.embeddedEventLoop.run()
            #expect(try TrialConnection.written(channel).contains("R-1 logged on NET"))
            #expect(!channel.isActive)
        }
    }

    @Test(arguments: ["nonsense\r\n\r\n", "POST /hooks/trial HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"])
    func `what is no HTTP is answered 400, once, and closed`(_ said: String) async throws {
        try TrialConnection.open(try await TrialDesk()) { channel in
            _ = try? channel.writeInbound(ByteBuffer(string: said))
            let answer = try TrialConnection.written(channel)
            #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request"))
            #expect(answer.ranges(of: "HTTP/1.1").count == 1)
            #expect(!channel.isActive)
        }
    }
}
