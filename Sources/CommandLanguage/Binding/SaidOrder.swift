// In which order a list is wanted and how much of it, as people say it: sorted by due date, by age, top 3.

extension KeyReader {
    /// `sort by due`, `ordered by score`, `by age`, `top 3`: as `sort:` and `top:`.
    mutating func takeSaidOrder(_ context: ReadingContext) {
        guard hasFilter, verb.textArgument == nil else { return }
        var index = 0
        while index < rest.count {
            let length = takeOrder(at: index, context)
            if length == 0 { index += 1 } else { rest.removeSubrange(index..<(index + length)) }
        }
    }

    /// How many words at an index say an order or a number.
    private mutating func takeOrder(at index: Int, _ context: ReadingContext) -> Int {
        func word(_ offset: Int) -> Word? {
            index + offset < rest.count && !rest[index + offset].isText ? rest[index + offset] : nil
        }
        if rest[index].isOne(of: ["top"]), flags.top == nil, let count = word(1).flatMap({ Int(asciiDigits: $0.text) }),
            count > 0
        {
            flags.top = count
            return 2
        }
        guard flags.sort == nil else { return 0 }
        let isSort = rest[index].isOne(of: SmallWords.sorts)
        let by = isSort && word(1)?.isOne(of: ["by"]) == true ? 1 : isSort ? 0 : rest[index].isOne(of: ["by"]) ? 0 : -1
        guard by >= 0, let field = word(by + 1)?.text.lowercased() else { return 0 }
        let known = SmallWords.orders[field] ?? (FilterReader.fields.contains(field) ? field : nil)
        // `by owner` is an order, `by bo` is whose they are.
        guard let known, isSort || !context.isHandle(field) else { return 0 }
        flags.sort = known
        let isDate = word(by + 2)?.isOne(of: ["date"]) == true
        return by + (isDate ? 3 : 2)
    }
}
