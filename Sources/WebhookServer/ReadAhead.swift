// Takes bytes in while a request is answered, and hands them on as they are asked for.

import NIOCore

/// Reads on by itself, since NIO's pipeline handler stops reading until a request is answered: stopping and starting are two
/// calls of the kernel for each request.
///
/// What is read ahead waits here as bytes, up to a limit, and goes on in small parts, each when the one before has been
/// dealt with: as requests, a few bytes each, it would take many times its room.
final class ReadAhead: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer

    private var held = ByteBuffer()
    /// Whether somebody wants what comes next.
    private var isAsked = false
    private var isHandingOn = false
    /// The sender says no more: told after what it said before.
    private var isOver = false
    private let limit: Int
    private let part: Int

    /// - Parameters:
    ///   - limit: bytes; a connection that is this far ahead is not read.
    ///   - part: the most bytes handed on at once.
    init(limit: Int, part: Int) {
        self.limit = limit
        self.part = part
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        guard held.readableBytes > 0 else {
            held = bytes
            return
        }
        if held.readerIndex > limit { held.discardReadBytes() }
        held.writeBuffer(&bytes)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        handOn(context)
        if held.readableBytes < limit { context.read() }
    }

    func read(context: ChannelHandlerContext) {
        isAsked = true
        guard !isHandingOn else { return }
        handOn(context)
        if held.readableBytes < limit { context.read() }
    }

    private func handOn(_ context: ChannelHandlerContext) {
        guard !isHandingOn else { return }
        isHandingOn = true
        defer { isHandingOn = false }
        while isAsked, let next = held.readSlice(length: min(part, held.readableBytes)), next.readableBytes > 0 {
            // An idle connection keeps no room.
            if held.readableBytes == 0 { held = ByteBuffer() }
            isAsked = false
            context.fireChannelRead(wrapInboundOut(next))
            context.fireChannelReadComplete()
            // Whoever can take more asks for it now, or else once the request is answered.
            context.channel.read()
        }
        guard isOver, held.readableBytes == 0 else { return }
        isOver = false
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else { return context.fireUserInboundEventTriggered(event) }
        isOver = true
        handOn(context)
    }
}
