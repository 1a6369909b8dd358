// Binds the words of a command to the arguments its verb declares.
//
// verb with a main text:     head text tail
//   head := the ids, people and projects the verb needs, directly after it
//   tail := the unbroken run of typed words at the end, each alone or after a word that introduces it
// verb without a main text:  values and introduced values in any order
// `key:value` binds anywhere; quotes force text.

import Quantities

package enum Binder {
    /// The command these words say for one verb.
    ///
    /// - Parameters:
    ///   - words: the words after the verb.
    ///   - line: the whole line as typed, for showing what is wrong.
    /// - Throws: `UsageProblem` naming the word that does not fit, or what is missing.
    package static func bind(
        _ words: [Word], to verb: VerbDeclaration, of command: CommandDeclaration, line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand {
        do {
            return try bindPlain(words, to: verb, of: command, line: line, context: context)
        } catch {
            var problem = error
            problem.line = line
            if problem.usage == nil { problem.usage = UsageLine(command: command, verb: verb) }
            throw problem
        }
    }

    private static func bindPlain(
        _ words: [Word], to verb: VerbDeclaration, of command: CommandDeclaration, line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand {
        var result = BoundCommand(
            command: command, verb: verb, values: ArgumentValues(), flags: CommandFlags(), line: line)
        if let script = verb.scriptArgument {
            guard !words.isEmpty else { throw UsageProblem(.missing(argument: script.name, type: .script)) }
            result.values[script.name] = [.text(words.typed)]
            return result
        }
        let keys = try KeyReader(words, verb: verb, context: context)
        result.values = keys.bound
        result.flags = keys.flags
        let rest = Anywhere.collapsed(keys.rest, for: verb)
        if let filter = verb.filterArgument, let text = verb.textArgument {
            // `/search racks kind:task`: words to look for, and conditions among them.
            let (found, words) = try FilterReader.conditions(among: rest, context: context, kind: command.kind)
            if !words.isEmpty { result.values[text.name] = [.text(words.phrase)] }
            result.values[filter.name] = [.filter(found)]
        } else if let filter = verb.filterArgument {
            var places = Places(words: rest, verb: verb, context: context, values: result.values)
            try places.bindBesideFilter()
            result.values = places.values
            result.values[filter.name] = [
                .filter(try FilterReader.read(places.words, as: filter, context: context, kind: command.kind))
            ]
        } else {
            var places = Places(words: rest, verb: verb, context: context, values: result.values)
            if let text = verb.textArgument { try places.bindAroundText(text) } else { try places.bindInAnyOrder() }
            result.values = places.values
            result.mentionedIDs = places.mentionedIDs
        }
        for argument in verb.arguments where argument.isRequired && result.values[argument.name] == nil {
            if argument.defaultValue != nil { continue }
            throw UsageProblem(.missing(argument: argument.name, type: argument.type))
        }
        return result
    }
}
