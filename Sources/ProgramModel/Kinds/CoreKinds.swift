// The kinds that Steerco computes with: their fields, states and allowed moves.

extension KindDeclaration {
    /// Work to be done, with an estimate and progress.
    package static let task = KindDeclaration(
        kind: "task", plural: "tasks", prefix: "T",
        fields: [
            Field("estimate", .duration), Field("progress", .percent), Field("start", .date), Field("finish", .date),
            Field("parent", .id), Field("priority", .choice, choices: ["low", "medium", "high", "critical"]),
            Field(KindDeclaration.every, .rhythm),
        ],
        states: [
            State("open", moves: ["started", "done", "dropped"]),
            State("started", moves: ["open", "done", "dropped"]),
            State("done", isOpen: false, moves: ["open", "started"]),
            State("dropped", isOpen: false, moves: ["open"]),
        ])

    /// The field that says how often a record comes again once it is done.
    package static let every = "every"

    /// A date the project is measured by.
    package static let milestone: KindDeclaration = {
        var kind = plainMilestone
        kind.isManagers = true
        return kind
    }()

    private static let plainMilestone = KindDeclaration(
        kind: "milestone", plural: "milestones", prefix: "M", fields: [],
        states: [
            State("planned", moves: ["done", "dropped"]), State("done", isOpen: false, moves: ["planned"]),
            State("dropped", isOpen: false, moves: ["planned"]),
        ])

    package static let threatResponses = ["avoid", "transfer", "mitigate", "accept", "escalate"]
    package static let opportunityResponses = ["exploit", "share", "enhance", "accept", "escalate"]

    /// A threat or an opportunity.
    package static let risk: KindDeclaration = {
        var kind = plainRisk
        kind.computed = [
            Computed(
                "score", .arithmetic(.field("probability"), .times, .field("impact")),
                bands: RiskBand.allCases.map { Computed.Band($0.rawValue, from: $0.lowest) })
        ]
        kind.order = "-score"
        kind.keptOrders = ["score": .score, "-score": .score]
        return kind
    }()

    private static let plainRisk = KindDeclaration(
        kind: "risk", plural: "risks", prefix: "R",
        fields: [
            Field("type", .choice, choices: ["threat", "opportunity"]), Field("probability", .level),
            Field("impact", .level), Field("chance", .percent), Field("cost", .money),
            Field(
                "response", .choice,
                choices: ["avoid", "transfer", "mitigate", "accept", "escalate", "exploit", "share", "enhance"]),
            Field("plan", .text), Field("response-cost", .money), Field("trigger", .text), Field("proximity", .date),
            Field("review", .date),
            Field("residual-probability", .level), Field("residual-impact", .level),
        ],
        states: [
            State("open", moves: ["treated", "accepted", "realized", "closed"]),
            State("treated", moves: ["open", "accepted", "realized", "closed"]),
            State("accepted", moves: ["open", "treated", "realized", "closed"]),
            State("closed", isOpen: false, moves: ["open"]), State("realized", isOpen: false, moves: ["open"]),
        ])

    package static let severities = ["low", "medium", "high", "critical"]

    /// Something that stops named work now.
    package static let blocker = KindDeclaration(
        kind: "blocker", plural: "blockers", prefix: "B",
        fields: [
            Field("severity", .choice, choices: severities), Field("needs", .person), Field("since", .date),
            Field("acknowledged", .date), Field("acknowledger", .person), Field("escalated", .person),
            Field("announced", .text),
            Field("solution", .text),
        ],
        states: [
            State("open", moves: ["acknowledged", "resolved"]),
            State("acknowledged", moves: ["open", "resolved"]),
            State("resolved", isOpen: false, moves: ["open"]),
        ])

    /// A small promise by one person.
    package static let action = KindDeclaration(
        kind: "action", plural: "actions", prefix: "A", fields: [Field(KindDeclaration.every, .rhythm)],
        states: [
            State("open", moves: ["done", "dropped"]), State("done", isOpen: false, moves: ["open"]),
            State("dropped", isOpen: false, moves: ["open"]),
        ])

    /// What was decided, why, by whom; or what waits for somebody's decision.
    package static let decision = KindDeclaration(
        kind: "decision", plural: "decisions", prefix: "DEC",
        fields: [
            Field("because", .text), Field("alternatives", .text), Field("by", .person), Field("decided", .date),
            Field("review", .date), Field("needs", .person), Field("outcome", .text),
        ],
        states: [
            State("decided", moves: ["superseded"]), State(waiting, moves: ["decided", "dropped"]),
            State("superseded", isOpen: false, moves: ["decided"]), State("dropped", isOpen: false, moves: [waiting]),
        ])
    /// The state of a decision that nobody has made yet.
    package static let waiting = "needed"

    package static let core: [KindDeclaration] = [task, milestone, risk, blocker, action, decision]
}
