// Which reader finds the values of a type.

import Quantities

enum Recognisers {
    /// The values of a type that begin at a lexeme, the longest first.
    static func spans(_ type: SpanType, _ chart: Chart, _ index: Int) -> [Span] {
        switch type {
        case .id: RecordRecogniser.one(chart, index)
        case .ids: RecordRecogniser.several(chart, index)
        case .person: PersonRecogniser.one(chart, index)
        case .name: PersonRecogniser.named(chart, index)
        case .people: PersonRecogniser.several(chart, index)
        case .mention: chart.line[index].isMention ? PersonRecogniser.one(chart, index) : []
        case .project: ProjectRecogniser.spans(chart, index)
        case .count: NumberRecogniser.counts(chart, index)
        case .number: NumberRecogniser.numbers(chart, index)
        case .percent: NumberRecogniser.percents(chart, index)
        case .level: LevelRecogniser.spans(chart, index)
        case .levelword: LevelRecogniser.words(chart, index)
        case .money: AmountRecogniser.money(chart, index)
        case .duration: AmountRecogniser.durations(chart, index)
        case .day: DayRecogniser.spans(chart, index)
        case .tag: TextRecogniser.tag(chart, index)
        case .hashtags: TextRecogniser.tags(chart, index)
        case .url: TextRecogniser.address(chart, index)
        case .clock: TextRecogniser.clock(chart, index)
        case .time: MomentRecogniser.times(chart, index)
        case .moment: MomentRecogniser.moments(chart, index)
        case .rhythm: RhythmRecogniser.spans(chart, index)
        case .keyvals: TextRecogniser.keysAndValues(chart, index)
        case .choiceword, .word, .text: [Span(index + 1, .text(chart.line[index].text))]
        case .kindword: TextRecogniser.kind(chart, index)
        }
    }
}
