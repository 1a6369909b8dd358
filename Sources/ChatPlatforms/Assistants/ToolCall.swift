// A call of a tool as the command it says: words that the desk reads like any others, each value in a place of its own.

import CommandLanguage
import FieldTypes
import JSONText
import ProgramModel
import Quantities

struct ToolCall {
    let tool: Tool
    let arguments: [JSON.Member]

    /// - Throws: `ToolFault` for an argument that there is not.
    init(_ tool: Tool, _ arguments: JSON?) throws(ToolFault) {
        self.tool = tool
        // Null, and its word, is what clients send for what they leave out; what is needed may be called so.
        let needed = Set(tool.parameters.filter(\.isRequired).map(\.name))
        self.arguments = (arguments?.members ?? []).filter { argument in
            argument.value != .null && (argument.value != "null" || needed.contains(argument.name))
        }
        for argument in self.arguments where !tool.parameters.contains(where: { $0.name == argument.name }) {
            let names = tool.parameters.map(\.name).joined(separator: ", ")
            throw ToolFault("\(argument.name) is no argument of \(tool.name); these are: \(names).")
        }
    }

    /// The required arguments that were not given.
    var missing: [ToolParameter] {
        tool.parameters.filter { parameter in
            parameter.isRequired && !arguments.contains { $0.name == parameter.name }
        }
    }

    private func values(_ name: String) throws(ToolFault) -> [String] {
        guard let parameter = tool.parameters.first(where: { $0.name == name }),
            let value = arguments.first(where: { $0.name == name })?.value
        else { return [] }
        return try parameter.texts(value)
    }

    /// What the call says; nil for a line that is said as it is.
    ///
    /// - Parameter commandOfKind: the word of the command about a kind.
    func words(_ commandOfKind: (String) -> String?) throws(ToolFault) -> [Word]? {
        switch tool.meaning {
        case .say: return nil
        case .addRecord:
            let kind = try values("kind").first ?? ""
            guard let word = commandOfKind(kind) else { throw ToolFault("There is no kind of record \(kind).") }
            var words = [Word(word), Word("add"), Word(text: try values("title").first ?? "")]
            for key in ["project", "owner", "due"] {
                for value in try values(key) { words.append(Word(key: key, value: value)) }
            }
            for field in try values("fields") {
                guard let colon = field.firstIndex(of: ":") else {
                    throw ToolFault("fields: each is name: value, such as probability: 4.")
                }
                let value = field[field.index(after: colon)...].drop { $0 == " " }
                words.append(Word(key: field[..<colon].filter { !$0.isWhitespace }.lowercased(), value: String(value)))
            }
            return words
        case .verb(let command, let verb):
            var (head, tail): ([Word], [Word]) = ([Word(command.word)], [])
            if verb.verb != command.word { head.append(Word(verb.verb)) }
            for parameter in tool.parameters {
                let said = try values(parameter.name)
                guard !said.isEmpty else { continue }
                let argument = verb.argument(parameter.name)
                switch argument?.type {
                case .id where argument?.isRequired == true && head.allSatisfy({ ItemID($0.text) == nil }):
                    head += said.map { Word($0) }
                // Fields with their values are words of the language.
                case .text where argument === verb.textArgument && verb.handler == "item.set":
                    tail = said.flatMap { WordReader.words($0) } + tail
                case .text where argument === verb.textArgument, .script: head.append(Word(text: said[0]))
                case .filter: tail += said.flatMap { WordReader.words($0) }
                case .word where argument?.isRequired == true: head += said.map { Word($0) }
                default: tail += said.map { Word(key: parameter.name, value: $0) }
                }
            }
            return head + tail
        }
    }
}

extension Word {
    /// A text that is nothing but text, whatever it looks like.
    fileprivate init(text: String) {
        self.init(text, quotedFrom: 0)
        typed = "\"" + text.replacing("\"", with: "\u{2033}") + "\""
    }

    /// `due:"24 dec"`: a value that belongs to its key.
    fileprivate init(key: String, value: String) {
        let start = key.count + 1
        self.init("\(key):\(value)", quotedFrom: start)
        typed = "\(key):\"" + value.replacing("\"", with: "\u{2033}") + "\""
    }
}
