#!/usr/bin/env bash
# Reads phrases for days and prints, for each language, how many are right, wrong and refused, beside dateparser and
# parsedatetime: deploy/days.sh FILE.... A file is called after its language (en.tsv); a line is a phrase, a tab, the day.
# TODAY is the day the phrases are said on, 2013-02-12 unless said.
set -euo pipefail
[ $# -gt 0 ] || { sed -n '2,4s/^# //p' "$0"; exit 2; }
today=${TODAY:-2013-02-12}
files=()
for file in "$@"; do files+=("$(realpath "$file")"); done
cd "$(dirname "$0")/.."
. deploy/setup.sh
steerco_setup python3-venv
swift build --product day-corpora >&2
venv=.build-bench/days
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q dateparser==1.2.2 parsedatetime==2.6
echo "== steerco"
"$(swift build --show-bin-path)/day-corpora" "$today" "${files[@]}"
"$venv/bin/python" deploy/days/peers.py "$today" "${files[@]}"
