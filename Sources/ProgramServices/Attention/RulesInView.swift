// The rules by which something falls due, as commands set, list and take them back.

import CommandLanguage
import Conversation
import ProgramModel
import Quantities

extension Request {
    /// Whom a rule tells: the person said, the room where `here` was said, else the speaker.
    func receiver(_ view: ProgramView) -> SlotScope {
        if let person = person("person") { return .person(person) }
        return choice("here") != nil && !view.isAlone ? .room(view.channel) : .person(view.person)
    }

    /// The one of a numbered list that is meant: by its number, or the only one.
    func chosen<Rule>(of rules: [Rule], noun: String, _ list: String) throws -> Rule {
        guard !rules.isEmpty else {
            throw Refusal.other(code: "no-rule", text: "There is no \(noun) of yours here.")
        }
        guard let number = bound.number("number") else {
            if rules.count == 1 { return rules[0] }
            throw Refusal.other(
                code: "which-rule", text: "There are \(counted(rules.count, noun)): say the number that \(list) shows.")
        }
        guard rules.indices.contains(number - 1) else {
            throw Refusal.other(
                code: "no-rule", text: "There are \(counted(rules.count, noun)): \(list) shows their numbers.")
        }
        return rules[number - 1]
    }
}

extension ProgramView {
    /// The rules that are the person's own: to them, set by them, or to the room they are in.
    func rules<Rule: DueRule>(_ type: Rule.Type) -> [Rule] {
        slots(type).filter { rule in
            rule.receiver == .person(person) || rule.setBy == person || rule.receiver == .room(channel)
        }
    }

    /// Whether nobody else hears what is said here.
    var isAlone: Bool { isDirect && room == nil && channel.platform != "stdin" }

    /// Who is told: `you`, `@bo`, `this room`.
    func named(_ receiver: SlotScope) -> RichText {
        if let person = receiver.person { return person == self.person ? "you" : "\(mention(person))" }
        return receiver == .room(channel) ? "this room" : "room \(receiver.room?.channel ?? "")"
    }

    /// Whether a verb after ``named(_:)`` is of the third person.
    func isOne(_ receiver: SlotScope) -> Bool { receiver != .person(person) }
}
