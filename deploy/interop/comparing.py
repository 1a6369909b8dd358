"""What differs between a table as delimited text and the same table as another program read it."""

import datetime
import itertools


def same(text, value):
    """Whether a cell says the same as the text of a delimited file."""
    if text is None or value is None:
        return text is None and value is None
    if isinstance(value, datetime.date):
        return value.isoformat() == text
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            # A workbook holds 15 digits.
            return abs(float(text) - value) <= 1e-14 * max(1, abs(value))
        except ValueError:
            return False
    return value == text


def lines(text):
    """Text as a program shows it that keeps one kind of line end."""
    return text if text is None else text.replace("\r\n", "\n").replace("\r", "\n")


def tables(name, expected, found):
    """A line for each cell that differs; rows that hold nothing at their end do not."""
    for number, (one, other) in enumerate(itertools.zip_longest(expected, found, fillvalue=()), 1):
        for column, (text, value) in enumerate(itertools.zip_longest(one, other), 1):
            if not same(text, value):
                yield f"{name}: row {number}, column {column} is {value!r}, not {text!r}"
