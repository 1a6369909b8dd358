"""Checks that other programs read what Steerco exports: check.py STEERCO FOLDER. A line for each difference.

A check takes the exports and yields a line for each failure; one for another form is added to CHECKS.
"""

import datetime
import pathlib
import sys

import comparing
import project
import reading
import store


class Exports:
    """The exports of one store, each written when it is first asked for."""

    def __init__(self, steerco, folder):
        self.steerco = steerco
        self.folder = folder
        self.store = store.make(steerco, folder)

    def path(self, form):
        """The export of this form."""
        path = self.folder / f"export.{form}"
        return path if path.exists() else store.export(self.steerco, form, self.store, path)

    def table(self):
        """The delimited export: its heads and rows."""
        return reading.delimited(self.path("csv"))

    def records(self):
        """The rows of the delimited export by id, each by its heads."""
        heads, *rows = self.table()
        return {row["id"]: row for row in (dict(zip(heads, cells)) for cells in rows)}


def delimited(exports):
    """Every record is in the delimited file, as it was said."""
    records = exports.records()
    for record in store.RECORDS:
        row = records.get(record.id)
        if row is None:
            yield f"csv: {record.id} is missing"
            continue
        for field in ("title", "due"):
            if row[field] != getattr(record, field):
                yield f"csv: {field} of {record.id} is {row[field]!r}, not {getattr(record, field)!r}"


def workbook(exports):
    """openpyxl reads the same cells from the workbook as the delimited file has, and dates as dates."""
    sheets = reading.workbook(exports.path("xlsx"))
    rows = next(iter(sheets.values()))
    yield from comparing.tables("xlsx", exports.table(), rows)
    due = rows[0].index("due")
    for row in rows[1:]:
        if row[due] is not None and not isinstance(row[due], datetime.date):
            yield f"xlsx: the due date of {row[0]} is no date: {row[due]!r}"


def libreoffice(exports):
    """LibreOffice reads the same cells from the workbook as the delimited file has."""
    folder = exports.folder / "libreoffice"
    folder.mkdir()
    found = reading.libreoffice(exports.path("xlsx"), folder)
    if found is None:
        print("libreoffice is not installed: not checked", file=sys.stderr)
        return
    shown = [[comparing.lines(cell) for cell in row] for row in exports.table()]
    yield from comparing.tables("libreoffice", shown, found)


def calendar(exports):
    """icalendar reads an event for each milestone that is due, on its day, and no id twice."""
    whole, events = reading.calendar(exports.path("ical"))
    for name in ("PRODID", "VERSION", "METHOD", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        if name not in whole:
            yield f"ical: the calendar has no {name}"
    ids = [str(event["UID"]) for event in events]
    if len(set(ids)) != len(ids):
        yield f"ical: an id stands twice in {ids}"
    by_record = {uid.split("@")[0]: event for uid, event in zip(ids, events)}
    for record in store.RECORDS:
        event = by_record.get(record.id)
        if event is None:
            if record.due is not None and record.id.startswith("M-"):
                yield f"ical: {record.id} is missing"
            continue
        yield from differences(record, event)


def differences(record, event):
    """A line for each thing that an event says otherwise than its record."""
    if record.due is None:
        yield f"ical: {record.id} has no date and is an event"
        return
    day = datetime.date.fromisoformat(record.due)
    if event.decoded("DTSTART") != day:
        yield f"ical: {record.id} begins on {event.decoded('DTSTART')}, not {day}"
    if event.decoded("DTEND") != day + datetime.timedelta(days=1):
        yield f"ical: {record.id} ends on {event.decoded('DTEND')}, not the day after {day}"
    if record.title not in str(event["SUMMARY"]):
        yield f"ical: {record.id} is called {str(event['SUMMARY'])!r}, not {record.title!r}"
    if event.decoded("DTSTAMP").utcoffset() != datetime.timedelta(0):
        yield f"ical: the stamp of {record.id} is not UTC"
    if str(event["TRANSP"]) != "TRANSPARENT":
        yield f"ical: {record.id} takes its day"


def microsoft_project(exports):
    """MPXJ reads from an exported project the dates, floats and links that were taken from its file."""
    source = project.sample(exports.folder)
    path = str(exports.folder / "project.db")
    arguments = ["--data", path, "--project", "RACKS", "--as", "ana"]
    preview = project.said(store.run(exports.steerco, ["import", str(source), *arguments, "--yes", "--format", "json"]))
    out = exports.folder / "project.xml"
    store.run(exports.steerco, ["export", "mspdi", *arguments, "--out", str(out)])
    try:
        dates, waits = project.read(out)
        _, links = project.read(source)
    except ImportError as problem:
        print(f"mpxj is not there: not checked ({problem})", file=sys.stderr)
        return
    if waits != links:
        yield f"mspdi: the links are {waits}, not {links}"
    for uid, (start, finish, slack) in preview.items():
        if start is None:
            continue
        found = dates.get(uid)
        if found is None or found[:2] != (start, finish):
            yield f"mspdi: task {uid} is {found}, not from {start} to {finish}"
        elif slack is not None and found[2] is not None and abs(found[2] - slack) > 1e-6:
            yield f"mspdi: task {uid} has {found[2]} days of float, not {slack}"


def told(problem):
    """What was raised, in one line."""
    return " ".join(f"{type(problem).__name__}: {problem}".split())


CHECKS = [delimited, workbook, libreoffice, calendar, microsoft_project]


def main():
    steerco, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    failures = 0
    try:
        exports = Exports(steerco, folder)
    except Exception as problem:
        print(f"store: {told(problem)}")
        return 1
    for check in CHECKS:
        try:
            found = list(check(exports))
        # Whatever a reader raises at a file is a file that it does not read.
        except Exception as problem:
            found = [f"{check.__name__}: {told(problem)}"]
        for line in found:
            print(line)
        failures += len(found)
    print(f"{len(CHECKS)} checks, {failures} differences", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
