// What is wrong with a text that is no YAML, in words of our own: the error's own text shows the line, which may be a secret.

import Yams

package enum YAMLText {
    /// The line an error is in, where it says so, and what is wrong there.
    ///
    /// - Parameter text: what was read.
    package static func problem(_ error: any Error, in text: String) -> (line: Int?, reason: String) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, problem)
        case .duplicatedKeysInMapping(let keys, let context):
            (second(keys, after: context.mark.line, in: text), "\(keys.joined(separator: ", ")) stands twice")
        default: (nil, "it cannot be read")
        }
    }

    /// The line in which one of these names stands for the second time.
    private static func second(_ names: [String], after line: Int, in text: String) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let found = lines.indices.dropFirst(line - 1).filter { index in
            let bare = lines[index].drop { " -\t".contains($0) }
            return names.contains { bare.hasPrefix($0 + ":") }
        }
        return found.dropFirst().first.map { $0 + 1 } ?? line
    }
}
