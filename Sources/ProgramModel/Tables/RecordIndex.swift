// One ordered index over all records, so that a question about a few of them does not read the rest.

import FieldTypes
import HashTreeCollections
package import Quantities

/// Where records are kept together: the kind of a project (nil: of none), or what a person holds.
package enum Shelf: Hashable, Comparable, Sendable {
    case records(ProjectKey?, kind: String)
    case holdings(PersonID)

    package static func < (left: Shelf, right: Shelf) -> Bool {
        switch (left, right) {
        case (.records(let one, let kind), .records(let other, let otherKind)):
            (one?.text ?? "", kind) < (other?.text ?? "", otherKind)
        case (.records, .holdings): true
        case (.holdings, .records): false
        case (.holdings(let one), .holdings(let other)): one < other
        }
    }
}

/// Every order of every shelf, in one sorted table.
struct RecordIndex: Sendable {
    struct Key: Comparable, Sendable {
        /// The shelf's number and the order.
        var place: Int
        var rank: Int
        var id: ItemID

        static func < (left: Key, right: Key) -> Bool {
            if left.place != right.place { return left.place < right.place }
            if left.rank != right.rank { return left.rank < right.rank }
            return left.id < right.id
        }
    }
    /// Shelves are numbered as they come, so that keys are plain numbers.
    private var numbers: TreeDictionary<Shelf, Int> = [:]
    private var entries = SortedTable<Key, Void>()

    init() {}

    /// Makes the index say what an item has become.
    mutating func put(_ item: Item, instead before: Item?) {
        let shelf = Shelf.records(item.project, kind: item.kind)
        let ranks = item.ranks
        let ranksBefore = before?.ranks ?? []
        if let before, before.project != item.project || before.kind != item.kind || ranks != ranksBefore {
            let old = number(of: .records(before.project, kind: before.kind))
            for rank in ranksBefore { entries.remove(Key(place: place(old, rank.order), rank: rank.rank, id: item.id)) }
        }
        if before == nil || before?.project != item.project || before?.kind != item.kind || ranks != ranksBefore {
            let new = number(of: shelf)
            for rank in ranks { entries.update(Key(place: place(new, rank.order), rank: rank.rank, id: item.id), ()) }
        }
        let holders = item.holders
        let holdersBefore = before?.holders ?? []
        for holder in holdersBefore where !holders.contains(where: { $0 == holder }) {
            entries.remove(key(holder, item.id))
        }
        for holder in holders where !holdersBefore.contains(where: { $0 == holder }) {
            entries.update(key(holder, item.id), ())
        }
    }

    private mutating func key(_ holder: (person: PersonID, order: RecordOrder), _ id: ItemID) -> Key {
        Key(place: place(number(of: .holdings(holder.person)), holder.order), rank: 0, id: id)
    }

    private mutating func number(of shelf: Shelf) -> Int {
        if let number = numbers[shelf] { return number }
        let number = numbers.count + 1
        numbers[shelf] = number
        return number
    }

    private func place(_ number: Int, _ order: RecordOrder) -> Int { number << 8 | Int(order.rawValue) }

    private func place(_ shelf: Shelf, _ order: RecordOrder) -> Int? { numbers[shelf].map { place($0, order) } }

    // MARK: Asking

    /// How many records stand in an order, with ranks from the first up to (not with) the last.
    func count(_ order: RecordOrder, of shelf: Shelf, ranks: Range<Int> = .min..<(.max)) -> Int {
        guard let place = place(shelf, order) else { return 0 }
        return entries.place(of: Key(place: place, rank: ranks.upperBound, id: ItemID.zero))
            - entries.place(of: Key(place: place, rank: ranks.lowerBound, id: ItemID.zero))
    }

    /// The first records of an order, at most `limit`.
    func ids(
        _ order: RecordOrder, of shelf: Shelf, ranks: Range<Int> = .min..<(.max), limit: Int = .max
    ) -> [ItemID] {
        guard let place = place(shelf, order) else { return [] }
        var ids: [ItemID] = []
        entries.walk(from: Key(place: place, rank: ranks.lowerBound, id: ItemID.zero)) { key, _ in
            guard ids.count < limit, key.place == place, key.rank < ranks.upperBound else { return false }
            ids.append(key.id)
            return true
        }
        return ids
    }

    /// Of an order by weight and day: how many there are with a weight of at least `weight` and a day in `days`, and the
    /// first `limit` of them, the greatest weight first. Takes a step for each weight there is.
    func weighted(
        _ order: RecordOrder, of shelf: Shelf, weight: Int, days: Range<Int>, limit: Int
    ) -> (count: Int, ids: [ItemID]) {
        guard let place = place(shelf, order) else { return (0, []) }
        var result: (count: Int, ids: [ItemID]) = (0, [])
        var rank = Int.min
        while true {
            var next: Int?
            entries.walk(from: Key(place: place, rank: rank, id: ItemID.zero)) { key, _ in
                if key.place == place { next = key.rank }
                return false
            }
            guard let next, WeightedDay.weight(next) >= weight else { return result }
            let found = WeightedDay.weight(next)
            let ranks =
                WeightedDay.rank(found, days.lowerBound)..<WeightedDay.rank(found, days.upperBound)
            result.count += count(order, of: shelf, ranks: ranks)
            result.ids += ids(order, of: shelf, ranks: ranks, limit: limit - result.ids.count)
            rank = WeightedDay.rank(found - 1, .min / 2)
            if found == 0 { return result }
        }
    }

    // MARK: Snapshots

    /// The shelves in their own order, numbered so, then the entries: the same records give the same bytes.
    func write(_ writer: inout ByteWriter) {
        let shelves = numbers.sorted { $0.key < $1.key }
        writer.list(shelves) { writer, entry in
            switch entry.key {
            case .records(let project, let kind):
                writer.int(0); writer.optional(project) { $0.key($1) }; writer.string(kind)
            case .holdings(let person): writer.int(1); writer.person(person)
            }
        }
        var keys: [Key] = []
        keys.reserveCapacity(entries.count)
        for (index, shelf) in shelves.enumerated() {
            let first = Key(place: shelf.value << 8, rank: .min, id: ItemID.zero)
            entries.walk(from: first) { key, _ in
                guard key.place >> 8 == shelf.value else { return false }
                keys.append(Key(place: (index + 1) << 8 | key.place & 0xFF, rank: key.rank, id: key.id))
                return true
            }
        }
        SortedTable(sorted: keys, Array(repeating: (), count: keys.count)).write(&writer)
    }

    init(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        for _ in 0..<(try reader.length()) {
            switch try reader.int() {
            case 0:
                let project = try reader.optional { reader throws(SnapshotDamaged) in try reader.key() }
                _ = number(of: .records(project, kind: try reader.string()))
            case 1: _ = number(of: .holdings(try reader.person()))
            default: throw SnapshotDamaged()
            }
        }
        entries = try SortedTable(&reader)
    }
}

extension RecordIndex.Key: SnapshotKey {
    static let zero = RecordIndex.Key(place: 0, rank: 0, id: ItemID.zero)

    init(_ reader: inout ByteReader, after last: Self) throws(SnapshotDamaged) {
        self.init(
            place: last.place &+ (try reader.int()), rank: last.rank &+ (try reader.int()),
            id: try reader.id(after: last.id))
    }

    func write(_ writer: inout ByteWriter, after last: Self) {
        writer.int(place &- last.place)
        writer.int(rank &- last.rank)
        writer.id(id, after: last.id)
    }
}
