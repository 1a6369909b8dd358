// The webhook routes: limits and raw bytes here, everything a platform means in its adapter.

package import ChatPlatforms
package import Conversation
package import Hummingbird
package import Logging
import NIOCore
package import Quantities
import Synchronization

/// What the server is made of.
package struct WebhookServer: Sendable {
    package var desk: Desk
    package var adapters: [String: any PlatformAdapter]
    package var clock: @Sendable () -> Instant
    package var logger: Logger
    package var metrics = ServerMetrics()
    /// The longest body read, in bytes.
    package var bodyLimit = 1024 * 1024
    /// Whether the store takes writes, for `/readyz`.
    package var isReady: @Sendable () -> Bool = { true }

    /// A platform is acknowledged after two seconds, even when the answer is not ready: it then follows by post.
    private let patience = Patience(ticks: 20, of: .milliseconds(100))

    package init(desk: Desk, adapters: [any PlatformAdapter], clock: @escaping @Sendable () -> Instant, logger: Logger)
    {
        self.desk = desk
        self.adapters = Dictionary(adapters.map { ($0.name, $0) }) { one, _ in one }
        self.clock = clock
        self.logger = logger
    }

    /// The application, ready to run.
    ///
    /// - Parameter onReady: called with the port once it listens; port 0 picks one.
    package func application(host: String, port: Int, onReady: @escaping @Sendable (Int) -> Void)
        -> some ApplicationProtocol
    {
        let router = Router(context: BasicRequestContext.self)
        router.get("healthz") { _, _ in "ok\n" }
        router.get("readyz") { _, _ in isReady() ? Response(status: .ok) : Response(status: .serviceUnavailable) }
        router.get("metrics") { _, _ in metrics.text(events: desk.workspace.version) }
        for method in [HTTPRequest.Method.get, .post, .put, .delete, .patch] {
            router.on("hooks/:platform", method: method) { request, context in
                await answer(request, platform: context.parameters.get("platform") ?? "")
            }
        }
        return Application(
            router: router, configuration: .init(address: .hostname(host, port: port), serverName: "steerco"),
            onServerRunning: { channel in onReady(channel.localAddress?.port ?? port) }, logger: logger)
    }

    private func answer(_ request: Request, platform: String) async -> Response {
        let response = await respond(request, platform: platform)
        metrics.count(adapters[platform] == nil ? "none" : platform, status: Int(response.status.code))
        return response
    }

    private func respond(_ request: Request, platform: String) async -> Response {
        guard let adapter = adapters[platform] else { return Response(status: .notFound) }
        guard adapter.methods.contains(request.method.rawValue) else {
            return Response(status: .methodNotAllowed, headers: [.allow: adapter.methods.joined(separator: ", ")])
        }
        if let length = request.headers[.contentLength], let bytes = Int(asciiDigits: length), bytes > bodyLimit {
            return Response(status: .contentTooLarge)
        }
        let body: [UInt8]
        do {
            body = Array(buffer: try await request.body.collect(upTo: bodyLimit))
        } catch {
            return Response(status: error is NIOTooManyBytesError ? .contentTooLarge : .badRequest)
        }
        let inbound = InboundRequest(
            method: request.method.rawValue, query: request.uri.query ?? "",
            headers: request.headers.map { ($0.name.rawName, $0.value) }, body: body)
        do {
            switch try adapter.receive(inbound, now: clock()) {
            case .ignored: return Response(status: .ok)
            case .respond(let contentType, let bytes): return plain(contentType, bytes)
            case .message(let invocation): return await answer(invocation, adapter)
            }
        } catch {
            logger.info(
                "request refused",
                metadata: ["platform": "\(platform)", "status": "\(error.status)", "reason": "\(error.reason)"])
            return Response(status: .init(code: error.status))
        }
    }

    private func plain(_ contentType: String, _ bytes: [UInt8]) -> Response {
        Response(
            status: .ok, headers: contentType.isEmpty ? [:] : [.contentType: contentType],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func answer(_ invocation: Invocation, _ adapter: any PlatformAdapter) async -> Response {
        guard let handled = await handle(invocation) else {
            // Acknowledged in time; the outbox carries the answer when it is ready.
            return Response(status: .ok)
        }
        let (contentType, bytes) = adapter.response(to: handled, invocation)
        let isFault = handled.answer?.results.contains { $0.outcome == .fault } ?? false
        let isPosted = invocation.replyAddress.map { !$0.answersInResponse } ?? false
        // A platform that shows what it is answered is answered; one that only counts is asked to come again.
        let status: HTTPResponse.Status =
            !isFault ? .ok : adapter.name == "generic" ? .internalServerError : isPosted ? .serviceUnavailable : .ok
        guard !handled.answeredInResponse.isEmpty else {
            var response = plain(contentType, bytes)
            response.status = status
            return response
        }
        let desk = desk
        let body = ResponseBody(contentLength: bytes.count) { writer in
            try await writer.write(ByteBuffer(bytes: bytes))
            try await writer.finish(nil)
            // Only now has the caller's side taken it: before this the outbox still owes the answer.
            desk.responseFlushed(handled)
        }
        return Response(status: status, headers: [.contentType: contentType], body: body)
    }

    /// The answer, or nil when it is not there in time. The work goes on either way.
    private func handle(_ invocation: Invocation) async -> HandledMessage? {
        // Without an address there is no later: the platform's own patience is longer than ours.
        guard invocation.replyAddress?.answersInResponse == true else { return await desk.handle(invocation) }
        return await withCheckedContinuation { continuation in
            let waiting = SingleResume(continuation)
            patience.add(waiting)
            desk.start(invocation) { handled in
                if !waiting.resume(handled) { desk.postLate(handled, invocation) }
            }
        }
    }
}
