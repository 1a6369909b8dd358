// The pure targets import no I/O: held by reading their sources. Of NIO they may have the locks, and of Nettle the
// hashes: neither does any.

import Foundation
import Testing

struct Purity {
    static let allowed: [String: Set<String>] = [
        "JSONText": [], "Quantities": [], "Digests": ["CNettle"],
        "FieldTypes": ["Quantities", "JSONText", "Synchronization"],
        "ProgramModel": ["FieldTypes", "Quantities", "JSONText", "HashTreeCollections", "Synchronization"],
        "Planning": ["Quantities", "RealModule", "Dispatch", "NIOConcurrencyHelpers", "Synchronization"],
        "PlanFiles": ["Planning", "Quantities", "JSONText"],
        // Parsers of bytes in memory; libzip reads an archive there. What libxlsxwriter makes it can only put into a file: a
        // private one, which is read back and removed.
        "ProgramFiles": [
            "Planning", "Quantities", "JSONText", "CExpat", "CDelimited", "CZip", "CWorkbook", "CCalendar", "Glibc",
            "Musl", "Darwin",
        ],
        "CommandLanguage": ["FieldTypes", "Quantities"],
        "Conversation": [
            "CommandLanguage", "ProgramModel", "FieldTypes", "Quantities", "Digests", "JSONText",
            "NIOConcurrencyHelpers", "HeapModule",
        ],
        "ProgramServices": [
            "Conversation", "CommandLanguage", "ProgramModel", "FieldTypes", "Quantities", "Planning", "ProgramFiles",
            "JSONText", "NIOConcurrencyHelpers",
        ],
        "ChatPlatforms": [
            "Conversation", "CommandLanguage", "FieldTypes", "ProgramModel", "Quantities", "JSONText", "Digests",
        ],
    ]

    @Test(arguments: allowed.keys.sorted()) func `a pure target imports only what it may`(_ target: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/\(target)")
        let files =
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        let sources = files.filter { $0.pathExtension == "swift" }
        #expect(!sources.isEmpty)
        for file in sources {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index <= 1, words.count > index + 1 else { continue }
                let module = String(words[index + 1])
                #expect(
                    Purity.allowed[target]?.contains(module) ?? false, "\(file.lastPathComponent) imports \(module)")
            }
        }
    }
}
