#!/usr/bin/env bash
# Shows that other programs read what Steerco exports: deploy/interop.sh STEERCO. A store is made and exported by the program
# at the path STEERCO; openpyxl, icalendar, MPXJ and, when present, LibreOffice say what they read, value by value.
# MPXJ needs Java.
# A line for each difference, and an exit status that is not 0 when there is one. LIMIT is the most seconds, 300 unless said.
set -euo pipefail
[ $# -eq 1 ] || { sed -n '2,5s/^# //p' "$0"; exit 2; }
[ -x "$1" ] || { echo "there is no program at $1" >&2; exit 2; }
steerco=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" || { echo "a virtualenv of Python is needed (apt: python3-venv)" >&2; exit 2; }
timeout 120 "$work/venv/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5 icalendar==7.3.2 \
    mpxj==16.10.0 jpype1==1.7.1
status=0
# What is still running when the time is over, LibreOffice among it, is in the group that timeout ends.
timeout --kill-after=5 "${LIMIT:-300}" "$work/venv/bin/python" -B "$here/interop/check.py" "$steerco" "$work" || status=$?
[ "$status" -ne 124 ] || echo "the checks were not done in ${LIMIT:-300} seconds"
exit "$status"
