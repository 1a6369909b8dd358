// What is kept of a project file beside its records, so that an export writes it back.

package import JSONText

/// A file's rows as JSON, without what says nothing.
package enum ProjectKept {
    /// What the project says of itself, and its calendars and resources.
    static func project(_ file: ProjectFile) -> JSON {
        .members([
            "project": file.properties.json, "calendars": list(file.calendars), "resources": list(file.resources),
        ])
    }

    /// A task with those who work on it.
    static func task(_ row: XMLElement, _ assignments: [XMLElement]) -> JSON {
        .members(["row": lean(row).json, "assignments": assignments.isEmpty ? nil : list(assignments.map(lean))])
    }

    private static func list(_ rows: [XMLElement]) -> JSON { .array(rows.map { lean($0).json }) }

    /// Without elements that say what their absence says too.
    private static func lean(_ row: XMLElement) -> XMLElement {
        var lean = row
        lean.children.removeAll { child in
            child.children.isEmpty && (child.text.isEmpty || usual[child.name] == child.text)
        }
        return lean
    }

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

    /// The project that was kept.
    package static func file(_ kept: JSON) -> ProjectFile {
        var file = ProjectFile()
        if let project = kept["project"] { file.properties = XMLElement("Project", json: project) }
        file.calendars = (kept["calendars"]?.array ?? []).map { XMLElement("Calendar", json: $0) }
        file.resources = (kept["resources"]?.array ?? []).map { XMLElement("Resource", json: $0) }
        return file
    }

    /// The row of a task and its assignments.
    package static func rows(_ kept: JSON?) -> (task: XMLElement, assignments: [XMLElement]) {
        (
            XMLElement("Task", json: kept?["row"] ?? .null),
            (kept?["assignments"]?.array ?? []).map { XMLElement("Assignment", json: $0) }
        )
    }
}
