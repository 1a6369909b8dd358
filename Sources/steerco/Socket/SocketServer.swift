// The socket beside the store, by which other processes of this machine speak with the server that has it open.

import ChatPlatforms
import Conversation
import Foundation
import JSONText
import Logging
import NIOCore
import NIOPosix
import ProgramFiles
import ProgramModel
import ProgramServices
import Quantities
import ServiceLifecycle

/// Serves the processes of the store's owner.
struct SocketServer: Service {
    private let bot: Bot
    /// A fixed clock of a test.
    private let now: Instant?
    private let path: String
    private let logger: Logger
    private let assistant: @Sendable (_ all: Bool) -> AssistantServer
    private let server: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>

    /// A line holds a file at most, as text.
    private static let longestLine = 512 << 20

    /// Opens the socket, so that whoever finds the server running finds it too.
    init(
        _ bot: Bot, at path: String, now: Instant?, _ logger: Logger,
        assistant: @escaping @Sendable (_ all: Bool) -> AssistantServer
    ) async throws {
        self.bot = bot
        self.now = now
        self.path = path
        self.logger = logger
        self.assistant = assistant
        // Who has said everything still waits for the answers.
        server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        chmod(path, 0o600)
    }

    func run() async throws {
        let server = server
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { tasks in
                try await server.executeThenClose { connections in
                    for try await connection in connections {
                        tasks.addTask {
                            do { try await serve(connection) } catch {
                                logger.debug("a connection of this machine ended", metadata: ["error": "\(error)"])
                            }
                        }
                    }
                }
            }
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
        }
        unlink(path)
    }

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        try await connection.executeThenClose { inbound, outbound in
            var lines = SocketLines(longest: SocketServer.longestLine)
            var speaker: (any SocketSpeaker)?
            let write: @Sendable (JSON) async throws -> Void = { json in
                try await outbound.write(ByteBuffer(bytes: json.bytes + [0x0A]))
            }
            for try await chunk in inbound {
                try lines.add(chunk)
                while let line = lines.next() {
                    if let speaker {
                        try await speaker.say(line, write)
                    } else if let opening = (try? JSON(reading: line)).flatMap({ SocketOpening($0) }) {
                        speaker = try await open(opening, write)
                    } else {
                        return try await write(
                            SocketAnswer(
                                [], complaint: "the server is of another release: stop it, or use its own", code: 70
                            )
                            .json)
                    }
                }
            }
            await speaker?.finish()
        }
    }

    private func open(
        _ opening: SocketOpening, _ write: @escaping @Sendable (JSON) async throws -> Void
    ) async throws -> (any SocketSpeaker)? {
        switch opening {
        case .chat(let chat):
            try await write(SocketAnswer([], code: 0).json)
            return ChatSpeaker(
                conversation: PipeConversation(
                    bot: bot, clock: PipeClock(now), speaker: chat.speaker, channel: chat.channel, replyTo: nil,
                    format: chat.format, isYes: chat.isYes, speaks: Speaks(told: chat.told, clock: false)))
        case .take(let file):
            try await write(take(file))
            return nil
        case .assistant(let user, let isReadOnly, let all):
            let name = PipeConversation.name(user)
            let caller = AssistantServer.Caller(
                PipeConversation.identity(user), name: name, signer: "mcp", ceiling: nil, isReadOnly: isReadOnly)
            return AssistantSpeaker(server: assistant(all), caller: caller, write)
        }
    }

    /// Takes a file, and answers with what it did: the answer of an import as its process prints it.
    private func take(_ file: SocketFile) async -> JSON {
        do {
            let answer = try await ImportRun(desk: bot.desk, speaker: file.speaker, project: file.project)
                .taken(name: file.name, file.bytes, file.hints)
            return SocketAnswer(ImportRun.outputs(answer), code: ImportRun.code(answer)).json
        } catch {
            return SocketAnswer([], complaint: "\(error)", code: 1).json
        }
    }
}

/// What the lines of a connection are said to.
private protocol SocketSpeaker: Sendable {
    func say(_ line: [UInt8], _ write: @Sendable (JSON) async throws -> Void) async throws
    func finish() async
}

private struct ChatSpeaker: SocketSpeaker {
    let conversation: PipeConversation

    func say(_ line: [UInt8], _ write: @Sendable (JSON) async throws -> Void) async throws {
        let (outputs, code) = await conversation.say((try? JSON(reading: line))?.string ?? "")
        try await write(SocketAnswer(outputs.map { String(decoding: $0, as: UTF8.self) }, code: code).json)
    }

    func finish() async {}
}

/// Messages of an assistant, answered in the order in which the answers come.
private struct AssistantSpeaker: SocketSpeaker {
    private let lines: AssistantLines
    private let answers: AsyncStream<JSON>.Continuation
    private let writing: Task<Void, Never>

    init(
        server: AssistantServer, caller: AssistantServer.Caller,
        _ write: @escaping @Sendable (JSON) async throws -> Void
    ) {
        let (stream, continuation) = AsyncStream<JSON>.makeStream()
        answers = continuation
        writing = Task {
            for await answer in stream { try? await write(answer) }
        }
        lines = AssistantLines(server: server, caller: caller) { continuation.yield($0) }
    }

    func say(_ line: [UInt8], _ write: @Sendable (JSON) async throws -> Void) async throws { lines.take(line) }

    /// Every answer is written before the connection ends.
    func finish() async {
        await lines.end()
        answers.finish()
        await writing.value
    }
}

/// The lines of a connection as its bytes come in.
private struct SocketLines {
    private var bytes: [UInt8] = []
    private var start = 0
    private var searched = 0
    private let longest: Int

    init(longest: Int) { self.longest = longest }

    mutating func add(_ chunk: ByteBuffer) throws {
        bytes.append(contentsOf: chunk.readableBytesView)
        guard bytes.count - start <= longest else { throw FileProblem("a line is longer than \(longest) bytes") }
    }

    mutating func next() -> [UInt8]? {
        guard let end = bytes[max(start, searched)...].firstIndex(of: 0x0A) else {
            bytes.removeSubrange(..<start)
            (start, searched) = (0, bytes.count)
            return nil
        }
        defer {
            start = end + 1
            searched = start
        }
        return Array(bytes[start..<end])
    }
}
