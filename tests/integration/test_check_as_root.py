# SPDX-License-Identifier: MIT
"""coapnoded --check, run by root on the service's own configuration, in an /etc and a /var/lib of the test's own."""
import subprocess
import unittest

from support.workspace import BINARY, TIMEOUT, Workspace

CONFIG = "/etc/coapnode/coapnode.yaml"
# Needs root: an /etc over the machine's, seen by this shell alone, with the service's user and its files; and no state of
# a node that ran here.
OWN_ETC = """
set -e
mount -t tmpfs none "$1"
mkdir "$1/upper" "$1/work"
mount -t overlay none -o "lowerdir=/etc,upperdir=$1/upper,workdir=$1/work" /etc
mount -t tmpfs none /var/lib
"""
SERVICE = """
grep -q '^coapnode:' /etc/passwd || echo 'coapnode:x:977:977::/:/usr/sbin/nologin' >> /etc/passwd
grep -q '^coapnode:' /etc/group || echo 'coapnode:x:977:' >> /etc/group
rm -rf /etc/coapnode
mkdir -m 750 /etc/coapnode
echo 'dtls: {identities: [{identity: a, psk_file: a.psk}]}' > /etc/coapnode/coapnode.yaml
echo 8899aabbccddeeff0011223344556670 > /etc/coapnode/a.psk
chmod 640 /etc/coapnode/*
chgrp -R coapnode /etc/coapnode
"""


class AsRoot(unittest.TestCase):
    def setUp(self):
        self.place = self.enterContext(Workspace())
        self.run_in_own_etc("true", otherwise=self.skipTest)

    def run_in_own_etc(self, commands: str, otherwise=None) -> str:
        mount = self.place.folder / "etc"
        mount.mkdir(exist_ok=True)
        done = subprocess.run(["unshare", "--mount", "sh", "-c", OWN_ETC + SERVICE + commands, "sh", str(mount)], capture_output=True,
                              text=True, timeout=TIMEOUT, check=False)
        if done.returncode != 0 and otherwise:
            otherwise(f"this test needs root, and overlays: {done.stderr}")
        return done.stdout

    def told(self, change: str) -> list[str]:
        return self.run_in_own_etc(f"{change}\n{BINARY} --check || echo exit $?").splitlines()

    def test_files_that_the_service_may_read_are_good(self):
        self.assertEqual(self.told(""), [])

    def test_what_the_service_cannot_read_is_told_with_what_to_do(self):
        def advice(name: str) -> str:
            return f"{name}: the service's user coapnode cannot read it: chgrp coapnode {name} && chmod g+r {name}"
        key = "/etc/coapnode/a.psk"
        for change, names in ((f"chgrp root {key}", [key]), (f"chmod 600 {key} {CONFIG}", [CONFIG, key])):
            with self.subTest(change):
                self.assertEqual(self.told(change), [*map(advice, names), "exit 1"])

    def test_a_mistake_of_the_file_is_told_with_it(self):
        lines = self.told(f"echo 'devise: {{}}' >> {CONFIG}; chmod 600 {CONFIG}")
        self.assertEqual([line.split(": ")[1] for line in lines[:2]], ["unknown key 'devise'; did you mean 'device'?", "the service's user coapnode cannot read it"])

    def test_of_another_file_nobody_knows_who_reads_it(self):
        self.assertEqual(self.run_in_own_etc(f"cp -p {CONFIG} /etc/coapnode/other.yaml; chmod 600 /etc/coapnode/other.yaml; "
                                             f"{BINARY} --check --config /etc/coapnode/other.yaml || echo exit $?"), "")
