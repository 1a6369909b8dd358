#!/usr/bin/env bash
# Measures Steerco beside its peers in the same run: signed durable commands over HTTP against slack-bolt under gunicorn,
# one-shot commands against Taskwarrior, each command as the records grow (deploy/bench/growth.py), then the planning
# library (deploy/bench/planning.sh). Every figure is the median of RUNS runs with the least and the most.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/setup.sh
steerco_setup wrk taskwarrior python3-venv
runs=${RUNS:-5}
work=$(mktemp -d)
server_pids=()
finish() {
    for pid in "${server_pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT

echo "building"
steerco="$(deploy/build.sh)"
venv=.build-bench/venv
[ -x "$venv/bin/gunicorn" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install -q slack-bolt flask gunicorn; }
export STEERCO_SLACK_SIGNING_SECRET=8f742231b10e8888abcd99yyyzzz85a5 STEERCO_ADMIN=slack:T1/U1

spread() { sort -n | awk '{v[NR]=$1} END {printf "%s (%s to %s)", v[int((NR+1)/2)], v[1], v[NR]}'; }

wait_for() { for _ in $(seq 100); do curl -s -o /dev/null "http://127.0.0.1:$1/" && return; sleep 0.1; done; }

echo
echo "== signed, durable slash commands over HTTP, in turn; wrk with 2 threads, 4 s"
next=1
slash() { # port count connections [milliseconds of rest]: req/s, p50 ms, p99 ms, errors
    python3 deploy/bench/sign.py "$STEERCO_SLACK_SIGNING_SECRET" "$2" "$next" > "$work/requests"
    next=$((next + $2))
    BENCH_REQUESTS="$work/requests" BENCH_REST="${4:-0}" \
        wrk -t2 -c"$3" -d4s -s deploy/bench/slash.lua "http://127.0.0.1:$1" | awk '/^RESULT/ {print $2, $3, $4, $5}'
}
column() { awk -v n="$1" '{print $n}' "$2" | spread; }
line() { # label results
    printf '%-11s req/s %s   p50 ms %s   p99 ms %s   errors %s\n' "$1" \
        "$(column 1 "$2")" "$(column 2 "$2")" "$(column 3 "$2")" "$(awk '{s+=$4} END {print s}' "$2")"
}
printf '/project new NET\n' | "$steerco" --data "$work/http.db" --as setup >/dev/null
"$steerco" serve --listen 127.0.0.1:18080 --data "$work/http.db" 2>"$work/serve.log" &
server_pids+=($!)
wait_for 18080
echo "memory of serve, idle: $(awk '/VmRSS/ {printf "%.1f MiB", $2/1024}' "/proc/${server_pids[0]}/status")"
python3 - <<PY
import hashlib, hmac, time, urllib.parse, urllib.request
def say(command, text, trigger):
    body = urllib.parse.urlencode({"team_id":"T1","channel_id":"C1","channel_name":"net","user_id":"U1","user_name":"ana","command":command,"text":text,"trigger_id":trigger}).encode()
    now = str(int(time.time()))
    mac = hmac.new(b"$STEERCO_SLACK_SIGNING_SECRET", f"v0:{now}:".encode() + body, hashlib.sha256).hexdigest()
    urllib.request.urlopen(urllib.request.Request("http://127.0.0.1:18080/hooks/slack", body, {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": "v0=" + mac, "Content-Type": "application/x-www-form-urlencoded"})).read()
say("/pm", "here NET", "setup")
PY
python3 - "$work/bolt.db" <<PY
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("PRAGMA journal_mode = WAL")
database.execute("CREATE TABLE risk (id INTEGER PRIMARY KEY, trigger_id TEXT UNIQUE, title TEXT)")
PY
BENCH_DB="$work/bolt.db" PYTHONPATH=deploy/bench "$venv/bin/gunicorn" -w 2 -b 127.0.0.1:18081 bolt_app:app 2>"$work/bolt.log" &
server_pids+=($!)
wait_for 18081
for connections in 32 128 256; do
    : > "$work/ours.$connections"; : > "$work/theirs.$connections"
    for _ in $(seq "$runs"); do
        slash 18080 160000 "$connections" >> "$work/ours.$connections"
        slash 18081 20000 "$connections" >> "$work/theirs.$connections"
    done
    echo "$connections connections"
    line steerco "$work/ours.$connections"
    line slack-bolt "$work/theirs.$connections"
    paste "$work/ours.$connections" "$work/theirs.$connections" | awk '{printf "%.1f\n", $1 / $5}' | spread | sed 's/^/            times the peer: /;s/$/\n/'
done
# What each can take: at the number of connections that suits it best, run by run.
best() { paste "$work/$1.32" "$work/$1.128" "$work/$1.256" | awk '{b = $1; if ($5 > b) b = $5; if ($9 > b) b = $9; print b}'; }
best ours > "$work/ours.best"
best theirs > "$work/theirs.best"
echo "each at its best number of connections"
echo "steerco     req/s $(column 1 "$work/ours.best")"
echo "slack-bolt  req/s $(column 1 "$work/theirs.best")"
paste "$work/ours.best" "$work/theirs.best" | awk '{printf "%.1f\n", $1 / $2}' | spread | sed 's/^/            times the peer: /;s/$/\n/'
# Each connection rests after an answer, of about a millisecond, so that half the requests come.
rest="$(sort -n "$work/ours.32" | awk '{v[NR]=$1} END {printf "%.0f", 64 * 1000 / v[int((NR+1)/2)] - 1}')"
[ "$rest" -ge 1 ] || rest=1
: > "$work/half"
for _ in $(seq "$runs"); do slash 18080 80000 32 "$rest" >> "$work/half"; done
echo "about half load: 32 connections, each rests $rest ms on average after an answer"
line steerco "$work/half"
kill "${server_pids[@]}" 2>/dev/null || true
wait 2>/dev/null || true
server_pids=()
"$steerco" verify --data "$work/http.db"

echo
echo "== in one process, from text to reply"
desk="$(deploy/build.sh desk-benchmarks)"
"$desk" "$work/desk.db" "$runs"

echo
echo "== one command in a pipe, cold, ms (20 times each)"
cold() { # command... ; reads standard input from $work/line
    for _ in $(seq 20); do
        local start end
        start=$(date +%s%N)
        "$@" < "$work/line" >/dev/null 2>&1 || true
        end=$(date +%s%N)
        awk -v a="$start" -v b="$end" 'BEGIN {printf "%.1f\n", (b - a) / 1e6}'
    done | spread
}
export TASKRC="$work/taskrc" TASKDATA="$work/task"
printf 'data.location=%s\nconfirmation=no\nverbose=nothing\n' "$work/task" > "$TASKRC"
mkdir -p "$work/task"
fill() { # count
    awk -v n="$1" 'BEGIN {for (i = 1; i <= n; i++) printf "/task Prepare number %d due:fri\n", i}' > "$work/lines"
    "$steerco" --data "$work/one.db" --as ana --channel net < "$work/lines" >/dev/null
    awk -v n="$1" 'BEGIN {print "["; for (i = 1; i <= n; i++) printf "%s{\"description\":\"Prepare number %d\",\"status\":\"pending\",\"entry\":\"20261123T090000Z\"}", (i > 1 ? "," : ""), i; print "]"}' > "$work/import.json"
    task import "$work/import.json" >/dev/null 2>&1
}
compare() { # label
    echo '/task Prepare cutover' > "$work/line"
    printf '%-14s add   steerco %s   task add %s\n' "$1" "$(cold "$steerco" --data "$work/one.db" --as ana --channel net)" "$(cold task add Prepare cutover)"
    echo '/task list top:20' > "$work/line"
    printf '%-14s list  steerco %s   task list %s\n' "$1" "$(cold "$steerco" --data "$work/one.db" --as ana --channel net)" "$(cold task list limit:20)"
}
printf '/project new NET\n/here NET\n' | "$steerco" --data "$work/one.db" --as ana --channel net >/dev/null
compare "empty store"
fill 10000
compare "10,000 items"

echo
echo "== replay: the store of 10,000 items without its snapshots"
start=$(date +%s%N)
"$steerco" verify --data "$work/one.db"
awk -v a="$start" -v b="$(date +%s%N)" 'BEGIN {printf "verify (hash, replay and integrity check): %.0f ms\n", (b - a) / 1e6}'

echo
echo "== one command as the records grow from 1,000 to 100,000"
deploy/bench/growth.py "$steerco"

echo
deploy/bench/planning.sh
