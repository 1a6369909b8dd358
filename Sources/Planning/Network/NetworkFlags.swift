// What is true of a task or a link, in a byte each.

/// Constraint kind, progress, and whether a milestone stands at the end of a working stretch.
struct TaskFlags: Sendable {
    private var bits: UInt8

    init(constraint: ConstraintKind, isStarted: Bool, isFinished: Bool) {
        bits = constraint.rawValue | (isStarted ? 8 : 0) | (isFinished ? 16 : 0)
    }

    var constraint: ConstraintKind { ConstraintKind(rawValue: bits & 7) ?? .asSoonAsPossible }
    /// As soon as possible, and nothing has happened: the usual task.
    @inline(__always) var isPlain: Bool { bits & 31 == 0 }
    /// Must start or finish on its date.
    @inline(__always) var isPin: Bool { bits & 6 == 2 }
    /// Began, and is not finished.
    var isStarted: Bool { bits & 8 != 0 }
    var isFinished: Bool { bits & 16 != 0 }
    var isAtEnd: Bool {
        get { bits & 32 != 0 }
        set { bits = newValue ? bits | 32 : bits & ~32 }
    }
}

/// Kind, how the lag counts, and whether both ends count on one calendar.
struct LinkFlags: Sendable {
    private var bits: UInt8

    init(kind: LinkKind, isElapsed: Bool, isPercent: Bool) {
        bits = kind.rawValue | (isElapsed ? 8 : 0) | (isPercent ? 16 : 0)
    }

    @inline(__always) var kind: LinkKind {
        switch bits & 3 {
        case 0: .finishToStart
        case 1: .startToStart
        case 2: .finishToFinish
        default: .startToFinish
        }
    }
    /// The bound is a sum of coordinates: one calendar for both tasks and the lag, and nothing has happened yet.
    var isDirect: Bool {
        @inline(__always) get { bits & 4 != 0 }
        set { bits = newValue ? bits | 4 : bits & ~4 }
    }
    var isElapsed: Bool { bits & 8 != 0 }
    var isPercent: Bool { bits & 16 != 0 }
}
