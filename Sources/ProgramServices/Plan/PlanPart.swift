// The part of a plan that some records depend on, as a network of its own.

import Conversation
import Planning
import ProgramModel
import Quantities

extension PlanCluster {
    /// Whether open records are parts of this one.
    func isWhole(_ place: PlanPlace) -> Bool { dates[place.index].reason.driver == .parts }

    /// The records themselves, all that they wait for, and the parts of either.
    func ancestors(of places: [PlanPlace]) -> [PlanPlace] {
        var before: [[Int]] = Array(repeating: [], count: records.count)
        for link in links { before[link.to].append(link.from) }
        let linked = before
        for (index, record) in records.enumerated() {
            if let parent = record.parent.flatMap({ self.places[$0] }) {
                before[parent].append(index)
                // A part waits for what its whole waits for.
                before[index] += linked[parent]
            }
        }
        var (queue, seen) = (places.map(\.index), Set(places.map(\.index)))
        while let next = queue.popLast() {
            for other in before[next] where seen.insert(other).inserted { queue.append(other) }
        }
        return seen.sorted().map { PlanPlace(cluster: self, index: $0) }
    }

    /// A network of some of the records, with their places in it.
    func part(_ places: [PlanPlace]) throws(Refusal) -> (network: ScheduleNetwork, places: [PlanPlace]) {
        // The wholes that parts belong to say what these wait for.
        var indices = Set(places.map(\.index))
        for place in places {
            if let parent = place.record.parent.flatMap({ self.places[$0] }) { indices.insert(parent) }
        }
        let kept = indices.sorted()
        guard let solved = PlanShape.solved(kept.map { records[$0] }, facts) else {
            throw .other(code: "no-plan", text: "The work does not fit within 400 years: is an estimate mistyped?")
        }
        return (solved.network, kept.map { PlanPlace(cluster: self, index: $0) })
    }

    /// What the network is made from.
    var input: NetworkInput { shape.input(records, facts) }
}
