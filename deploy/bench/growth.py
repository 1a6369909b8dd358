#!/usr/bin/env python3
"""Times each command in a running process on a store and on one with 100 times the records, and prints the ratio.

    growth.py STEERCO [COUNT]     COUNT records in the small store (1,000)

Records of all kinds stand in 10 projects in both stores, a tenth of them late; there are 100 records to a person. A command
is sent and its answer read before the next, ROUNDS times, in turn with what stands after a `|`; the median is told, in microseconds with the pipe's own. What
lists or searches everything comes last, and may grow.
"""
import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 31
WORDS = "prepare order rack cable switch site visit plan test report budget firewall vendor".split()
COMMANDS = [
    "/status P1", "/brief exec", "/why P1 top:5", '/risk P1 "Racks late" p:40% i:4', "/task Prepare cutover due:fri",
    "/risk show R-4", "/history T-5", "/assign T-7 @ana | /unassign T-7", "/task @ana Call the vendor", "/blocker Cable cut blocks T-9", "/whoami", "/undo",
    "/depends T-11 on T-12 | /undo", "/decision Use two racks", "/help", "/project show P1", "T-15", "/risk matrix",
    "/milestone list top:5", "/risk list top:5", "/task list top:5", "/status set amber because racks",
]
LISTING = ["/changes since:yesterday", "/why P1", "/today", "/ready", "/search cutover"]


def handle(number):
    """A name that is like no other, so that none is taken for a slip of the pen."""
    digits = hashlib.md5(str(number).encode()).hexdigest()[:10]
    return "p" + digits.translate(str.maketrans("0123456789", "ghijklmnop"))


def script(count):
    dice = random.Random(7)
    people = max(10, count // 100)
    for project in range(1, 11):
        yield f"/project new P{project} Project {project}"
    yield "/here P1"
    for number in range(1, people + 1):
        yield f"/person link @{handle(number)} slack:T1/U{number}"
    for number in range(count):
        day = dice.randint(-3, 27)
        due = f"2026-11-{30 + day:02d}" if day < 0 else f"2026-12-{day + 1:02d}"
        title = f'"{" ".join(dice.choice(WORDS) for _ in range(3))} {number}"'
        rest = f"project:P{dice.randint(1, 10)} owner:@{handle(dice.randint(1, people))}"
        kind = dice.random()
        if kind < 0.6:
            yield f"/task {title} {rest} due:{due}"
        elif kind < 0.75:
            yield f"/risk {title} {rest} p:{dice.randint(1, 5)} i:{dice.randint(1, 5)}"
        elif kind < 0.8:
            yield f"/milestone {title} {rest} due:{due}"
        elif kind < 0.85:
            yield f"/blocker {title} {rest} severity:{dice.choice(['low', 'high'])}"
        else:
            yield f"/action {title} {rest} due:{due}"


# Whoever speaks first is admin: nothing that is set for a server around us may say otherwise.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("STEERCO_")}


class Bot:
    def __init__(self, steerco, data, count):
        def command(now):
            return [steerco, "--data", data, "--as", "ana", "--channel", "net", "--format", "json", "--now", now]

        filled = subprocess.run(
            command("2026-12-02T10:00:00Z"), input="\n".join(script(count)).encode(), stdout=subprocess.PIPE,
            env=ENVIRONMENT)
        refused = [line for line in filled.stdout.decode().splitlines() if '"done"' not in line]
        if refused:
            sys.exit(f"{len(refused)} lines were refused, the first: {refused[0]}")
        # All on one core: what is timed is the command, not the waking of another core.
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        self.process = subprocess.Popen(
            command("2026-12-03T10:00:00Z"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=ENVIRONMENT)

    def median(self, line):
        times = []
        said = line.split(" | ")
        for number in range(ROUNDS):
            start = time.perf_counter()
            self.process.stdin.write(said[number % len(said)].encode() + b"\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
            times.append(time.perf_counter() - start)
        return statistics.median(times) * 1e6, json.loads(answer)["outcome"]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def main():
    steerco = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    with tempfile.TemporaryDirectory() as work:
        small, large = (Bot(steerco, os.path.join(work, f"{n}.db"), n) for n in (count, 100 * count))
        for command in COMMANDS + LISTING:
            (few, _), (many, outcome) = small.median(command), large.median(command)
            mark = " lists everything" if command in LISTING else " OVER TWICE" if many > 2 * few else ""
            print(f"{command:34} {few:7.0f} us {many:8.0f} us  x{many / few:5.1f}  {outcome}{mark}", flush=True)
        small.close()
        large.close()


main()
