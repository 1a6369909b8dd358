// Does what is due: finds it, has it said with the rights that its receiver has now, and commits it with what was done.

import CommandLanguage
import FieldTypes
import NIOConcurrencyHelpers
import ProgramModel
import Quantities

/// Due work, by one thread at a time. Nobody speaks in it: it goes by the clock and the rules.
final class DueWork: Sendable {
    private let surroundings: Surroundings
    private let log: any EventLog
    private let routing: AnswerRouting
    private let outboxChanged: @Sendable () -> Void
    private let state = NIOLockedValueBox(State())

    private struct State {
        var done: DoneWork?
        var agenda = DueAgenda()
    }

    /// What is later than this says so.
    private static let late = 15 * Instant.minute
    /// Notices that are committed together.
    private static let most = 200

    init(
        surroundings: Surroundings, log: any EventLog, routing: AnswerRouting,
        outboxChanged: @escaping @Sendable () -> Void
    ) {
        self.surroundings = surroundings
        self.log = log
        self.routing = routing
        self.outboxChanged = outboxChanged
    }

    /// Does everything that is due.
    ///
    /// - Returns: what is for this process's own terminal or pipe, in the order of its moments.
    /// - Throws: what the log throws; then nothing of the last step was sent, and the next tick does it again.
    func tick(_ now: Instant, _ shared: SharedWorkspace) throws -> [CommandResult] {
        try state.withLockedValue { state in
            var done = try state.done ?? DoneWork(try log.doneWork())
            if done.start == nil {
                done.start = now
                try commit([], [DoneWork.startKey: now])
            }
            state.done = done
            let receivers = Receivers(surroundings, log, shared, now)
            state.agenda.refresh(shared.workspace, done, receivers.zone)
            do {
                return try work(&state, &done, now, shared, receivers)
            } catch {
                // Nothing of the step was sent: what was taken from the agenda is found again.
                state.agenda = DueAgenda()
                throw error
            }
        }
    }

    /// Takes what is due from the agenda, until nothing is.
    private func work(
        _ state: inout State, _ done: inout DoneWork, _ now: Instant, _ shared: SharedWorkspace, _ receivers: Receivers
    ) throws -> [CommandResult] {
        var results: [CommandResult] = []
        var step = Step()
        while let matter = state.agenda.take(upTo: now) {
            let due = try self.due(matter, now, shared, done, receivers)
            step.notices += due.notices
            for (key, moment) in due.done {
                step.done[key] = moment
                done.moments[key] = moment
            }
            switch matter {
            case .rule: if let rule = due.rule { state.agenda.add(rule, after: now, receivers.zone(rule.receiver)) }
            case .morning(let zone): state.agenda.addMorning(of: zone, after: now, due.zone)
            }
            if step.notices.count >= DueWork.most { results += try finish(&step, done, &state) }
        }
        return results + (try finish(&step, done, &state))
    }

    private struct Step {
        var notices: [Notice] = []
        var done: [String: Instant] = [:]
    }

    private func finish(_ step: inout Step, _ done: DoneWork, _ state: inout State) throws -> [CommandResult] {
        guard !step.done.isEmpty else { return [] }
        let results = try commit(step.notices, step.done)
        state.done = done
        step = Step()
        return results
    }

    @discardableResult
    private func commit(_ notices: [Notice], _ done: [String: Instant]) throws -> [CommandResult] {
        var transaction = LogTransaction()
        let console = routing.record(notices.sorted { $0.moment < $1.moment }, in: &transaction).console
        transaction.done = done
        try log.commit(transaction)
        if !transaction.outbox.isEmpty { outboxChanged() }
        return console
    }

    // MARK: One matter

    private struct Due {
        var notices: [Notice] = []
        var done: [String: Instant] = [:]
        var rule: (any DueRule)?
        var zone = ZoneRules.utc
    }

    private func due(
        _ matter: DueAgenda.Matter, _ now: Instant, _ shared: SharedWorkspace, _ done: DoneWork, _ receivers: Receivers
    ) throws -> Due {
        switch matter {
        case .rule(let address):
            guard let rule = shared.workspace.state(of: address).slot?.slot as? any DueRule else { return Due() }
            return try due(rule, now, shared, done, receivers)
        case .morning(let name): return morning(of: name, now, shared, done, receivers)
        }
    }

    private func due(
        _ rule: any DueRule, _ now: Instant, _ shared: SharedWorkspace, _ done: DoneWork, _ receivers: Receivers
    ) throws -> Due {
        var due = Due(rule: rule, zone: receivers.zone(rule.receiver))
        guard let moment = rule.last(upTo: now, in: due.zone), moment > done.last(rule.doneKey) else { return due }
        due.done[rule.doneKey] = moment
        let reach = Reach(policy: surroundings.policy, workspace: shared.workspace)
        let receiver = reach.receiver(rule.receiver)
        let view = receivers.view(of: rule.receiver)
        if case .none(let obstacle) = receiver.way {
            tellSetter(of: rule, cannotReach: receiver, obstacle, moment, done, receivers, &due)
            return due
        }
        var filter: Filter?
        do throws(UsageProblem) {
            if let line = rule.line { filter = try receivers.filter(line, of: rule) }
        } catch {
            // Told once, and kept: the words may be understood again.
            let key = "unread \(rule.doneKey)"
            guard done.moments[key] == nil else { return due }
            due.done[key] = moment
            let sentence = UsageText.sentence(error, today: view.today)
            let reply = Reply(
                "\(rule.line ?? "") is not understood any more. " + sentence, suggestions: [.init("/subscribe list")])
            due.notices = [notice(to: receiver, reply, moment, rule.receiver.person, view)]
            return due
        }
        guard var reply = try surroundings.handlers.attention.due(rule, filter, view, log) else { return due }
        if now.milliseconds - moment.milliseconds > DueWork.late {
            reply.headline += " (was due \(view.moment(moment)))"
        }
        due.notices = [notice(to: receiver, reply, moment, rule.receiver.person, view)]
        return due
    }

    /// Tells whoever set a rule, once, that it reaches nobody.
    private func tellSetter(
        of rule: any DueRule, cannotReach receiver: Receiver, _ obstacle: Receiver.Obstacle, _ moment: Instant,
        _ done: DoneWork, _ receivers: Receivers, _ due: inout Due
    ) {
        let key = "unreached \(rule.doneKey)"
        guard obstacle != .off, done.moments[key] == nil, rule.receiver != .person(rule.setBy) else { return }
        let reach = Reach(policy: surroundings.policy, workspace: receivers.shared.workspace)
        let setter = reach.receiver(rule.setBy, preferring: nil)
        if case .none = setter.way { return }
        due.done[key] = moment
        let view = receivers.view(of: .person(rule.setBy))
        let reply = Reply(
            "What you set for \(receiver.name) reaches nobody: steerco cannot write there. It is kept.",
            suggestions: [.init("/subscribe list"), .init("/remind list")])
        due.notices.append(notice(to: setter, reply, moment, rule.setBy, view))
    }

    /// Asks everybody in a zone what the records cannot tell, on working days, those who are away left out.
    private func morning(
        of name: String, _ now: Instant, _ shared: SharedWorkspace, _ done: DoneWork, _ receivers: Receivers
    ) -> Due {
        let zone = surroundings.zones(name) ?? .utc
        var due = Due(zone: zone)
        let moment = DueAgenda.morning(zone.date(of: now), zone)
        due.done[DueAgenda.morningKey(name)] = min(moment, now)
        guard zone.date(of: now).weekday.isWorking else { return due }
        let reach = Reach(policy: surroundings.policy, workspace: shared.workspace)
        let attention = surroundings.handlers.attention
        for person in shared.workspace.people.keys.sorted() where receivers.zone(.person(person)).name == name {
            let receiver = reach.receiver(person, preferring: nil)
            if case .none = receiver.way { continue }
            let view = receivers.view(of: .person(person))
            let isAway = shared.workspace.absences(of: person).contains { $0.days.contains(view.today) }
            let new = isAway ? [] : attention.nudges(view).filter { $0.since > done.last($0.key) && $0.since <= now }
            guard !new.isEmpty else { continue }
            for nudge in new { due.done[nudge.key] = nudge.since }
            due.notices.append(notice(to: receiver, attention.asking(new, view), moment, person, view))
        }
        return due
    }

    private func notice(
        to receiver: Receiver, _ reply: Reply, _ moment: Instant, _ person: PersonID?, _ view: ProgramView
    ) -> Notice {
        let quiet = person.flatMap { Notifications(of: $0, in: view.workspace).quietHours }
        return Notice(
            to: receiver, reply, because: .time(moment), notBefore: quiet?.end(at: view.now, in: view.zone))
    }
}

extension Notice {
    /// When it was due; for what a command caused, before everything else.
    fileprivate var moment: Instant { if case .time(let moment) = cause { moment } else { Instant(milliseconds: 0) } }
}
