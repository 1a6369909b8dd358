// Typed lines: decisions, actions, assumptions, lessons.

extension TypedLines {
    static let registers: [(String, String)] = [
        (
            "/action Send agenda @kim #weekly fri",
            "action.add due=2026-11-27 owner=@kim tags=weekly title=\'Send agenda\'"
        ),
        (
            "/decision Postpone M-1 to 18dec because vendor late",
            "decision.add because=\'vendor late\' title=\'Postpone M-1 to 18dec\'"
        ),
        ("/decision Use A on CRM because cheap", "decision.add because=cheap project=CRM title=\'Use A\'"),
        ("/decision Use A because cheap on CRM", "decision.add because=cheap project=CRM title=\'Use A\'"),
        (
            "/decision Use vendor X because cheaper by @kim",
            "decision.add because=cheaper by=@kim title=\'Use vendor X\'"
        ),
        ("/action @bo Send the list due:fri", "action.add due=2026-11-27 owner=@bo title=\'Send the list\'"),
        (
            "/action Send the list to finance @bo fri",
            "action.add due=2026-11-27 owner=@bo title=\'Send the list to finance\'"
        ),
        ("/assumption Racks fit the room i4", "assumption.add impact=4 title=\'Racks fit the room\'"),
        ("/lesson Test the UPS first category:process", "lesson.add category=process title=\'Test the UPS first\'"),
        ("decision cutover on 12 dec", "decision.add title=\'cutover on 12 dec\'"),
        ("decision no changes until 4 jan", "decision.add title=\'no changes until 4 jan\'"),
        ("decision Freeze changes review 4 jan", "decision.add review=2027-01-04 title=\'Freeze changes\'"),
        ("decision Freeze review:4jan", "decision.add review=2027-01-04 title=Freeze"),
        ("action call acme @bo tmr", "action.add due=2026-11-24 owner=@bo title=\'call acme\'"),
        ("action for bo: send the list by fri", "action.add due=2026-11-27 owner=@bo title=\'send the list\'"),
        ("action bo to send the plan by friday", "action.add due=2026-11-27 title=\'bo to send the plan\'"),
        (
            "/action send the list by fri\n/risk: permits late p3 i3",
            "action.add due=2026-11-27 title=\'send the list\'"
        ),
        ("/decision: go with Acme, because cheaper", "decision.add because=cheaper title=\'go with Acme\'"),
        ("action @bo chase Dave tomorrow am", "action.add due=2026-11-24 owner=@bo title=\'chase Dave tomorrow am\'"),
        ("assumption: freeze starts 20 dec", "assumption.add title=\'freeze starts 20 dec\'"),
        ("assumption: vendor delivers by 1 dec", "assumption.add due=2026-12-01 title=\'vendor delivers by 1 dec\'"),
        ("assumption power is there check by 1 dec", "assumption.add due=2026-12-01 title=\'power is there\'"),
        ("action kim, bo: check cabling", "action.add helper=@bo owner=@kim title=\'check cabling\'"),
        ("action on bo: update RAID log", "action.add owner=@bo title=\'update RAID log\'"),
        ("action bo/kim: sort badge", "action.add helper=@kim owner=@bo title=\'sort badge\'"),
        ("action: ana - review the plan - 20 Dec", "action.add due=2026-12-20 owner=@ana title=\'review the plan\'"),
        ("action [bo] sort", "action.add owner=@bo title=sort"),
        ("decision: replaces DEC-1: go with Initech", "decision.add supersedes=DEC-1 title=\'go with Initech\'"),
        ("decision by ana: move cutover to 11 dec", "decision.add by=@ana title=\'move cutover to 11 dec\'"),
        ("decision on NET: buy UPS", "decision.add project=NET title=\'buy UPS\'"),
        ("lesson learned: call vendor", "lesson.add title=\'call vendor\'"),
        ("decision: we go with Acme, because cheaper", "decision.add because=cheaper title=\'we go with Acme\'"),
        ("decision - we use two uplinks", "decision.add title=\'we use two uplinks\'"),
        ("action kim & bo: sort badges", "action.add helper=@bo owner=@kim title=\'sort badges\'"),
        ("decision needed on vendor", "decision.need title=\'on vendor\'"),
        (
            "lesson The vendor was so slow that we lost a week",
            "lesson.add title=\'The vendor was so slow that we lost a week\'"
        ),
        (
            "lesson Customs took two weeks, so order earlier",
            "lesson.add advice=\'order earlier\' title=\'Customs took two weeks\'"
        ),
        ("decision List price accepted", "decision.add title=\'List price accepted\'"),
        (
            "decision Tool is X because cheapest, by bo, alternatives: Y and Z",
            "decision.add alternatives=\'Y and Z\' because=cheapest by=@bo title=\'Tool is X\'"
        ),
        ("decision Use A instead of B by bo because C", "decision.add alternatives=B because=C by=@bo title=\'Use A\'"),
        ("decision Go with A, decided by bo", "decision.add by=@bo title=\'Go with A\'"),
        ("decision Explore alternatives for hosting", "decision.add title=\'Explore alternatives for hosting\'"),
        ("/lesson Do not do so again", "lesson.add title=\'Do not do so again\'"),
        ("action Start M365 migration", "action.add title=\'Start M365 migration\'"),
    ]
}
