// What is true of a task or a link, in a few bits each.

/// Constraint kind, progress, mode, and whether a milestone stands at the end of a working stretch.
struct TaskFlags: Sendable {
    private var bits: UInt16

    init(constraint: ConstraintKind, isStarted: Bool, isFinished: Bool) {
        bits = UInt16(constraint.rawValue) | (isStarted ? 8 : 0) | (isFinished ? 16 : 0)
    }

    var constraint: ConstraintKind { ConstraintKind(rawValue: UInt8(bits & 7)) ?? .asSoonAsPossible }
    /// As soon as possible, by single links, and nothing has happened: the usual task.
    @inline(__always) var isPlain: Bool { bits & 0b1_1101_1111 == 0 }
    /// Must start or finish on its date.
    @inline(__always) var isPin: Bool { bits & 6 == 2 }
    /// Began, and is not finished.
    var isStarted: Bool { bits & 8 != 0 }
    var isFinished: Bool { bits & 16 != 0 }
    var isAtEnd: Bool {
        get { bits & 32 != 0 }
        set { set(32, newValue) }
    }
    /// Waits beyond its links, or for one of several links together.
    var isHeld: Bool {
        get { bits & 64 != 0 }
        set { set(64, newValue) }
    }
    /// Its dates are fixed by hand or by another plan.
    var isFixed: Bool {
        get { bits & 128 != 0 }
        set { set(128, newValue) }
    }
    var isInactive: Bool {
        get { bits & 256 != 0 }
        set { set(256, newValue) }
    }
    /// Belongs to another plan.
    var isExternal: Bool {
        get { bits & 512 != 0 }
        set { set(512, newValue) }
    }
    /// A link of it counts together with others.
    var leadsTogether: Bool {
        get { bits & 1024 != 0 }
        set { set(1024, newValue) }
    }

    private mutating func set(_ bit: UInt16, _ value: Bool) { bits = value ? bits | bit : bits & ~bit }
}

/// Kind, how the lag counts, and whether both ends count on one calendar.
struct LinkFlags: Sendable {
    private var bits: UInt8

    init(kind: LinkKind, isElapsed: Bool, isPercent: Bool, isTogether: Bool) {
        bits = kind.rawValue | (isElapsed ? 8 : 0) | (isPercent ? 16 : 0) | (isTogether ? 32 : 0)
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
    /// One of those that a summary's link stands for and of which the first start, or the last finish, counts.
    var isTogether: Bool {
        @inline(__always) get { bits & 32 != 0 }
    }
}
