// Typed lines: risks logged, scored and treated.

extension TypedLines {
    static let risks: [(String, String)] = [
        ("/risk M365 licence", "risk.add title=\'M365 licence\'"),
        ("/risk Windows 2012 R2", "risk.add title=\'Windows 2012 R2\'"),
        ("/risk P1 incidents", "risk.add title=\'P1 incidents\'"),
        ("/risk i5 laptops", "risk.add title=\'i5 laptops\'"),
        ("/risk Q1 freeze", "risk.add title=\'Q1 freeze\'"),
        ("/risk High latency", "risk.add title=\'High latency\'"),
        ("/risk No failover for SAP", "risk.add title=\'No failover for SAP\'"),
        ("/risk New data centre late", "risk.add title=\'New data centre late\'"),
        ("/risk Review of contract overdue", "risk.add title=\'Review of contract overdue\'"),
        ("/risk Upgrade at 12:30 fails", "risk.add title=\'Upgrade at 12:30 fails\'"),
        (
            "/risk See https://wiki.example.com/net before cutover",
            "risk.add title=\'See https://wiki.example.com/net before cutover\'"
        ),
        ("/risk Note: this may slip", "risk.add title=\'Note: this may slip\'"),
        ("/risk Friday deploys break things", "risk.add title=\'Friday deploys break things\'"),
        ("/risk Net effect of the delay", "risk.add title=\'Net effect of the delay\'"),
        ("/risk \"due fri p4\"", "risk.add title=\'due fri p4\'"),
        ("/risk Friday", "risk.add title=Friday"),
        ("/risk Vendor (EU) — maybe 3–5 days", "risk.add title=\'Vendor (EU) — maybe 3–5 days\'"),
        ("/risk don\'t panic", "risk.add title=\'don\'t panic\'"),
        ("/risk Room 3d printer", "risk.add title=\'Room 3d printer\'"),
        ("/risk T-3 may not finish", "risk.add title=\'T-3 may not finish\'"),
        ("/risk Outage on Friday nights", "risk.add title=\'Outage on Friday nights\'"),
        ("/risk The “new” firewall drops packets", "risk.add title=\'The “new” firewall drops packets\'"),
        ("/risk C++ build breaks", "risk.add title=\'C++ build breaks\'"),
        ("/risk Budget 1.2m USD overrun", "risk.add title=\'Budget 1.2m USD overrun\'"),
        (
            "/risk Vendor may slip the racks p4 i5 @bo due:fri",
            "risk.add due=2026-11-27 impact=5 owner=@bo probability=4 title=\'Vendor may slip the racks\'"
        ),
        ("/risk Vendor slips, p4 i5, due fri", "risk.add due=2026-11-27 impact=5 probability=4 title=\'Vendor slips\'"),
        ("/risk Racks, cables, p4 i5", "risk.add impact=5 probability=4 title=\'Racks, cables\'"),
        ("/risk \"Racks,\" p4 i5", "risk.add impact=5 probability=4 title=Racks,"),
        ("/risk Vendor slips p:40% i3", "risk.add impact=3 probability=3(40%) title=\'Vendor slips\'"),
        ("/risk Vendor slips high low", "risk.add impact=2 probability=4 title=\'Vendor slips\'"),
        ("/risk Vendor slips p4 i5 on CRM", "risk.add impact=5 probability=4 project=CRM title=\'Vendor slips\'"),
        ("/risk NET vendor slips p2 i2", "risk.add impact=2 probability=2 project=NET title=\'NET vendor slips\'"),
        ("/risk add Vendor slips --owner bob", "risk.add owner=@bob title=\'Vendor slips\'"),
        ("/risk add Vendor slips ——owner bob", "risk.add owner=@bob title=\'Vendor slips\'"),
        ("/risk add Vendor slips —owner bob", "risk.add owner=@bob title=\'Vendor slips\'"),
        ("/risk Vendor slips --owner=@bo --impact 4", "risk.add impact=4 owner=@bo title=\'Vendor slips\'"),
        ("/risk Vendor slips owner: @bo", "risk.add owner=@bo title=\'Vendor slips\'"),
        ("/risk log Vendor slips", "risk.add title=\'Vendor slips\'"),
        ("/RISK Vendor slips P4 I5", "risk.add impact=5 probability=4 title=\'Vendor slips\'"),
        ("/risk Vendor slips tomorrow", "risk.add due=2026-11-24 title=\'Vendor slips tomorrow\'"),
        ("/risk Vendor slips by next fri", "risk.add due=2026-12-04 title=\'Vendor slips by next fri\'"),
        ("/risk Vendor slips by end of month", "risk.add due=2026-11-30 title=\'Vendor slips by end of month\'"),
        ("/risk Vendor slips in 3 days", "risk.add due=2026-11-26 title=\'Vendor slips in 3 days\'"),
        ("/risk Vendor slips cost:12k€ due:24dec", "risk.add cost=€12,000 due=2026-12-24 title=\'Vendor slips\'"),
        ("/risk Vendor slips type:opportunity", "risk.add title=\'Vendor slips\' type=opportunity"),
        ("/risk score R-4 p4 i5", "risk.score impact=5 item=R-4 probability=4"),
        ("/risk score r4 p4", "risk.score item=R-4 probability=4"),
        ("/risk score #R-4 i2", "risk.score impact=2 item=R-4"),
        ("/risk treat R-4 mitigate \"two vendors\"", "risk.treat item=R-4 plan=\'two vendors\' response=mitigate"),
        ("/risk accept R-4 because we are insured", "risk.accept because=\'we are insured\' item=R-4"),
        ("/risk review R-4 15dec", "risk.review item=R-4 review=2026-12-15"),
        ("R-1 p3 i3", "risk.score impact=3 item=R-1 probability=3"),
        ("/risk R-1 p5", "risk.score item=R-1 probability=5"),
        ("/risk Over cost:1.2m USD", "risk.add cost=$1,200,000 title=Over"),
        ("/risk Budget overrun prob:30% impact:4", "risk.add impact=4 probability=2(30%) title=\'Budget overrun\'"),
        ("/risk Supplier bankrupt p4,i5 @bo", "risk.add impact=5 owner=@bo probability=4 title=\'Supplier bankrupt\'"),
        ("/risk Supplier bankrupt P4I5", "risk.add impact=5 probability=4 title=\'Supplier bankrupt\'"),
        ("log a risk: Vendor slips p4 i5", "risk.add impact=5 probability=4 title=\'Vendor slips\'"),
        ("log a risk that the vendor slips p4 i5", "risk.add impact=5 probability=4 title=\'the vendor slips\'"),
        ("/risk P1/P2 tickets exceed SLA p4 i4", "risk.add impact=4 probability=4 title=\'P1/P2 tickets exceed SLA\'"),
        (
            "/risk Vendor slips p4 i5 @kim on CRM triggered by late mail",
            "risk.add impact=5 owner=@kim probability=4 project=CRM title=\'Vendor slips\' trigger=\'late mail\'"
        ),
        ("/risk X p4 i5 because late on CRM", "risk.add impact=5 probability=4 project=CRM title=\'X because late\'"),
        (
            "/risk accept R-1 because \"price agreed\" on CRM",
            "risk.accept because=\'\"price agreed\" on CRM\' item=R-1"
        ),
        ("/risk Vendor late p4 i5 owner bo", "risk.add impact=5 owner=@bo probability=4 title=\'Vendor late\'"),
        ("R-1 now p2 i2", "risk.score impact=2 item=R-1 probability=2"),
        ("risk R-1 accepted", "risk.accept item=R-1"),
        ("risk R-1 mitigate second vendor", "risk.treat item=R-1 plan=\'second vendor\' response=mitigate"),
        ("risk foo 4/4", "risk.add impact=4 probability=4 title=foo"),
        ("risk foo 4x5", "risk.add impact=5 probability=4 title=foo"),
        ("risk foo 6/4", "risk.add title=\'foo 6/4\'"),
        ("risk Status unclear", "risk.add title=\'Status unclear\'"),
        ("can you please log a risk that vendor slips", "risk.add title=\'vendor slips\'"),
        (
            "risk delivery late p4 i4 due to customs",
            "risk.add impact=4 probability=4 title=\'delivery late due to customs\'"
        ),
        (
            "risk price goes up p40% i3 cost 25k€ @bo",
            "risk.add cost=€25,000 impact=3 owner=@bo probability=3(40%) title=\'price goes up\'"
        ),
        ("risk p5 i4 works council says no", "risk.add impact=4 probability=5 title=\'works council says no\'"),
        (
            "risk works council says no, probability 4 impact 5",
            "risk.add impact=5 probability=4 title=\'works council says no\'"
        ),
        ("risk key user leaves 30% impact 4", "risk.add impact=4 probability=2(30%) title=\'key user leaves\'"),
        ("risk a p=4 i=5", "risk.add impact=5 probability=4 title=a"),
        ("risk b p 80% i 3", "risk.add impact=3 probability=5(80%) title=b"),
        ("risk Vendor late, p4, i4, again", "risk.add impact=4 probability=4 title=\'Vendor late, again\'"),
        ("risk i5 laptops are late", "risk.add title=\'i5 laptops are late\'"),
        ("risk P1 incidents pile up", "risk.add title=\'P1 incidents pile up\'"),
        ("risk 30% price rise", "risk.add title=\'30% price rise\'"),
        ("mitigate R-1 second vendor", "risk.treat item=R-1 plan=\'second vendor\' response=mitigate"),
        ("/risk mitigate R-1 second vendor", "risk.treat item=R-1 plan=\'second vendor\' response=mitigate"),
        ("R-1 mitigate second vendor", "risk.treat item=R-1 plan=\'second vendor\' response=mitigate"),
        ("Risk Of failure", "risk.add title=\'Of failure\'"),
        ("risk Go-live slips by 2 weeks", "risk.add title=\'Go-live slips by 2 weeks\'"),
        ("risk vendor late 30% impact 4 weeks", "risk.add title=\'vendor late 30% impact 4 weeks\'"),
        ("risk we lose 30% impact 4 teams", "risk.add title=\'we lose 30% impact 4 teams\'"),
        ("risk i5 and p4 laptops are late", "risk.add title=\'i5 and p4 laptops are late\'"),
        ("risk laptops with p4 i5 chips late", "risk.add title=\'laptops with p4 i5 chips late\'"),
        ("risk vendor late with probability 4 and impact 5", "risk.add impact=5 probability=4 title=\'vendor late\'"),
        ("risk vendor quits: p4 i5", "risk.add impact=5 probability=4 title=\'vendor quits\'"),
        ("risk Vendor late, p4 i4, again", "risk.add impact=4 probability=4 title=\'Vendor late, again\'"),
        (
            "risk Vendor late p4 i4 @bo due:fri",
            "risk.add due=2026-11-27 impact=4 owner=@bo probability=4 title=\'Vendor late\'"
        ),
        ("risk p4 i4 vendor late", "risk.add impact=4 probability=4 title=\'vendor late\'"),
        ("/risk glue late p3 i3\nThanks, Priya", "risk.add impact=3 probability=3 title=\'glue late\'"),
        ("risk vendor late (p3 i3)", "risk.add impact=3 probability=3 title=\'vendor late\'"),
        (
            "risk @kim leaves before go-live p2 i5",
            "risk.add impact=5 owner=@kim probability=2 title=\'leaves before go-live\'"
        ),
        (
            "R-1 mitigate with second vendor owner kim due 30.11.",
            "risk.treat due=2026-11-30 item=R-1 owner=@kim plan=\'second vendor\' response=mitigate"
        ),
        (
            "mitigate R-1 with second vendor by 15.12.",
            "risk.treat due=2026-12-15 item=R-1 plan=\'second vendor\' response=mitigate"
        ),
        (
            "R-1 treat mitigate second vendor @kim",
            "risk.treat item=R-1 owner=@kim plan=\'second vendor\' response=mitigate"
        ),
        (
            "mitigate R-1 by ordering from two vendors",
            "risk.treat item=R-1 plan=\'ordering from two vendors\' response=mitigate"
        ),
        (
            "raise risk vendor late high/high owner bo due next fri",
            "risk.add due=2026-12-04 impact=4 owner=@bo probability=4 title=\'vendor late\'"
        ),
        ("score R-1 high/high", "risk.score impact=4 item=R-1 probability=4"),
        ("risk vendor late high probability, low impact", "risk.add impact=2 probability=4 title=\'vendor late\'"),
        ("risk vendor late, probability high, impact medium", "risk.add impact=3 probability=4 title=\'vendor late\'"),
        ("risk: vendor may miss 1 dec", "risk.add due=2026-12-01 title=\'vendor may miss 1 dec\'"),
        ("risk: kit won\'t arrive until 7 Dec", "risk.add due=2026-12-07 title=\'kit won\'t arrive until 7 Dec\'"),
        ("risk: kit late p3 i3 due 7 Dec", "risk.add due=2026-12-07 impact=3 probability=3 title=\'kit late\'"),
        ("risk 2 p3 i4", "risk.score impact=4 item=R-2 probability=3"),
        (
            "risk kit stuck in customs p3 i3 owner bo review 1 dec",
            "risk.add impact=3 owner=@bo probability=3 review=2026-12-01 title=\'kit stuck in customs\'"
        ),
        ("risk high availability missing", "risk.add title=\'high availability missing\'"),
        (
            "/risk Vendor slips p3 i3\nLast time it was p5 i5",
            "risk.add impact=3 probability=3 title=\'Vendor slips\nLast time it was p5 i5\'"
        ),
        ("/risk 3 p4 i4", "risk.score impact=4 item=R-3 probability=4"),
        (
            "R-1 mitigate by moving to the second site on monday",
            "risk.treat item=R-1 plan=\'moving to the second site on monday\' response=mitigate"
        ),
        ("R-1 mitigate with a review on monday", "risk.treat item=R-1 plan=\'a review on monday\' response=mitigate"),
        ("R-1 mitigate with a backup for @kim", "risk.treat item=R-1 owner=@kim plan=\'a backup\' response=mitigate"),
        ("/risk bo/kim: check the backup", "risk.add title=\'bo/kim: check the backup\'"),
        ("R-1 mitigate: second vendor", "risk.treat item=R-1 plan=\'second vendor\' response=mitigate"),
        ("/risk on site: power fails", "risk.add title=\'on site: power fails\'"),
        ("risk Late p3 i4 cost 50 000 €", "risk.add cost=€50,000 impact=4 probability=3 title=Late"),
        ("risk Late p3 i4 cost 1,5 Mio €", "risk.add cost=€1,500,000 impact=4 probability=3 title=Late"),
        (
            "risk treat R-1 mitigate pump cost 5k€",
            "risk.treat item=R-1 plan=pump response=mitigate response-cost=€5,000"
        ),
        (
            "risk The alarm is triggered by smoke p3 i3",
            "risk.add impact=3 probability=3 title=\'The alarm is triggered by smoke\'"
        ),
        ("R-1 transfer to kim", "risk.treat item=R-1 plan=\'to kim\' response=transfer"),
        ("R-1 escalate to @bo", "risk.treat item=R-1 plan=\'to @bo\' response=escalate"),
        (
            "risk opportunity: cheaper carrier p3 i4",
            "risk.add impact=4 probability=3 title=\'cheaper carrier\' type=opportunity"
        ),
        ("risk raise of prices p3 i2", "risk.add impact=2 probability=3 title=\'raise of prices\'"),
        ("risk log files fill the disk p3 i2", "risk.add impact=2 probability=3 title=\'files fill the disk\'"),
        ("risk Late p3 i4 cost 20\'000 CHF", "risk.add cost=20,000 CHF impact=4 probability=3 title=Late"),
        (
            "risk Vendor late triggered by strike p3 i3",
            "risk.add impact=3 probability=3 title=\'Vendor late\' trigger=strike"
        ),
        ("risk List is stale", "risk.add title=\'List is stale\'"),
        ("risk Vendor slips, likely, high impact", "risk.add impact=4 probability=4 title=\'Vendor slips\'"),
        (
            "risk Vendor slips probability high, impact very high",
            "risk.add impact=5 probability=4 title=\'Vendor slips\'"
        ),
        ("risk A prob 70 % impact 4", "risk.add impact=4 probability=4(70%) title=A"),
        ("risk A probability four impact five", "risk.add impact=5 probability=4 title=A"),
        ("risk Imp: 3 nodes down", "risk.add title=\'Imp: 3 nodes down\'"),
        ("/risk CRM may fail p3 i4", "risk.add impact=4 probability=3 project=CRM title=\'CRM may fail\'"),
        ("risk Interface fails - very likely, low impact", "risk.add impact=2 probability=5 title=\'Interface fails\'"),
        ("risk Server dies, very unlikely, very high impact", "risk.add impact=5 probability=1 title=\'Server dies\'"),
        ("R-9 4x3", "risk.score impact=3 item=R-9 probability=4"),
        ("raise R-1 to p4", "risk.score item=R-1 probability=4"),
        ("risk CRM vendor p3 i3 on NET", "risk.add impact=3 probability=3 project=NET title=\'CRM vendor\'"),
        ("raise R-1 to p5 i5", "risk.score impact=5 item=R-1 probability=5"),
    ]
}
