// What a search over an instance found, as JSON.

package import JSONText
package import Planning

package enum SolveReport {
    /// `{"makespan","cpm","starts":[...],"schedules","seed"}`: the length found, that of the resource-free critical path,
    /// starts in the order of the file, passes used, and the seed; `"interrupted": true` when it was stopped early.
    package static func json(_ schedule: ProjectSchedule, _ project: ResourceProject, seed: UInt64, wasStopped: Bool)
        -> JSON
    {
        .members([
            "makespan": .int(Int64(schedule.makespan)), "cpm": .int(Int64(project.resourceFreeTimes().criticalPath)),
            "starts": .array(schedule.starts.map { .int(Int64($0)) }), "schedules": .int(Int64(schedule.schedules)),
            "seed": seedJSON(seed), "interrupted": wasStopped ? true : nil,
        ])
    }
}

/// The seed as it was given: a number where JSON's readers take it whole.
func seedJSON(_ seed: UInt64) -> JSON {
    Int64(exactly: seed).map { .int($0) } ?? .string(String(seed))
}
