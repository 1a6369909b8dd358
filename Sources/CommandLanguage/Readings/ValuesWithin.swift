// Values in the middle of a text: `Vendor late, p4, i4, again`.

extension StatementBinder {
    /// The text without the values that stand in its middle, where marks or their own form say that they are no part of it.
    func valuesWithin(_ range: Range<Int>, _ used: UInt64) -> (text: String, elements: [Element])? {
        guard range.count > 2, !verb.takesWholeText else { return nil }
        for start in (range.lowerBound + 1)..<(range.upperBound - 1)
        where !chart.line[start].isText && !holds(start, from: range.lowerBound) {
            var run: [Element] = []
            var (place, bits) = (start, used)
            while place < range.upperBound,
                let element = elements(place, bits).first(where: {
                    mayStandWithin($0) && $0.range.upperBound <= range.upperBound
                })
            {
                run.append(element)
                (place, bits) = (element.range.upperBound, bits | element.bits)
            }
            let isMarked = place > start && chart.line[place - 1].after.contains(.comma)
            guard place < range.upperBound, isSetApart(run, isMarked) else { continue }
            let text = slice(range.lowerBound..<start) + (isMarked ? ", " : " ") + slice(place..<range.upperBound)
            return (text, run)
        }
        return nil
    }

    /// Levels by their letters, records and days that a word introduces.
    private func mayStandWithin(_ element: Element) -> Bool {
        guard element.weight >= 2, !element.isText, element.fault == nil else { return false }
        switch element.target {
        case .levels: return true
        case .argument(let number):
            switch verb.arguments[number].type {
            case .level: return element.range.count == 1
            case .id, .ids, .past: return element.range.count > 1
            default: return false
            }
        default: return false
        }
    }

    private func isSetApart(_ run: [Element], _ isMarked: Bool) -> Bool {
        let levels = run.count { element in
            if case .argument(let number) = element.target { verb.arguments[number].type == .level } else { false }
        }
        if run.contains(where: { if case .levels = $0.target { true } else { false } }) || levels > 1 { return true }
        return isMarked && levels == 0 && !run.isEmpty
    }
}
