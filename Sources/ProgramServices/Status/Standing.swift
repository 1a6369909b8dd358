// A project's colour on its way up: the worse of the declared and the evidence, so that nobody's warning is lost.

import Conversation
import ProgramModel
import Quantities

/// Where a project stands, for whoever looks at several.
struct Standing {
    var project: Project
    var evidence: Evidence

    init(_ project: Project, _ view: ProgramView) {
        self.project = project
        evidence = view.evidence(of: project.key, limit: 1)
    }

    /// Whether somebody warned of as much as the records show, or of more.
    var isWarned: Bool { project.declared.map { $0.colour > .green && $0.colour >= evidence.colour } ?? false }

    /// Whether the colour is one that somebody declared and the records do not show.
    var isDeclaredAlone: Bool { colour > evidence.colour }

    /// A GREEN that was only declared counts for nothing: the evidence does.
    var colour: Colour { isWarned ? project.declared?.colour ?? evidence.colour : evidence.colour }

    /// Whether it was declared better than the records show.
    var isFlattered: Bool { project.declared.map { $0.colour < evidence.colour } ?? false }

    /// The worst first, then by key.
    static func precedes(_ one: Standing, _ other: Standing) -> Bool {
        one.colour == other.colour ? one.project.key < other.project.key : one.colour > other.colour
    }

    /// `declared RED: the vendor is gone · evidence AMBER`.
    var colours: RichText { StatusText.colours(project.declared, evidence.colour, withReason: true) }

    /// `2 RED (CRM, NET), 1 GREEN (HR)`, the worst first.
    static func counts(_ standings: [Standing], named: Bool) -> [String] {
        [Colour.red, .amber, .green, .grey].compactMap { colour in
            let keys = standings.filter { $0.colour == colour }.map(\.project.key.text)
            return keys.isEmpty
                ? nil : "\(keys.count) \(colour.shout)" + (named ? " (\(keys.joined(separator: ", ")))" : "")
        }
    }
}
