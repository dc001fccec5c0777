# SPDX-License-Identifier: MIT
"""python3 -m checks PID [TEST...]: checks the package in the booted Debian whose init is PID; sums up N passed, N failed."""
import os
import pathlib
import sys
import unittest


def main() -> bool:
    os.environ["COAPNODE_MACHINE"] = sys.argv[1]
    names = sys.argv[2:] or [f"checks.{file.stem}" for file in sorted(pathlib.Path(__file__).parent.glob("test_*.py"))]
    result = unittest.TextTestRunner(verbosity=2).run(unittest.defaultTestLoader.loadTestsFromNames(names))
    failed = len({getattr(case, "test_case", case) for case, _ in result.failures + result.errors})  # not each subtest
    print(f"{max(0, result.testsRun - failed)} passed, {failed} failed", flush=True)
    return result.wasSuccessful() and result.testsRun > 0


sys.exit(0 if main() else 1)
