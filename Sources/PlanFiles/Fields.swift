// The fields of a JSON object, each read as what it should be, with the place of what is wrong.

import JSONText

/// What is wrong at a place in a JSON value; the file's reader turns the place into a line.
struct FieldProblem: Error {
    var path: [JSONStep]
    var reason: String
}

/// One object and the way to it.
struct Fields {
    let path: [JSONStep]
    private let json: JSON

    /// - Parameter known: every field that may be there; another one is a mistake to be told.
    init(_ json: JSON, _ path: [JSONStep], known: [String]) throws(FieldProblem) {
        self.json = json
        self.path = path
        guard let members = json.members else { throw FieldProblem(path: path, reason: "expected an object") }
        for member in members where !known.contains(member.name) {
            throw FieldProblem(
                path: path + [.name(member.name)],
                reason: "unknown field \"\(member.name.prefix(40))\"; expected one of \(known.joined(separator: ", "))")
        }
    }

    func has(_ name: String) -> Bool { json[name].map { $0 != .null } ?? false }
    func value(_ name: String) -> JSON? { has(name) ? json[name] : nil }
    func place(_ name: String) -> [JSONStep] { path + [.name(name)] }

    func problem(_ name: String, _ reason: String) -> FieldProblem { FieldProblem(path: place(name), reason: reason) }

    func string(_ name: String) throws(FieldProblem) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw problem(name, "expected text as \(name)") }
        return text
    }

    func required(_ name: String) throws(FieldProblem) -> String {
        guard let text = try string(name), !text.isEmpty else {
            throw FieldProblem(path: path, reason: "expected the field \(name), a text that is not empty")
        }
        return text
    }

    func number(_ name: String, in range: ClosedRange<Double>) throws(FieldProblem) -> Double? {
        guard let value = value(name) else { return nil }
        guard let number = value.double else { throw problem(name, "expected a number as \(name)") }
        guard range.contains(number) else {
            throw problem(
                name, "\(name) is \(plain(number)); expected \(plain(range.lowerBound)) to \(plain(range.upperBound))")
        }
        return number
    }

    func whole(_ name: String, in range: ClosedRange<Int>) throws(FieldProblem) -> Int? {
        guard let value = value(name) else { return nil }
        guard let number = value.int else { throw problem(name, "expected a whole number as \(name)") }
        guard range.contains(number) else {
            throw problem(name, "\(name) is \(number); expected \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func flag(_ name: String, unlessSaid usual: Bool = false) throws(FieldProblem) -> Bool {
        guard let value = value(name) else { return usual }
        guard let flag = value.bool else { throw problem(name, "expected true or false as \(name)") }
        return flag
    }

    func choice<Value>(_ name: String, _ choices: KeyValuePairs<String, Value>) throws(FieldProblem) -> Value? {
        guard let text = try string(name) else { return nil }
        guard let found = choices.first(where: { $0.key == text }) else {
            throw problem(
                name, "\(name) is \"\(text.prefix(40))\"; expected \(choices.map(\.key).joined(separator: ", "))")
        }
        return found.value
    }

    /// The elements of a list with their places; none when it is absent.
    func list(_ name: String) throws(FieldProblem) -> [(json: JSON, path: [JSONStep])] {
        guard let value = value(name) else { return [] }
        guard let elements = value.array else { throw problem(name, "expected a list as \(name)") }
        return elements.enumerated().map { ($1, place(name) + [.index($0)]) }
    }

    /// The members of an object of names with their places; none when it is absent.
    func members(_ name: String) throws(FieldProblem) -> [(name: String, json: JSON, path: [JSONStep])] {
        guard let value = value(name) else { return [] }
        guard let members = value.members else { throw problem(name, "expected an object as \(name)") }
        return members.map { ($0.name, $0.value, place(name) + [.name($0.name)]) }
    }

    private func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }
}

/// Reads a file of JSON with a reader of fields, which also gets its text; a problem gets its line.
func readJSONFile<Value>(_ file: [UInt8], _ read: (JSON, [UInt8]) throws(FieldProblem) -> Value) throws(PlanFileProblem)
    -> Value
{
    let bytes = try FileEncoding.json(file)
    let json: JSON
    do {
        json = try JSON(reading: bytes)
    } catch {
        throw PlanFileProblem(line: bytes.line(at: error.offset), reason: "no JSON: \(error.reason)")
    }
    do {
        return try read(json, bytes)
    } catch {
        throw PlanFileProblem(line: lineOf(error.path, bytes), reason: error.reason)
    }
}

func lineOf(_ path: [JSONStep], _ bytes: [UInt8]) -> Int? {
    JSON.offset(of: path, in: bytes).map { bytes.line(at: $0) }
}
