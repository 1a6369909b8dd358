// How a workbook shows its numbers: as dates, times, shares or numbers.

/// What a number of a style means.
enum CellFormat: Hashable {
    case number, percent, date
    /// A time of day without a day.
    case time
    /// Hours that go on after a day.
    case elapsed

    init(id: Int, code: String?) {
        switch id {
        case 9, 10: self = .percent
        case 18...21, 45, 47: self = .time
        case 46: self = .elapsed
        case 14...17, 22, 27...36, 50...58: self = .date
        default: self = code.map(CellFormat.init(code:)) ?? .number
        }
    }

    /// By the letters of a format, outside of quotes, of brackets and of what is shown as it stands.
    init(code: String) {
        var letters: Set<Character> = []
        var isElapsed = false
        var isPercent = false
        var rest = code.lowercased()[...]
        while let character = rest.popFirst() {
            switch character {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": _ = rest.popFirst()
            case "[":
                let inside = Set(rest.prefix { $0 != "]" })
                rest = rest.drop { $0 != "]" }.dropFirst()
                if inside == ["h"] || inside == ["m"] || inside == ["s"] { isElapsed = true }
            case "%": isPercent = true
            case ";" where !letters.isEmpty || isElapsed || isPercent: rest = ""
            default: letters.insert(character)
            }
        }
        if isElapsed {
            self = .elapsed
        } else if !letters.isDisjoint(with: ["d", "y"])
            || letters.contains("m") && letters.isDisjoint(with: ["h", "s"])
        {
            self = .date
        } else if !letters.isDisjoint(with: ["h", "s"]), !letters.contains("n") {
            self = .time
        } else {
            self = isPercent ? .percent : .number
        }
    }
}

final class CellStyles: XMLListener {
    /// For each style its format.
    private(set) var formats: [CellFormat] = []
    private var codes: [Int: String] = [:]
    private var isInside = false

    func began(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            if let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
                codes[id] = code
            }
        case "cellXfs": isInside = true
        case "xf" where isInside:
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            formats.append(CellFormat(id: id, code: codes[id]))
        default: break
        }
    }

    func ended(_ name: String, _ text: XMLText) { if name == "cellXfs" { isInside = false } }
}
