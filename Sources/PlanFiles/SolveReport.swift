// What a search over an instance found, as JSON.

package import JSONText
package import Planning

package enum SolveReport {
    /// `{"makespan","cpm","starts":[...],"schedules","seed"}`: the length found, that of the resource-free critical path,
    /// starts in the order of the file, passes used, and the seed as it was given.
    package static func json(_ schedule: ProjectSchedule, _ project: ResourceProject, seed: UInt64) -> JSON {
        [
            "makespan": .int(Int64(schedule.makespan)), "cpm": .int(Int64(project.resourceFreeTimes().criticalPath)),
            "starts": .array(schedule.starts.map { .int(Int64($0)) }), "schedules": .int(Int64(schedule.schedules)),
            "seed": Int64(exactly: seed).map { .int($0) } ?? .string(String(seed)),
        ]
    }
}
