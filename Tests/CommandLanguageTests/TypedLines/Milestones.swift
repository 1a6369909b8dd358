// Typed lines: milestones.

extension TypedLines {
    static let milestones: [(String, String)] = [
        ("/milestone Cutover 4dec", "milestone.add due=2026-12-04 title=Cutover"),
        ("/milestone Cutover 4 dec", "milestone.add due=2026-12-04 title=Cutover"),
        ("/milestone Go-live on 2026-12-18", "milestone.add due=2026-12-18 title=Go-live"),
        ("/milestone Go-live due 18dec owner @kim", "milestone.add due=2026-12-18 owner=@kim title=Go-live"),
        ("milestone Freeze fri eod", "milestone.add due=2026-11-27 title=Freeze"),
        ("milestone Lease by 30.11", "milestone.add due=2026-11-30 title=Lease"),
        ("milestone Go-live on 15.1. for kim", "milestone.add due=2027-01-15 owner=@kim title=Go-live"),
        ("/milestone 1 to 1 talks", "milestone.add title=\'1 to 1 talks\'"),
        ("/milestone Freeze the network a week on friday", "milestone.add due=2026-12-04 title=\'Freeze the network\'"),
        ("milestone All sites live 1 march 2027", "milestone.add due=2027-03-01 title=\'All sites live\'"),
        ("milestone New tool live 4 jan", "milestone.add due=2027-01-04 title=\'New tool live\'"),
        ("milestone Beta release 18dec", "milestone.add due=2026-12-18 title=\'Beta release\'"),
        ("/milestone Freeze 18 dec - 4 jan", "milestone.add title=\'Freeze 18 dec - 4 jan\'"),
        ("/milestone Freeze from 18 dec until 4 jan", "milestone.add title=\'Freeze from 18 dec until 4 jan\'"),
        ("/milestone Release 3 - 18 dec", "milestone.add due=2026-12-18 title=\'Release 3\'"),
        ("/milestone Phase 2 until 4 dec", "milestone.add due=2026-12-04 title=\'Phase 2\'"),
        ("milestone CRM live 15 jan", "milestone.add due=2027-01-15 project=CRM title=\'CRM live\'"),
    ]
}
