// The day a question is asked as of, said at its end.

import Quantities

extension KeyReader {
    /// `status NET yesterday`, `list late as of 17nov`: at the end of a read, a day that was is the day it is asked as of.
    mutating func takeAsOf() throws(UsageProblem) {
        guard verb.role == "viewer", verb.textArgument == nil, verb.scriptArgument == nil,
            !verb.arguments.contains(where: { [.past, .days, .date].contains($0.type) })
        else { return }
        try takeSince()
        for length in stride(from: min(Places.longestValue, rest.count), to: 0, by: -1) {
            let start = rest.count - length
            // Most words begin no day.
            guard DateReader.mayRead(length, first: rest[start].text) || rest[start].isOne(of: ["last", "past"]) else {
                continue
            }
            guard !rest[start...].contains(where: \.isText) else { continue }
            var first = start
            let before = rest[..<start].suffix(2).map { $0.text.lowercased() }
            if before == ["as", "of"] {
                first -= 2
            } else if before.last == "on", !hasFilter || before.first.map(SmallWords.late.contains) == true {
                first -= 1
            } else if hasFilter {
                // Among conditions a day may belong to the one before it: `changed yesterday`, `since last week`.
                let said = rest[start...].map { $0.text.lowercased() }
                // `decisions last week` are those made then.
                let isState = before.last.map { SmallWords.late.contains($0) || $0 == "open" } ?? false
                let isPast = said == ["yesterday"] || said.first == "last" && isState
                // `done yesterday` is what was done then.
                let isWhen = before.last.map { FilterReader.takesDays($0) || SmallWords.doneThen.contains($0) } ?? false
                guard isPast, !isWhen else { continue }
            }
            guard case .date(let day)? = try values.read(Array(rest[start...]), as: KeyReader.at, isExplicit: true)
            else {
                continue
            }
            flags.at = day
            rest.removeSubrange(first...)
            return
        }
    }

    static let at = ArgumentDeclaration("at", .past)
    static let since = ArgumentDeclaration("since", .past)

    /// `list done since mon`: as `since:mon`; after a field of days it is that field's, as in `changed since mon`.
    private mutating func takeSince() throws(UsageProblem) {
        guard hasFilter, flags.since == nil, let place = rest.lastIndex(where: { $0.isOne(of: ["since"]) }),
            place + 1 < rest.count, rest.count - place - 1 <= Places.longestValue,
            place == 0 || !FilterReader.takesDays(rest[place - 1].text.lowercased()),
            !rest[(place + 1)...].contains(where: \.isText),
            case .date(let day)? = try values.read(
                Array(rest[(place + 1)...]), as: KeyReader.since, isExplicit: true)
        else { return }
        flags.since = day
        rest.removeSubrange(place...)
    }
}
