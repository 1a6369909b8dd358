// Keeps a connection open for reading while its last request is answered.

import NIOCore

/// Reads on by itself, since NIO's pipeline handler stops reading until a request is answered: stopping and starting are two
/// calls of the kernel for each request. What is read ahead waits in that handler, in order; its bound is looked at here
/// after each turn of the loop, which may bring some buffers more.
final class ReadAhead: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    /// Bytes read since a read was last asked for.
    private var ahead = 0
    private let limit: Int

    /// - Parameter limit: bytes; beyond it a connection is read once it is asked for.
    init(limit: Int) { self.limit = limit }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        ahead += unwrapInboundIn(data).readableBytes
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        if ahead < limit { context.read() }
    }

    func read(context: ChannelHandlerContext) {
        ahead = 0
        context.read()
    }
}
