// Parents that go round in a circle.

enum JiraCircles {
    /// Those whose parent closes a circle, one of each: without these parents there is none.
    ///
    /// - Parameter parents: the place of each one's parent.
    static func closing(_ parents: [Int?]) -> [Int] {
        var closing: [Int] = []
        // The walk on which each was first come to; 0 before.
        var walks = Array(repeating: 0, count: parents.count)
        for start in parents.indices where walks[start] == 0 {
            let walk = start + 1
            var place = start
            walks[place] = walk
            while let parent = parents[place] {
                if walks[parent] == walk { closing.append(place) }
                guard walks[parent] == 0 else { break }
                walks[parent] = walk
                place = parent
            }
        }
        return closing
    }
}
