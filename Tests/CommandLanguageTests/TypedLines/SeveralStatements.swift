// Typed lines: several statements in one message.

extension TypedLines {
    static let severalStatements: [(String, String)] = [
        ("close T-1 and start T-2", "close.close item=T-1; task.start item=T-2"),
        ("T-1 done\nT-2 start", "task.done item=T-1; task.start item=T-2"),
        ("T-1 done and T-2 can start", "task.done item=T-1; task.start item=T-2"),
        (
            "task alpha by fri\ntask beta by mon",
            "task.add due=2026-11-27 title=alpha; task.add due=2026-11-30 title=beta"
        ),
        (
            "task alpha @kim by fri; task beta @bo by mon",
            "task.add due=2026-11-27 owner=@kim title=alpha; task.add due=2026-11-30 owner=@bo title=beta"
        ),
        ("task order cables; T-2 after T-3", "task.add title=\'order cables\'; depends.add item=T-2 on=T-3"),
        ("T-1 done, T-2 done", "task.done item=T-1; task.done item=T-2"),
        ("T-2 done and T-1 done", "task.done item=T-2; task.done item=T-1"),
        ("status net; status crm", "status.show project=NET; status.show project=CRM"),
        ("T-1 done T-2 started", "task.done item=T-1; task.start item=T-2"),
        ("T-1 @kim T-2 @bo", "assign.assign item=T-1 owner=@kim; assign.assign item=T-2 owner=@bo"),
        (
            "move M-1 to 18dec and T-1 to 20dec",
            "reschedule.reschedule due=2026-12-18 item=M-1; reschedule.reschedule due=2026-12-20 item=T-1"
        ),
        ("M-1 slips to 18.12 and T-1 done", "reschedule.reschedule due=2026-12-18 item=M-1; task.done item=T-1"),
        ("B-1 resolved T-1 done", "blocker.resolve item=B-1; task.done item=T-1"),
        ("T-1 done and /T-3 started", "task.done item=T-1; task.start item=T-3"),
        (
            "close T-1 and raise risk crane missing p3 i3",
            "close.close item=T-1; risk.add impact=3 probability=3 title=\'crane missing\'"
        ),
        ("close T-1 and start T-3", "close.close item=T-1; task.start item=T-3"),
        ("• T-1 done\n• T-3 done", "task.done item=T-1; task.done item=T-3"),
        (
            "risk: permits late p3 i3\nrisk: staff leave p2 i2",
            "risk.add impact=3 probability=3 title=\'permits late\'; risk.add impact=2 probability=2 title=\'staff leave\'"
        ),
        (
            "action bo: send the list by fri\nrisk permits late",
            "action.add due=2026-11-27 owner=@bo title=\'send the list\'; risk.add title=\'permits late\'"
        ),
        ("/task order racks /task mount racks", "task.add title=\'order racks\'; task.add title=\'mount racks\'"),
        ("task Order racks\nTask Order cables", "task.add title=\'Order racks\'; task.add title=\'Order cables\'"),
        (
            "Task Order racks\nRisk Vendor slips p3 i3",
            "task.add title=\'Order racks\'; risk.add impact=3 probability=3 title=\'Vendor slips\'"
        ),
        ("T-2 after T-1, T-4 after T-3", "depends.add item=T-2 on=T-1; depends.add item=T-4 on=T-3"),
        ("T-1 50%; note T-2 slow", "task.progress item=T-1 progress=50%; note.note item=T-2 text=slow"),
        ("T-1 started, due 4 dec", "task.start item=T-1; reschedule.reschedule due=2026-12-04 item=T-1"),
        ("T-1 done. T-2 started.", "task.done item=T-1; task.start item=T-2"),
        ("T-1 and T-2 wait for T-3", "depends.add item=T-1 on=T-3; depends.add item=T-2 on=T-3"),
    ]
}
