// Which elements of a project's rows say something.

/// What need not be kept of a row.
enum ProjectRow {
    /// Whether an element without others in it says more than its absence does.
    static func says(_ element: XMLElement) -> Bool { !element.text.isEmpty && usual[element.name] != element.text }

    /// What stands for an element that is not there.
    private static let usual = [
        "Active": "1", "Manual": "0", "IsNull": "0", "Priority": "500", "EffortDriven": "0", "Recurring": "0",
        "Milestone": "0", "IsSubproject": "0", "IsSubprojectReadOnly": "0", "ExternalTask": "0", "FixedCost": "0",
        "PercentComplete": "0", "PercentWorkComplete": "0", "Cost": "0", "ActualCost": "0", "ActualWork": "PT0H0M0S",
        "ActualDuration": "PT0H0M0S", "RemainingCost": "0", "ConstraintType": "0", "CalendarUID": "-1",
        "LevelingDelay": "0", "IgnoreResourceCalendar": "0", "PhysicalPercentComplete": "0", "EarnedValueMethod": "0",
        "DisplayAsSummary": "0", "Delay": "0", "CostRateTable": "0", "WorkContour": "0", "BookingType": "0",
        "HasFixedRateUnits": "1", "FixedMaterial": "0", "Summary": "0", "IsGeneric": "0", "IsInactive": "0",
        "IsEnterprise": "0", "IsCostResource": "0", "IsBudget": "0", "WorkGroup": "0", "ActualOvertimeWork": "PT0H0M0S",
    ]

    /// What is worked out from the rest of a row, and is stale as often as not.
    static let computed: Set = [
        "EarlyStart", "EarlyFinish", "LateStart", "LateFinish", "StartVariance", "FinishVariance", "WorkVariance",
        "FreeSlack", "TotalSlack", "StartSlack", "FinishSlack", "Critical", "BCWS", "BCWP", "ACWP", "CV", "SV", "VAC",
        "OverAllocated", "Overallocated", "PeakUnits", "ResumeValid", "CostVariance", "PreLeveledStart",
        "PreLeveledFinish", "Rollup", "HideBar", "LinkedFields", "UpdateNeeded", "ResponsePending", "Confirmed",
        "CreateDate", "CreationDate", "IsPublished", "CommitmentType", "OvertimeCost", "OvertimeWork",
        "RemainingOvertimeCost", "RemainingOvertimeWork", "ActualOvertimeCost", "ActualOvertimeWork",
        "ActualWorkProtected", "ActualOvertimeWorkProtected", "RegularWork", "OutlineNumber", "WBSLevel",
    ]
}
