# SPDX-License-Identifier: MIT
# For tests/pi/run: messages, and steps whose output matters only when they fail.

say() { printf '%s  %s\n' "$(date +%T)" "$*" >&2; }

die() {
    printf 'tests/pi/run: %s\n' "$*" >&2
    exit 1
}

# quietly LOG COMMAND...: the end of the log is shown when the command fails.
quietly() {
    local log=$1
    shift
    "$@" > "$log" 2>&1 && return
    tail -n 40 "$log" >&2
    die "failed: $*"
}
