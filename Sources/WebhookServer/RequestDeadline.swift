// A request has to be there, and a server that stops has to have stopped, within a bounded time.

import NIOCore

/// Bounds how long a request may take to arrive, from its first byte to its last, and how long a connection may outlive the
/// start of a shutdown. The idle handler bounds silence only: a sender that drips a byte now and then is never silent.
///
/// One timer a connection, looked at when it runs out: nothing is scheduled or cancelled for each request.
final class RequestDeadline: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// Fired down the pipeline when a request took too long.
    struct Passed {}

    private let limit: TimeAmount
    private let farewell: TimeAmount
    /// When the first byte of the request that is arriving came.
    private var started: NIODeadline?
    private var timer: Scheduled<Void>?
    private var end: Scheduled<Void>?

    /// - Parameters:
    ///   - limit: from a request's first byte to its last.
    ///   - farewell: from the start of a shutdown to the end of the connection.
    init(limit: TimeAmount, farewell: TimeAmount) {
        self.limit = limit
        self.farewell = farewell
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if started == nil {
            started = context.eventLoop.now
            if timer == nil { watch(context, for: limit) }
        }
        context.fireChannelRead(data)
    }

    /// The request is there whole.
    func requestArrived() { started = nil }

    /// A request was answered: what waited behind it could not be read before, and its time starts now.
    func requestAnswered(_ now: NIODeadline) { if started != nil { started = now } }

    private func watch(_ context: ChannelHandlerContext, for time: TimeAmount) {
        let here = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) { here.value.handler.look(here.value.context) }
    }

    private func look(_ context: ChannelHandlerContext) {
        timer = nil
        guard context.channel.isActive, let started else { return }
        let left = started + limit - context.eventLoop.now
        guard left <= .zero else { return watch(context, for: left) }
        // What waits behind a request that is being answered is not late: its time starts anew.
        self.started = context.eventLoop.now
        watch(context, for: limit)
        context.fireUserInboundEventTriggered(Passed())
    }

    func channelInactive(context: ChannelHandlerContext) {
        // Or the connection would stay in memory until they run out.
        timer?.cancel()
        end?.cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            let channel = context.channel
            end = context.eventLoop.scheduleTask(in: farewell) { channel.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }
}
