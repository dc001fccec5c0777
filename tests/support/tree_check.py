# SPDX-License-Identifier: MIT
"""What the checks of the tree share: a check takes the root and yields (file, line, what is wrong)."""

import pathlib
import sys


def violations(checks, root):
    found = sorted({violation for check in checks for violation in check(root)})
    return [f"{file}:{line}: {what}" for file, line, what in found]


def run(checks):
    """For `check.py ROOT`: prints each violation; the exit code is 1 when there is one."""
    found = violations(checks, pathlib.Path(sys.argv[1]).resolve())
    for line in found:
        print(line)
    return 1 if found else 0


def run_rows(rows, violations_of):
    """For planted.py: a row is what `violations_of` is called with, and last the lines that it must find."""
    failed = 0
    for *planted, expected in rows:
        found = violations_of(*planted)
        if found != expected:
            failed += 1
            print(f"planted {planted}\n  expected {expected}\n  found    {found}")
    print(f"{len(rows)} planted, {failed} wrong")
    return 1 if failed else 0
