// Listening, and what every connection is set up with.

import HummingbirdCore
import NIOCore
import NIOHTTP1
import NIOPosix
import Logging
package import ServiceLifecycle

extension WebhookServer {
    /// The listening service: a graceful shutdown lets running requests end.
    ///
    /// - Parameters:
    ///   - descriptors: how many files and connections the process may have open.
    ///   - onReady: called with the port once it listens; port 0 picks one.
    package func service(
        host: String, port: Int, descriptors: Int, onReady: @escaping @Sendable (Int) -> Void
    ) -> any Service {
        let full = FullServer(logger)
        return Connections(server: self).server(
            configuration: .init(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: RoomForConnections(descriptors: descriptors, full: full)),
            onServerRunning: { [logger] channel in
                do {
                    try await channel.eventLoop.submit {
                        try channel.pipeline.syncOperations.addHandler(full.acceptHandler, position: .first)
                    }.get()
                } catch { logger.error("the listening channel cannot be guarded", metadata: ["error": "\(error)"]) }
                onReady(channel.localAddress?.port ?? port)
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
    }
}

/// HTTP/1.1 on the event loop all the way: a request costs no task and no change of thread, but for the commit.
struct Connections: ServerChildChannel {
    let server: WebhookServer
    /// A connection that says nothing for so long is closed, unless it is waiting for an answer.
    private static let patience = TimeAmount.seconds(75)
    /// A request that is not there whole after so long is given up with its connection.
    private static let longestRequest = TimeAmount.seconds(20)
    /// A shutdown waits so long for what is under way: with the last deliveries it stays under the 20 s of the unit.
    private static let farewell = TimeAmount.seconds(5)
    /// Bytes of later requests after which no more are taken in while one is answered, and bytes read at once: some hundred
    /// requests, however short they are. As requests they take many times their room, and one connection's are answered
    /// before another's are looked at.
    private static let readAhead = 4 * 1024

    struct Connection: ServerChildChannelValue {
        let channel: any Channel
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
        channel.eventLoop.makeCompletedFuture {
            try channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
            try channel.syncOptions?.setOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Connections.readAhead))
            try prepare(channel.pipeline.syncOperations)
            return Connection(channel: channel)
        }
    }

    func prepare(_ pipeline: ChannelPipeline.SynchronousOperations) throws {
        try pipeline.addHandler(IdleStateHandler(readTimeout: Connections.patience))
        let deadline = RequestDeadline(limit: Connections.longestRequest, farewell: Connections.farewell)
        try pipeline.addHandler(deadline)
        try pipeline.addHandler(ReadAhead(limit: Connections.readAhead))
        // Every header that goes out is the server's own, and so is the answer to what is no HTTP: NIO's would be written
        // into a connection that a shutdown has closed on half a request.
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: true, withErrorHandling: false, withOutboundHeaderValidation: false)
        try pipeline.addHandler(ConnectionHandler(server, deadline))
    }

    func handle(value: Connection, logger: Logger) async {
        await withTaskCancellationHandler {
            try? await value.channel.closeFuture.get()
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }
}
