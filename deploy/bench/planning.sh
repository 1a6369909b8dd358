#!/usr/bin/env bash
# The planning library beside networkx, numpy, OR-Tools and TaskJuggler on the same files in the same run.
#   RCPSP_DIR=... adds the quality on published instances (a folder of .rcp files with known.csv)
set -euo pipefail
cd "$(dirname "$0")/../.."
. deploy/setup.sh
steerco_setup tj3 python3-venv
runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
deploy/build.sh planning-benchmarks
bin=$(dirname "$(deploy/build.sh)")
venv=.build-bench/planning
[ -f "$venv/ready" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install -q networkx numpy ortools && touch "$venv/ready"; }
# Settings that some systems make for older numeric libraries slow a current numpy down.
peer() { env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE "$venv/bin/python" deploy/bench/plan_peers.py "$@"; }
python3 deploy/bench/plans.py "$work"

echo "== 100,000 tasks, 200,000 links (one core; every figure: median, least to most, of $runs runs)"
taskset -c 0 "$bin/planning-benchmarks" network "$work/network-100000.json" "$runs"
echo "the same with two calendars, dates and deadlines:"
taskset -c 0 "$bin/planning-benchmarks" network "$work/network-100000-mixed.json" "$runs"
taskset -c 0 env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE "$venv/bin/python" deploy/bench/plan_peers.py network "$work/network-100000.json" 3
echo "== 1,000 tasks as whole processes, ms"
whole() { for _ in $(seq "$runs"); do
    local start; start=$(date +%s%N); "$@" >/dev/null 2>&1 || echo "failed: $1" >&2
    awk -v a="$start" -v b="$(date +%s%N)" 'BEGIN {printf "%.1f\n", (b - a) / 1e6}'
done | sort -n | awk '{v[NR]=$1} END {printf "%s (%s to %s)\n", v[int((NR+1)/2)], v[1], v[NR]}'; }
echo "steerco plan network $(whole "$bin/steerco" plan network "$work/network-1000.json")"
( cd "$work" && runs=2 && echo "tj3 $(tj3 --version 2>/dev/null | awk 'NR==1{print $NF}') $(whole tj3 --silent network-1000.tjp)" )
echo "== 10,000 trials of 1,000 tasks with beta-PERT durations"
"$bin/planning-benchmarks" forecast "$work/network-1000.json" "$runs"
peer forecast "$work/network-1000.json" 3
echo "== 120 activities, 4 resources (one core)"
taskset -c 0 "$bin/planning-benchmarks" search "$work/instance-120.rcp" "$runs"
peer search "$work/instance-120.rcp" 1
if [ -n "${RCPSP_DIR:-}" ]; then
    echo "== published instances, 5,000 counted schedules, seed 1"
    "$bin/planning-benchmarks" quality "$RCPSP_DIR" 5000 1
fi
