// Boards of Trello.

import JSONText
import ProgramFiles
import Testing

@Suite struct TrelloBoards {
    private static func read(_ text: String, archived: Bool = false) throws -> FileRecords {
        try TrelloBoard.read(JSON(reading: text), archived: archived)
    }

    /// A board with these cards in a list to do, and what else it has.
    private static func board(_ cards: String, _ rest: String = "", archived: Bool = false) throws -> FileRecords {
        try read(
            #"""
            {"id": "b", "name": "Move", "lists": [{"id": "l1", "name": "To do", "pos": 1},
              {"id": "l2", "name": "Elsewhere", "pos": 2}, {"id": "l3", "name": "Done", "pos": 3},
              {"id": "l4", "name": "Old", "pos": 0, "closed": true}], "cards": [\#(cards)]\#(rest.isEmpty ? "" : ", " + rest)}
            """#, archived: archived)
    }

    static let whole = #"""
        {"id": "5f", "name": "Move of hall 2", "closed": false,
         "lists": [{"id": "l2", "name": "Doing", "closed": false, "pos": 200.5},
          {"id": "l1", "name": "Next up", "closed": false, "pos": 100}, {"id": "l3", "name": "Ready", "pos": 300}],
         "members": [{"id": "m1", "fullName": "Ana Ito", "username": "ana"}, {"id": "m2", "username": "bo"}],
         "labels": [{"id": "k3", "name": "", "color": "red_dark"}],
         "customFields": [{"id": "f1", "name": "Cost", "type": "number"},
          {"id": "f2", "name": "Hall", "type": "list", "options": [{"id": "o1", "value": {"text": "North"}}]}],
         "cards": [
          {"id": "c2", "idShort": 12, "shortLink": "aB3", "name": "Cable the racks", "desc": "All of **hall 2**.",
           "closed": false, "idList": "l2", "pos": 2, "idMembers": ["m2", "m1"], "due": "2026-03-24T11:00:00.000Z",
           "start": "2026-03-02T11:00:00.000Z", "dueComplete": false,
           "labels": [{"id": "k1", "name": "Power", "color": "green"}, {"id": "k2", "name": "", "color": "sky_light"},
            {"id": "k4", "name": "", "color": null}],
           "customFieldItems": [{"idCustomField": "f1", "value": {"number": "3.5"}},
            {"idCustomField": "f2", "idValue": "o1", "value": null}],
           "attachments": [{"name": "plan", "url": "https://x.y/p"}]},
          {"id": "c1", "idShort": 7, "name": "Order racks", "closed": false, "idList": "l1", "pos": 9, "idLabels": ["k3"]},
          {"id": "c3", "idShort": 13, "name": "Sign", "idList": "l2", "pos": 1, "dueComplete": true, "due": null}],
         "checklists": [
          {"id": "h2", "idCard": "c2", "name": "After", "pos": 20, "checkItems": [
           {"id": "i3", "name": "Test", "state": "incomplete", "pos": 1, "due": "2026-03-20T09:00:00.000Z",
            "idMember": "m1"}]},
          {"id": "h1", "idCard": "c2", "name": "Before", "pos": 10, "checkItems": [
           {"id": "i2", "name": "Order cables", "state": "incomplete", "pos": 2},
           {"id": "i1", "name": "Measure", "state": "complete", "pos": 1}]}],
         "actions": [
          {"type": "commentCard", "date": "2026-02-16T09:00:00.000Z", "data": {"text": "Second", "card": {"id": "c2"}},
           "memberCreator": {"id": "m9", "fullName": "Cy", "username": "cy"}},
          {"type": "updateCard", "date": "2026-02-15T10:00:00.000Z", "data": {"card": {"id": "c2"}}},
          {"type": "commentCard", "date": "2026-02-15T09:00:00.000Z", "data": {"text": "First", "card": {"id": "c2"}},
           "memberCreator": {"id": "m2", "username": "bo"}}]}
        """#

    @Test func `a board is read whole, in its order`() throws {
        let file = try TrelloBoards.read(TrelloBoards.whole)
        #expect(file.source == "trello")
        #expect(file.labels == ["card 7", "card 13", "card 12", "card 12.1", "card 12.2", "card 12.3"])
        #expect(file.records.map(\.state) == [.open, .done, .started, .done, .open, .open])
        #expect(file.records.allSatisfy { $0.kind == "task" })
        let card = file.records[2]
        #expect([card.key, card.title] == ["c2", "Cable the racks"])
        #expect(card.row == 12)
        #expect(card.owner == FilePerson(name: "bo", account: "bo"))
        #expect(card.helpers == [FilePerson(name: "Ana Ito", account: "ana")])
        #expect([card.start?.iso, card.due?.iso] == ["2026-03-02", "2026-03-24"])
        #expect(card.tags == ["Power", "sky_light"])
        #expect(
            card.notes == [
                FileNote(text: "All of **hall 2**."), FileNote(text: "First", by: "bo", day: .init(iso: "2026-02-15")),
                FileNote(text: "Second", by: "Cy", day: .init(iso: "2026-02-16")),
            ])
        #expect(
            card.kept == [
                "list": "Doing", "shortLink": "aB3", "customFields": ["Cost": "3.5", "Hall": "North"],
                "attachments": [["name": "plan", "url": "https://x.y/p"]],
            ])
        #expect(file.records[0].tags == ["red_dark"])
        #expect(file.records[3...].map(\.title) == ["Measure", "Order cables", "Test"])
        #expect(file.records[3...].map(\.parent) == ["c2", "c2", "c2"])
        #expect(file.records[5].due?.iso == "2026-03-20")
        #expect(file.records[5].owner?.name == "Ana Ito")
        #expect(file.records[5].kept == ["checklist": "After"])
        #expect(
            file.named == [
                "custom field Cost, kept of 1 card", "custom field Hall, kept of 1 card", "attachments, kept of 1 card",
            ])
        #expect(
            file.mapping == [
                FileColumn(head: "Next up", field: "open"), FileColumn(head: "Doing", field: "started"),
                FileColumn(head: "Ready", field: "done"),
            ])
        #expect(file.problems.isEmpty && file.skipped.isEmpty)
    }

    @Test(
        "lists are states by their names, and by their order where these say nothing",
        arguments: [
            (["A", "B", "C"], ["open", "started", "done"]), (["A"], ["open"]), (["A", "B"], ["open", "done"]),
            (["A", "B", "C", "D"], ["open", "started", "started", "done"]),
            (["Backlog", "To Do", "Doing", "Done ✅"], ["open", "open", "started", "done"]),
            (["Ideen", "Offen", "In Arbeit", "Erledigt", "Archiv"], ["open", "open", "started", "done", "done"]),
            (["À faire", "En cours (3)", "Terminé", "Annulé"], ["open", "started", "done", "dropped"]),
            (["Por hacer", "En curso", "Hecho"], ["open", "started", "done"]),
            (["Done in March", "FERTIG", "Not done"], ["done", "done", "done"]),
            (["🚧 In progress", "Abandoned cart", "Won’t do"], ["started", "started", "dropped"]),
            (["Ready", "In review", "Ready"], ["open", "started", "done"]),
            (["Doing", "Backlog"], ["started", "open"]),
            (["Donets", "Todos", "Doingness"], ["open", "started", "done"]),
        ])
    func lists(_ names: [String], _ states: [String]) throws {
        let lists = names.enumerated().map {
            #"{"id": "l\#($0)", "name": "\#($1)", "pos": \#($0)}"#
        }
        let file = try TrelloBoards.read(#"{"lists": [\#(lists.reversed().joined(separator: ","))], "cards": []}"#)
        #expect(file.mapping.map(\.head) == names)
        #expect(file.mapping.map(\.field) == states)
    }

    @Test func `archived cards are left out with the reason, and read where asked for, as no more done than before`()
        throws
    {
        let cards = #"""
            {"id": "c1", "idShort": 1, "name": "a", "idList": "l1", "closed": true},
            {"id": "c2", "idShort": 2, "name": "b", "idList": "l4", "closed": false},
            {"id": "c3", "idShort": 3, "name": "c", "idList": "l3"},
            {"id": "c4", "idShort": 4, "name": "d", "idList": "l3", "closed": true}
            """#
        let items = #""checklists": [{"idCard": "c1", "checkItems": [{"id": "i1", "name": "x", "state": "complete"}]}]"#
        let file = try TrelloBoards.board(cards, items)
        #expect(file.labels == ["card 3"])
        #expect(
            file.skipped.map(\.description) == [
                "row 1: is archived", "row 4: is archived", "row 2: stands in the archived list \"Old\"",
            ])
        let all = try TrelloBoards.board(cards, items, archived: true)
        #expect(all.labels == ["card 1", "card 1.1", "card 3", "card 4", "card 2"])
        #expect(all.records.map(\.state) == [.open, .done, .done, .done, .open])
        #expect(all.records[0].kept?["closed"] == true)
        #expect(all.skipped.isEmpty)
    }

    @Test(
        "what is no work is left out with the reason",
        arguments: [
            (#""isTemplate": true"#, "is a template"), (#""cardRole": "separator""#, "is a separator"),
            (#""cardRole": "mirror""#, "is the mirror of a card on another board"),
            (#""cardRole": "board""#, "is a link and no work"), (#""cardRole": "link""#, "is a link and no work"),
        ])
    func noWork(_ member: String, _ why: String) throws {
        let card = #"{"id": "c", "idShort": 5, "name": "a", "idList": "l1", \#(member)}"#
        #expect(try TrelloBoards.board(card, archived: true).skipped == [FileProblem(row: 5, why)])
        #expect(try TrelloBoards.board(card).records.isEmpty)
    }

    @Test(
        "a file with the most actions an export has is told to lack comments",
        arguments: [(999, false), (1000, true)])
    func actions(_ count: Int, _ isTold: Bool) throws {
        let actions = Array(repeating: #"{"type": "updateCard"}"#, count: count).joined(separator: ",")
        let file = try TrelloBoards.board("", #""actions": [\#(actions)]"#)
        #expect(file.named.contains { $0.contains("1,000") } == isTold)
    }

    @Test(
        "what is missing or of another type is told, and the card is read without it",
        arguments: [
            (#""due": "soon""#, "due"), (#""due": 7"#, "due"), (#""start": "2026-02-30T00:00:00.000Z""#, "start"),
            (#""idMembers": ["m9"]"#, "member"), (#""idList": "l9""#, "list"), (#""idList": null"#, "list"),
            (#""name": """#, "title"), (#""name": null"#, "title"),
        ])
    func odd(_ member: String, _ told: String) throws {
        var members = [#""id": "c""#, #""idShort": 5"#, #""name": "a""#, #""idList": "l1""#]
        members.removeAll { $0.hasPrefix(String(member.prefix { $0 != ":" })) }
        let file = try TrelloBoards.board("{\((members + [member]).joined(separator: ","))}")
        #expect(file.labels == ["card 5"])
        #expect(file.problems.map(\.field) == [told])
        #expect(file.problems.map(\.row) == [5])
    }

    @Test func `cards without id, or read before, make no record`() throws {
        let file = try TrelloBoards.board(
            #"7, {"name": "a"}, {"id": "c", "name": "b", "idList": "l1"}, {"id": "c", "name": "b", "idList": "l2"}"#)
        #expect(file.labels == ["c"])
        #expect(file.skipped.count == 3)
    }

    @Test func `titles are text: on one line, and otherwise as written`() throws {
        let file = try TrelloBoards.board(
            #"{"id": "c", "name": "=1+1 T-3 <!channel>\r\n@ana \u0007x", "idList": "l1"}"#)
        #expect(file.records.map(\.title) == ["=1+1 T-3 <!channel> @ana x"])
    }

    @Test(
        "a board is told from other JSON",
        arguments: [
            (#"{"lists": [], "cards": []}"#, true), (#"{"lists": []}"#, false), ("[]", false),
            (#"{"lists": {}, "cards": []}"#, false), (#"{"issues": []}"#, false),
        ])
    func isOne(_ text: String, _ isOne: Bool) throws {
        let json = try JSON(reading: text)
        #expect(TrelloBoard.isOne(json) == isOne)
        if !isOne { #expect(throws: FileProblem.self) { try TrelloBoard.read(json, archived: false) } }
        #expect(JiraExport.isOne(json) == text.contains("issues"))
    }

    @Test func `two thousand damaged boards are read or refused`() throws {
        let board = try JSON(reading: TrelloBoards.whole)
        var (damage, read) = (TrackerDamage(), 0)
        for round in 0..<Mutations.rounds {
            let damaged =
                round % 2 == 0
                ? damage.damaged(board) : try? JSON(reading: damage.damaged(Array(TrelloBoards.whole.utf8)))
            guard let damaged, let file = try? TrelloBoard.read(damaged, archived: round % 3 == 0) else { continue }
            JiraOfThreeForms.check(file)
            read += 1
        }
        #expect(read > 1000)
    }
}
