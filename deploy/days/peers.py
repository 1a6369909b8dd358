"""Reads the phrases of deploy/days.sh with dateparser, in each language, and with parsedatetime, in English."""

import datetime
import pathlib
import sys

import dateparser
import parsedatetime


def with_dateparser(phrase, language, now):
    settings = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future"}
    found = dateparser.parse(phrase, languages=[language], settings=settings)
    return found and found.date()


def with_parsedatetime(phrase, language, now):
    found, kind = parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE).parseDT(phrase, now)
    return found.date() if kind.hasDateOrTime else None


def count(file, read, now):
    right = wrong = refused = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) < 2:
            continue
        found = read(columns[0], file.stem, now)
        right += found is not None and found.isoformat() == columns[1]
        wrong += found is not None and found.isoformat() != columns[1]
        refused += found is None
    share = 100 * right / max(1, right + wrong + refused)
    print(f"{file.stem}\tright {right}\twrong {wrong}\trefused {refused}\t{share:.1f} %")


def main():
    now = datetime.datetime.fromisoformat(sys.argv[1] + "T04:30:00")
    files = [pathlib.Path(name) for name in sys.argv[2:]]
    print("== dateparser")
    for file in files:
        count(file, with_dateparser, now)
    print("== parsedatetime")
    for file in files:
        if file.stem == "en":
            count(file, with_parsedatetime, now)


main()
