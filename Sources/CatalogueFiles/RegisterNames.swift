// What the shipped registers are called, known without reading them.

package import ProgramModel

/// The list `commands/registers.index`: a line for each register with its names.
///
/// It is made of the shipped files and kept beside them, so that a start need not read them all; a test holds it against them.
package enum RegisterNames {
    /// The list as it is shipped.
    package static let shipped: [KindSketch] = ShippedCommands.registerNames.split(separator: "\n").compactMap {
        KindSketch(line: $0)
    }

    /// The words alone, which every start asks for.
    static let words: Set<String> = Set(
        ShippedCommands.registerNames.split(separator: "\n").map { String($0.prefix { $0 != "|" }) })

    /// The list as the files of a catalogue make it.
    package static func made(of files: [CommandFile]) -> String {
        files.compactMap(\.kind).map { KindSketch($0).line + "\n" }.sorted().joined()
    }
}
