// What a link between issues means, by the words its site has for it.

/// Seen from the issue that the link stands at.
enum JiraLinkKind: Hashable {
    case blocks, isBlocked, relates

    /// By the words of a link's direction: `blocks`, `is blocked by`, `depends on`; nil where they say nothing of waiting.
    init?(phrase: String) {
        let word = TrackerText.word(phrase)
        let waiting = [
            "is blocked by", "blocked by", "depends on", "is dependent on", "wird blockiert", "ist blockiert",
            "hängt ab von",
            "est bloqué", "dépend de", "está bloquead", "es bloquead", "depende de",
        ]
        let stopping = [
            "blocks", "is depended on by", "is depended upon by", "is a dependency", "blockiert", "bloque", "bloquea",
        ]
        if waiting.contains(where: { word.hasPrefix($0) }) {
            self = .isBlocked
        } else if stopping.contains(where: { word.hasPrefix($0) }) {
            self = .blocks
        } else {
            return nil
        }
    }

    /// By the name of the link's type and by which of its ends this issue is: a table names no more. Who blocks stands at
    /// the outward end, who depends too.
    init(type: String, isOutward: Bool) {
        let word = TrackerText.word(type)
        if ["block", "bloc", "bloq"].contains(where: { word.hasPrefix($0) }) {
            self = isOutward ? .blocks : .isBlocked
        } else if ["depend", "abhängig", "dépend"].contains(where: { word.hasPrefix($0) }) {
            self = isOutward ? .isBlocked : .blocks
        } else {
            self = .relates
        }
    }

    /// By the words of the direction where they are known, else by the type.
    init(phrase: String, type: String, isOutward: Bool) {
        self = JiraLinkKind(phrase: phrase) ?? JiraLinkKind(type: type, isOutward: isOutward)
    }
}
