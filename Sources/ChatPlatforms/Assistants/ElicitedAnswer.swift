// What a client's user made of a form: the one place that knows how the protocol says it.

import JSONText

/// The answer to one form.
struct ElicitedAnswer {
    private let json: JSON

    /// Nil where nothing was answered under this name.
    init?(_ answers: JSON?, _ name: String) {
        guard let json = answers?[name] else { return nil }
        self.json = json
    }

    var isAccepted: Bool { json["action"] == "accept" }
    /// The values that were put in, by their names; none where the form was declined or closed.
    var values: [JSON.Member] { isAccepted ? json["content"]?.members ?? [] : [] }

    /// Whether every answer that a client sent is one.
    static func areAnswers(_ json: JSON?) -> Bool {
        guard let json else { return true }
        return json.members?.allSatisfy { $0.value["action"]?.string != nil } ?? false
    }
}
