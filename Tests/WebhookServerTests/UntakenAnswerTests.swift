// Senders that take none of their answers: nothing is answered meanwhile, and nothing more is read.

import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import WebhookServer

struct UntakenAnswers {
    private static let requests = [
        "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "GET /other HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /hooks/trial HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
        "POST /hooks/other HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
    ]

    @Test(arguments: requests)
    func `while answers are not taken no request is answered, and afterwards each is, in order`(_ request: String)
        async throws
    {
        let trial = try await TrialDesk(script: "2026-11-20T09:00:00Z ana /project new NET")
        try TrialConnection.open(trial) { channel in
            channel.isWritable = false
            try channel.writeInbound(ByteBuffer(string: String(repeating: request, count: 500)))
            #expect(try TrialConnection.written(channel).isEmpty)
            channel.isWritable = true
            channel.pipeline.fireChannelWritabilityChanged()
            channel.embeddedEventLoop.run()
            let answers = try TrialConnection.written(channel).split(separator: "HTTP/1.1 ")
            #expect(answers.count == 500)
            guard request.contains("trial") else { return }
            for (number, answer) in answers.enumerated() { #expect(answer.contains("R-\(number + 1) logged on NET")) }
        }
    }

    @Test func `a body over the limit from a sender who takes no answers ends the connection`() async throws {
        try TrialConnection.open(try await TrialDesk()) { channel in
            channel.isWritable = false
            try channel.writeInbound(
                ByteBuffer(string: "POST /hooks/trial HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n"))
            #expect(!channel.isActive)
        }
    }

    @Test func `whoever takes no answers for their time is let go, with what they sent ahead`() async throws {
        try TrialConnection.open(try await TrialDesk()) { channel in
            channel.isWritable = false
            try channel.writeInbound(ByteBuffer(string: String(repeating: UntakenAnswers.requests[0], count: 500)))
            try channel.writeInbound(ByteBuffer(string: UntakenAnswers.requests[0]))
            channel.embeddedEventLoop.advanceTime(by: .seconds(21))
            #expect(!channel.isActive)
        }
    }
}
