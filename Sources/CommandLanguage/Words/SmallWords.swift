// The small words of English that the reading knows, by what they do. Names of commands, verbs, arguments and what
// introduces these stand in the catalogue; days, amounts and levels with their readers.

package enum SmallWords {
    // Beside a name or a value.
    /// Words that no project may be called by.
    package static let noKeys = Set(
        articles + joins + introducing + conditionJoints + all + late + [
            "on", "open", "closed", "mine", "if", "is", "are",
        ])
    static let articles = ["a", "an", "the"]
    static let joins = ["and", "&", ","]
    static let fillers = ["and", "with", "please", "the", "a", "&", ",", "is", "are"]
    static let thanks = ["please", "pls", "thanks", "thx"]
    static let greetings = [
        "hi", "hello", "hey", "hiya", "morning", "afternoon", "evening", "good", "dear", "guten", "moin",
    ]
    static let everyone = [
        "all", "team", "everyone", "everybody", "folks", "guys", "there", "steerco", "bot", "morning", "afternoon",
        "evening", "both", "again",
    ]
    static let quick = ["one", "question", "q", "update", "check"]
    static let ownThanks = [
        "ta", "cheers", "thanks", "thx", "thank you", "many thanks", "thanks a lot", "thank you very", "please", "pls",
    ]
    /// What a pasted list and an answered mail put first.
    static let (bullets, replies) = (
        ["•", "-", "–", "—", "*", "·", "‣", "▪", "◦", "--"], ["re:", "fw:", "fwd:", "aw:"]
    )
    /// A short line that begins with one of these closes a mail: `Thanks, Priya`, `Best regards`.
    static let closings = ["thanks", "thx", "regards", "rgds", "cheers", "cordially", "sincerely", "br"]
    static let beforeClosings = ["best", "kind", "many", "warm"]
    /// What may stand beside one: `Thanks a lot`, `Thanks and best regards`.
    static let withClosings = ["a", "lot", "so", "much", "and", "in", "advance", "all", "again", "&", ",", "very"]
    static let isOrAre = ["is", "are"]
    static let me = ["me", "myself"]
    /// Names that a platform gives to more than one person.
    package static let everybody = ["channel", "here", "everyone", "all"]

    // Before a value at the end of a text.
    /// What follows these is part of the text: `Send it to @ana`.
    static let prepositions = ["to", "with", "from", "by", "of", "at", "in", "about", "for"]
    /// What follows these is no tag: `Park at the #7 dock`.
    static let beforeNouns = articles + prepositions + ["on", "into", "our", "your", "my"]
    /// Whoever follows one of these is whom it is done to, and not who does it: `Call @kim`.
    static let beforeObjects = [
        "call", "phone", "ask", "email", "mail", "text", "remind", "tell", "meet", "chase", "ping", "contact", "invite",
        "thank", "brief", "inform", "notify", "interview", "help", "replace", "pay", "message",
    ]
    /// What these take with `for` is theirs: `Wait for bo`.
    static let takingFor = [
        "wait", "waiting", "look", "ask", "search", "apply", "pay", "prepare", "arrange", "care", "vote", "stand",
        "cover", "wish", "hope", "account", "allow", "plan", "fill", "desk", "laptop", "gift", "replacement",
    ]
    static let afterSo = ["that", "far", "good", "on", "much", "many", "long", "late", "slow", "soon", "called"]
    static let beforeSo = ["do", "does", "did", "doing", "done", "or", "even", "if"]
    static let beforeStarts = ["start", "starts", "starting", "begin", "begins", "beginning"]
    /// Written as a day, and none.
    static let noDays = ["24/7", "24/5", "16/9", "16/10", "50/50", "80/20"]
    /// What follows these is no day it is due, but how often, or about when.
    static let beforeRecurring = ["every", "each", "early", "late"]
    /// A number after these is theirs: `Version 1.1.`
    static let beforeNumbers = [
        "version", "release", "section", "chapter", "step", "form", "page", "room", "building", "floor", "ratio", "rev",
        "part", "phase", "rate",
    ]
    static let pressing = ["asap", "urgent", "urgently", "a.s.a.p"]
    /// After these `owner` is what the text is about.
    static let beforeOwner = beforeNouns + ["new", "next", "another", "no", "its", "their"]
    /// The day after these takes them with it: `Call mom on friday`.
    static let beforeDays = ["on", "by", "until", "till", "before", "for"]
    /// These are no titles: there is none, or what there was is over.
    static let noTitles: Set<String> = [
        "nothing", "nothing new", "none", "nobody", "no one", "nil", "no change", "no changes", "no more", "n/a", "tbd",
        "tbc", "gone", "ok", "okay", "solved", "resolved", "fixed", "cleared", "lifted", "pending",
    ]
    /// No title begins with one of these, in lower case.
    /// They take back what was said before them: what follows is meant, and is no reason.
    static let corrections: Set = ["sorry", "oops", "whoops", "wait", "scratch", "correction", "actually", "i"]
    /// What is said with these is text, whatever stands in it.
    static let takesText: Set = ["note", "comment", "title", "rename", "because"]
    static let noBeginnings = ["or", "and", "of", "without", "since"]
    /// What was waited for is.
    static let isOver: Set = [
        "done", "finished", "finishes", "complete", "completed", "completes", "closed", "resolved", "ready",
    ]
    static let introducing = prepositions + beforeDays
    /// A day after these is part of the text: `Postpone go-live to 18dec`, `a week from monday`.
    static let beforeNamedDays = ["to", "from", "last", "after", "since", "of"]
    /// Between two days neither is when it is due: `sat and sun`, `18 dec until 4 jan`.
    static let betweenDays = ["and", "or", "&", "until", "till", "through", "/"]
    static let timesOfDay = ["morning", "noon", "afternoon", "evening", "am", "pm"]
    /// A day after one of these is when it happened.
    static let happenedOn = [
        "chased", "raised", "sent", "emailed", "mailed", "called", "phoned", "reported", "opened", "asked", "logged",
        "told",
        "met", "escalated", "received", "arrived", "happened", "failed", "broke", "came", "went", "left", "promised",
    ]
    /// A duration after these says how long, and is no estimate: `Keep logs at least 3 days`.
    static let measures = [
        "within", "least", "most", "first", "last", "next", "another", "every", "after", "only", "about", "than",
        "lasts",
    ]

    /// Levels in the middle of a text end before these: `late p4 i4 due to customs`.
    static let afterLevels = ["because", "due", "since", "as", "if", "when", "until", "owner", "so", "but"]

    /// After somebody at the beginning of a text these say what that person does: it is about them.
    package static let afterSubject = [
        "is", "isn't", "has", "hasn't", "was", "may", "might", "will", "won't", "would", "could", "can", "can't",
        "cannot",
        "leaves", "leaving", "quits", "resigns", "retires", "goes", "falls", "gets", "becomes", "says", "thinks",
        "moves",
        "and",
    ]

    // Of one record: `T-3 waits for B-2`, `T-3 slips to fri`.
    static let links = [
        "waits", "waiting", "needs", "depends", "blocks", "blocked", "stuck", "after", "before", "comes", "->",
    ]
    static let betweenLinked = ["is", "for", "on", "by"]
    /// Links that name what stands in the way where no second record is named.
    static let waits = ["waits", "waiting", "needs", "blocked", "stuck"]
    /// What goes on after `this` where it means a record.
    static let afterThis = [
        "to", "because", "with", "by", "due", "until", "on", "for", "is", "too", "now", "please", "high", "low",
    ]
    static let underWay = ["wip", "in review", "ongoing", "under way", "underway", "in the works"]
    static let blockedBecause = ["because", "as", "on", "due", "with"]
    static let laterMoves = [
        "slip", "slips", "slipped", "delay", "delayed", "postpone", "postponed", "extend", "extended", "push",
    ]
    static let moves = ["move", "moves", "moved", "pushed", "shift", "reschedule"] + laterMoves
    /// After an id these say something of it, understood or not.
    static let saidOfOne =
        isOrAre + beforeOwners + waits + [
            "finished", "complete", "completed", "cancelled", "canceled", "closed", "accepted", "rejected", "approved",
            "reached", "missed", "fixed", "late", "delayed", "stuck", "wrong", "reversed", "moved", "mitigate", "owner",
        ]
    /// Said of a record, the verb that makes it so.
    static let participles = [
        "finished": "close", "completed": "close", "closed": "close", "cancelled": "drop", "canceled": "drop",
        "dropped": "drop", "reopened": "reopen", "accepted": "accept", "acknowledged": "ack", "escalated": "escalate",
        "solved": "close", "fixed": "close", "cleared": "close", "gone": "close", "over": "close", "lifted": "close",
        "achieved": "close", "met": "close", "hit": "close", "reached": "close",
    ]
    static let (earlier, later) = (["earlier", "sooner"], ["later"])
    /// After a number these make an amount of it.
    static let spans = ["day", "days", "d", "week", "weeks", "w", "month", "months", "hour", "hours", "working"]
    /// A record that is done is not so with one of these after it: `done if bo agrees`, `done or not`.
    static let conditional = [
        "if", "or", "not", "unless", "except", "until", "when", "once", "partly", "partially", "mostly", "half",
        "almost",
        "nearly",
    ]
    /// What is said so is not done, or not surely.
    static let hedges = [
        "maybe", "perhaps", "probably", "possibly", "hopefully", "later", "soon", "tomorrow", "but", "pending", "only",
        "wait", "is", "isn't", "stays", "remains", "still", "yet", "tbc", "tbd", "ish", "waiting", "halfway", "never",
        "nope",
        "nah", "tonight", "dry", "tell", "start", "at", "next", "+",
    ]
    /// After several records: of all of them.
    static let withAll = ["too", "now", "both", "all", "also", "today"]
    static let afterNot = ["needed", "required", "necessary", "relevant", "wanted", "applicable", "possible", "worth"]
    static let goesOn = ["and", "&", "then", "but"]
    /// No reason begins with one of these: `done by sam`, `accept R-1 till fri`, `drop T-3 on NET`.
    static let beforeFacts = goesOn + ["by", "on", "till", "until", "to"]
    static let beforeNewDays = ["by", "to", "until", "on"]
    static let beforeOwners = ["to", "for"]
    static let beforeDueDays = ["due", "by"]

    // Of lists and filters.
    static let conditionJoints = ["not", "or", "and"]
    static let beforeProjects = ["on", "in", "of", "for"]
    static let everywhere = ["everywhere", "everywhere?"]
    /// Before all projects; the wide ones need no `all`.
    static let beforeAll = ["in", "on", "for", "of", "from", "within"] + wide
    static let wide = ["across", "over", "throughout"]
    static let all = ["all", "every", "any"]
    /// After `high risks` more of a condition may follow.
    static let afterGraded = ["of", "for", "on", "in", "by", "with", "without", "not", "due", "and", "or"]
    static let lacks = ["no", "without", "need", "needs", "needing", "lack", "lacks", "lacking", "missing"]
    /// Where a name is expected: that there is none.
    package static let nobody = ["nobody", "none", "noone"]
    /// Where any value is expected: that there is none.
    package static let nothing = ["none", "nothing", "off"]
    static let ofSomebody = ["of", "for", "by"]
    static let late = ["late", "overdue"]
    static let sorts = ["sort", "sorted", "order", "ordered"]
    /// What a list is ordered by, where it is not called by its field.
    static let orders = ["age": "created", "date": "due", "deadline": "due", "size": "score", "urgency": "due"]
    /// Before words to look for: `decisions about uplinks`.
    static let beforeSearched = ["about", "with", "containing", "mentioning", "regarding"]
    /// Words that are no condition and are not looked for, since an empty list would look like an answer; with what says
    /// the like.
    static let notSearched = [
        "over": "score>12", "above": "score>12", "under": "score<12", "below": "score<12",
        "without": "without owner, without due date, not owner:@bo", "except": "not owner:@bo", "sorted": "sort:due",
        "older": "older than 3 days", "newer": "created>-3d", "than": "score>12 or older than 3 days",
    ]

    // Of questions and requests: `what's late`, `show me the tasks`, `log a risk that …`.
    static let askers = isOrAre + ["was", "were", "did", "does", "has", "have", "isnt", "isn't", "isn’t"]
    static let openers =
        askers + [
            "how", "hows", "how's", "how’s", "what", "whats", "what's", "what’s", "why", "who", "which", "brief",
            "when",
        ]
    static let colours = ["red", "amber", "yellow", "green", "grey", "gray"]
    /// How something stands: `are we on track`, `how is it going`.
    static let standing = [
        "doing", "going", "looking", "track", "healthy", "fine", "ok", "okay", "trouble", "standing", "stand", "well",
        "late",
    ]
    static let ofTheWhole =
        isOrAre + articles + [
            "we", "it", "things", "everything", "all", "on", "in", "do", "project", "projects", "program", "programs",
            "still",
            "our", "s",
        ]
    static let ofStatus = [
        "it", "the", "current", "status", "state", "colour", "color", "rag", "health", "of", "for", "on",
    ]
    static let needed = [
        "decide", "deciding", "decision", "decisions", "attention", "approval", "approve", "do", "know", "sign",
    ]
    static let leads = ["leads", "lead", "runs", "owns", "manages", "sponsors", "sponsor", "manager", "owner"]
    static let requests = ["can", "could", "would", "will"]
    static let afterQuestion = isOrAre + ["s", "has", "have", "the"]
    static let beforePlural = ["me", "us", "the", "all"]
    static let afterShow = ["me", "us", "the", "all", "my"]
    /// Alone after a kind: what there is of it, and no title.
    static let overviews = [
        "register", "summary", "report", "overview", "status", "board", "dashboard", "log", "items", "learned", "trend",
    ]
    static let happened = ["changed", "closed", "made", "logged"]
    static let makes = ["add", "new", "create", "log", "raise", "record", "make"]
    static let afterKinds = ["learned:", "learnt:", "item:", "point:"]
    static let changes = ["set", "change", "update", "make"]
    static let handsOver = ["give", "assign", "reassign", "move", "transfer", "hand", "pass", "handover"]
    static let doneThen = ["closed", "done", "finished", "completed"]
    static let doneWith = [
        "done", "close", "closed", "drop", "dropped", "start", "started", "reopen", "finish", "finished",
    ]
    /// These take several records.
    static let ofRanges =
        doneWith + moves + ["assign", "unassign", "give", "tag", "untag", "set", "reschedule", "resolve"]
    /// What was done to those that are listed: `tasks done this week`.
    static let madeSo = [
        "done", "closed", "finished", "completed", "resolved", "dropped", "cancelled", "accepted", "realized",
        "happened", "reached",
    ]
    static let superlatives = ["biggest", "worst", "main", "highest", "greatest", "largest", "top"]
    static let everything = ["work", "stuff", "records", "things", "everything", "items"]
    static let ofAll = ["over", "all", "of", "the", "from", "open"]
    /// What a question that is said in other words begins with.
    static let asksFirst = [
        "is", "are", "does", "anything", "all", "help", "what", "what's", "what’s", "whats", "which", "tell", "show",
    ]
    static let whetherThereAre = isOrAre + ["do", "have", "any", "got"]
    static let drops = ["delete", "remove", "cancel", "scrap"]
    static let logs = ["add", "create", "log", "raise", "record"]
    static let afterMake = articles + ["new"]
    static let beforeMadeText = ["that", "to", ":"]
    /// What people say to the bot besides; no command and no alias may have one of them.
    package static let courtesies = ["hey", "hi", "hello", "ok", "okay", "please", "pls"]
    /// Most descriptions of commands hold these: they say nothing of what is meant.
    static let inDescriptions = ["what", "that", "when", "with", "this", "about", "your", "everything"]
}

extension SmallWords {
    /// Whose something is: `kim` of `kim's`.
    static func owner(_ text: String) -> String? {
        guard text.utf8.last == UInt8(ascii: "s"), text.count > 2, text.hasSuffix("'s") || text.hasSuffix("’s") else {
            return nil
        }
        let name = text.dropLast(2).lowercased()
        return name.first == "@" ? String(name.dropFirst()) : name
    }
}

extension Word {
    /// Whether this is one of these small words, and not quoted.
    func isOne(of words: [String]) -> Bool {
        guard !isText else { return false }
        // Most words are in lower case as they are, and a message is asked this of by the dozen.
        return words.contains(text) || text.utf8.contains { $0 &- 0x41 < 26 } && words.contains(text.lowercased())
    }
}
