// One connection: collects a request whole, has it answered, writes the response.

import NIOCore
import NIOHTTP1
import Quantities

/// Works on its connection's event loop alone; answers may come from any thread.
///
/// NIO's pipeline handler stands before it, so that the next request comes once the last one is answered, and a server that
/// shuts down lets the running request end.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        /// Between requests.
        case idle
        case reading(HTTPRequestHead, body: ByteBuffer?)
        /// Answered early for its size; the rest is thrown away.
        case skipping(bytesLeft: Int)
        case answering
        /// There whole, and not begun: the answers before it are not taken yet.
        case waiting(WebRequest)
        /// The last answer is on its way; whatever else was asked is not done.
        case closing
    }
    private var state = State.idle
    private var keepsAlive = true
    /// Whether a response is being written: NIO then hands on the next request, within the write.
    private var isWriting = false
    /// The second the date header is of, and its text.
    private var date: (second: Int64, text: String) = (-1, "")
    private let server: WebhookServer
    private let deadline: RequestDeadline

    init(_ server: WebhookServer, _ deadline: RequestDeadline) {
        self.server = server
        self.deadline = deadline
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if case .end = part { deadline.requestArrived() }
        switch (part, state) {
        case (_, .closing): break
        case (.head(let head), _):
            keepsAlive = head.isKeepAlive
            let length = head.headers.first(name: "content-length").flatMap { Int(asciiDigits: $0) } ?? 0
            if length > server.bodyLimit { return refuse(head, context) }
            state = .reading(head, body: nil)
            if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) { goOn(context) }
        case (.body(let part), .reading(let head, var body)):
            // Taken out first, so that the buffer is appended to in place.
            state = .idle
            var part = part
            if body == nil { body = part } else { body?.writeBuffer(&part) }
            if body?.readableBytes ?? 0 > server.bodyLimit { return refuse(head, context) }
            state = .reading(head, body: body)
        case (.body(let part), .skipping(let left)):
            guard left > part.readableBytes else { return context.close(promise: nil) }
            state = .skipping(bytesLeft: left - part.readableBytes)
        case (.end, .reading(let head, let body)):
            let request = request(head, body: body.map { Array($0.readableBytesView) } ?? [], context)
            // Whoever takes no answers is asked to: nothing is answered meanwhile, and so nothing more is read.
            guard context.channel.isWritable else { return state = .waiting(request) }
            state = .answering
            answer(request, context)
        case (.end, .skipping):
            state = .idle
            if !keepsAlive { context.close(promise: nil) }
        case (.body, _), (.end, _): break
        }
    }

    /// Tells a sender that waits before its body to send it (RFC 9110, 10.1.1).
    private func goOn(_ context: ChannelHandlerContext) {
        let head = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    }

    /// Answers a request whose body is over the limit, before it is there. The rest is still read: a connection closed on
    /// a sender loses it the answer.
    private func refuse(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard context.channel.isWritable else { return context.close(promise: nil) }
        state = .skipping(bytesLeft: 8 * server.bodyLimit)
        answer(request(head, body: nil, context), context)
    }

    private func request(_ head: HTTPRequestHead, body: [UInt8]?, _ context: ChannelHandlerContext) -> WebRequest {
        WebRequest(
            method: head.method.rawValue, target: head.uri, headers: head.headers.map { ($0.name, $0.value) },
            body: body, isOld: (head.version.major, head.version.minor) < (1, 1), peer: context.channel.remoteAddress)
    }

    /// The answers before were taken: the request that waits has its turn.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, case .waiting(let request) = state {
            state = .answering
            answer(request, context)
        }
        context.fireChannelWritabilityChanged()
    }

    private func answer(_ request: WebRequest, _ context: ChannelHandlerContext) {
        let loop = context.eventLoop
        let here = NIOLoopBound((handler: self, context: context), eventLoop: loop)
        server.answer(request) { response in
            // Answers within answers would go as deep as requests were sent ahead.
            if loop.inEventLoop, !here.value.handler.isWriting {
                here.value.handler.write(response, here.value.context)
            } else {
                loop.execute { here.value.handler.write(response, here.value.context) }
            }
        }
    }

    private func write(_ response: WebResponse, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        // Settled before the end is written: that brings in the next request, and what it asks for.
        var closes = false
        if case .answering = state {
            closes = !keepsAlive
            state = closes ? .closing : .idle
        }
        isWriting = true
        defer { isWriting = false }
        var headers = HTTPHeaders()
        headers.reserveCapacity(6)
        if !response.contentType.isEmpty { headers.add(name: "Content-Type", value: response.contentType) }
        if !response.allow.isEmpty { headers.add(name: "Allow", value: response.allow.joined(separator: ", ")) }
        headers.add(name: "Content-Length", value: String(response.body.count))
        headers.add(name: "Date", value: dateText)
        headers.add(name: "Server", value: "steerco")
        if !keepsAlive { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !response.body.isEmpty {
            let bytes = context.channel.allocator.buffer(bytes: response.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
        }
        deadline.requestAnswered(context.eventLoop.now)
        let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if let flushed = response.flushed { written.whenSuccess(flushed) }
        if closes {
            let channel = context.channel
            written.whenComplete { _ in channel.close(promise: nil) }
        }
    }

    private var dateText: String {
        let now = server.clock()
        if now.seconds != date.second { date = (now.seconds, now.httpDate) }
        return date.text
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is IdleStateHandler.IdleStateEvent, is RequestDeadline.Passed:
            if case .answering = state { return }
            context.close(promise: nil)
        case ChannelEvent.inputClosed:
            keepsAlive = false
            switch state {
            case .answering, .waiting: return
            default: context.close(promise: nil)
            }
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// What is no HTTP is answered 400, unless its request has been answered; the decoder closes the connection after it.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError, context.channel.isActive else { return context.close(promise: nil) }
        switch state {
        case .idle, .reading:
            keepsAlive = false
            state = .answering
            write(server.refusedMalformed(from: context.channel.remoteAddress), context)
        case .skipping, .answering, .waiting, .closing: context.close(promise: nil)
        }
    }
}
