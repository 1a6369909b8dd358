"""Writes the plans that the planning benchmarks run on: plans.py DIR. The same files every time."""

import json
import random
import sys


def network(count, spread, estimates):
    tasks = []
    for i in range(count):
        days = random.randint(1, 10)
        task = {"id": f"t{i}", "duration": days}
        if estimates:
            task["estimate"] = {"least": days * 0.6, "likely": days, "most": days * random.uniform(1.3, 2.2)}
        if i > 0:
            task["links"] = sorted({f"t{random.randint(max(0, i - spread), i - 1)}" for _ in range(2)})
        tasks.append(task)
    return {"start": "2026-11-23", "tasks": tasks}


def mixed(plan):
    """The same plan with a calendar of two shifts for a tenth, and dates and deadlines on some."""
    days = ["mon", "tue", "wed", "thu", "fri", "sat"]
    plan["calendars"] = {"shifts": {"week": {day: ["06:00-14:00", "14:30-22:00"] for day in days}}}
    for task in plan["tasks"]:
        chance = random.random()
        if chance < 0.1:
            task["calendar"] = "shifts"
        elif chance < 0.12:
            task["deadline"] = "2040-01-31"
        elif chance < 0.14:
            task["constraint"] = {"kind": "start_no_earlier_than", "date": "2027-03-01"}
    return plan


def instance(activities, resources):
    durations = [0] + [random.randint(1, 10) for _ in range(activities)] + [0]
    successors = [[] for _ in durations]
    for j in range(1, activities + 1):
        for i in {random.randint(max(0, j - 12), j - 1) for _ in range(2)}:
            successors[i].append(j)
    for j in range(activities + 1):
        successors[j].append(activities + 1)
    lines = [f"{activities + 2} {resources}", " ".join(["18"] * resources)]
    for duration, after in zip(durations, successors):
        needs = [random.randint(0, 9) if duration else 0 for _ in range(resources)]
        lines.append(" ".join(map(str, [duration, *needs, len(after), *[s + 1 for s in after]])))
    return "\n".join(lines) + "\n"


def taskjuggler(plan):
    lines = ['project p "p" 2026-11-23 +20y { timezone "UTC" }']
    for task in plan["tasks"]:
        after = ", ".join("!" + link for link in task.get("links", []))
        depends = f" depends {after}" if after else " start 2026-11-23-09:00"
        lines.append(f'task {task["id"]} "{task["id"]}" {{ duration {task["duration"]}d{depends} }}')
    return "\n".join(lines) + '\ntaskreport "out" { formats csv columns id, start, end }\n'


if __name__ == "__main__":
    folder = sys.argv[1]
    random.seed(7)
    with open(f"{folder}/network-100000.json", "w") as file:
        large = network(100_000, 2000, False)
        json.dump(large, file)
    thousand = network(1000, 30, True)
    with open(f"{folder}/network-1000.json", "w") as file:
        json.dump(thousand, file)
    with open(f"{folder}/network-1000.tjp", "w") as file:
        file.write(taskjuggler(thousand))
    with open(f"{folder}/instance-120.rcp", "w") as file:
        file.write(instance(120, 4))
    with open(f"{folder}/network-100000-mixed.json", "w") as file:
        json.dump(mixed(large), file)
