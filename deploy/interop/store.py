"""A store with records whose text is awkward for a file, and its exports."""

import dataclasses
import os
import subprocess

NOW = "2026-11-23T09:00:00Z"


@dataclasses.dataclass(frozen=True)
class Record:
    """What is said of a record; its id is what the store gives it."""

    id: str
    title: str
    command: str
    due: str | None = None


RECORDS = [
    Record("M-1", "=Cutover, première; 100 %", '/milestone "=Cutover, première; 100 %" due:2026-12-04', "2026-12-04"),
    Record("M-2", "日本語" * 30 + " go live", f'/milestone "{"日本語" * 30} go live" due:2026-12-31', "2026-12-31"),
    Record("M-3", "👩‍👩‍👧" * 9, f'/milestone "{"👩‍👩‍👧" * 9}" due:2028-02-28', "2028-02-28"),
    Record("T-1", "@racks https://example.org/x", '/task "@racks https://example.org/x" due:2026-11-27', "2026-11-27"),
    Record("T-2", "+49 30 is called", '/task "+49 30 is called"'),
    Record("T-3", "-4 %", '/task "-4 %"'),
    Record("T-4", "'=twice", "/task \"'=twice\""),
    Record("T-5", "007", '/task "007"'),
    Record("T-6", "_x0041_ stays", '/task "_x0041_ stays"'),
    Record("R-1", "Vendor may slip, again", '/risk "Vendor may slip, again" p4 i5'),
]


def run(steerco, arguments, said=""):
    """Runs the program and returns what it prints. It reads no configuration but these arguments."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STEERCO_")}
    done = subprocess.run(
        [steerco, *arguments], input=said, capture_output=True, text=True, timeout=60, check=False, env=environment)
    if done.returncode != 0:
        raise ValueError(f"steerco {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def make(steerco, folder):
    """Makes the store and returns its path. Raises where a record did not become the one expected."""
    path = str(folder / "steerco.db")
    commands = ['/project new NET "Network refresh"', "/here NET"] + [record.command for record in RECORDS]
    for command in commands:
        arguments = ["--data", path, "--as", "ana", "--channel", "net", "--now", NOW]
        answer = run(steerco, arguments, command + "\n")
        expected = [record.id for record in RECORDS if record.command == command]
        if expected and not answer.startswith(expected[0]):
            raise ValueError(f"{command} made no {expected[0]}: {answer.strip()}")
    return path


def export(steerco, form, store, out):
    """Writes an export of the store to the path."""
    run(steerco, ["export", form, "--data", store, "--project", "NET", "--as", "ana", "--out", str(out)])
    return out
