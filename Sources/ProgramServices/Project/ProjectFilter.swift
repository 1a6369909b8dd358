// Tries filters on projects and programs.

import CommandLanguage
import Conversation
import FieldTypes
import ProgramModel
import Quantities

struct ProjectFilter {
    let view: ProgramView

    /// Whether a project passes: its colour, key, name, method and lead by words, the rest by field.
    func matches(_ project: Project, _ filter: Filter) -> Bool {
        filter.holds { word in
            // A colour is what was declared, or what the evidence says.
            if let colour = Colour(rawValue: word) {
                return project.declared?.colour == colour
                    || project.isOpen && view.evidence(of: project.key, limit: 1).colour == colour
            }
            let lead = project.lead.map { view.mention($0).handle } ?? ""
            return "\(project.key)\n\(project.name)\n\(project.method)\n\(lead)".lowercased().contains(word)
        } _: { field, comparison, value in
            switch (field, value) {
            case ("lead", .named(let reference)), ("owner", .named(let reference)):
                view.are([project.lead].compactMap { $0 }, reference)
            case ("start", .date(let date)): project.start.map { comparison.holds($0, date) } ?? false
            case ("end", .date(let date)), ("due", .date(let date)):
                project.end.map { comparison.holds($0, date) } ?? false
            case ("state", .text(let state)): state == "any" || state == (project.isOpen ? "open" : "closed")
            case ("method", .text(let method)): project.method == method
            case ("program", .project(let key)): project.program == key
            case ("project", .project(let key)): project.key == key
            default: false
            }
        }
    }

    /// Whether a program passes.
    func matches(_ program: Program, _ filter: Filter) -> Bool {
        filter.holds { word in
            "\(program.key)\n\(program.name)".lowercased().contains(word)
        } _: { field, _, value in
            switch (field, value) {
            case ("lead", .named(let reference)), ("owner", .named(let reference)):
                view.are([program.lead].compactMap { $0 }, reference)
            case ("program", .project(let key)): program.key == key
            case ("project", .project(let key)): key == program.key || view.project(key)?.program == program.key
            default: false
            }
        }
    }
}
