// The genetic search over activity lists, in which every step also justifies: from early schedules late ones are made,
// and from late ones early ones.

/// A bi-population genetic search (the idea of Debels and Vanhoucke, "A bi-population based genetic algorithm for the
/// RCPSP", 2005).
///
/// Sorting a schedule's activities by finish and placing them from the end is one half of forward-backward improvement
/// and never makes it longer; doing so with the lists of two parents crossed combines both at the price of one pass.
/// The same seed gives the same result.
struct ScheduleSearch {
    /// What came of it.
    struct Outcome {
        var span: Int32
        var schedules: Int
    }

    /// Beyond this, what takes the square of the number of activities is left out.
    static let manyActivities = 2000
    private static let tournament = 4
    private static let swappedShare = 0.02

    private let lowerBound: Int32
    private let limits: SearchLimits
    private var random: SeededGenerator
    private let lists: ActivityLists
    private var best = Int32.max
    private var schedules = 0
    /// The generator gave a pass up.
    private var wasGivenUp = false

    static func run(_ generator: some ScheduleGenerator, limits: SearchLimits, seed: UInt64) -> Outcome {
        var search = ScheduleSearch(generator: generator, limits: limits, seed: seed)
        return search.run(generator)
    }

    private init(generator: some ScheduleGenerator, limits: SearchLimits, seed: UInt64) {
        lowerBound = generator.lowerBound
        self.limits = limits
        random = SeededGenerator(seed: seed)
        lists = ActivityLists(
            order: generator.order, successors: generator.successors, predecessors: generator.predecessors)
    }

    private var isOver: Bool {
        wasGivenUp
            || (schedules > 0 && (schedules >= limits.schedules || best <= lowerBound || limits.shouldStop()))
    }

    private mutating func run<Generator: ScheduleGenerator>(_ generator: Generator) -> Outcome {
        var here = Population(count: generator.count)
        var there = Population(count: generator.count)
        fill(here, generator)
        var isBackward = true
        while !isOver, generator.count > 1 {
            for member in 0..<Population.size where !isOver {
                breed(member, of: here, isBackward: isBackward)
                let span = generator.schedule(lists.child, isBackward: isBackward, keys: there.trial)
                note(span, isBackward: isBackward, generator)
                if !wasGivenUp, span <= there.spans[member] { there.replace(member, span) }
            }
            swap(&here, &there)
            isBackward.toggle()
        }
        return Outcome(span: best, schedules: schedules)
    }

    /// The first schedules: one by each priority rule and scheme, then lists drawn at random with a bias to the first rule.
    private mutating func fill<Generator: ScheduleGenerator>(_ population: Population, _ generator: Generator) {
        let rules = generator.ruleKeys
        for member in 0..<Population.size where !isOver {
            let span: Int32
            if generator.allowsParallel, member >= rules.count, member < 2 * rules.count {
                span = generator.scheduleParallel(rules[member - rules.count], keys: population.trial)
            } else {
                let isRandom = member >= rules.count
                lists.generate(rules[isRandom ? 0 : member], &random, isRandom: isRandom)
                span = generator.schedule(lists.child, isBackward: false, keys: population.trial)
            }
            note(span, isBackward: false, generator)
            if !wasGivenUp { population.replace(member, span) }
        }
    }

    private mutating func note<Generator: ScheduleGenerator>(_ span: Int32, isBackward: Bool, _ generator: Generator) {
        wasGivenUp = span == .max
        if wasGivenUp { return }
        schedules += 1
        limits.progress(schedules)
        guard span < best, !isBackward || generator.backwardCounts else { return }
        best = span
        generator.keep(isBackward: isBackward)
    }

    /// Makes a child for this member and a mate that won a small tournament.
    private mutating func breed(_ member: Int, of population: Population, isBackward: Bool) {
        var mate = random.below(Population.size)
        for _ in 1..<ScheduleSearch.tournament {
            let other = random.below(Population.size)
            if population.spans[other] < population.spans[mate] { mate = other }
        }
        let isMother = random.next() & 1 == 0
        lists.sort(population.keys(isMother ? member : mate), isBackward: isBackward, into: lists.mother)
        if mate == member {
            lists.child.update(from: lists.mother, count: lists.count)
        } else {
            lists.sort(population.keys(isMother ? mate : member), isBackward: isBackward, into: lists.father)
            let length = max(1, Int(Double(lists.count) * (0.25 + 0.5 * random.unit())))
            let first = random.below(lists.count - length + 1)
            lists.cross(from: first, to: first + length)
        }
        // Equal parents would breed the same child for ever.
        if lists.childIsMother { lists.shift(isBackward: isBackward, &random) }
        lists.swapNeighbours(share: ScheduleSearch.swappedShare, isBackward: isBackward, &random)
    }
}

/// Schedules of one direction, as keys that sort into lists of the other; a trial takes a member's place when it is kept.
private final class Population {
    static let size = 100
    private let count: Int
    private let storage: UnsafeMutablePointer<Int32>
    private(set) var spans = Array(repeating: Int32.max, count: Population.size)

    init(count: Int) {
        self.count = max(1, count)
        storage = .allocate(capacity: self.count * (Population.size + 1))
        storage.initialize(repeating: 0, count: self.count * (Population.size + 1))
    }

    deinit { storage.deallocate() }

    func keys(_ member: Int) -> UnsafeMutablePointer<Int32> { storage + member * count }
    var trial: UnsafeMutablePointer<Int32> { storage + Population.size * count }

    func replace(_ member: Int, _ span: Int32) {
        keys(member).update(from: trial, count: count)
        spans[member] = span
    }
}
