// Connections that say anything, in any pieces, and take their answers or do not: answered in order or closed, never a crash.

import Foundation
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import WebhookServer

@Suite struct FuzzOfConnections {
    /// A short form here; deploy/fuzz.sh says how many in full.
    private static let rounds =
        (ProcessInfo.processInfo.environment["STEERCO_FUZZ"].flatMap { Int($0) } ?? 30_000) / 500

    /// Numbers that look random, and are the same each time.
    private struct Dice {
        var state: UInt64 = 11
        mutating func roll(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, bound)
        }
        mutating func one<Element>(of elements: [Element]) -> Element { elements[roll(elements.count)] }
    }

    private static func request(_ dice: inout Dice) -> String {
        let hosts = ["", "Host: x\r\n", "Host: x\r\n", "Host: x\r\n", "Host: x\r\nHost: y\r\n", "Host:\r\n"]
        let version = dice.one(of: ["1.1", "1.1", "1.1", "1.0"])
        let rest = dice.one(of: [
            "", "", "Connection: close\r\n", "Expect: 100-continue\r\n", "X-Forwarded-For: 1.2.3.4,\r\n",
        ])
        let body = dice.one(of: ["{}", "ssl_check=1&token=x", "ssl_check=1" + String(repeating: "&a", count: 300), ""])
        let framing = dice.one(of: [
            "Content-Length: \(body.utf8.count)\r\n\r\n\(body)", "Content-Length: \(body.utf8.count)\r\n\r\n\(body)",
            "Content-Length: 9999999\r\n\r\n\(body)",
            "Transfer-Encoding: chunked\r\n\r\n\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n0\r\n\r\n",
        ])
        let path = dice.one(of: ["/hooks/trial", "/hooks/other", "/healthz", "/none", "/hooks/trial?x=%"])
        let method = dice.one(of: ["POST", "POST", "GET", "PUT"])
        return "\(method) \(path) HTTP/\(version)\r\n\(dice.one(of: hosts))\(rest)\(framing)"
    }

    @Test func `whatever a connection says and takes, its answers are whole and it ends`() async throws {
        let trial = try await TrialDesk(script: "2026-11-20T09:00:00Z ana /project new NET")
        var dice = Dice()
        for _ in 0..<Self.rounds {
            let count = 1 + dice.roll(20)
            var bytes = (0..<count).flatMap { _ in Array(Self.request(&dice).utf8) }
            for _ in 0..<dice.roll(4) { bytes[dice.roll(bytes.count)] = UInt8(dice.roll(256)) }
            try TrialConnection.open(trial) { channel in
                var answers = ""
                var rest = bytes[...]
                while !rest.isEmpty, channel.isActive {
                    let piece = rest.prefix(1 + dice.roll(dice.one(of: [9, 300, 5000])))
                    rest = rest[piece.endIndex...]
                    if dice.roll(4) == 0 {
                        channel.isWritable.toggle()
                        channel.pipeline.fireChannelWritabilityChanged()
                    }
                    _ = try? channel.writeInbound(ByteBuffer(bytes: piece))
                    answers += try TrialConnection.written(channel)
                }
                channel.isWritable = true
                channel.pipeline.fireChannelWritabilityChanged()
                channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
                channel.embeddedEventLoop.run()
                answers += try TrialConnection.written(channel)
                channel.embeddedEventLoop.advanceTime(by: .seconds(200))
                let heads = answers.components(separatedBy: "HTTP/1.1 ").dropFirst()
                #expect(heads.count <= 2 * count + 1)
                for head in heads { #expect(head.contains("\r\n\r\n") && Int(head.prefix(3)) != nil, "\(head)") }
            }
        }
    }
}
