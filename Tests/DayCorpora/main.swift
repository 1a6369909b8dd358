// Reads phrases for days and counts how many are the day they should be: what deploy/days.sh prints beside its peers.
//
//   day-corpora TODAY FILE...     each file is called after its language (en.tsv); a line is a phrase, a tab, the day

import CatalogueFiles
import CommandLanguage
import FieldTypes
import Foundation
import Quantities

/// How the phrases of one file were read.
struct Count {
    var right = 0
    var wrong: [String] = []
    var refused: [String] = []

    mutating func add(_ phrase: String, _ day: String, _ read: Result<CalendarDate?, DayFault>) {
        switch read {
        case .success(let found?) where found.iso == day: right += 1
        case .success(let found?): wrong.append("\(phrase)\tis \(day), was read as \(found.iso)")
        case .success(nil): refused.append("\(phrase)\tis \(day), was not read")
        case .failure(let fault): refused.append("\(phrase)\tis \(day), was refused: \(fault)")
        }
    }

    func printed(_ name: String) -> String {
        let share = Double(right) / Double(max(1, right + wrong.count + refused.count)) * 100
        return "\(name)\tright \(right)\twrong \(wrong.count)\trefused \(refused.count)\t"
            + String(format: "%.1f %%", share)
    }
}

func count(_ file: String, today: CalendarDate, _ languages: ShippedLanguages) throws {
    let code = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    guard let language = try languages.days(code) else {
        print(
            "\(file): there is no language \(code); files are called after \(ShippedLanguages.codes.joined(separator: ", "))"
        )
        return
    }
    var count = Count()
    for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
        let columns = line.split(separator: "\t").map(String.init)
        guard columns.count >= 2 else { continue }
        count.add(
            columns[0], columns[1],
            Result { () throws(DayFault) in try language.day(columns[0], today: today) })
    }
    print(count.printed(code))
    for line in count.wrong + count.refused { print("  \(line)") }
}

let arguments = CommandLine.arguments.dropFirst()
guard let today = arguments.first.flatMap({ CalendarDate(iso: $0) }) else {
    print("day-corpora TODAY FILE..., today as 2013-02-12")
    exit(2)
}
let languages = ShippedLanguages()
for file in arguments.dropFirst() { try count(file, today: today, languages) }
