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
