"""The peers of the planning benchmarks on the same files: plan_peers.py network|forecast|search FILE RUNS."""

import json
import sys
import time


def spread(times):
    times = sorted(t * 1000 for t in times)
    return f"{times[len(times) // 2]:.1f} ({times[0]:.1f} to {times[-1]:.1f})"


def network(path, runs):
    import networkx

    tasks = json.load(open(path))["tasks"]
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        graph = networkx.DiGraph()
        graph.add_nodes_from((t["id"], {"d": t["duration"]}) for t in tasks)
        graph.add_edges_from((link, t["id"]) for t in tasks for link in t.get("links", []))
        order = list(networkx.topological_sort(graph))
        length = {t["id"]: t["duration"] for t in tasks}
        early = {}
        for node in order:
            early[node] = max((early[p] + length[p] for p in graph.pred[node]), default=0)
        end = max(early[n] + length[n] for n in order)
        late = {}
        for node in reversed(order):
            late[node] = min((late[s] for s in graph.succ[node]), default=end) - length[node]
        times.append(time.perf_counter() - began)
    print(f"networkx {networkx.__version__}: solve ms {spread(times)}   finish {end} days")


def forecast(path, runs):
    import numpy

    tasks = json.load(open(path))["tasks"]
    index = {t["id"]: i for i, t in enumerate(tasks)}
    before = [[index[link] for link in t.get("links", [])] for t in tasks]
    trials = 10_000
    times = []
    for run in range(runs):
        began = time.perf_counter()
        random = numpy.random.default_rng(run)
        finish = numpy.zeros((len(tasks), trials), dtype=numpy.float32)
        for i, task in enumerate(tasks):
            e = task["estimate"]
            width = e["most"] - e["least"]
            mode = (e["likely"] - e["least"]) / width
            lengths = e["least"] + width * random.beta(1 + 4 * mode, 5 - 4 * mode, trials)
            start = finish[before[i]].max(axis=0) if before[i] else 0
            finish[i] = start + lengths
        end = finish.max(axis=0)
        p80 = numpy.quantile(end, 0.8)
        times.append(time.perf_counter() - began)
    print(f"numpy {numpy.__version__}: 10,000 trials ms, forward pass only {spread(times)}   P80 {p80:.1f} days")


def search(path, runs):
    from ortools.sat.python import cp_model
    import ortools

    words = list(map(int, open(path).read().split()))
    count, resources = words[0], words[1]
    capacities = words[2 : 2 + resources]
    at = 2 + resources
    model = cp_model.CpModel()
    rows = []
    for _ in range(count):
        duration, needs, after = words[at], words[at + 1 : at + 1 + resources], words[at + 1 + resources]
        at += 2 + resources
        rows.append((duration, needs, words[at : at + after]))
        at += after
    horizon = sum(r[0] for r in rows)
    starts = [model.new_int_var(0, horizon, f"s{i}") for i in range(count)]
    intervals = [model.new_fixed_size_interval_var(starts[i], rows[i][0], f"i{i}") for i in range(count)]
    for i, (duration, _, after) in enumerate(rows):
        for s in after:
            model.add(starts[s - 1] >= starts[i] + duration)
    for r in range(resources):
        users = [i for i in range(count) if rows[i][1][r] > 0]
        model.add_cumulative([intervals[i] for i in users], [rows[i][1][r] for i in users], capacities[r])
    model.minimize(starts[-1])
    results = []
    for limit in (0.15, 2.0):
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = limit
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        began = time.perf_counter()
        status = solver.solve(model)
        took = time.perf_counter() - began
        found = int(solver.objective_value) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
        proven = " (optimal)" if status == cp_model.OPTIMAL else ""
        results.append(f"{found}{proven} in {took * 1000:.0f} ms")
    print(f"OR-Tools {ortools.__version__}, one worker: makespan " + ", ".join(results))


if __name__ == "__main__":
    {"network": network, "forecast": forecast, "search": search}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
