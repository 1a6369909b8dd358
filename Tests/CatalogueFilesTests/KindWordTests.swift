// A kind owns everything about itself: no other code decides by a kind's word.

import Foundation
import Testing

@testable import CatalogueFiles

struct KindWords {
    /// Folders that may name kinds: where the core kinds are declared, and the passes of the language that phrases replace.
    private static let exceptions = [
        "ProgramModel/Kinds/", "CommandLanguage/Binding/", "CommandLanguage/Filters/", "CommandLanguage/Words/",
        // `action` is a word of that protocol.
        "ChatPlatforms/Assistants/ElicitedAnswer.swift",
    ]

    @Test(arguments: ["Conversation", "CommandLanguage", "ChatPlatforms", "ProgramModel"])
    func `no kind's word stands as a text in the code`(_ target: String) throws {
        let catalogue = try Catalogue.load(directory: nil)
        let words = Set(catalogue.kinds.words)
        #expect(words.count > 30)
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        let folder = sources.appendingPathComponent(target)
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var read = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let path = String(file.path.dropFirst(sources.path.count + 1))
            guard !KindWords.exceptions.contains(where: path.hasPrefix) else { continue }
            read += 1
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let texts = line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                    .filter { $0.offset % 2 == 1 }.map { String($0.element) }
                #expect(words.isDisjoint(with: texts), "\(path): \(line)")
            }
        }
        #expect(read > 5)
    }
}
