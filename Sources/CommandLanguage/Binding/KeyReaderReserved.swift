// The keys that every verb has: at, since, sort, top, and the flags that say how to answer.

import Quantities

extension KeyReader {
    /// Takes a key that every verb has; nil when it is none, else how many words it took.
    mutating func takeReserved(
        _ key: String, _ value: String?, _ words: [Word], at index: Int
    ) throws(UsageProblem) -> Int? {
        let word = words[index]
        guard CatalogueValidator.reservedKeys.contains(key), verb.argument(key) == nil else { return nil }
        let isDashed = word.text.hasPrefix("--")
        switch key {
        case "public", "private", "dry", "yes":
            guard isDashed, value == nil else { return nil }
            switch key {
            case "public": flags.isPublic = true
            case "private": flags.isPublic = false
            case "dry": flags.isDry = true
            default: flags.isYes = true
            }
            return 1
        // `set B-1 since:20nov`: a field of the record.
        case "since" where verb.argument("values") != nil: return nil
        case "at", "since":
            let argument = key == "at" ? KeyReader.at : KeyReader.since
            let begun = value.map { [Word($0)] } ?? []
            var found = try values.read(begun, as: argument, isExplicit: true).map { ($0, length: 0) }
            if found == nil { found = try phrase(begun, words, from: index + 1, argument) }
            if found == nil, begun.isEmpty, isDashed, index + 1 < words.count {
                let quoted = Word(words[index + 1].text)
                found = try values.read([quoted], as: argument, isExplicit: true).map { ($0, length: 1) }
            }
            guard case (.date(let date), let length)? = found else {
                guard let value else { return nil }
                throw UsageProblem(.badValue(argument: key, value: value, type: .past, choices: []), marked: word.text)
            }
            if key == "at" { flags.at = date } else { flags.since = date }
            return 1 + length
        default: break
        }
        let next = index + 1 < words.count && (isDashed || !words[index + 1].isText) ? words[index + 1].text : nil
        guard let text = value ?? next else { return nil }
        if key == "top" {
            guard let number = Int(asciiDigits: text), number > 0 else {
                if value == nil { return nil }
                throw UsageProblem(.badValue(argument: key, value: text, type: .number, choices: []), marked: word.text)
            }
            flags.top = number
        } else {
            if value == nil, !isDashed { return nil }
            flags.sort = text.lowercased()
            // `sort:due desc`: highest first, as `sort:-due`; `asc` is lowest first, as `sort:+due`.
            let last = index + (value == nil ? 2 : 1)
            let direction = last < words.count && !words[last].isText ? words[last].text.lowercased() : ""
            if let sign = ["desc": "-", "descending": "-", "asc": "+", "ascending": "+"][direction] {
                flags.sort = sign + text.lowercased()
                return last - index + 1
            }
        }
        return value == nil ? 2 : 1
    }
}
