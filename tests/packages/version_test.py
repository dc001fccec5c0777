# SPDX-License-Identifier: MIT
"""packaging/version: each later state of a tree is an upgrade. Ends with N passed, N failed."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "packaging" / "version"
NOBODY = {"GIT_AUTHOR_NAME": "n", "GIT_AUTHOR_EMAIL": "n@localhost", "GIT_COMMITTER_NAME": "n", "GIT_COMMITTER_EMAIL": "n@localhost",
          "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
BEGIN = 1_790_000_000


class Tree(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.root / "packaging").mkdir()
        shutil.copy(SCRIPT, self.root / "packaging" / "version")
        (self.root / "CMakeLists.txt").write_text("project(coapnode VERSION 0.1.0 LANGUAGES CXX)\n")
        (self.root / "more").write_text("")
        self.git("init", "-q")
        self.commit(BEGIN)

    def git(self, *words: str, when: int = BEGIN) -> None:
        dated = {"GIT_AUTHOR_DATE": f"@{when} +0000", "GIT_COMMITTER_DATE": f"@{when} +0000"}
        subprocess.run(["git", "-C", self.root, *words], env={**os.environ, **NOBODY, **dated}, check=True, capture_output=True)

    def commit(self, when: int) -> None:
        self.git("add", ".")
        self.git("commit", "-q", "--allow-empty", "-m", "a change", when=when)

    def change(self, when: int) -> None:
        (self.root / "more").write_text(str(when))
        os.utime(self.root / "more", (when, when))

    def version(self, release: str = "trixie") -> str:
        done = subprocess.run([self.root / "packaging" / "version", release], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def assert_rises(self, *versions: str) -> None:
        for older, newer in zip(versions, versions[1:]):
            subprocess.run(["dpkg", "--validate-version", newer], check=True)
            order = subprocess.run(["dpkg", "--compare-versions", older, "lt", newer], check=False)
            self.assertEqual(order.returncode, 0, f"{older} is not less than {newer}")

    def test_commits_and_changes_that_are_not_committed(self):
        seen = ["0.1.0~deb13", self.version()]  # the first was that of all builds once
        self.assertRegex(seen[-1], r"^0\.1\.0~git20260921\.\d{6}\.[0-9a-f]{7}\+deb13$")
        self.change(BEGIN + 10)
        seen.append(self.version())
        self.change(BEGIN + 20)
        seen.append(self.version())
        self.commit(BEGIN + 30)
        seen.append(self.version())
        (self.root / "more").unlink()
        os.utime(self.root, (BEGIN + 40, BEGIN + 40))
        seen.append(self.version())
        self.assert_rises(*seen)

    def test_a_change_that_is_older_than_the_commit_counts_too(self):
        clean = self.version()
        self.change(BEGIN - 1000)
        self.assert_rises(clean, self.version())

    def test_a_release_is_above_what_led_to_it_and_below_what_follows(self):
        before = self.version()
        self.git("tag", "v0.1.0")
        release = self.version()
        self.assertEqual(release, "0.1.0+deb13")
        self.change(BEGIN + 10)
        self.assert_rises(before, release, self.version())
        self.commit(BEGIN + 20)
        self.assert_rises(release, self.version())

    def test_an_upgrade_of_debian_is_one_of_the_package(self):
        self.assert_rises(self.version("bookworm"), self.version("trixie"))

    def test_the_same_commit_has_the_same_version(self):
        self.assertEqual(self.version(), self.version())

    def test_another_release_is_refused(self):
        done = subprocess.run([SCRIPT, "sid"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("use bookworm or trixie", done.stderr)


if __name__ == "__main__":
    result = unittest.TextTestRunner(verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(Tree))
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(0 if result.wasSuccessful() else 1)
