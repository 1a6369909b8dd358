"""Reads files as other programs do. A table is a list of rows of values: text, a number, a day, or None."""

import csv
import datetime
import re
import shutil
import subprocess

import icalendar
import openpyxl

# What makes a spreadsheet reckon with a cell, after blanks that it skips.
BLANKS = " \u00a0\u200b\u200c\u200d\u2060\ufeff"
DANGERS = "=+\\-@\uff1d\uff0b\uff0d\uff20\t\r"
GUARDED = re.compile(f"(?:^|(?<=\n)|(?<=\r)(?!\n))'('*[{BLANKS}]*[{DANGERS}])")
NUMBER = re.compile(r"'*[ \u00a0]*[+-]?[0-9][0-9.,]*[ \u00a0]*%?[ \u00a0]*")
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def restored(cell):
    """The text of a cell without the apostrophes that keep it from being a formula."""
    return cell if NUMBER.fullmatch(cell) else GUARDED.sub(r"\1", cell)


def delimited(path):
    """The rows of a delimited file; all cells are text, None where there is nothing."""
    with open(path, encoding="utf-8", newline="") as file:
        return [[restored(cell) if cell else None for cell in row] for row in csv.reader(file, strict=True)]


def workbook(path):
    """The sheets of a workbook as openpyxl reads them."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[value_of(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def value_of(cell):
    """The value of a cell of openpyxl, which leaves escapes to its caller."""
    if cell.data_type == "f":
        raise ValueError(f"{cell.coordinate} is a formula: {cell.value}")
    if cell.hyperlink is not None:
        raise ValueError(f"{cell.coordinate} is a link: {cell.value}")
    if isinstance(cell.value, str):
        return ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), cell.value)
    return cell.value.date() if isinstance(cell.value, datetime.datetime) else cell.value


def libreoffice(path, folder):
    """The rows of a workbook's first sheet as LibreOffice writes them; None when the system has none."""
    program = shutil.which("libreoffice") or shutil.which("soffice")
    if program is None:
        return None
    # Commas, quotes, UTF-8; cells as they are shown.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    written = folder / f"{path.stem}.csv"
    if not written.exists():
        raise ValueError(f"LibreOffice wrote no file: {done.stdout.strip()} {done.stderr.strip()}")
    with open(written, encoding="utf-8", newline="") as file:
        return [[cell or None for cell in row] for row in csv.reader(file)]


def calendar(path):
    """The name of a calendar and its events as icalendar reads them. Raises where a line breaks the form."""
    data = path.read_bytes()
    if b"\n" in data.replace(b"\r\n", b""):
        raise ValueError("a line ends without CRLF")
    for number, line in enumerate(data.split(b"\r\n"), 1):
        line.decode("utf-8")
        if len(line) > 75:
            raise ValueError(f"line {number} has {len(line)} bytes")
    whole = icalendar.Calendar.from_ical(data)
    if whole.errors:
        raise ValueError(f"icalendar found errors: {whole.errors}")
    return whole, whole.walk("VEVENT")
