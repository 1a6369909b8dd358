// What reading a value needs to know, where a command reads one by itself.

package import CommandLanguage
import FieldTypes
import ProgramModel
import Quantities

extension ProgramView {
    /// The facts that values are read against: the day, who and what there is, how numbers are written.
    package var readingOfValues: ReadingContext {
        ReadingContext(
            today: today, isKey: { project($0) != nil }, keys: { [] }, isHandle: { person(handle: $0) != nil },
            numberStyle: policy.numberStyle(in: workspace),
            moment: { zone.instant(of: $0, minuteOfDay: $1.minute) })
    }
}

extension Policy {
    /// How numbers are written here: as the workspace says, else as the configuration does.
    func numberStyle(in workspace: Workspace) -> AmountReader.NumberStyle? {
        workspace.setting("numbers").flatMap { AmountReader.NumberStyle(rawValue: $0) } ?? numberStyle
    }
}

extension DeclaredType {
    /// The types of these fields, each once, with the choices of all that have it.
    static func each(_ fields: [KindDeclaration.Field]) -> [DeclaredType] {
        var types: [DeclaredType] = []
        for field in fields {
            if let index = types.firstIndex(where: { $0.type == field.type }) {
                types[index].choices += field.choices.filter { !types[index].choices.contains($0) }
            } else {
                types.append(DeclaredType(field.type, choices: field.choices))
            }
        }
        return types
    }
}
