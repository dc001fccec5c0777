# SPDX-License-Identifier: MIT
"""python3 -m checks RUN [TEST...]: checks the emulated Pi that runs in the directory RUN, and sums up: N passed, N failed.

TEST is a name as unittest has it: checks.test_led, checks.test_led.Led.test_post_toggles_the_line. Default: all.
"""
import os
import pathlib
import sys
import unittest

from .pi import Pi


def run(names: list[str]) -> bool:
    names = names or [f"checks.{file.stem}" for file in sorted(pathlib.Path(__file__).parent.glob("test_*.py"))]
    result = unittest.TextTestRunner(verbosity=2).run(unittest.defaultTestLoader.loadTestsFromNames(names))
    failed = len({getattr(case, "test_case", case) for case, _ in result.failures + result.errors})  # not each subtest
    print(f"{result.testsRun - failed} passed, {failed} failed", flush=True)
    return result.wasSuccessful() and result.testsRun > 0


def main() -> bool:
    os.environ["COAPNODE_PI"] = sys.argv[1]
    good = False
    try:
        Pi.running().install()
        Pi.running().wait_for_daemon()
        good = run(sys.argv[2:])
    finally:
        if not good:
            print(*Pi.running().log("coapnoded")[-40:], sep="\n", file=sys.stderr)
    return good


sys.exit(0 if main() else 1)
