// The power fails at random moments under load: nothing answered is lost, nothing is doubled, nothing erased comes back.

import Foundation
import JSONText
import NIOConcurrencyHelpers
import TestSupport
import Testing

@Suite(.serialized) struct Torture {
    /// Twelve kills here; 200 with `STEERCO_TORTURE=full`, which `deploy/test.sh --full` sets.
    static let kills = ProcessInfo.processInfo.environment["STEERCO_TORTURE"] == "full" ? 200 : 12

    /// The numbers of the risks that a text names.
    private static func numbers(in text: String) -> [Int] {
        text.split(separator: "Risk-").dropFirst().compactMap { Int($0.prefix(while: \.isNumber)) }
    }

    @Test func `kill -9 under load loses no answered write and doubles none`() throws {
        let receiver = try Receiver()
        defer { receiver.close() }
        let environment = [
            "STEERCO_WEBHOOK_SECRET": Signers.genericSecret, "STEERCO_REPLY_HOSTS": "127.0.0.1:\(receiver.port)",
            "STEERCO_ADMIN": "generic:/ana",
        ]
        let data = try BuiltBinary.temporaryDirectory().appendingPathComponent("s.db")
        let answered = NIOLockedValueBox<[String: String]>([:])
        let counter = NIOLockedValueBox(0)
        let receiverURL = receiver.url
        @Sendable func post(_ id: String, _ text: String, _ port: Int) -> RawAnswer? {
            let body =
                (["user": "ana", "channel": "net", "text": .string(text), "reply_to": .string(receiverURL)] as JSON)
                .bytes
            let headers = Signers.generic(body, id: id, timestamp: Int(Date().timeIntervalSince1970))
            return try? RawHTTP.request("POST", "/hooks/generic", headers: headers, body: body, port: port)
        }
        var generator = SystemRandomNumberGenerator()
        do {
            let server = try RunningServer(data: data, environment: environment)
            #expect(post("setup", "/project new NET", server.port)?.status == 200)
            server.stop()
        }
        let erased = NIOLockedValueBox<Set<Int>>([])
        for kill in 0..<Torture.kills {
            let server = try RunningServer(data: data, environment: environment)
            let port = server.port
            // One of the risks that were answered before is erased while others are logged.
            if kill > 0 {
                DispatchQueue.global().async {
                    let text = "/admin redact R-\(kill) because asked by law --yes"
                    if post("e\(kill)", text, port)?.text.contains("is erased") == true {
                        erased.withLockedValue { _ = $0.insert(kill) }
                    }
                }
            }
            let isOver = NIOLockedValueBox(false)
            let group = DispatchGroup()
            let answers = DispatchSemaphore(value: 0)
            for _ in 0..<4 {
                DispatchQueue.global().async(group: group) {
                    while !isOver.withLockedValue({ $0 }) {
                        let number = counter.withLockedValue { counter in
                            counter += 1
                            return counter
                        }
                        let id = "m\(number)"
                        guard let answer = post(id, "/risk Risk-\(number) on NET", port), answer.status == 200 else {
                            return
                        }
                        answered.withLockedValue { $0[id] = answer.text }
                        answers.signal()
                    }
                }
            }
            // A random number of answers on, while the next are under way.
            for _ in 0..<Int.random(in: 0...60, using: &generator) { _ = answers.wait(timeout: .now() + 5) }
            server.kill()
            isOver.withLockedValue { $0 = true }
            group.wait()
        }
        let server = try RunningServer(data: data, environment: environment)
        // What was erased, or was being erased when the power failed, is in no answer any more.
        let attempts = (1..<Torture.kills).map { "R-\($0) logged" }
        answered.withLockedValue { answered in
            answered = answered.filter { answer in !attempts.contains { answer.value.contains($0) } }
        }
        // A repeated delivery gets the answer it got before.
        for (id, text) in answered.withLockedValue({ Array($0.prefix(40)) }) {
            let number = id.dropFirst()
            #expect(post(id, "/risk Risk-\(number) on NET", server.port)?.text == text)
        }
        // Every reply with an address is delivered, at least once.
        let wanted = answered.withLockedValue { Set($0.keys.compactMap { Int($0.dropFirst()) }) }
        let missing = NIOLockedValueBox(wanted)
        let areAllThere = receiver.wait(seconds: 60) { received in
            let left = wanted.subtracting(received.flatMap { Torture.numbers(in: $0.text) })
            missing.withLockedValue { $0 = left }
            return left.isEmpty
        }
        #expect(areAllThere, "of \(wanted.count) are missing: \(missing.withLockedValue { $0.sorted().prefix(20) })")
        server.stop()
        let verified = try BuiltBinary.run(["verify", "--data", data.path])
        #expect(verified.code == 0 && verified.output.contains("goes on from the kept head"), "\(verified.errors)")
        let shown = try BuiltBinary.run(
            ["--data", data.path, "--as", "x"],
            lines: erased.withLockedValue { $0.sorted().map { "/risk show R-\($0)" } } + ["/whoami"])
        #expect(!shown.output.contains("Risk-"))
        let list = try BuiltBinary.run(
            ["--data", data.path, "--format", "json", "--as", "x"], lines: ["/risk list project:NET"])
        let stored = Set(Torture.numbers(in: list.output))
        let doubled = try JSON(reading: Array(list.lines[0].utf8))["items"]?.array?.count ?? 0
        #expect((stored.count...stored.count + attempts.count).contains(doubled))
        for id in answered.withLockedValue({ Array($0.keys) }) {
            #expect(stored.contains(Int(id.dropFirst()) ?? 0), "\(id) is missing")
        }
        #expect(answered.withLockedValue { $0.count } > 0)
    }
}
