// Reading on while a request is answered: bounded, and in order.

import ChatPlatforms
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import WebhookServer

/// Counts the reads that reach the socket.
private final class ReadCounter: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    private(set) var count = 0
    func read(context: ChannelHandlerContext) {
        count += 1
        context.read()
    }
}

struct ReadingAhead {
    @Test func `a connection is read on until what nobody asked for reaches the limit`() throws {
        let counter = ReadCounter()
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandler(counter)
        try channel.pipeline.syncOperations.addHandler(ReadAhead(limit: 10))
        var reads: [Int] = []
        for text in ["1234", "5678", "90ab", "cdef"] {
            channel.pipeline.fireChannelRead(ByteBuffer(string: text))
            channel.pipeline.fireChannelReadComplete()
            reads.append(counter.count)
        }
        #expect(reads == [1, 2, 2, 2])
        channel.read()
        channel.pipeline.fireChannelRead(ByteBuffer(string: "gh"))
        channel.pipeline.fireChannelReadComplete()
        #expect(counter.count == 4)
        _ = try? channel.finish()
    }

    @Test func `reading stops at the limit while a request is answered, and goes on after it`() async throws {
        let queue = HeldQueue()
        let trial = try await TrialDesk(script: "2026-11-20T09:00:00Z ana /project new NET", queue: queue)
        queue.hold()
        try TrialConnection.open(trial) { channel in
            let counter = ReadCounter()
            try channel.pipeline.syncOperations.addHandler(counter, position: .first)
            // As a socket does that reads by itself.
            func receive(_ text: String) {
                channel.pipeline.fireChannelRead(ByteBuffer(string: text))
                channel.pipeline.fireChannelReadComplete()
                channel.pipeline.read()
            }
            receive(TrialConnection.request)
            let before = counter.count
            receive("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(counter.count > before)
            receive("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: \(String(repeating: "a", count: 70_000))\r\n\r\n")
            let full = counter.count
            receive("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(counter.count == full)
            queue.letGo()
            channel.embeddedEventLoop.run()
            #expect(counter.count > full)
        }
    }

    @Test func `a request sent ahead is answered before the connection closes as it asks`() async throws {
        let closing = TrialConnection.request.replacing("Host: x", with: "Host: x\r\nConnection: close")
        try await pipelined(TrialConnection.request + closing) { answers, isOpen in
            #expect(answers.count == 2)
            #expect(!isOpen)
        }
    }

    @Test func `nothing is done that was sent behind the last request of a connection`() async throws {
        let closing = TrialConnection.request.replacing("Host: x", with: "Host: x\r\nConnection: close")
        try await pipelined(closing + TrialConnection.request) { answers, isOpen in
            #expect(answers.first?.contains("R-1 logged on NET") == true)
            #expect(!answers.dropFirst().contains { $0.hasPrefix("200") })
            #expect(!isOpen)
        }
    }

    @Test func `a thousand requests sent ahead are answered, however deep`() async throws {
        let request = "GET /none HTTP/1.1\r\nHost: x\r\n\r\n"
        try await pipelined(TrialConnection.request + String(repeating: request, count: 5000)) { answers, isOpen in
            #expect(answers.count == 5001)
            #expect(isOpen)
        }
    }

    /// Sends requests while the first is held up, and looks at all that came of it.
    private func pipelined(_ text: String, _ look: ([Substring], _ isOpen: Bool) throws -> Void) async throws {
        let queue = HeldQueue()
        let trial = try await TrialDesk(script: "2026-11-20T09:00:00Z ana /project new NET", queue: queue)
        queue.hold()
        try TrialConnection.open(trial) { channel in
            try channel.writeInbound(ByteBuffer(string: text))
            queue.letGo()
            // What is sent ahead reaches the desk once the queue is free.
            channel.embeddedEventLoop.run()
            let answers = try TrialConnection.written(channel).split(separator: "HTTP/1.1 ")
            try look(answers, channel.isActive)
        }
    }

    @Test func `requests that were read ahead are answered one after the other`() async throws {
        let queue = HeldQueue()
        let trial = try await TrialDesk(script: "2026-11-20T09:00:00Z ana /project new NET", queue: queue)
        queue.hold()
        try TrialConnection.open(trial) { channel in
            let request = TrialConnection.request
            try channel.writeInbound(ByteBuffer(string: request + request + request.prefix(20)))
            try channel.writeInbound(ByteBuffer(string: String(request.dropFirst(20))))
            #expect(try TrialConnection.written(channel) == "")
            queue.letGo()
            channel.embeddedEventLoop.run()
            let answers = try TrialConnection.written(channel).split(separator: "HTTP/1.1 200 OK")
            #expect(answers.count == 3)
            for (number, answer) in answers.enumerated() { #expect(answer.contains("R-\(number + 1) logged on NET")) }
        }
    }
}
