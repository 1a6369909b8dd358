#!/usr/bin/env bash
# Mutation fuzz of the language, of the webhook bodies, of the store's file (1,000 flipped bytes, 1,000 rows of another type) and
# of every reader of files (100,000 damaged ones): deploy/fuzz.sh [INPUTS], 10 million unless said.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/setup.sh
steerco_setup
STEERCO_FUZZ="${1:-10000000}" swift test -c release -Xswiftc -enable-testing --disable-xctest --filter 'Fuzz|ProgramFilesTests' --scratch-path .build-fuzz
