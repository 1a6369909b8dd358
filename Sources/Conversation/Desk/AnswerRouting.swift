// Which way an answer goes: in the response, through the outbox, or both until one of them is sure.

import ProgramModel
import Quantities

struct AnswerRouting: Sendable {
    let surroundings: Surroundings

    /// An answer as its platform reads it.
    func payloads(for answer: MessageAnswer, _ invocation: Invocation) -> ([Payload], (any ReplyRenderer)?) {
        let platform = invocation.replyAddress?.platform ?? invocation.channel.platform
        let renderer = surroundings.renderers(platform) ?? surroundings.renderers("generic")
        return (renderer?.payloads(for: answer, context: invocation.rendering) ?? [], renderer)
    }

    /// What a person reads when their message could not be kept.
    func fault(_ ref: String, _ invocation: Invocation) -> HandledMessage {
        let answer = MessageAnswer([.fault(ref)])
        let (payloads, renderer) = payloads(for: answer, invocation)
        return HandledMessage(answer: answer, response: renderer?.combined(payloads) ?? [])
    }

    /// Puts what a message decided into the transaction.
    func record(_ invocation: Invocation, _ decided: Decided, in transaction: inout LogTransaction) -> HandledMessage {
        let now = surroundings.wallClock()
        let answer = MessageAnswer(decided.results)
        let (payloads, renderer) = payloads(for: answer, invocation)
        var handled = HandledMessage(answer: answer, response: [])
        transaction.events += decided.events
        let writes = decided.attemptsWrite || !decided.events.isEmpty
        // A read that is answered by post is remembered too: a repeat would post a second time. A fault that wrote nothing
        // and is posted nowhere is not: a repeat may find the disk mended.
        let isPosted = invocation.replyAddress.map { !$0.answersInResponse } ?? false
        let isFault = decided.results.contains { $0.outcome == .fault } && decided.events.isEmpty
        let remembered = isPosted || (writes && !isFault) ? invocation.delivery : nil
        var fallback: OutboxEntry?
        if let address = invocation.replyAddress {
            for (index, payload) in payloads.enumerated() {
                let isInResponse = index == 0 && address.answersInResponse
                // A read that fits the response needs no second way.
                if isInResponse, !writes { continue }
                let entry = entry(payload, to: address, invocation, now: now, due: isInResponse ? now + 10_000 : now)
                // More of one answer keeps its order in the outbox, and an answer that no inbox remembers its payload.
                if isInResponse, payloads.count == 1, remembered != nil {
                    fallback = entry
                } else {
                    transaction.outbox.append(entry)
                }
                if isInResponse { handled.answeredInResponse.append(entry.id) } else { handled.posted.append(entry.id) }
            }
            handled.response = payloads.first?.bytes ?? []
        } else {
            handled.response = renderer?.combined(payloads) ?? []
        }
        let told = record(decided.notices, in: &transaction)
        handled.posted += told.posted
        if !told.console.isEmpty {
            handled.told =
                surroundings.renderers("stdin").map { renderer in
                    renderer.combined(
                        renderer.payloads(for: MessageAnswer(told.console), context: invocation.rendering))
                } ?? []
        }
        for announcement in decided.announcements {
            handled.posted += announce(announcement, invocation, now, in: &transaction)
        }
        if let remembered {
            transaction.inbox.append(
                InboxEntry(
                    deliveryID: remembered.text, received: now,
                    reply: StoredReply(handled.response, to: invocation.text.digest), fallback: fallback))
        }
        return handled
    }

    /// Puts what others are told into the outbox.
    ///
    /// - Returns: what is for this process's own terminal or pipe, and the entries that were made.
    func record(
        _ notices: [Notice], in transaction: inout LogTransaction
    ) -> (console: [CommandResult], posted: [String]) {
        let now = surroundings.wallClock()
        var (console, posted): ([CommandResult], [String]) = ([], [])
        for notice in notices {
            switch notice.receiver.way {
            case .none: continue
            case .console: console.append(notice.result)
            case .post(let address, let lane, let rendering):
                guard let renderer = surroundings.renderers(address.platform) else { continue }
                let wait = notice.notBefore.map { max(0, $0.milliseconds - surroundings.clock().milliseconds) } ?? 0
                let entries = renderer.payloads(for: MessageAnswer([notice.result]), context: rendering).map {
                    OutboxEntry(
                        id: surroundings.makeID(), destination: address.destination, lane: lane, payload: $0.bytes,
                        contentType: renderer.contentType, created: now, due: now + wait, expires: nil)
                }
                transaction.outbox += entries
                posted += entries.map(\.id)
            }
        }
        return (console, posted)
    }

    /// Puts an announcement into the outbox.
    ///
    /// - Returns: the entries it made.
    private func announce(
        _ announcement: Announcement, _ invocation: Invocation, _ now: Instant, in transaction: inout LogTransaction
    ) -> [String] {
        // One that left the configuration gets its row all the same: delivery makes it a dead letter that is seen.
        let platform = surroundings.policy.webhooks[announcement.webhook] ?? "slack"
        guard let renderer = surroundings.renderers(platform) else { return [] }
        let line = CommandResult(outcome: .done, reply: Reply(announcement.text), isPrivate: false)
        let address = ReplyAddress(
            destination: .webhook(announcement.webhook), platform: platform, answersInResponse: false)
        let entries = renderer.payloads(for: MessageAnswer([line]), context: [:]).map {
            entry($0, to: address, invocation, now: now, due: now)
        }
        transaction.outbox += entries
        return entries.map(\.id)
    }

    /// The outbox entry of one payload; in a room of Slack what is private is shown to the speaker alone.
    func entry(
        _ payload: Payload, to address: ReplyAddress, _ invocation: Invocation, now: Instant, due: Instant
    ) -> OutboxEntry {
        var destination = address.destination
        var lane = ""
        switch destination {
        case .url(let url): lane = url
        case .webhook(let name): lane = "webhook \(name)"
        case .direct(let platform, let place): lane = "\(platform) \(place)"
        case .slackMethod:
            lane = "slack \(invocation.channel.channel)"
            if payload.isPrivate, !invocation.isDirect { destination = .slackMethod("chat.postEphemeral") }
        }
        return OutboxEntry(
            id: surroundings.makeID(), destination: destination, lane: lane, payload: payload.bytes,
            contentType: surroundings.renderers(address.platform)?.contentType ?? "application/json", created: now,
            due: due, expires: address.lifetime.map { now + $0 })
    }
}
