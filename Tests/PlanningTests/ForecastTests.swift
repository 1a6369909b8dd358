// Forecasts: the published tables, the same bytes on any number of threads, and each rule on its own.

import Planning
import Testing

struct ForecastTests {
    /// The six-activity example of the PM Knowledge Center, in days of 480 minutes.
    private func example(isTriangular: Bool, trials: Int = 10_000, seed: UInt64 = 1) throws -> ForecastInput {
        let points: [(Double, Double, Double)] = [
            (2, 5, 8), (1, 2, 9), (0.25, 0.5, 3.75), (1, 1, 7), (1, 2, 9), (1, 3, 11),
        ]
        let estimates = points.map { (a, m, b) -> DurationEstimate in
            isTriangular
                ? .triangular(least: a * 480, likely: m * 480, most: b * 480)
                : .pert(least: a * 480, likely: m * 480, most: b * 480)
        }
        let links = [(0, 1), (0, 2), (1, 3), (1, 4), (2, 4), (3, 5), (4, 5)]
        let network = try ScheduleNetwork(
            NetworkInput(
                tasks: estimates.map { NetworkTask(duration: Int($0.mean)) },
                links: links.map { NetworkLink(from: $0.0, to: $0.1) }, start: 0))
        return ForecastInput(
            network: network, estimates: Dictionary(uniqueKeysWithValues: estimates.enumerated().map { ($0, $1) }),
            trials: trials, seed: seed)
    }

    @Test func `trap 8: the classical sums, and the true variance of beta-PERT`() {
        let estimates: [DurationEstimate] = [
            .pert(least: 2, likely: 5, most: 8), .pert(least: 1, likely: 2, most: 9),
            .pert(least: 1, likely: 2, most: 9), .pert(least: 1, likely: 3, most: 11),
        ]
        let path = ClassicalPath(estimates)
        #expect(path.mean == 15)
        #expect(abs(path.variance - 7.3333) < 0.0001)
        #expect(abs((path.probability(within: 17) ?? 0) - 0.7699) < 0.0001)
        #expect(abs(estimates[1].variance - (3.0 - 1) * (9 - 3.0) / 7) < 1e-12)
        #expect(abs(estimates[1].classicalVariance - 1.7778) < 0.0001)
    }

    @Test(arguments: [
        (false, 15.235, 2.728, [11.82, 15.09, 17.52, 18.11, 18.85, 19.97], [1, 0.958, 0.042, 0.254, 0.746, 1]),
        (true, 18.522, 3.424, [14.18, 18.38, 21.43, 22.16, 23.06, 24.41], [1, 0.936, 0.064, 0.330, 0.670, 1]),
    ]) func `trap 8: the table of simulated percentiles and criticality is met`(
        _ isTriangular: Bool, _ mean: Double, _ deviation: Double, _ percentiles: [Double], _ criticality: [Double]
    ) throws {
        let forecast = try example(isTriangular: isTriangular).forecast(threads: 2)
        #expect(abs(forecast.duration.mean / 480 - mean) < 0.08)
        #expect(abs(forecast.duration.standardDeviation / 480 - deviation) < 0.08)
        for (share, expected) in zip([0.1, 0.5, 0.8, 0.85, 0.9, 0.95], percentiles) {
            let tolerance = share == 0.5 ? 0.08 : share == 0.95 ? 0.2 : 0.12
            #expect(abs(Double(forecast.duration.percentile(share)) / 480 - expected) < tolerance)
        }
        for sensitivity in forecast.sensitivities {
            #expect(abs(sensitivity.criticality - criticality[sensitivity.task]) < 0.015)
        }
    }

    @Test func `the sensitivity table is met`() throws {
        let forecast = try example(isTriangular: false, trials: 40_000).forecast(threads: 2)
        let significance = [1, 0.992, 0.356, 0.662, 0.930, 1]
        let cruciality = [0.415, 0.474, 0.013, 0.122, 0.410, 0.635]
        let schedule = [0.416, 0.460, 0.008, 0.079, 0.358, 0.635]
        for sensitivity in forecast.sensitivities {
            let task = sensitivity.task
            #expect(abs(sensitivity.significance - significance[task]) < 0.015)
            #expect(abs(sensitivity.cruciality - cruciality[task]) < 0.02)
            #expect(abs(sensitivity.scheduleSensitivity - schedule[task]) < 0.015)
        }
        #expect(forecast.sensitivities.map(\.task).prefix(2) == [5, 1])
    }

    @Test func `merge bias is visible`() throws {
        let forecast = try example(isTriangular: false).forecast(threads: 1)
        #expect(forecast.duration.mean / 480 > 15.1)
        #expect(forecast.contingency > 0)
    }

    @Test(arguments: CrucialityMeasure.allCases) func `the same seed gives the same result on one and two threads`(
        _ measure: CrucialityMeasure
    ) throws {
        var input = try example(isTriangular: false, trials: 3000, seed: 9)
        input.cruciality = measure
        input.risks = [
            DiscreteRisk(probability: 0.3, effect: .triangular(least: 0, likely: 480, most: 960), tasks: [1, 4])
        ]
        input.loadings = [
            FactorLoading(task: 1, factor: 0, loading: 0.7), FactorLoading(task: 4, factor: 0, loading: 0.7),
        ]
        input.targets = [3]
        let one = try input.forecast(threads: 1)
        let two = try input.forecast(threads: 2)
        #expect(one.finish == two.finish && one.duration == two.duration)
        #expect(one.sensitivities == two.sensitivities)
        #expect(one.targets.map(\.finish) == two.targets.map(\.finish))
        input.seed = 10
        #expect(try input.forecast(threads: 2).finish != one.finish)
    }

    @Test func `trap 9: percentiles are the smallest value with enough trials below, rise, and have errors`() throws {
        let ten = Distribution([10, 1, 3, 2, 5, 4, 7, 6, 9, 8])
        #expect([0, 0.1, 0.11, 0.8, 0.81, 1].map { ten.percentile($0) } == [1, 1, 2, 8, 9, 10])
        #expect(ten.share(within: 8) == 0.8)
        let forecast = try example(isTriangular: false, trials: 2000).forecast(threads: 2)
        let all = (0...100).map { forecast.duration.percentile(Double($0) / 100) }
        #expect(all == all.sorted())
        #expect(forecast.duration.standardError(ofPercentile: 0.8) > 0)
        #expect(forecast.seed == 1 && forecast.trials == 2000)
    }

    @Test func `tasks that share a cause are late together`() throws {
        func spread(_ loading: Double) throws -> Double {
            let estimate = DurationEstimate.pert(least: 480, likely: 960, most: 2400)
            let network = try ScheduleNetwork(
                NetworkInput(
                    tasks: (0..<8).map { _ in NetworkTask(duration: 960) },
                    links: (1..<8).map { NetworkLink(from: $0 - 1, to: $0) }, start: 0))
            let input = ForecastInput(
                network: network, estimates: Dictionary(uniqueKeysWithValues: (0..<8).map { ($0, estimate) }),
                loadings: (0..<8).map { FactorLoading(task: $0, factor: 0, loading: loading) }, trials: 4000, seed: 3)
            return try input.forecast(threads: 2).duration.standardDeviation
        }
        let alone = try spread(0)
        // Fully shared, eight equal spreads add up instead of their squares.
        #expect(abs(try spread(1) / alone - 8.0.squareRoot()) < 0.1)
        #expect(try spread(0.7) > alone * 1.5)
    }

    @Test func `a risk happens as often as it should and lengthens what it touches`() throws {
        let network = try ScheduleNetwork(NetworkInput(tasks: [NetworkTask(duration: 1000)], links: [], start: 0))
        let input = ForecastInput(
            network: network, estimates: [:],
            risks: [DiscreteRisk(probability: 0.25, effect: .fixed(400), tasks: [0])], trials: 8000, seed: 5)
        let forecast = try input.forecast(threads: 2)
        #expect(abs(forecast.duration.mean - 1100) < 10)
        #expect(forecast.duration.percentile(0.7) == 1000)
        #expect(forecast.duration.percentile(0.8) == 1400)
        #expect(abs(forecast.duration.share(within: 1000) - 0.75) < 0.02)
    }

    @Test func `calendars, links and what has happened count in every trial`() throws {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<40 {
            let input = RandomNetworks.make(&random)
            guard let network = try? ScheduleNetwork(input), input.imposedFinish == nil else { continue }
            let forecast = try ForecastInput(network: network, estimates: [:], trials: 3, seed: 1).forecast(threads: 1)
            #expect(forecast.finish.sorted == [network.finish, network.finish, network.finish])
        }
    }

    @Test func `a stable forecast ends early when asked to`() throws {
        var input = try example(isTriangular: false, trials: 200_000)
        input.stopsWhenStable = true
        let forecast = try input.forecast(threads: 2)
        #expect(forecast.isStable)
        #expect(forecast.trials < 200_000)
        #expect(try input.forecast(threads: 1).finish == forecast.finish)
    }

    @Test func `a stop keeps the trials that are done`() throws {
        let input = try example(isTriangular: false, trials: 200_000)
        let forecast = try input.forecast(threads: 1, shouldStop: { true })
        #expect((1...64).contains(forecast.trials))
    }

    @Test(arguments: [
        (ForecastProblem.estimate(task: 0), DurationEstimate.pert(least: 5, likely: 2, most: 8)),
        (.estimate(task: 0), .pert(least: -1, likely: 2, most: 8)),
        (.estimate(task: 0), .fixed(.infinity)), (.estimate(task: 0), .fixed(.nan)),
    ]) func `an impossible estimate is refused`(_ problem: ForecastProblem, _ estimate: DurationEstimate) throws {
        var input = try example(isTriangular: false)
        input.estimates[0] = estimate
        #expect(throws: problem) { try input.forecast(threads: 1) }
    }

    @Test func `constant and one-sided estimates are no trouble`() throws {
        var input = try example(isTriangular: false, trials: 600)
        input.estimates[0] = .pert(least: 480, likely: 480, most: 480)
        input.estimates[1] = .pert(least: 480, likely: 480, most: 960)
        input.estimates[2] = .triangular(least: 480, likely: 960, most: 960)
        let forecast = try input.forecast(threads: 1)
        #expect(forecast.duration.sorted.allSatisfy { $0 > 0 })
    }

    // MARK: Throughput

    @Test func `when and how many come from the history, zeros included`() throws {
        let steady = ThroughputForecast(history: [3, 3, 3, 3, 3, 3, 3], trials: 200, seed: 1)
        #expect(steady.periods(for: 10)?.percentile(0.85) == 4)
        #expect(steady.howMany(4, confidence: 0.85) == 12)
        #expect(!steady.isThin)
        let bumpy = ThroughputForecast(history: [0, 0, 6, 6, 0, 6], trials: 4000, seed: 1)
        #expect(bumpy.isThin)
        let periods = try #require(bumpy.periods(for: 30))
        #expect(abs(periods.mean - 10) < 0.3)
        #expect(periods.percentile(0.85) > periods.percentile(0.5))
        #expect(try #require(bumpy.howMany(10, confidence: 0.85)) < 30)
        let growing = ThroughputForecast(history: [3, 3, 3], trials: 100, seed: 1, splitRate: 2...2)
        #expect(growing.periods(for: 9)?.percentile(0.5) == 6)
        #expect(ThroughputForecast(history: [0, 0], seed: 1).periods(for: 3) == nil)
    }
}
