// Levelling: from what the network wants to what the people can do.

extension LevellingInput {
    /// Moves tasks until no resource is overbooked that may not be, for the earliest finish found within the limits.
    ///
    /// Priorities come before the finish: a more important task goes first wherever links leave the choice. Fixed dates,
    /// what has begun and priority 1000 stay where links put them. Tasks are not split.
    /// - Throws: `LevellingProblem`.
    package func levelled(limits: SearchLimits, seed: UInt64) throws(LevellingProblem) -> LevelledPlan {
        try check()
        var input = self
        for years in [0, 10, 60, 400] {
            if years > 0 { do { try input.network.widen(years: years) } catch { throw .tooLong } }
            let generator = NetworkGenerator(input, shouldStop: limits.shouldStop)
            let outcome = ScheduleSearch.run(generator, limits: limits, seed: seed)
            if !generator.isTooLong { return input.plan(generator, outcome) }
        }
        throw .tooLong
    }

    private func plan(_ generator: NetworkGenerator, _ outcome: ScheduleSearch.Outcome) -> LevelledPlan {
        let before = network
        generator.restoreBest()
        var levelled = generator.network
        levelled.finish = levelled.computedFinish()
        let moves = moves(generator, before)
        levelled.backwardPass()
        return LevelledPlan(
            network: levelled, moves: moves, overloads: generator.overloads, finishBefore: before.finish,
            schedules: outcome.schedules)
    }

    private func check() throws(LevellingProblem) {
        for (index, resource) in resources.enumerated() {
            guard network.calendars.indices.contains(resource.calendar) else { throw .unknownCalendar(resource: index) }
            let units = [resource.capacity] + resource.availability.map(\.units)
            guard units.allSatisfy({ (0...1_000_000_000).contains($0) }) else { throw .capacity(resource: index) }
        }
        for (index, need) in needs.enumerated() {
            guard resources.indices.contains(need.resource) else { throw .unknownResource(need: index) }
            guard network.positionOf.indices.contains(need.task) else { throw .unknownTask(need: index) }
            guard (0...1_000_000_000).contains(need.units) else { throw .units(need: index) }
            guard let position = network.position(of: need.task, assignment: need.assignment) else { continue }
            let isFree = need.isOverbooked || need.units <= resources[need.resource].most
            let isShort = network.duration[position] == 0 || network.flags[position].isInactive
            guard isFree || isShort || isFixed(position, need.task) else { throw .neverFree(need: index) }
            if network.timelines[resources[need.resource].calendar].total == 0 { throw .neverFree(need: index) }
        }
    }

    private func isFixed(_ position: Int, _ task: Int) -> Bool {
        let state = network.flags[position]
        return state.isPin || state.isStarted || state.isFinished || state.isFixed
            || priorities[task] >= LevellingInput.fixedPriority
    }

    private func moves(_ generator: NetworkGenerator, _ before: ScheduleNetwork) -> [LevelledPlan.Move] {
        let network = generator.network
        let holders = generator.holders()
        return network.taskAt.indices.filter { !network.flags[$0].isInactive }.compactMap { position in
            let from = before.startInstant(position)
            let to = network.startInstant(position)
            guard from != to else { return nil }
            let cause: LevelledPlan.Move.Cause
            let bound = network.earliest(position, from: network.early.span)
            if Int(network.early[position]) > bound.coordinate {
                cause = resourceCause(generator, position, holders)
            } else if bound.driver >= 0 {
                cause = .link(Int(network.linkIndex[Int(bound.driver)]))
            } else {
                cause = .order
            }
            return LevelledPlan.Move(task: Int(network.taskAt[position]), from: from, to: to, cause: cause)
        }
    }

    /// Who held what it needs until just before it starts.
    private func resourceCause(_ generator: NetworkGenerator, _ position: Int, _ holders: [ResourceHolders])
        -> LevelledPlan.Move.Cause
    {
        guard let obstacle = generator.obstacle(position) else { return .order }
        guard let holder = generator.mostImportant(holders[obstacle.resource].positions(at: obstacle.minute)) else {
            return resources[obstacle.resource].availability.isEmpty ? .order : .availability(obstacle.resource)
        }
        return .resource(obstacle.resource, heldBy: Int(generator.network.taskAt[holder]))
    }
}
