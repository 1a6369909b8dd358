// The files of commands/, embedded in the binary, one line each. A test holds this list against the directory.

extension Catalogue.Source {
    fileprivate init(_ word: String, _ bytes: @escaping @autoclosure @Sendable () -> [UInt8]) {
        self.init(word: word, file: "commands/\(word).yaml") { String(decoding: bytes(), as: UTF8.self) }
        isShipped = true
    }
}

package enum ShippedCommands {
    package static let sources: [Catalogue.Source] = [
        .init("action", PackageResources.action_yaml),
        .init("admin", PackageResources.admin_yaml),
        .init("alias", PackageResources.alias_yaml),
        .init("align", PackageResources.align_yaml),
        .init("allocate", PackageResources.allocate_yaml),
        .init("asset", PackageResources.asset_yaml),
        .init("assumption", PackageResources.assumption_yaml),
        .init("audit", PackageResources.audit_yaml),
        .init("away", PackageResources.away_yaml),
        .init("batch", PackageResources.batch_yaml),
        .init("benefit", PackageResources.benefit_yaml),
        .init("blocker", PackageResources.blocker_yaml),
        .init("brief", PackageResources.brief_yaml),
        .init("budget", PackageResources.budget_yaml),
        .init("cadence", PackageResources.cadence_yaml),
        .init("can", PackageResources.can_yaml),
        .init("capacity", PackageResources.capacity_yaml),
        .init("certificate", PackageResources.certificate_yaml),
        .init("changes", PackageResources.changes_yaml),
        .init("commit", PackageResources.commit_yaml),
        .init("communication", PackageResources.communication_yaml),
        .init("complaint", PackageResources.complaint_yaml),
        .init("contract", PackageResources.contract_yaml),
        .init("control", PackageResources.control_yaml),
        .init("criterion", PackageResources.criterion_yaml),
        .init("decision", PackageResources.decision_yaml),
        .init("deliverable", PackageResources.deliverable_yaml),
        .init("depends", PackageResources.depends_yaml),
        .init("digest", PackageResources.digest_yaml),
        .init("dry", PackageResources.dry_yaml),
        .init("evidence", PackageResources.evidence_yaml),
        .init("evm", PackageResources.evm_yaml),
        .init("feedback", PackageResources.feedback_yaml),
        .init("forecast", PackageResources.forecast_yaml),
        .init("group", PackageResources.group_yaml),
        .init("handover", PackageResources.handover_yaml),
        .init("help", PackageResources.help_yaml),
        .init("here", PackageResources.here_yaml),
        .init("import", PackageResources.import_yaml),
        .init("improvement", PackageResources.improvement_yaml),
        .init("incident", PackageResources.incident_yaml),
        .init("item", PackageResources.item_yaml),
        .init("kudos", PackageResources.kudos_yaml),
        .init("lesson", PackageResources.lesson_yaml),
        .init("level", PackageResources.level_yaml),
        .init("log", PackageResources.log_yaml),
        .init("maintenance", PackageResources.maintenance_yaml),
        .init("metric", PackageResources.metric_yaml),
        .init("milestone", PackageResources.milestone_yaml),
        .init("mine", PackageResources.mine_yaml),
        .init("more", PackageResources.more_yaml),
        .init("no", PackageResources.no_yaml),
        .init("notify", PackageResources.notify_yaml),
        .init("objective", PackageResources.objective_yaml),
        .init("person", PackageResources.person_yaml),
        .init("plan", PackageResources.plan_yaml),
        .init("policy", PackageResources.policy_yaml),
        .init("problem", PackageResources.problem_yaml),
        .init("program", PackageResources.program_yaml),
        .init("project", PackageResources.project_yaml),
        .init("ready", PackageResources.ready_yaml),
        .init("redo", PackageResources.redo_yaml),
        .init("remind", PackageResources.remind_yaml),
        .init("requirement", PackageResources.requirement_yaml),
        .init("risk", PackageResources.risk_yaml),
        .init("roadmap", PackageResources.roadmap_yaml),
        .init("role", PackageResources.role_yaml),
        .init("scope", PackageResources.scope_yaml),
        .init("search", PackageResources.search_yaml),
        .init("service", PackageResources.service_yaml),
        .init("skill", PackageResources.skill_yaml),
        .init("spend", PackageResources.spend_yaml),
        .init("stakeholder", PackageResources.stakeholder_yaml),
        .init("status", PackageResources.status_yaml),
        .init("subscribe", PackageResources.subscribe_yaml),
        .init("task", PackageResources.task_yaml),
        .init("today", PackageResources.today_yaml),
        .init("undo", PackageResources.undo_yaml),
        .init("vendor", PackageResources.vendor_yaml),
        .init("whatif", PackageResources.whatif_yaml),
        .init("whoami", PackageResources.whoami_yaml),
        .init("whocan", PackageResources.whocan_yaml),
        .init("why", PackageResources.why_yaml),
        .init("yes", PackageResources.yes_yaml),
    ]

    /// The words that ways of saying things need, each with the commands that have them.
    static var phraseWords: String { String(decoding: PackageResources.phrases_index, as: UTF8.self) }

    /// What the registers are called; see ``RegisterNames``.
    static var registerNames: String { String(decoding: PackageResources.registers_index, as: UTF8.self) }

    /// English, as it is shipped.
    package static var english: String { String(decoding: PackageResources.statements_en_yaml, as: UTF8.self) }

    /// The program that examples run on, one message a line: moment, person, command.
    package static var sampleScript: String { String(decoding: PackageResources.sample_script, as: UTF8.self) }
}
