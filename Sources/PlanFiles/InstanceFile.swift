// Scheduling instances of the public collections: PSPLIB's `.sm` and Patterson's `.rcp`.

package import Planning

package enum InstanceFile {
    /// What is read at most: larger counts are a mistake in the file.
    private static let mostActivities = ResourceProject.mostActivities
    private static let mostResources = 1000
    private static let most = Int(Int32.max)

    /// Reads `.rcp`: counts, capacities, then for each activity its duration, needs and successors (numbered from 1);
    /// numbers may wrap over lines.
    package static func rcp(_ bytes: [UInt8]) throws(PlanFileProblem) -> ResourceProject {
        var words = NumberWords(try FileEncoding.unmarked(bytes))
        let count = try words.number("the number of activities", in: 1...mostActivities)
        let resources = try words.number("the number of resources", in: 0...mostResources)
        var capacities: [Int] = []
        for _ in 0..<resources { capacities.append(try words.number("a capacity", in: 0...most)) }
        var rows: [Row] = []
        for activity in 1...count {
            let duration = try words.number("the duration of activity \(activity)", in: 0...most)
            var row = Row(line: words.line, duration: duration)
            for _ in 0..<resources {
                row.demands.append(try words.number("a need of activity \(activity)", in: 0...most))
            }
            let successors = try words.number("the number of successors of activity \(activity)", in: 0...count)
            for _ in 0..<successors {
                row.successors.append(try words.number("a successor of activity \(activity)", in: 1...count) - 1)
            }
            rows.append(row)
        }
        try words.end()
        return try project(rows, capacities)
    }

    /// Reads `.sm`: a header, the precedence relations, requests and durations, and the resources' capacities.
    package static func sm(_ bytes: [UInt8]) throws(PlanFileProblem) -> ResourceProject {
        var words = NumberWords(try FileEncoding.unmarked(bytes))
        let (count, resources) = try header(&words)
        var rows: [Row] = []
        for activity in 1...count {
            try numbered(activity, &words)
            let modes = try words.number("the number of modes", in: 1...most)
            guard modes == 1 else {
                throw PlanFileProblem(line: words.line, reason: "activity \(activity) has \(modes) modes; expected 1")
            }
            let successors = try words.number("the number of successors of activity \(activity)", in: 0...count)
            var row = Row(line: words.line, duration: 0)
            for _ in 0..<successors {
                row.successors.append(try words.number("a successor of activity \(activity)", in: 1...count) - 1)
            }
            rows.append(row)
        }
        try section("REQUESTS/DURATIONS", &words)
        // The titles of the columns, and a rule.
        words.skipLine()
        _ = words.word()
        words.skipLine()
        _ = words.word()
        words.skipLine()
        for activity in 1...count {
            try numbered(activity, &words)
            _ = try words.number("the mode of activity \(activity)", in: 1...1)
            rows[activity - 1].duration = try words.number("the duration of activity \(activity)", in: 0...most)
            rows[activity - 1].line = words.line
            for _ in 0..<resources {
                rows[activity - 1].demands.append(try words.number("a need of activity \(activity)", in: 0...most))
            }
        }
        try section("RESOURCEAVAILABILITIES", &words)
        words.skipLine()
        _ = words.word()
        words.skipLine()
        var capacities: [Int] = []
        for _ in 0..<resources { capacities.append(try words.number("a capacity", in: 0...most)) }
        while let word = words.word() {
            guard word.allSatisfy({ $0 == UInt8(ascii: "*") }) else {
                throw PlanFileProblem(
                    line: words.line, reason: "expected the end of the file, found \(words.shown(word))")
            }
        }
        return try project(rows, capacities)
    }

    private struct Row {
        var line: Int
        var duration: Int
        var demands: [Int] = []
        var successors: [Int] = []
    }

    private static func header(_ words: inout NumberWords) throws(PlanFileProblem) -> (count: Int, resources: Int) {
        var count: Int?
        var resources: Int?
        while let word = words.word() {
            if starts(word, "jobs") {
                count = try afterColon("the number of jobs", 1...mostActivities, &words)
            } else if starts(word, "renewable"), resources == nil {
                resources = try afterColon("the number of renewable resources", 0...mostResources, &words)
            } else if starts(word, "nonrenewable") {
                let others = try afterColon("the number of nonrenewable resources", 0...mostResources, &words)
                guard others == 0 else {
                    throw PlanFileProblem(line: words.line, reason: "nonrenewable resources are not supported")
                }
            } else if starts(word, "PRECEDENCE") {
                guard let count else {
                    throw PlanFileProblem(line: words.line, reason: "expected the number of jobs before this line")
                }
                guard let resources else {
                    throw PlanFileProblem(
                        line: words.line, reason: "expected the number of renewable resources before this line")
                }
                words.skipLine()
                _ = words.word()
                words.skipLine()
                return (count, resources)
            }
        }
        throw PlanFileProblem(line: words.line, reason: "the file ends before PRECEDENCE RELATIONS")
    }

    private static func starts(_ word: ArraySlice<UInt8>, _ text: String) -> Bool { word.starts(with: text.utf8) }

    private static func afterColon(_ what: String, _ range: ClosedRange<Int>, _ words: inout NumberWords)
        throws(PlanFileProblem) -> Int
    {
        let line = words.line
        while let word = words.word() {
            guard words.line == line else { break }
            if word.last == UInt8(ascii: ":") { return try words.number(what, in: range) }
        }
        throw PlanFileProblem(line: line, reason: "expected a colon and \(what)")
    }

    private static func section(_ name: String, _ words: inout NumberWords) throws(PlanFileProblem) {
        while let word = words.word() {
            if starts(word, name) { return }
            // Only a rule of stars may stand between: more rows than were announced are a count that lies.
            guard word.allSatisfy({ $0 == UInt8(ascii: "*") }) else {
                throw PlanFileProblem(line: words.line, reason: "expected \(name), found \(words.shown(word))")
            }
        }
        throw PlanFileProblem(line: words.line, reason: "the file ends before \(name)")
    }

    private static func numbered(_ activity: Int, _ words: inout NumberWords) throws(PlanFileProblem) {
        let number = try words.number("the number of a job", in: 1...most)
        guard number == activity else {
            throw PlanFileProblem(line: words.line, reason: "expected job \(activity), found job \(number)")
        }
    }

    private static func project(_ rows: [Row], _ capacities: [Int]) throws(PlanFileProblem) -> ResourceProject {
        do {
            return try ResourceProject(
                durations: rows.map(\.duration), successors: rows.map(\.successors), demands: rows.map(\.demands),
                capacities: capacities)
        } catch {
            throw PlanFileProblem(line: line(of: error, rows), reason: ProblemText.text(error))
        }
    }

    private static func line(of problem: ResourceProblem, _ rows: [Row]) -> Int? {
        switch problem {
        case .duration(let activity, _), .demand(let activity, _, _), .neverFree(let activity, _, _, _),
            .successor(let activity, _):
            rows[activity].line
        case .loop(let loop): loop.first.map { rows[$0].line }
        case .horizon, .capacity, .activities: nil
        }
    }
}
