// Typed lines: what stands in the way.

extension TypedLines {
    static let blockers: [(String, String)] = [
        ("T-1 is blocked by missing licences", "blocker.add blocks=T-1 title=\'missing licences\'"),
        ("T-1 waits for the key", "blocker.add blocks=T-1 title=\'the key\'"),
        (
            "/blocker T-31 waits for firewall rule from @secops",
            "blocker.add blocks=T-31 needs=@secops title=\'firewall rule\'"
        ),
        (
            "/blocker Test lab has no power severity:critical",
            "blocker.add severity=critical title=\'Test lab has no power\'"
        ),
        ("/blocker Firewall rule is late, blocks M-1", "blocker.add blocks=M-1 title=\'Firewall rule is late\'"),
        ("/blocker No power blocking T-1, T-2 and M-1", "blocker.add blocks=T-1,T-2,M-1 title=\'No power\'"),
        ("/blocker Crane broken, stops T-1, from @kim", "blocker.add blocks=T-1 needs=@kim title=\'Crane broken\'"),
        ("/blocker Rule blocks everything", "blocker.add title=\'Rule blocks everything\'"),
        ("/blocker Delivery stops short of M-1", "blocker.add title=\'Delivery stops short of M-1\'"),
        ("/blocker T-3 and T-4 wait for power", "blocker.add blocks=T-3,T-4 title=power"),
        (
            "/blocked No badge for the vendor since:fri",
            "blocker.add since=2026-11-20 title=\'No badge for the vendor\'"
        ),
        ("add a blocker T-1 waits for customs", "blocker.add blocks=T-1 title=customs"),
        (
            "/blocker M-1 waits for permit from @city sev:critical",
            "blocker.add blocks=M-1 needs=@city severity=critical title=permit"
        ),
        ("/blocker Needs: firewall rule", "blocker.add title=\'Needs: firewall rule\'"),
        ("T-3 needs firewall rule", "blocker.add blocks=T-3 title=\'firewall rule\'"),
        ("blocker T-1: no power", "blocker.add blocks=T-1 title=\'no power\'"),
        (
            "blocker no power, blocks T-1 and T-2, needs @bo, since friday, high",
            "blocker.add blocks=T-1,T-2 needs=@bo severity=high since=2026-11-20 title=\'no power\'"
        ),
        ("T-1 is blocked by the vendor", "blocker.add blocks=T-1 title=\'the vendor\'"),
        (
            "blocker T-3 waits for approval from @kim critical",
            "blocker.add blocks=T-3 needs=@kim severity=critical title=approval"
        ),
        (
            "blocker T-3 needs approval from @kim since 1.11. critical",
            "blocker.add blocks=T-3 needs=@kim severity=critical since=2026-11-01 title=approval"
        ),
        (
            "blocker INC123 vendor hasn\'t delivered kit, blocking T-2, chased Tue",
            "blocker.add blocks=T-2 title=\'INC123 vendor hasn\'t delivered kit, chased Tue\'"
        ),
        ("blocker: vendor late, chased Monday", "blocker.add title=\'vendor late, chased Monday\'"),
        (
            "blocker T-2 waiting for kit from vendor, due 1st Dec",
            "blocker.add blocks=T-2 due=2026-12-01 title=\'kit from vendor\'"
        ),
        ("blocker: no access to DC until Monday", "blocker.add due=2026-11-30 title=\'no access to DC until Monday\'"),
        ("T-2 blocked: vendor hasn\'t delivered", "blocker.add blocks=T-2 title=\'vendor hasn\'t delivered\'"),
        ("B-1 waits for approval", "blocker.add blocks=B-1 title=approval"),
        ("B-1 needs approval from @kim", "blocker.add blocks=B-1 needs=@kim title=approval"),
        ("blocker B-1 waits for approval", "blocker.add blocks=B-1 title=approval"),
        ("blocker T-1 gone", "blocker.add title=\'T-1 gone\'"),
        ("T-1 is blocked because firewall is down", "blocker.add blocks=T-1 title=\'firewall is down\'"),
        ("T-1 is blocked on customs", "blocker.add blocks=T-1 title=customs"),
        ("blocker Room locked since 20nov", "blocker.add since=2026-11-20 title=\'Room locked\'"),
        ("blocker critical: database down", "blocker.add severity=critical title=\'database down\'"),
        ("T-5 stuck on fibre", "blocker.add blocks=T-5 title=fibre"),
        ("T-2 needs a firewall rule", "blocker.add blocks=T-2 title=\'a firewall rule\'"),
        ("/blocker on CRM: no power", "blocker.add project=CRM title=\'no power\'"),
        (
            "T-17 blocked since yesterday by missing permit",
            "blocker.add blocks=T-17 since=2026-11-22 title=\'missing permit\'"
        ),
        (
            "T-3 blocked by firewall team since friday, no answer",
            "blocker.add blocks=T-3 since=2026-11-20 title=\'firewall team, no answer\'"
        ),
        ("T-16 is blocked since 20 nov: no keys", "blocker.add blocks=T-16 since=2026-11-20 title=\'no keys\'"),
        (
            "/blocker Payments fail since friday, customers call",
            "blocker.add since=2026-11-20 title=\'Payments fail, customers call\'"
        ),
        ("/blocker Payments fail since friday", "blocker.add since=2026-11-20 title=\'Payments fail\'"),
        (
            "blocker PO missing, blocks T-1, needs @bo since yesterday sev high",
            "blocker.add blocks=T-1 needs=@bo severity=high since=2026-11-22 title=\'PO missing\'"
        ),
        ("blocked on T-2: no access", "blocker.add blocks=T-2 title=\'no access\'"),
    ]
}
