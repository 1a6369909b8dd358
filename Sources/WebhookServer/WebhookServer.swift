// The webhook routes: limits and raw bytes here, everything a platform means in its adapter.

package import ChatPlatforms
package import Conversation
import Dispatch
package import Logging
import NIOCore
package import Quantities

/// What the server is made of: a class, since every request hands it on.
package final class WebhookServer: Sendable {
    private let desk: Desk
    private let adapters: [String: any PlatformAdapter]
    let clock: @Sendable () -> Instant
    let logger: Logger
    private let metrics = ServerMetrics()
    private let refusals: RefusalLog
    private let proxies: KnownProxies
    /// Where what takes longer than an event loop may be kept is worked on.
    private let pool: WorkPool
    /// The longest body read, in bytes.
    let bodyLimit = 1024 * 1024
    /// The longest body that is checked and read on the event loop, in bytes: a longer one is work by itself.
    private static let longestSmallBody = 16 * 1024
    /// Nil when the store cannot be asked, which `/readyz` tells.
    private let outbox: @Sendable () -> OutboxState?
    /// Whether what is answered can be kept, which `/readyz` tells too.
    private let health: @Sendable () -> StoreHealth

    /// A platform is acknowledged after two seconds, even when the answer is not ready: it then follows by post.
    private let patience = Patience(ticks: 20, of: .milliseconds(100))

    /// - Parameters:
    ///   - proxies: those whose word is taken for whom a request is from.
    ///   - pool: where long requests are worked on.
    package init(
        desk: Desk, adapters: [any PlatformAdapter], clock: @escaping @Sendable () -> Instant, logger: Logger,
        proxies: KnownProxies = .none, pool: WorkPool = .inline(), outbox: @escaping @Sendable () -> OutboxState?,
        health: @escaping @Sendable () -> StoreHealth
    ) {
        self.proxies = proxies
        self.pool = pool
        refusals = RefusalLog(logger)
        self.desk = desk
        self.adapters = Dictionary(adapters.map { ($0.name, $0) }) { one, _ in one }
        self.clock = clock
        self.logger = logger
        self.outbox = outbox
        self.health = health
    }

    /// Answers a whole request.
    ///
    /// - Parameter done: called once, on whatever thread has the answer.
    func answer(_ request: WebRequest, then done: @escaping @Sendable (WebResponse) -> Void) {
        guard request.namesOneHost else { return done(refused(400, "host", request)) }
        switch request.route {
        case .health: done(request.method == "GET" ? .text("ok\n") : .notAllowed(["GET"]))
        case .readiness, .metrics:
            guard request.method == "GET" else { return done(.notAllowed(["GET"])) }
            // The store is asked beside the event loop, whose connections would wait with it.
            let asksMetrics = request.route == .metrics
            DispatchQueue.global().async { [self] in
                let (outbox, isWritable) = (outbox(), health().problem == nil)
                done(
                    asksMetrics
                        ? .text(
                            metrics.text(
                                events: desk.workspace.version, isWritable: isWritable, outbox: outbox, now: clock()))
                        : outbox == nil || !isWritable ? .empty(503) : .text("ok\n"))
            }
        case .unknown: done(.empty(404))
        case .hook(let platform):
            guard let adapter = adapters[platform] else {
                metrics.count("none", status: 404)
                return done(refused(404, "off", request))
            }
            let answered: @Sendable (WebResponse) -> Void = { [metrics] response in
                metrics.count(platform, status: response.status)
                done(response)
            }
            guard request.body?.count ?? 0 > WebhookServer.longestSmallBody else {
                return receive(request, adapter, then: answered)
            }
            pool.start(for: "from " + proxies.source(of: request).origin) {
                self.receive(request, adapter, then: answered)
            }
        }
    }

    private func receive(
        _ request: WebRequest, _ adapter: any PlatformAdapter, then done: @escaping @Sendable (WebResponse) -> Void
    ) {
        guard adapter.methods.contains(request.method) else {
            _ = refused(405, "method", request, adapter.name)
            return done(.notAllowed(adapter.methods))
        }
        guard let body = request.body else { return done(refused(413, "body", request, adapter.name)) }
        let inbound = InboundRequest(
            method: request.method, query: request.query, headers: request.headers, body: body)
        do {
            switch try adapter.receive(inbound, now: clock()) {
            case .ignored: done(.empty(200))
            case .respond(let contentType, let bytes):
                done(WebResponse(status: 200, contentType: contentType, body: bytes))
            case .message(let invocation):
                handle(invocation) { handled in
                    // Without an answer in time it is acknowledged; the outbox carries the answer when it is ready.
                    done(handled.map { self.response(to: $0, invocation, adapter) } ?? .empty(200))
                }
            }
        } catch {
            done(refused(error.status, error.reason, request, adapter.name))
        }
    }

    /// Only the status goes out; the log has the reason, and the metrics count it.
    private func refused(_ status: Int, _ reason: String, _ request: WebRequest, _ platform: String = "none")
        -> WebResponse
    {
        metrics.countRefusal(platform, reason: reason)
        refusals.note(
            .init(platform: platform, status: status, reason: reason), from: proxies.source(of: request), now: clock())
        return .empty(status)
    }

    /// Turns away what is no HTTP.
    func refusedMalformed(from peer: SocketAddress?) -> WebResponse {
        refused(400, "http", WebRequest(method: "", target: "", headers: [], peer: peer))
    }

    private func response(to handled: HandledMessage, _ invocation: Invocation, _ adapter: any PlatformAdapter)
        -> WebResponse
    {
        let (contentType, bytes) = adapter.response(to: handled, invocation)
        let isFault = handled.answer?.results.contains { $0.outcome == .fault } ?? false
        if isFault { metrics.countFault() }
        let isPosted = invocation.replyAddress.map { !$0.answersInResponse } ?? false
        // A platform that shows what it is answered is answered; one that only counts is asked to come again.
        let status = !isFault ? 200 : adapter.saysFaults ? 500 : isPosted ? 503 : 200
        var response = WebResponse(status: status, contentType: contentType, body: bytes)
        if !handled.answeredInResponse.isEmpty {
            // Only now has the caller's side taken it: before this the outbox still owes the answer.
            response.flushed = { [desk] in desk.responseFlushed(handled) }
        }
        return response
    }

    /// Gives the answer, or nil when it is not there in time. The work goes on either way.
    private func handle(_ invocation: Invocation, then done: @escaping @Sendable (HandledMessage?) -> Void) {
        // Nothing can be sent later without an address, and what is posted anyway is acknowledged once it is kept.
        guard invocation.replyAddress?.answersInResponse == true else { return desk.start(invocation) { done($0) } }
        let waiting = FirstAnswer(done)
        patience.add(waiting)
        desk.start(invocation) { [desk] handled in
            if !waiting.give(handled) { desk.postLate(handled, invocation) }
        }
    }
}
