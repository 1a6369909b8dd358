// Sentences for what the planning library refuses; activities and resources are numbered from 1, as in the files.

package import Planning

package enum ProblemText {
    package static func text(_ problem: ResourceProblem) -> String {
        switch problem {
        case .duration(let activity, let duration): "activity \(activity + 1) has the duration \(duration)"
        case .activities(let count): "there are \(count) activities; expected at most \(ResourceProject.mostActivities)"
        case .horizon: "the durations, times the resources, add up to more than \(ResourceProject.longestHorizon)"
        case .capacity(let resource, let capacity): "resource \(resource + 1) has the capacity \(capacity)"
        case .demand(let activity, let resource, let demand):
            "activity \(activity + 1) needs \(demand) of resource \(resource + 1)"
        case .neverFree(let activity, let resource, let demand, let capacity):
            "activity \(activity + 1) needs \(demand) of resource \(resource + 1), which never has more than \(capacity)"
        case .successor(let activity, let successor):
            "activity \(activity + 1) names the successor \(successor + 1), which does not exist"
        case .loop(let loop): "these activities wait for each other: \(chain(loop.map { String($0 + 1) }))"
        }
    }

    /// A loop as people read it: back to where it began.
    static func chain(_ names: [String]) -> String {
        let shown = names.count > 100 ? Array(names.prefix(99)) + ["…"] : names
        return (shown + names.prefix(1)).joined(separator: " → ")
    }

    static func text(_ problem: NetworkProblem, _ names: PlanNames) -> String {
        func task(_ index: Int) -> String { names.tasks[index] }
        func link(_ index: Int) -> String { "the link \(names.links[index].from) → \(names.links[index].to)" }
        switch problem {
        case .noTasks: return "there are no tasks"
        case .duration(let index):
            return "the duration, delays and splits of \(task(index)) must be from 0 to 100 years"
        case .lag(let index): return "the lag of \(link(index)) must be at most 100 years"
        case .unknownTask(let index): return "\(link(index)) names a task that does not exist"
        case .unknownCalendar(let index): return "the calendar of \(task(index)) does not exist"
        case .unknownParent(let index): return "the parent of \(task(index)) does not exist"
        case .parentLoop(let loop): return "these tasks are parts of each other: \(chain(loop.map(task)))"
        case .linkToOwnSummary(let index): return "\(link(index)) ties a task to a summary it is part of"
        case .summaryConstraint(let index):
            return
                "\(task(index)) is a summary: it can start_no_earlier_than or finish_no_later_than a date; its parts have all else"
        case .summaryProgress(let index): return "\(task(index)) is a summary: its progress is that of its parts"
        case .split(let index):
            return
                "the splits of \(task(index)) must be in order, each within its work: more than 0 and less than its duration"
        case .fixedDates(let index): return "the finish of \(task(index)) is before its start"
        case .structure(let index): return "the people of \(task(index)), or whether it is active, cannot be changed"
        case .noFinish: return "a plan that is scheduled from its finish needs one"
        case .loop(let loop): return "these tasks wait for each other: \(chain(loop.map(task)))"
        case .noWorkingTime(let calendar): return "the calendar \(names.calendars[calendar]) has no working time"
        case .tooDeep(let index): return "\(task(index)) is within more than 200 summaries"
        case .tooLong:
            return "the plan does not fit within 400 years of its start, or fewer where there are very many calendars"
        case .tooManyLinks: return "the links of summaries stand for too many links of their parts"
        case .tooManyCalendars:
            return
                "there are more than \(NetworkInput.mostCalendars) calendars, or combinations of those of tasks and resources"
        }
    }

    static func text(_ problem: LevellingProblem, _ names: PlanNames) -> String {
        func need(_ index: Int) -> String { "\(names.tasks[names.needs[index].task])" }
        func resource(_ index: Int) -> String { names.resources[names.needs[index].resource] }
        switch problem {
        case .unknownResource(let index): return "\(need(index)) needs a resource that does not exist"
        case .unknownTask: return "a need names a task that does not exist"
        case .unknownCalendar(let index): return "the calendar of \(names.resources[index]) does not exist"
        case .units(let index): return "\(need(index)) needs an impossible amount of \(resource(index))"
        case .capacity(let index): return "\(names.resources[index]) has an impossible capacity"
        case .neverFree(let index):
            return "\(resource(index)) can never be free for \(need(index)): it needs more than there ever is"
        case .tooLong: return "the levelled plan does not fit within 400 years of its start"
        }
    }

    static func text(_ problem: ForecastProblem, _ names: PlanNames) -> String {
        switch problem {
        case .estimate(let index):
            return "the estimate of \(names.tasks[index]) must be 0 <= least <= likely <= most <= 100 years"
        case .unknownTask(let index): return "task \(index + 1) does not exist or is a summary"
        case .probability(let index): return "the probability of risk \(index + 1) must be from 0 to 1"
        case .effect(let index): return "the effect of risk \(index + 1) must be 0 <= least <= likely <= most"
        case .loading(let index): return "the squares of the factors of \(names.tasks[index]) add up to more than 1"
        case .targets: return "there are too many targets for so many trials"
        case .trials: return "expected 1 to \(ForecastInput.mostTrials) trials"
        case .tooLong: return "a trial does not fit within 400 years of the start"
        }
    }
}
