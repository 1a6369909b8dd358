// What `@` is put before: made of a name, so that nobody's passes for another's and none is a word of the language.

import CommandLanguage
package import ProgramModel

package enum Handle {
    /// Words that mean somebody else, everybody, or something of what is said: no new handle is one.
    private static let reserved = Set(
        SmallWords.everybody + SmallWords.nobody + [
            "me", "myself", "my", "mine", "i", "we", "us", "you", "it", "that", "this", "them", "who", "whom", "what",
            "everybody", "anybody", "anyone", "any", "all", "team", "room", "group", "steerco", "and", "or", "not",
            "no",
            "to", "on", "in", "by", "for", "of", "at", "since", "today", "tomorrow", "yesterday",
        ])

    package static func isReserved(_ handle: String) -> Bool { reserved.contains(handle) }

    /// A name in the letters of a handle: small letters, digits, dots, dashes and underscores, and nothing that is not seen.
    package static func verbatim(_ name: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in name.lowercased().unicodeScalars {
            if scalar.properties.isWhitespace {
                kept.append(".")
            } else if isOfHandle(scalar) {
                kept.append(scalar)
            }
        }
        let handle = String(String(kept).prefix(32))
        return handle.isEmpty ? "someone" : handle
    }

    private static func isOfHandle(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.properties.isAlphabetic || scalar.value &- 0x30 < 10 || "._-".unicodeScalars.contains(scalar)
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark: return !VisibleText.isHidden(scalar)
        default:
            return (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                && !VisibleText.isHidden(scalar)
        }
    }

    /// The handle for somebody new: with a number when somebody has it, has one that looks like it, or it is a word of the
    /// language. Letters of several alphabets in one name are written as the Latin ones that they look like.
    package static func free(_ name: String, in workspace: Workspace) -> String {
        var handle = Alphabets.plain(verbatim(name))
        if Alphabets.mixes(handle) { handle = verbatim(Alphabets.looks(of: handle)) }
        guard isReserved(handle) || isTaken(handle, in: workspace) else { return handle }
        var number = 2
        while isTaken("\(handle)-\(number)", in: workspace) { number += 1 }
        return "\(handle)-\(number)"
    }

    private static func isTaken(_ handle: String, in workspace: Workspace) -> Bool {
        if workspace.handles[handle] != nil { return true }
        let looks = Alphabets.looks(of: handle)
        return looks != handle && workspace.handles[looks] != nil
            || workspace.handles.keys.contains { !$0.utf8.allSatisfy { $0 < 0x80 } && Alphabets.looks(of: $0) == looks }
    }

    /// How a person is written. A handle that became a word of the language is kept, and written with a number after it.
    package static func written(_ person: Person, in workspace: Workspace) -> String {
        isReserved(person.handle) ? free(person.handle, in: workspace) : person.handle
    }

    /// Whoever is written so.
    package static func person(_ written: String, in workspace: Workspace) -> Person? {
        let handle = written.lowercased()
        if isReserved(handle) { return nil }
        if let person = workspace.person(handle: handle) { return person }
        guard let dash = handle.lastIndex(of: "-"), case let word = String(handle[..<dash]), isReserved(word),
            let kept = workspace.person(handle: word), self.written(kept, in: workspace) == handle
        else { return nil }
        return kept
    }

    /// The handle that looks like a typed name and is another.
    static func lookalike(of name: String, in workspace: Workspace) -> String? {
        guard !name.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let looks = Alphabets.looks(of: name)
        return workspace.handles.keys.filter { $0 != name && Alphabets.looks(of: $0) == looks }.min()
    }
}
