// The dates of projects of Microsoft Project, construct by construct.

import ProgramFiles
import Testing

private typealias Sample = ProjectSample

@Suite struct ProjectDates {
    private static let exception = """
        <EnteredByOccurrences>0</EnteredByOccurrences><TimePeriod><FromDate>2026-01-06T00:00:00</FromDate>\
        <ToDate>2026-12-31T23:59:00</ToDate></TimePeriod>
        """

    @Test(
        "links, lags and constraints hold as Microsoft Project reads them",
        arguments: [
            (Sample.after(1), "2026-01-07T08:00 to 2026-01-07T17:00"),
            (Sample.after(1, type: 3), "2026-01-05T08:00 to 2026-01-05T17:00"),
            (Sample.after(1, type: 0), "2026-01-06T08:00 to 2026-01-06T17:00"),
            (Sample.after(1, lag: 4800), "2026-01-08T08:00 to 2026-01-08T17:00"),
            (Sample.after(1, lag: 14_400, format: 8), "2026-01-07T17:00 to 2026-01-08T17:00"),
            (Sample.after(1, lag: 50, format: 19), "2026-01-08T08:00 to 2026-01-08T17:00"),
            (Sample.after(1, type: 3, lag: -4800), "2026-01-05T08:00 to 2026-01-05T17:00"),
            (
                "<ConstraintType>4</ConstraintType><ConstraintDate>2026-01-14T08:00:00</ConstraintDate>",
                "2026-01-14T08:00 to 2026-01-14T17:00"
            ),
            (
                "<ConstraintType>3</ConstraintType><ConstraintDate>2026-01-14T17:00:00</ConstraintDate>",
                "2026-01-14T08:00 to 2026-01-14T17:00"
            ),
            ("<ConstraintType>1</ConstraintType>", "2026-01-06T08:00 to 2026-01-06T17:00"),
            ("<LevelingDelay>28800</LevelingDelay>", "2026-01-07T08:00 to 2026-01-07T17:00"),
            (
                "<Manual>1</Manual><ManualStart>2026-01-20T08:00:00</ManualStart><ManualFinish>2026-01-21T17:00:00</ManualFinish>",
                "2026-01-20T08:00 to 2026-01-21T17:00"
            ),
            ("<Active>0</Active>", "none to none"),
            (
                "<ExternalTask>1</ExternalTask><Start>2026-02-02T08:00:00</Start><Finish>2026-02-03T17:00:00</Finish>",
                "2026-02-02T08:00 to 2026-02-03T17:00"
            ),
        ])
    func rows(_ more: String, _ dates: String) throws {
        let sample = Sample(tasks: [Sample.task(1, 16), Sample.task(2, 8, more)])
        let found = try sample.dates(2)
        // The end of a day and the beginning of the next one are one moment of work.
        let same = found.replacing("2026-01-07T17:00 to", with: "2026-01-08T08:00 to")
        #expect(
            [found, same].contains(dates) || same == dates.replacing("2026-01-07T17:00 to", with: "2026-01-08T08:00 to")
        )
    }

    @Test(
        "days off recur by every rule of the format",
        arguments: [
            ("<Type>6</Type><Period>1</Period><DaysOfWeek>4</DaysOfWeek>", "2026-01-07T17:00"),
            ("<Type>1</Type><Period>2</Period>", "2026-01-07T17:00"),
            ("<Type>2</Type><Month>0</Month><MonthDay>6</MonthDay>", "2026-01-07T17:00"),
            (
                "<Type>3</Type><Month>0</Month><MonthItem>5</MonthItem><MonthPosition>0</MonthPosition>",
                "2026-01-07T17:00"
            ),
            ("<Type>4</Type><Period>1</Period><MonthDay>6</MonthDay>", "2026-01-07T17:00"),
            (
                "<Type>5</Type><Period>1</Period><MonthItem>5</MonthItem><MonthPosition>0</MonthPosition>",
                "2026-01-07T17:00"
            ),
        ])
    func recurring(_ rule: String, _ finish: String) throws {
        var sample = Sample(tasks: [Sample.task(1, 16)])
        sample.properties = sample.properties.replacing("<CalendarUID>1", with: "<CalendarUID>2")
        sample.calendars = Sample.calendar(
            2, base: 1, days: "",
            "<Exceptions><Exception>\(ProjectDates.exception)<Name>off</Name>\(rule)<DayWorking>0</DayWorking></Exception></Exceptions>"
        )
        #expect(try sample.dates(1).hasSuffix(finish))
    }

    @Test func `a rule that ends after some times ends there`() throws {
        var sample = Sample(tasks: [Sample.task(1, 40)])
        let ends = ProjectDates.exception.replacing(
            "<EnteredByOccurrences>0", with: "<Occurrences>2</Occurrences><EnteredByOccurrences>1")
        sample.properties = sample.properties.replacing("<CalendarUID>1", with: "<CalendarUID>2")
        sample.calendars = Sample.calendar(
            2, base: 1, days: "",
            "<Exceptions><Exception>\(ends)<Type>1</Type><Period>2</Period><DayWorking>0</DayWorking></Exception></Exceptions>"
        )
        // The 6th and the 8th are off, the 10th is not counted any more.
        #expect(try sample.dates(1) == "2026-01-05T08:00 to 2026-01-13T17:00")
    }

    @Test func `a work week, a holiday of before 2007 and a shift over midnight are read`() throws {
        var sample = Sample(tasks: [Sample.task(1, 16), Sample.task(2, 16, "<CalendarUID>3</CalendarUID>")])
        sample.properties = sample.properties.replacing("<CalendarUID>1", with: "<CalendarUID>2")
        let period =
            "<TimePeriod><FromDate>2026-01-05T00:00:00</FromDate><ToDate>2026-01-06T23:59:00</ToDate></TimePeriod>"
        sample.calendars =
            Sample.calendar(
                2, base: 1, days: "<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking>\(period)</WeekDay>",
                "<WorkWeeks><WorkWeek>\(period.replacing("01-05", with: "01-07").replacing("01-06", with: "01-09"))<Name>short</Name>"
                    + "<WeekDays><WeekDay><DayType>4</DayType><DayWorking>1</DayWorking>"
                    + Sample.shifts([("08:00", "12:00")]) + "</WeekDay></WeekDays></WorkWeek></WorkWeeks>")
            + Sample.calendar(
                3, base: -1,
                days: (1...7).map {
                    "<WeekDay><DayType>\($0)</DayType><DayWorking>1</DayWorking>"
                        + Sample.shifts([("22:00", "06:00")]) + "</WeekDay>"
                }.joined())
        #expect(try sample.dates(1) == "2026-01-07T08:00 to 2026-01-09T12:00")
        #expect(try sample.dates(2) == "2026-01-05T22:00 to 2026-01-07T06:00")
    }

    @Test func `people of different calendars make a task as long as the last of them takes`() throws {
        var sample = Sample(tasks: [Sample.task(1, 16)])
        sample.calendars = Sample.calendar(
            2, base: 1, days: "<WeekDay><DayType>3</DayType><DayWorking>0</DayWorking></WeekDay>")
        sample.resources = (1...2).map {
            "<Resource><UID>\($0)</UID><ID>\($0)</ID><Name>r\($0)</Name><Type>1</Type><CalendarUID>\($0)</CalendarUID></Resource>"
        }.joined()
        sample.assignments = (1...2).map {
            "<Assignment><UID>\($0)</UID><TaskUID>1</TaskUID><ResourceUID>\($0)</ResourceUID><Units>1</Units><Work>PT16H0M0S</Work></Assignment>"
        }.joined()
        #expect(try sample.dates(1) == "2026-01-05T08:00 to 2026-01-07T17:00")
    }

    @Test func `a split rests for as long as its hours say`() throws {
        var sample = Sample(tasks: [Sample.task(1, 16)])
        func slot(_ from: String, _ to: String, _ value: String) -> String {
            "<TimephasedData><Type>1</Type><UID>1</UID><Start>2026-01-\(from):00</Start><Finish>2026-01-\(to):00</Finish><Unit>2</Unit><Value>\(value)</Value></TimephasedData>"
        }
        sample.assignments =
            "<Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>-65535</ResourceUID><Units>1</Units><Work>PT16H0M0S</Work><WorkContour>8</WorkContour>"
            + slot("05T08:00", "05T17:00", "PT8H0M0S") + slot("06T08:00", "07T17:00", "PT0H0M0S")
            + slot("08T08:00", "08T17:00", "PT8H0M0S") + "</Assignment>"
        #expect(try sample.dates(1) == "2026-01-05T08:00 to 2026-01-08T17:00")
    }

    @Test func `what is done stays, and the rest goes on from it`() throws {
        let begun = """
            <PercentComplete>50</PercentComplete><ActualStart>2026-01-07T08:00:00</ActualStart>\
            <ActualDuration>PT8H0M0S</ActualDuration><RemainingDuration>PT8H0M0S</RemainingDuration>
            """
        let rests = begun + "<Stop>2026-01-07T17:00:00</Stop><Resume>2026-01-12T08:00:00</Resume>"
        let done = """
            <PercentComplete>100</PercentComplete><ActualStart>2026-01-07T08:00:00</ActualStart>\
            <ActualFinish>2026-01-08T17:00:00</ActualFinish>
            """
        let sample = Sample(tasks: [Sample.task(1, 16, begun), Sample.task(2, 16, rests), Sample.task(3, 16, done)])
        #expect(try sample.dates(1) == "2026-01-07T08:00 to 2026-01-08T17:00")
        #expect(try sample.dates(2) == "2026-01-07T08:00 to 2026-01-12T17:00")
        #expect(try sample.dates(3) == "2026-01-07T08:00 to 2026-01-08T17:00")
    }

    @Test func `a project planned from its finish has everything late`() throws {
        var sample = Sample(tasks: [Sample.task(1, 16), Sample.task(2, 8, Sample.after(1))])
        sample.properties =
            "<ScheduleFromStart>0</ScheduleFromStart><StartDate>2026-01-05T08:00:00</StartDate><FinishDate>2026-01-16T17:00:00</FinishDate><CalendarUID>1</CalendarUID>"
        #expect(try sample.dates(2) == "2026-01-16T08:00 to 2026-01-16T17:00")
        #expect(try sample.dates(1) == "2026-01-14T08:00 to 2026-01-15T17:00")
    }

    @Test func `stored dates that are others than ours are told with the reason`() throws {
        let stored = "<Start>2026-01-12T08:00:00</Start><Finish>2026-01-12T17:00:00</Finish>"
        let sample = Sample(tasks: [
            Sample.task(1, 16, "<Start>2026-01-05T08:00:00</Start><Finish>2026-01-06T17:00:00</Finish>"),
            Sample.task(2, 8, stored + Sample.after(1)),
        ])
        let plan = try sample.records().plan
        #expect(plan.map(\.why) == [nil, "it waits for 1 \"task 1\""])
        #expect(plan[1].storedStart == "2026-01-12T08:00")
    }
}
