// Words that somebody took before they meant something else: aliases and keys that a command covers now.

import CatalogueFiles
import CommandLanguage
import ProgramModel
import Quantities

enum CoveredWords {
    /// What each covered word was, and how it is still said, by word.
    static func notes(_ workspace: Workspace, _ catalogue: Catalogue) -> [String] {
        func isCommand(_ word: String) -> Bool { catalogue.command(word.lowercased()) != nil }
        let aliases = workspace.slots(Alias.self).filter { isCommand($0.word) }.map { alias in
            let owner =
                alias.person.flatMap { workspace.people[$0] }.map { "@\($0.handle)'s word" } ?? "everybody's word"
            return
                "/\(alias.word) is a command, and no longer \(owner) for \(alias.meaning): say that, or /alias another word"
        }
        let keys =
            workspace.projects.keys.map { ("project", $0.text) } + workspace.programs.keys.map { ("program", $0.text) }
        let projects = keys.sorted { $0.1 < $1.1 }.filter { isCommand($0.1) || ProjectKey($0.1) == nil }.map {
            noun, key in
            "\(key) means something else at the beginning of a line: the \(noun) is meant after on, and by project:\(key)"
        }
        return aliases + projects
    }
}
