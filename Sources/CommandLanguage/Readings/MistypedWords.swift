// What may be a verb or a key that was mistyped: asked about, and never taken for a title.

import Quantities

extension Guards {
    /// `/project colse NET`, `/role gant @bo admin`: the first word is no verb, and what follows is no search.
    static func unknownVerb(_ said: Reviewed) -> UsageProblem? {
        guard said.best.features.searched > 0, said.best.features.isCanonical, said.line.count > 1,
            !said.line[1].isText,
            said.best.phrase == "/\(said.best.command.word)", said.line[1].text == said.line[1].folded
        else { return nil }
        let names = said.best.command.verbs.flatMap { [$0.verb] + $0.aliases }
        let word = said.line[1].folded
        let named = said.readings.first {
            $0.features.namesVerb && $0.command === said.best.command && $0.verb !== said.best.verb
        }
        if let named, names.contains(word) {
            if let fault = named.fault { return fault }
            if let name = named.missing.first, let argument = named.verb.argument(name) {
                return UsageProblem(.missing(argument: name, type: argument.type))
            }
            if let left = named.leftovers.first { return UsageProblem(.unexpected(word: left), marked: left) }
        }
        let isNear = names.contains { $0.count > 3 && (Nearest.distance($0, word) == 1 || isSwap($0, word)) }
        let isKey =
            said.line.count > 2 && ProjectKey(said.line[2].text) != nil && said.line[2].text.first?.isUppercase == true
        guard
            isNear
                || isKey && said.best.command.kind == nil
                    && said.best.command.verbs.contains(where: { $0.role != "viewer" }) && said.filterStarts(with: word)
        else { return nil }
        return UsageProblem(
            .unknownVerb(command: said.best.command.word, word: word, nearest: Nearest.candidates(word, of: names)),
            marked: word)
    }

    /// `/task call T-2 vendor`, `/risk treat R-4 mend`: the first word may be a verb, or begin a title.
    static func verbOrTitle(_ said: Reviewed) -> UsageProblem? {
        let best = said.best
        guard best.verb.isBare, best.writes, best.features.isCanonical, best.features.free > 0, said.line.count > 1,
            said.catalogue.command(said.first.folded) === best.command
                || said.catalogue.command(said.first.folded)?.word == best.command.word
        else { return nil }
        let word = said.line[1]
        guard !word.isText, best.phrase == "/\(best.command.word)" else { return nil }
        let id = said.line.count > 2 ? ItemID(said.line[2].text) : nil
        let verb = best.command.verbs.first { ([$0.verb] + $0.aliases).contains(word.folded) && $0 !== best.verb }
        if let verb, id != nil, said.line.count == 3, let problem = missing(verb, said) { return problem }
        if let verb, !word.isCapitalised || id != nil {
            return UsageProblem(
                .verbOrText(
                    command: best.command.word, verb: word.folded, bare: best.verb.verb,
                    needs: verb.argument("item").map { _ in "item" } ?? ""),
                marked: word.text)
        }
        let all = best.command.verbs.flatMap { [$0.verb] + $0.aliases }
        if said.line.count < 4, !word.isCapitalised,
            all.contains(where: { $0.count > 3 && (Nearest.distance($0, word.folded) == 1 || isSwap($0, word.folded)) })
        {
            return UsageProblem(
                .unknownVerb(
                    command: best.command.word, word: word.text, nearest: Nearest.candidates(word.folded, of: all),
                    titled: best.verb.verb),
                marked: word.text)
        }
        guard let id, id.kind == best.command.kind else { return nil }
        let names = best.command.verbs.flatMap { [$0.verb] + $0.aliases }
        guard
            !word.isCapitalised
                || names.contains(where: { Nearest.distance($0, word.folded) == 1 || isSwap($0, word.folded) })
        else { return nil }
        return UsageProblem(
            .unknownVerb(
                command: best.command.word, word: word.text, nearest: Nearest.candidates(word.folded, of: names),
                titled: best.verb.verb),
            marked: word.text)
    }

    /// `/risk treat R-1`: a verb with its record and no more is meant, and what else it needs is not said.
    private static func missing(_ verb: VerbDeclaration, _ said: Reviewed) -> UsageProblem? {
        guard
            let reading = said.readings.first(where: {
                $0.verb === verb && $0.values["item"] != nil && $0.leftovers.isEmpty
            }), let name = reading.missing.first, let argument = verb.argument(name)
        else { return nil }
        var problem = UsageProblem(.missing(argument: name, type: argument.type))
        problem.usage = UsageLine(command: reading.command, verb: verb)
        return problem
    }

    private static func isSwap(_ one: String, _ other: String) -> Bool {
        one.count > 3 && one.count == other.count && one.sorted() == other.sorted()
    }

    /// `onwer:@bo`: a key that is none, and nearly one.
    static func unknownKey(_ said: Reviewed) -> UsageProblem? {
        guard said.best.writes, said.best.mainText != nil, said.best.verb.scriptArgument == nil,
            !said.best.verb.takesWholeText,
            said.best.verb.handler != "item.note"
        else { return nil }
        let keys = said.best.verb.arguments.map(\.name) + CatalogueValidator.reservedKeys
        let lexemes = said.line.lexemes
        for (index, lexeme) in lexemes.enumerated() where lexeme.isKey && !lexeme.isText && index + 1 < lexemes.count {
            guard lexemes[index + 1].isGlued, lexeme.text == lexeme.folded else { continue }
            let typed = said.line.text(lexeme.core.lowerBound..<lexemes[index + 1].core.upperBound)
            let isInText = said.best.values.texts.contains { $0.contains(typed) }
            if isInText, keys.contains(lexeme.folded), let argument = said.best.verb.argument(lexeme.folded) {
                let isTwice = said.best.values[argument.name] != nil
                let value = lexemes[index + 1].text
                return UsageProblem(
                    isTwice
                        ? .repeatedKey(key: lexeme.folded)
                        : .badValue(
                            argument: argument.name, value: value, type: argument.type, choices: argument.choices),
                    marked: typed)
            }
            if isInText, !keys.contains(lexeme.folded), lexeme.folded.count > 1,
                FilterReader.fields.contains(lexeme.folded) || said.context.fields().contains(lexeme.folded),
                said.best.verb.textArgument?.isRequired == true
            {
                return UsageProblem(.fieldNotHere(word: typed), marked: typed)
            }
            guard !keys.contains(lexeme.folded),
                let near = keys.first(where: {
                    $0.count > 3 && lexeme.folded.count > 3
                        && (Nearest.distance($0, lexeme.folded) == 1 || isSwap($0, lexeme.folded))
                })
            else { continue }
            let word = lexeme.text + ":" + lexemes[index + 1].text
            return UsageProblem(.nearMissKey(word: word, key: near), marked: word)
        }
        return nil
    }
}
