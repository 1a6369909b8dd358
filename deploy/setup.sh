#!/usr/bin/env bash
# Installs the system libraries Steerco needs, once; sourced or run by try.sh, test.sh and bench.sh.
set -euo pipefail

steerco_setup() {
    local missing=()
    local package
    for package in libcurl4-openssl-dev libsqlite3-dev libedit-dev libexpat1-dev libcsv-dev libzip-dev zlib1g-dev libxlsxwriter-dev libical-dev libjemalloc-dev nettle-dev tzdata "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    if [ "${#missing[@]}" -gt 0 ]; then
        echo "installing ${missing[*]}"
        local sudo=""
        [ "$(id -u)" = 0 ] || sudo="sudo"
        $sudo apt-get update -qq
        DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    fi
    if ! command -v swift >/dev/null; then
        echo "Swift 6.2 or later is needed: https://www.swift.org/install" >&2
        return 1
    fi
}
