"""Projects of Microsoft Project: what MPXJ reads from what Steerco writes, beside what Steerco itself says of it."""

import json

SAMPLE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>sample.xml</Name><Title>Sample</Title>
<StartDate>2026-01-05T08:00:00</StartDate><Tasks>
{tasks}
</Tasks><Resources><Resource><UID>1</UID><ID>1</ID><Name>Anna Meier</Name><Type>1</Type></Resource></Resources>
<Assignments><Assignment><UID>1</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units>
<Work>PT16H0M0S</Work></Assignment></Assignments></Project>
"""


def task(uid, hours, level=1, more="", waits=()):
    """A row of the table of tasks; `waits` are (uid, type, lag in tenths of a minute or per cent, its format)."""
    links = "".join(
        f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type><CrossProject>0</CrossProject>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{form}</LagFormat></PredecessorLink>"
        for uid, kind, lag, form in waits)
    return (
        f"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>task {uid} &lt;é&gt;</Name><OutlineLevel>{level}</OutlineLevel>"
        f"<Duration>PT{hours}H0M0S</Duration><DurationFormat>7</DurationFormat>{more}{links}</Task>")


SNET = "<ConstraintType>4</ConstraintType><ConstraintDate>2026-01-20T08:00:00</ConstraintDate>"
TASKS = [
    task(1, 0), task(2, 16, 2), task(3, 24, 2, waits=[(2, 1, 4800, 7)]),
    task(4, 8, waits=[(3, 3, 50, 19)]), task(5, 40, more=SNET), task(6, 8, waits=[(5, 0, 0, 7), (4, 1, -4800, 7)]),
    task(7, 0, more="<Milestone>1</Milestone>", waits=[(3, 1, 14400, 8), (6, 1, 0, 7)]),
    task(8, 8, more="<Active>0</Active>"),
    task(9, 16, more="<Manual>1</Manual><ManualStart>2026-01-13T08:00:00</ManualStart>"
                     "<ManualFinish>2026-01-14T17:00:00</ManualFinish>"),
]


def sample(folder):
    """Writes the sample and returns its path."""
    path = folder / "sample.xml"
    path.write_text(SAMPLE.format(tasks="\n".join(TASKS)), encoding="utf-8")
    return path


def said(text):
    """What a preview says of each task: its start, finish and total float in days, by UID."""
    return {
        row["uid"]: (row.get("start"), row.get("finish"), row.get("total_float"))
        for row in json.loads(text)["tasks"]}


def read(path):
    """What MPXJ reads of each task: the same, and what it waits for; active tasks only."""
    import jpype
    import jpype.imports  # noqa: F401
    import mpxj  # noqa: F401  its jars are put on the path

    if not jpype.isJVMStarted():
        jpype.startJVM()
    from org.mpxj import TimeUnit
    from org.mpxj.reader import UniversalProjectReader

    project = UniversalProjectReader().read(str(path))
    properties = project.getProjectProperties()
    dates, waits = {}, {}
    for row in project.getTasks():
        uid = int(row.getUniqueID() or 0)
        if uid == 0 or not row.getActive():
            continue
        slack = row.getTotalSlack()
        days = float(slack.convertUnits(TimeUnit.DAYS, properties).getDuration()) if slack is not None else None
        dates[uid] = (str(row.getStart()), str(row.getFinish()), days)
        waits[uid] = sorted(
            (int(link.getPredecessorTask().getUniqueID()), str(link.getType()), str(link.getLag()))
            for link in row.getPredecessors())
    return dates, waits
