#!/usr/bin/env bash
# Sets up and runs every check: format, build with warnings as errors, all tests.
#   deploy/test.sh            what CI runs
#   deploy/test.sh --full     adds thread sanitizer, the release build and the long torture runs
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/setup.sh
steerco_setup

full=false
[ "${1:-}" = "--full" ] && full=true

echo "== format"
swift format lint --strict --recursive --parallel Package.swift Sources Tests

echo "== build, warnings are errors"
swift build --build-tests

echo "== tests"
swift test --skip-build --disable-xctest

if $full; then
    echo "== torture"
    STEERCO_TORTURE=full swift test --skip-build --disable-xctest --filter 'Torture|NetworkProperty'
    echo "== thread sanitizer"
    swift test --disable-xctest --sanitize=thread --scratch-path .build-tsan
    echo "== release build"
    binary="$(deploy/build.sh)"
    for zone in Europe/Berlin America/New_York; do
        printf '/person zone %s\n/whoami\n' "$zone" | "$binary" --data :memory: --as ana
    done
    ldd "$binary"
    echo "== the program as shipped, from end to end"
    STEERCO_BINARY="$binary" swift test --skip-build --disable-xctest --filter EndToEnd
    size=$(stat -c %s "$binary")
    [ "$size" -lt 60000000 ] || { echo "the shipped program has $size bytes, more than 60 MB" >&2; exit 1; }
fi
