// The people of a board: those who are its members, and those who were and are still named.

import JSONText

struct TrelloPeople {
    private var people: [String: FilePerson] = [:]

    init(_ json: JSON) {
        let authors = (json["actions"]?.array ?? []).compactMap { $0["memberCreator"] }
        for row in (json["members"]?.array ?? []) + authors {
            guard let id = row["id"]?.string, people[id] == nil, let person = TrelloPeople.person(row) else { continue }
            people[id] = person
        }
    }

    subscript(id: String) -> FilePerson? { people[id] }

    static func person(_ row: JSON?) -> FilePerson? {
        let account = row?["username"]?.string
        let full = PlainTitle.of(row?["fullName"]?.string ?? "")
        let name = full.isEmpty ? PlainTitle.of(account ?? "") : full
        return name.isEmpty ? nil : FilePerson(name: name, account: account)
    }
}
