// How dates and floats of the plan read.

import Conversation
import ProgramModel
import Quantities

enum PlanText {
    /// `Float 3 days to M-1's date, Fri 4 Dec; then a day late per day.`
    static func float(of place: PlanPlace, _ view: ProgramView) -> RichText {
        let float = place.totalFloat
        let end = place.cluster.ends[place.record.project].map { CalendarDate(finishMinute: $0) }
        let whole: RichText = place.record.project.map { "the end of \($0)" } ?? "the last date"
        var promise: RichText = whole + (end.map { ", \(view.short($0))" } ?? "")
        if let binding = place.bindingDate, let due = binding.record.due {
            promise = "\(binding.id == place.id ? "its own" : "\(binding.id)'s") date, \(view.short(due))"
        }
        return float > 0
            ? "Float \(view.days(float)) to " + promise + "; then a day late per day."
            : float == 0
                ? "No float to " + promise + ": every day it stays is a day late."
                : "Already \(view.days(-float)) short of " + promise + ", and a day more per day."
    }

    /// Why a record is where it is.
    static func reason(of place: PlanPlace, _ view: ProgramView) -> RichText {
        switch place.dates.reason.driver {
        case .link:
            guard let driver = place.driver else { return "it waits for another" }
            return "after \(driver.id) \(view.item(driver.id)?.title ?? "")"
        case .constraint:
            return place.record.hasEstimate || place.record.start.map { $0 > view.today } ?? false
                ? "not to start before" : "expected on its date, having no estimate"
        case .parts: return "as its parts are"
        default: return "nothing stands before it"
        }
    }
}
