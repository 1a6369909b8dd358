// Conditions on the fields that kinds declare, each value read by the type of its field: cost>12k€, estimate>=3 days.

import FieldTypes
import Quantities

extension FilterReader {
    /// The condition of a declared field and a value that begins in its own word; nil where no kind declares the field.
    ///
    /// - Throws: what is accepted, where the value is none of the field's type: it is refused here, not never found.
    mutating func declared(
        _ field: String, _ comparison: Comparison, _ text: String, _ word: Word
    ) throws(UsageProblem) -> Filter? {
        let types = context.types(field)
        guard isOfRecords, !types.isEmpty, field != "score" else { return nil }
        if comparison == .equal, text.lowercased() == "none" {
            return .compare(field: field, comparison, value: Filter.unsaid)
        }
        // `by:@bo`, `needs:<account>`
        if types.contains(where: { $0.type == .person || $0.type == .people }) {
            return .compare(field: field, .equal, value: .named(try person(word, text)))
        }
        var problem: UsageProblem?
        var found: [(filter: Filter, length: Int)] = []
        for declared in types {
            do throws(UsageProblem) {
                found.append(try condition(field, declared, comparison, text, word))
            } catch {
                problem = problem ?? error
            }
        }
        guard let length = found.map(\.length).max() else {
            if let problem { throw problem }
            return nil
        }
        index += length
        // One name may be of several types in several kinds: each record has its own.
        return FilterReader.either(found.filter { $0.length == length }.map(\.filter))
    }

    /// The condition by one of the types of a field, and how many more words its value took.
    private func condition(
        _ field: String, _ declared: DeclaredType, _ comparison: Comparison, _ text: String, _ word: Word
    ) throws(UsageProblem) -> (Filter, length: Int) {
        guard comparison == .equal || declared.type.isOrdered else {
            throw UsageProblem(
                .badFilter(word: word.text, expected: "\(field) has no order: write \(field):\(text)"),
                marked: word.text)
        }
        if declared.type == .choice {
            // `severity:high,critical`
            let parts = comparison == .equal ? text.split(separator: ",").map(String.init) : [text]
            let named = try parts.map { (part) throws(UsageProblem) in
                try known(part, among: Set(declared.choices), word)
            }
            let meant = declared.choices.indices.filter { own in
                named.contains { name in
                    declared.choices.firstIndex(of: name).map { comparison.holds(own, $0) } ?? false
                }
            }
            let equal = meant.map { Filter.compare(field: field, .equal, value: .text(declared.choices[$0])) }
            return (equal.isEmpty ? .not(.all) : FilterReader.either(equal), 0)
        }
        let following = declared.type.takesSeveralWords ? words[index...].prefix(3).prefix { !$0.isText } : []
        let reader = ValueReader(context: context)
        let argument = ArgumentDeclaration(field, declared.type, choices: declared.choices)
        for length in stride(from: following.count, through: 0, by: -1) {
            let said = (text.isEmpty ? [] : [Word(text)]) + following.prefix(length)
            guard let value = try reader.read(said, as: argument, isExplicit: true) else { continue }
            return (.compare(field: field, comparison, value: value), length)
        }
        // `cost>10k` is so much of any currency.
        if declared.type == .money,
            case .money(let money)? = AmountReader.money([text, "EUR"], style: context.numberStyle),
            money.minorUnits % 100 == 0
        {
            return (.compare(field: field, comparison, value: .number(Int(money.minorUnits / 100))), 0)
        }
        throw UsageProblem(
            .badValue(argument: field, value: text, type: declared.type, choices: declared.choices), marked: text)
    }
}
