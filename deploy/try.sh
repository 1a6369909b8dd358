#!/usr/bin/env bash
# From a fresh machine to a conversation: libraries, build, a short demonstration, then the prompt.
#
# The build is the one that test.sh goes on from; deploy/build.sh makes the smaller and quicker one that is shipped.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/setup.sh
steerco_setup
echo "building (some minutes the first time)"
swift build --product steerco
steerco="$(swift build --show-bin-path)/steerco"

demonstration=$(mktemp -d)
trap 'rm -rf "$demonstration"' EXIT
while IFS= read -r line; do
    printf '\n> %s\n' "$line"
    printf '%s\n' "$line" | "$steerco" --data "$demonstration/steerco.db" --as ana --channel net-refresh \
        --now 2026-11-23T09:00:00Z || true
done < deploy/demonstration.txt

if [ -t 0 ] && [ -t 1 ]; then
    printf '\nYour turn. This store is kept in %s.\n' "${XDG_DATA_HOME:-$HOME/.local/share}/steerco"
    rm -rf "$demonstration"
    exec "$steerco"
fi
